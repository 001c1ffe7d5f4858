/** Time and chance, so that tests have their own. */
export interface UploadClock {
  /** Milliseconds. */
  now(): number;
  /** From 0 to 1. */
  random(): number;
  /** Calls back after so many milliseconds. @returns what calls it off */
  after(milliseconds: number, call: () => void): () => void;
  /** Calls back when the network is there again. @returns what calls it off */
  online(call: () => void): () => void;
}

export const deviceClock: UploadClock = {
  now: () => performance.now(),
  random: () => Math.random(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
  online: (call) => {
    addEventListener('online', call);
    return () => removeEventListener('online', call);
  },
};
