import type { Audience, Language } from '../../contract/common.ts';
import type { ConsultationInput } from '../../contract/consultations.ts';
import { typedText } from '../typed-text.ts';
import { contactFields, contactName, type ApplicantKind, type Need, type ReplyForm } from './vocabulary.ts';

/** Who comes, or is called, has said by that how the answer is wanted. */
const replyFormOf: Partial<Record<Need, ReplyForm>> = { visit: 'visit', callback: 'phone' };

/** What somebody needs who picked a channel with such replies; undefined: a question like any other. */
export const needOf = (form: ReplyForm | null | undefined): Need | undefined =>
  (Object.keys(replyFormOf) as Need[]).find((need) => replyFormOf[need] === form);

/** The name of the choice of a time: what was chosen for a visit is no time for a call. */
export const slotName = (need: string): string => `slot.${need}`;

/** The reply form that a form as it stands asks for. */
export const chosenReplyForm = (value: (name: string) => string | null): ReplyForm =>
  replyFormOf[value('need') as Need] ?? ((value('replyForm') ?? '') as ReplyForm);

/**
 * What a form holds, as a consultation to be checked: the same for FormData in a browser and for a
 * body that a page without JavaScript posted. Blank contacts count as none; what the need doesn't ask
 * for isn't taken over.
 */
export function consultationFromForm(
  value: (name: string) => string | null,
  audience: Audience,
  language: Language,
): ConsultationInput {
  const need = value('need') as Need | null;
  const form = chosenReplyForm(value);
  const slot = need && need in replyFormOf ? value(slotName(need)) : null;
  const contact = form in contactFields ? value(contactName(form))?.trim() : undefined;
  const consent = value('consent');
  return {
    audience,
    ...(need && { need }),
    applicant: { kind: (value('applicant.kind') ?? '') as ApplicantKind, name: value('applicant.name') ?? '' },
    topic: value('topic') ?? '',
    question: typedText(value('question') ?? ''),
    replyForm: form,
    contact: contact ? { [contactFields[form]]: contact } : {},
    language,
    ...(slot && { slot }),
    ...(consent && { consent }),
  };
}

/** The field in which an error of `path` is to be mended. */
export const fieldOf = (path: string, form: string | null, need: string | null = null): string =>
  path === 'slot'
    ? slotName(need ?? '')
    : path.startsWith('contact') && form && form in contactFields
      ? contactName(form as ReplyForm)
      : path;
