import type { Agency, ConsultationPolicy } from '../../contract/agencies.ts';
import type { Audience } from '../../contract/common.ts';
import type { Calendar } from '../calendar.ts';
import { defaultInternalTerms, defaultTerms, type Terms } from './terms.ts';

/** What the rules need to know of the agency. */
export interface Rules {
  terms: Terms;
  policy: ConsultationPolicy;
  calendar: Calendar;
  /** IANA name: all dates are dates there. */
  timeZone: string;
}

/** Staff prepare, the head approves (order 078-О, 3.6). */
export const defaultPolicy: ConsultationPolicy = { approval: true, nearDays: [5, 1], windowDays: 1 };

/** The terms that an agency owes to an audience. */
export const termsOf = (
  { terms, internalTerms }: Pick<Agency, 'terms' | 'internalTerms'>,
  audience: Audience,
): Terms => (audience === 'internal' ? { ...defaultInternalTerms, ...internalTerms } : { ...defaultTerms, ...terms });

/** The rules for a case of this audience. */
export const rulesFor = (
  agency: Pick<Agency, 'terms' | 'internalTerms' | 'consultations' | 'timeZone'>,
  audience: Audience,
  calendar: Calendar,
): Rules => ({
  terms: termsOf(agency, audience),
  policy: agency.consultations ?? defaultPolicy,
  calendar,
  timeZone: agency.timeZone,
});
