import type { Consultation } from '../../contract/consultations.ts';
import { canonicalJson } from '../surveys/canonical.ts';
import { workFor } from '../proof.ts';

/**
 * What the work of filing is done for: this agency, this attempt, this text, and nothing else. There is no
 * clock in it, so a device whose clock is wrong, or that sends a day later, has done it all the same; a key
 * makes one case, so it can't be used twice.
 * @param consultation as the schema of the contract makes it
 * @returns 32 bytes
 */
export const filingSeed = (agency: string, idempotencyKey: string, consultation: Consultation): Uint8Array =>
  workFor(agency, idempotencyKey, canonicalJson(consultation));

/** How much work filing asks for: zero bits of each puzzle, see domain/proof.ts. About a second of a weak phone at most. */
export const filingBits = 11;
