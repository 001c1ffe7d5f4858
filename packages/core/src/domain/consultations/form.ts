import type { Audience, Language } from '../../contract/common.ts';
import type { ConsultationInput } from '../../contract/consultations.ts';
import { applicantKinds, internalApplicantKinds, type ApplicantKind, type ReplyForm } from './vocabulary.ts';

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

/**
 * What a form holds, as a consultation to be checked: the same for FormData in a browser and for a
 * body that a page without JavaScript posted. Blank contacts count as none.
 */
export function consultationFromForm(
  value: (name: string) => string | null,
  audience: Audience,
  language: Language,
): ConsultationInput {
  const form = (value('replyForm') ?? '') as ReplyForm;
  const contact = form in contactFields ? value(contactName(form))?.trim() : undefined;
  const consent = value('consent');
  return {
    audience,
    applicant: { kind: (value('applicant.kind') ?? '') as ApplicantKind, name: value('applicant.name') ?? '' },
    topic: value('topic') ?? '',
    // Browsers send line breaks of a textarea as CR LF; the limit counts what was typed.
    question: (value('question') ?? '').replace(/\r\n?/g, '\n'),
    replyForm: form,
    contact: contact ? { [contactFields[form]]: contact } : {},
    language,
    ...(consent && { consent }),
  };
}

/** The field in which an error of `path` is to be mended. */
export const fieldOf = (path: string, form: string | null): string =>
  path.startsWith('contact') && form && form in contactFields ? contactName(form as ReplyForm) : path;
