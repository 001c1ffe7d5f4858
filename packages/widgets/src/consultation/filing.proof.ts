import type { Consultation } from '@otklik/core/contract/consultations.js';
import { filingSeed } from '@otklik/core/domain/consultations/filing.js';
import { solving } from '@otklik/core/domain/proof.js';

/* The work that is done in place of a captcha, a little at a time, so that nobody who types feels it. */

/** What is sent, and with what. A key makes one case, however often it is sent. */
export interface Unsent {
  body: Consultation;
  /** Idempotency-Key. A secret: the code of the case comes from it. */
  key: string;
  /** ISO 8601, when it was first sent off. */
  since: string;
  proof?: string;
  /** How much work the server asked for, where that is more than usual. */
  bits?: number;
  /** Sent without any: what wasn't proved is looked at by somebody before it counts. */
  unproved?: boolean;
}

/** How long it works in one go, in ms; a frame of a screen has 16. */
const slice = 8;

/** Hands the thread back; the page does what waits there, then it goes on. */
function breathe(hurry: boolean): Promise<void> {
  // A timer is held back by some ms, a message isn't: also where the page is in the background.
  if (!hurry) return new Promise((done) => setTimeout(done));
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(0);
  });
}

interface Work {
  id: string;
  proof: Promise<string>;
  stop: AbortController;
  hurry: boolean;
}

/** Does the work for one thing at a time: for another one it begins anew. */
export class Prover {
  private work: Work | undefined;

  /**
   * The work for this agency, key and text; what is done for them already is done.
   * @param hurry somebody waits for it
   * @throws DOMException AbortError when it was told to do another, or to stop
   */
  solve(agency: string, { key, body }: Pick<Unsent, 'key' | 'body'>, bits: number, hurry = false): Promise<string> {
    const id = JSON.stringify([agency, key, body, bits]);
    if (this.work?.id !== id) {
      this.stop();
      const stop = new AbortController();
      const work: Work = { id, stop, hurry, proof: Promise.resolve('') };
      this.work = work;
      work.proof = this.run(work, filingSeed(agency, key, body), bits);
      work.proof.catch(() => undefined);
    }
    const { work } = this;
    work.hurry ||= hurry;
    return work.proof;
  }

  stop(): void {
    this.work?.stop.abort();
    this.work = undefined;
  }

  private async run(work: Work, seed: Uint8Array, bits: number): Promise<string> {
    const steps = solving(seed, bits);
    for (;;) {
      await breathe(work.hurry);
      work.stop.signal.throwIfAborted();
      const end = performance.now() + slice;
      do {
        const step = steps.next();
        if (step.done) return step.value;
      } while (performance.now() < end);
    }
  }
}

/** Asks that no other tab sends the same at the same time. Where a browser knows no locks the key alone makes it one case. */
export async function alone<T>(key: string, send: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  let begun = false;
  const run = (): Promise<T> => {
    begun = true;
    return send();
  };
  if (!locks) return run();
  try {
    return await locks.request(`otklik ${key}`, run);
  } catch (error) {
    // Refused before anything was done, as to documents without an origin.
    if (begun) throw error;
    return run();
  }
}
