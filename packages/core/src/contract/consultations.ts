import * as v from 'valibot';
import { questionLimit } from '../domain/consultations/kinds.ts';
import {
  externalApplicantKinds,
  internalApplicantKinds,
  kindsOf,
  needs,
  replyForms,
  type ReplyForm,
} from '../domain/consultations/vocabulary.ts';
import { email, phone } from './addresses.ts';
import { derivationStepSchema, noticeWays } from './case.ts';
import { uploadNamesSchema } from './uploads.ts';
import { audienceSchema, isoDate, isoMoment, languages, line, localizedTextSchema, slug, text } from './common.ts';

export * from '../domain/consultations/kinds.ts';
export * from '../domain/consultations/vocabulary.ts';
export * from './case.ts';

/** Clients of the order's clause 1.2, of both audiences. */
export const applicantKinds = [...externalApplicantKinds, ...internalApplicantKinds] as const;

export const contactSchema = v.strictObject({
  email: v.optional(email),
  phone: v.optional(phone),
  postalAddress: v.optional(text(500)),
});

const applicantSchema = v.strictObject({
  kind: v.picklist(applicantKinds, 'choice_unknown'),
  /** Of the person or of the organisation; without it a request isn't considered (8-FZ, article 18). */
  name: line(200),
});

/**
 * What the law makes of a contact: the chosen way to reply needs its address, and an external
 * request always needs one of postal address, telephone or e-mail (8-FZ, article 18). The missing
 * one is named where the form has its field.
 */
export function missingContact(
  audience: 'external' | 'internal',
  replyForm: ReplyForm,
  contact: Partial<Record<'email' | 'phone' | 'postalAddress', string | undefined>>,
): 'email' | 'phone' | 'postalAddress' | null {
  if (replyForm === 'email') return contact.email ? null : 'email';
  if (replyForm === 'post') return contact.postalAddress ? null : 'postalAddress';
  if (replyForm === 'phone') return contact.phone ? null : 'phone';
  if (audience === 'internal' || contact.email || contact.phone || contact.postalAddress) return null;
  return replyForm === 'visit' ? 'phone' : 'email';
}

const draftSchema = v.strictObject({
  audience: v.optional(audienceSchema, 'external'),
  /** Without it: information, or a consultation. */
  need: v.optional(v.picklist(needs, 'choice_unknown')),
  applicant: applicantSchema,
  topic: v.pipe(v.string('type'), v.minLength(1, 'required'), slug),
  question: text(questionLimit),
  replyForm: v.picklist(replyForms, 'choice_unknown'),
  contact: v.optional(contactSchema, {}),
  language: v.optional(v.picklist(languages, 'choice_unknown'), 'ru'),
  /** Complete uploads. */
  files: v.optional(uploadNamesSchema),
  /** Id of a free slot, for a visit or a call at a time. */
  slot: v.optional(v.pipe(v.string('type'), v.maxLength(64, 'too_long'))),
  /** Version of the notice that the person agreed to; needed where the agency works by consent (152-FZ, article 9). */
  consent: v.optional(line(40)),
});

type Draft = v.InferOutput<typeof draftSchema>;

/**
 * A rule across fields, told at `path`. It runs even while other fields are wrong, so that one
 * attempt shows all that is to be mended. (Valibot types such a rule for literal paths only.)
 */
const across = (fields: string[][], path: string[], holds: (draft: Draft) => boolean, code: string) =>
  v.forward(v.partialCheck(fields as never, holds as never, code) as never, path as never) as v.PipeItem<
    Draft,
    Draft,
    v.BaseIssue<unknown>
  >;
const contactFor = (field: 'email' | 'phone' | 'postalAddress', missing = missingContact) =>
  across(
    [['audience'], ['replyForm'], ['contact']],
    ['contact', field],
    (draft) => missing(draft.audience, draft.replyForm, draft.contact) !== field,
    'required',
  );
const kindOfAudience = across(
  [['audience'], ['applicant', 'kind']],
  ['applicant', 'kind'],
  (draft) => kindsOf(draft.audience).includes(draft.applicant.kind),
  'choice_unknown',
);

/** An appeal is for another law and another place (59-FZ; 547-FZ asks for identification): it can't be filed here. */
const notAnAppeal = across([['need']], ['need'], ({ need }) => need !== 'appeal', 'appeal_elsewhere');
/** Who comes, or is called, does so at a time. */
const timeNeeded = across(
  [['need'], ['slot']],
  ['slot'],
  ({ need, slot }) => !(need === 'visit' || need === 'callback') || !!slot,
  'required',
);
/** Who is to be called leaves a number, whatever way an answer in writing goes. */
const numberNeeded = across(
  [['need'], ['contact']],
  ['contact', 'phone'],
  ({ need, contact }) => need !== 'callback' || !!contact.phone,
  'required',
);

/**
 * What a client files. Of the whole, only what the answer needs: need is never to be justified
 * (8-FZ, article 8).
 */
export const consultationSchema = v.pipe(
  draftSchema,
  kindOfAudience,
  notAnAppeal,
  timeNeeded,
  numberNeeded,
  contactFor('email'),
  contactFor('phone'),
  contactFor('postalAddress'),
);
/** Who asks at a visit and gets the answer there leaves no address: only a chosen way to be reached needs its own. */
const missingOralContact: typeof missingContact = (audience, replyForm, contact) =>
  replyForm === 'visit' || replyForm === 'case' ? null : missingContact(audience, replyForm, contact);

/** What staff write down of an oral request (8-FZ, articles 7 and 18). */
export const oralConsultationSchema = v.pipe(
  draftSchema,
  kindOfAudience,
  contactFor('email', missingOralContact),
  contactFor('phone', missingOralContact),
  contactFor('postalAddress', missingOralContact),
);
export type Consultation = v.InferOutput<typeof consultationSchema>;
export type ConsultationInput = v.InferInput<typeof consultationSchema>;

export const topicSchema = v.strictObject({ id: v.string(), title: localizedTextSchema });
export type ConsultationTopic = v.InferOutput<typeof topicSchema>;

/** What the client keeps. Before registration `dueBy` is the latest possible date. */
export const receiptSchema = v.strictObject({
  number: v.string(),
  code: v.string(),
  receivedAt: isoMoment,
  registerBy: isoDate,
  dueBy: isoDate,
  derivation: v.array(derivationStepSchema),
});
export type Receipt = v.InferOutput<typeof receiptSchema>;

/** Idempotency-Key: a random UUID, or 16 to 64 characters of base64url. It is a secret: the code is derived from it. */
export const idempotencyKeySchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/));

/** Consultation-Proof: the work that was done for this consultation, see domain/proof.ts. */
export const proofSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,200}$/));

/** What the client answers when asked for a clarification. */
export const clarificationSchema = v.strictObject({ text: text(questionLimit), files: v.optional(uploadNamesSchema) });
export type Clarification = v.InferInput<typeof clarificationSchema>;

/** Files that the client adds to a case that isn't closed. */
export const caseFilesSchema = v.strictObject({
  files: v.pipe(uploadNamesSchema, v.minLength(1, 'required')),
});
export type CaseFiles = v.InferInput<typeof caseFilesSchema>;

/** Nothing is asked of who withdraws: an empty object, so that no page can do it by a stray request. */
export const withdrawalOfCaseSchema = v.strictObject({});

/** How the client wants to be told from now on. An address is taken only where none came with the request. */
export const noticeChoiceSchema = v.strictObject({
  by: v.picklist(noticeWays, 'choice_unknown'),
  email: v.optional(email),
});
export type NoticeChoice = v.InferInput<typeof noticeChoiceSchema>;

/** The slot that the client books, or moves the booked visit to. */
export const visitBookingSchema = v.strictObject({
  slot: v.pipe(v.string('type'), v.minLength(1, 'required'), v.maxLength(64, 'too_long')),
});
export type VisitBooking = v.InferInput<typeof visitBookingSchema>;
