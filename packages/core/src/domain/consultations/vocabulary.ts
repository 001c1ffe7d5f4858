import type { Audience } from '../../contract/common.ts';

/* Plain values that forms show before any schema is loaded. */

/** Clients of the order's clause 1.2. */
export const externalApplicantKinds = [
  'citizen',
  'dual_citizen',
  'foreign_citizen',
  'stateless',
  'self_employed',
  'sole_proprietor',
  'association',
  'legal_entity',
] as const;
export const internalApplicantKinds = ['civil_servant', 'employee'] as const;
export type ApplicantKind = (typeof externalApplicantKinds | typeof internalApplicantKinds)[number];

/**
 * What the person came for. `information` is asked of the law (8-FZ, article 8), a visit or a call comes at a
 * time; an appeal is for another law (59-FZ): it is led elsewhere and never filed.
 */
export const needs = ['information', 'consultation', 'visit', 'callback', 'appeal'] as const;
export type Need = (typeof needs)[number];

/**
 * How the answer is wanted (order 078-О, 3.2; 8-FZ, article 7), and the contact that each needs. `case`: read
 * here, with the code. A contact belongs to its reply form, so each has its own field: what was typed for
 * another form isn't sent.
 */
export const contactFields = {
  email: 'email',
  post: 'postalAddress',
  phone: 'phone',
  visit: 'phone',
  case: 'email',
} as const;
export type ReplyForm = keyof typeof contactFields;
export const replyForms = Object.keys(contactFields) as readonly ReplyForm[];

/** The name of the contact field that stands under a reply form. */
export const contactName = (form: ReplyForm): string => `contact.${contactFields[form]}.${form}`;

/** The kinds that an audience chooses from (order 078-О, 1.2). */
export const kindsOf = (audience: Audience): readonly ApplicantKind[] =>
  audience === 'internal' ? internalApplicantKinds : externalApplicantKinds;
