import type { Agency } from '../../contract/agencies.ts';
import type { Consultation } from '../../contract/consultations.ts';
import type { FieldError } from '../../contract/problems.ts';

/**
 * Consent to the handling of personal data, where the agency works by consent: a separate act for
 * the text that stands now (152-FZ, article 9, as of 1 September 2025). By force of law none is asked.
 */
export function consentProblem(
  { consent }: Pick<Consultation, 'consent'>,
  { legalBasis, legalNoticeVersion }: Pick<Agency, 'legalBasis' | 'legalNoticeVersion'>,
): FieldError[] {
  if (legalBasis === 'law' || consent === legalNoticeVersion) return [];
  return [{ path: 'consent', code: consent === undefined ? 'required' : 'consent_outdated', params: {} }];
}
