import type { Audience } from '../../contract/common.ts';

/* Plain values that forms show before any schema is loaded. */

/** Clients of the order's clause 1.2; the last two are internal ones. */
export const applicantKinds = [
  'citizen',
  'dual_citizen',
  'foreign_citizen',
  'stateless',
  'self_employed',
  'sole_proprietor',
  'association',
  'legal_entity',
  'civil_servant',
  'employee',
] as const;
export type ApplicantKind = (typeof applicantKinds)[number];
export const internalApplicantKinds: readonly ApplicantKind[] = ['civil_servant', 'employee'];

/**
 * What the person came for. `information` is asked of the law (8-FZ, article 8), a visit or a call comes at a
 * time; an appeal is for another law (59-FZ): it is led elsewhere and never filed.
 */
export const needs = ['information', 'consultation', 'visit', 'callback', 'appeal'] as const;
export type Need = (typeof needs)[number];

/** How the answer is wanted (order 078-О, 3.2; 8-FZ, article 7). `case`: read here, with the code. */
export const replyForms = ['email', 'post', 'phone', 'visit', 'case'] as const;
export type ReplyForm = (typeof replyForms)[number];

/**
 * Names of the form's fields, which are also the paths of their errors. A contact belongs to its
 * reply form, so each has its own field: what was typed for another form isn't sent.
 */
export const contactFields: Record<ReplyForm, 'email' | 'phone' | 'postalAddress'> = {
  email: 'email',
  post: 'postalAddress',
  phone: 'phone',
  visit: 'phone',
  case: 'email',
};

/** The name of the contact field that stands under a reply form. */
export const contactName = (form: ReplyForm): string => `contact.${contactFields[form]}.${form}`;

/** The kinds that an audience chooses from (order 078-О, 1.2). */
export const kindsOf = (audience: Audience): readonly ApplicantKind[] =>
  audience === 'internal'
    ? internalApplicantKinds
    : applicantKinds.filter((kind) => !internalApplicantKinds.includes(kind));
