import * as v from 'valibot';
import {
  applicantKinds,
  internalApplicantKinds,
  questionLimit,
  replyForms,
  type ReplyForm,
} from '../domain/consultations/vocabulary.ts';
import {
  audienceSchema,
  fileSchema,
  isoDate,
  isoMoment,
  languages,
  line,
  localizedTextSchema,
  slug,
  text,
} from './common.ts';

export * from '../domain/consultations/vocabulary.ts';

/**
 * An e-mail address as RFC 5321 lets it travel: local part up to 64, Cyrillic and other letters
 * allowed (RFC 6531), a domain of at least two labels. No address that works is refused.
 */
const email = v.pipe(
  line(254),
  v.check((value) => value.includes('@'), 'email_at'),
  v.check((value) => !/\s/.test(value), 'email_space'),
  v.regex(/^[^@]{1,64}@(?:[\p{L}\p{M}\p{N}-]{1,63}\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u, 'email_format'),
);

/** A telephone number as people write it: 5 to 15 digits (ITU-T E.164), an extension after «доб.», «ext.» or #. */
const phone = v.pipe(
  line(40),
  v.regex(/^[+\d\s().,/\-‐-―−#]*(?:(?:доб|ext|x)[.\s]*[\d\s]+)?$/iu, 'phone_format'),
  v.check((value) => {
    const digits = value.split(/доб|ext|x|[#,/]/iu)[0]?.replace(/\D/g, '').length ?? 0;
    return digits >= 5 && digits <= 15;
  }, 'phone_digits'),
);

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
  applicant: applicantSchema,
  topic: v.pipe(v.string('type'), v.minLength(1, 'required'), slug),
  question: text(questionLimit),
  replyForm: v.picklist(replyForms, 'choice_unknown'),
  contact: v.optional(contactSchema, {}),
  language: v.optional(v.picklist(languages, 'choice_unknown'), 'ru'),
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
const contactFor = (field: 'email' | 'phone' | 'postalAddress') =>
  across(
    [['audience'], ['replyForm'], ['contact']],
    ['contact', field],
    (draft) => missingContact(draft.audience, draft.replyForm, draft.contact) !== field,
    'required',
  );

/**
 * What a client files. Of the whole, only what the answer needs: need is never to be justified
 * (8-FZ, article 8).
 */
export const consultationSchema = v.pipe(
  draftSchema,
  across(
    [['audience'], ['applicant', 'kind']],
    ['applicant', 'kind'],
    (draft) => internalApplicantKinds.includes(draft.applicant.kind) === (draft.audience === 'internal'),
    'choice_unknown',
  ),
  contactFor('email'),
  contactFor('phone'),
  contactFor('postalAddress'),
);
export type Consultation = v.InferOutput<typeof consultationSchema>;
export type ConsultationInput = v.InferInput<typeof consultationSchema>;

export const topicSchema = v.strictObject({ id: v.string(), title: localizedTextSchema });
export type ConsultationTopic = v.InferOutput<typeof topicSchema>;

/** One step of how a date came about. `days` may be negative: back to the preceding working day. */
export const derivationStepSchema = v.strictObject({
  rule: v.picklist(['registration', 'answer', 'deferral', 'preceding_working_day', 'next_working_day']),
  from: isoDate,
  days: v.number(),
  result: isoDate,
});
export type DerivationStep = v.InferOutput<typeof derivationStepSchema>;

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

/** States of a case as the client sees them; their order is that of a usual life. */
export const caseStatuses = ['received', 'registered', 'in_progress', 'deferred', 'answered', 'refused'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

const signature = {
  /** Position of who signed (8-FZ, article 19). */
  signatory: localizedTextSchema,
  number: v.string(),
  date: isoDate,
};
export const answerSchema = v.strictObject({
  brief: localizedTextSchema,
  text: localizedTextSchema,
  preparedBy: localizedTextSchema,
  files: v.array(fileSchema),
  ...signature,
});
export type Answer = v.InferOutput<typeof answerSchema>;

/** Grounds of 8-FZ, article 20. */
export const refusalGrounds = [
  'unclear',
  'no_reply_address',
  'not_our_matter',
  'restricted',
  'already_given',
  'analysis_wanted',
  'already_published',
] as const;
export const refusalSchema = v.strictObject({
  ground: v.picklist(refusalGrounds, 'choice_unknown'),
  /** The act that restricts access, where the ground is `restricted` (8-FZ, article 19). */
  act: v.nullable(localizedTextSchema),
  explanation: localizedTextSchema,
  /** What is given all the same. */
  given: v.nullable(localizedTextSchema),
  /** What the client can do now. */
  advice: v.nullable(localizedTextSchema),
  appeal: localizedTextSchema,
  preparedBy: localizedTextSchema,
  files: v.array(fileSchema),
  ...signature,
});
export type Refusal = v.InferOutput<typeof refusalSchema>;

/** What happened in a case, in order. Each is something that somebody did. */
export const caseEventSchema = v.variant('type', [
  v.strictObject({ type: v.literal('received'), at: isoMoment }),
  v.strictObject({ type: v.literal('registered'), at: isoMoment, dueBy: isoDate }),
  v.strictObject({ type: v.literal('in_progress'), at: isoMoment, unit: localizedTextSchema }),
  v.strictObject({
    type: v.literal('deferred'),
    at: isoMoment,
    reason: localizedTextSchema,
    days: v.number(),
    previousDueBy: isoDate,
    dueBy: isoDate,
    decidedBy: localizedTextSchema,
  }),
  v.strictObject({ type: v.literal('answered'), at: isoMoment, answer: answerSchema }),
  v.strictObject({ type: v.literal('refused'), at: isoMoment, refusal: refusalSchema }),
]);
export type CaseEvent = v.InferOutput<typeof caseEventSchema>;

/** A consultation as its code opens it: no name, no contact, whoever holds the code. */
export const caseSchema = v.strictObject({
  number: v.string(),
  audience: audienceSchema,
  status: v.picklist(caseStatuses),
  topic: localizedTextSchema,
  question: v.string(),
  replyForm: v.picklist(replyForms),
  receivedAt: isoMoment,
  registeredOn: v.nullable(isoDate),
  registerBy: isoDate,
  dueBy: isoDate,
  /** When it ended: answered or refused. */
  closedOn: v.nullable(isoDate),
  derivation: v.array(derivationStepSchema),
  timeline: v.array(caseEventSchema),
});
export type Case = v.InferOutput<typeof caseSchema>;
