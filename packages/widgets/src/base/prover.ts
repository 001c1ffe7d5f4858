import { solving } from '@otklik/core/domain/proof.js';

/* The work that is done in place of a captcha, a little at a time, so that nobody who types feels it. */

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
   * The work for what has this seed; what is done for it already is done.
   * @param seed 32 bytes, which say what the work is for
   * @param bits how much: zero bits of each puzzle
   * @param hurry somebody waits for it
   * @throws DOMException AbortError when it was told to do another, or to stop
   */
  solve(seed: Uint8Array, bits: number, hurry = false): Promise<string> {
    const id = `${seed.join()} ${bits}`;
    if (this.work?.id !== id) {
      this.stop();
      const stop = new AbortController();
      const work: Work = { id, stop, hurry, proof: Promise.resolve('') };
      this.work = work;
      work.proof = this.run(work, seed, bits);
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
