import { check } from '@otklik/core/contract/check.js';
import { consultationSchema, type ConsultationInput } from '@otklik/core/contract/consultations.js';
import { filingSeed } from '@otklik/core/domain/consultations/filing.js';
import { solving } from '@otklik/core/domain/proof.js';

/** The work that a consultation asks for, or a little more; the server of the tests asks for one bit. */
export function proofOf(agency: string, key: string, consultation: ConsultationInput, bits = 1): string {
  const checked = check(consultationSchema, consultation);
  // What is refused anyway needs no work.
  if (!checked.ok) return 'A';
  const work = solving(filingSeed(agency, key, checked.value), bits);
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}
