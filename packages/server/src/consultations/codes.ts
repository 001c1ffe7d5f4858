import { caseCode } from '@otklik/core/domain/consultations/case-code.js';
import type { Keys } from '../keys/open.ts';

/** The code of the case that a consultation with this idempotency key opened, or will open. */
export const codeOfKey = (keys: Keys, agency: string, idempotencyKey: string): string =>
  caseCode(keys.mac('case-code', agency, idempotencyKey));

/** What is stored of a code. */
export const codeHash = (keys: Keys, agency: string, code: string): Buffer => keys.mac('case-code-hash', agency, code);
