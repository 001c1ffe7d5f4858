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

/** How the answer is wanted (order 078-О, 3.2; 8-FZ, article 7). `case`: read here, with the code. */
export const replyForms = ['email', 'post', 'phone', 'visit', 'case'] as const;
export type ReplyForm = (typeof replyForms)[number];

/** Longest question, in UTF-16 units. */
export const questionLimit = 4000;
