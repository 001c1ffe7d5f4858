import type { Consultation } from '@otklik/core/contract/consultations.js';

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
