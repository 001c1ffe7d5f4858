/** An answer as it was sent, and what it stands for. */
export interface KeptAnswer {
  /** Of the content that it was made of, and the minute of it. */
  stamp: string;
  headers: [name: string, value: string | number | string[]][];
  body: Buffer;
}

/** What an answer takes beside its body, about. */
const overhead = 1000;

/** Answers by key, `limit` bytes at most: those that nobody asked for longest go first. */
export class Memory {
  readonly #limit: number;
  readonly #answers = new Map<string, KeptAnswer>();
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The answer of that key, if it still stands for what it should. */
  find(key: string, stamp: string): KeptAnswer | null {
    const found = this.#answers.get(key);
    if (!found) return null;
    this.#drop(key, found);
    if (found.stamp !== stamp) return null;
    this.#put(key, found);
    return found;
  }

  keep(key: string, answer: KeptAnswer): void {
    const before = this.#answers.get(key);
    if (before) this.#drop(key, before);
    // One answer isn't to drive out most others.
    if (answer.body.length > this.#limit / 8) return;
    this.#put(key, answer);
    for (const [oldest, one] of this.#answers) {
      if (this.#size <= this.#limit) break;
      this.#drop(oldest, one);
    }
  }

  #put(key: string, answer: KeptAnswer): void {
    this.#answers.set(key, answer);
    this.#size += answer.body.length + key.length + overhead;
  }

  #drop(key: string, answer: KeptAnswer): void {
    this.#answers.delete(key);
    this.#size -= answer.body.length + key.length + overhead;
  }
}
