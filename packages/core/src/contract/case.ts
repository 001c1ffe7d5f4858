import * as v from 'valibot';
import { origins, slotKinds } from '../domain/consultations/kinds.ts';
import { replyForms } from '../domain/consultations/vocabulary.ts';
import { portalSchema } from './agencies.ts';
import { audienceSchema, fileSchema, isoDate, isoMoment, localizedTextSchema } from './common.ts';

/**
 * One step of how a date came about: `from` and `days` calendar days make `result`. Of a rule that
 * moves a date off a day that isn't a working one, `days` may be negative.
 */
export const derivationStepSchema = v.strictObject({
  rule: v.picklist([
    'registration',
    'answer',
    'reopened',
    'deferral',
    'clarification',
    'deferral_notice',
    'forwarding',
    'preceding_working_day',
    'next_working_day',
  ]),
  from: isoDate,
  days: v.number(),
  result: isoDate,
});
export type DerivationStep = v.InferOutput<typeof derivationStepSchema>;

/** States of a case as the client sees them; their order is that of a usual life. */
export const caseStatuses = [
  'received',
  'registered',
  'clarification',
  'in_progress',
  'approval',
  'deferred',
  'forwarded',
  'answered',
  'partial',
  'refused',
  'redirected',
  'withdrawn',
  'merged',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

const signature = {
  /** Position of who signed (8-FZ, article 19). */
  signatory: localizedTextSchema,
  /** Under which the answer is registered (8-FZ, article 19). */
  number: v.string(),
  date: isoDate,
  /** Detached electronic signatures. */
  signatures: v.optional(v.array(fileSchema)),
};
const prepared = {
  /** Unit or position: nobody's name. */
  preparedBy: localizedTextSchema,
  files: v.array(fileSchema),
};

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

export const answerContent = { brief: localizedTextSchema, text: localizedTextSchema, ...prepared };
const reasons = {
  ground: v.picklist(refusalGrounds, 'choice_unknown'),
  /** The act that restricts access, where the ground is `restricted` (8-FZ, article 19). */
  act: v.nullable(localizedTextSchema),
  explanation: localizedTextSchema,
  /** What the client can do now: where it is published, whom to ask. */
  advice: v.nullable(localizedTextSchema),
  appeal: localizedTextSchema,
  /** Until when, where the decision says it. */
  appealBy: v.optional(isoDate),
  ...prepared,
};
export const refusalContent = {
  ...reasons,
  /** What is given all the same. A decision taken now that gives a part is a partial answer. */
  given: v.nullable(localizedTextSchema),
};
/** What is given, and why the rest isn't (8-FZ, article 19). */
export const partialContent = { ...reasons, given: localizedTextSchema };

export const answerSchema = v.strictObject({ ...answerContent, ...signature });
export type Answer = v.InferOutput<typeof answerSchema>;
export const refusalSchema = v.strictObject({ ...refusalContent, ...signature });
export type Refusal = v.InferOutput<typeof refusalSchema>;
export const partialSchema = v.strictObject({ ...partialContent, ...signature });
export type PartialAnswer = v.InferOutput<typeof partialSchema>;

/** A time at which the client comes, or is called. */
export const visitSchema = v.strictObject({
  /** Of the slot. */
  id: v.string(),
  kind: v.picklist(slotKinds),
  startsAt: isoMoment,
  endsAt: isoMoment,
  /** Where to come; null for a call. */
  place: v.nullable(localizedTextSchema),
});
export type Visit = v.InferOutput<typeof visitSchema>;

/** What each kind of event tells beside its moment. */
export const eventEntries = {
  /** Entered by staff: how it came in, and the day of that. Without both: by the form, on the day of `at`. */
  received: {
    origin: v.optional(v.picklist(origins)),
    on: v.optional(isoDate),
    /** What came with it. */
    files: v.optional(v.array(fileSchema)),
  },
  registered: { dueBy: isoDate },
  in_progress: { unit: localizedTextSchema },
  clarification: { question: localizedTextSchema },
  clarified: { text: v.string(), files: v.array(fileSchema) },
  /** Staff went on without the clarification. */
  resumed: {},
  approval: {},
  deferred: {
    reason: localizedTextSchema,
    days: v.number(),
    previousDueBy: isoDate,
    dueBy: isoDate,
    /** Position. */
    decidedBy: localizedTextSchema,
  },
  term_changed: {
    /** `clarification`: the time waited for it doesn't count, where the agency's terms say so. */
    cause: v.picklist(['calendar', 'clarification']),
    previousDueBy: isoDate,
    dueBy: isoDate,
    /** Only when that changed. */
    previousRegisterBy: v.optional(isoDate),
    registerBy: v.optional(isoDate),
  },
  forwarded: { to: localizedTextSchema, reason: localizedTextSchema, decidedBy: localizedTextSchema },
  answered: { answer: answerSchema },
  /** On the spot, to an oral request; `answeredBy` is a position. */
  answered_orally: { text: localizedTextSchema, answeredBy: localizedTextSchema },
  partial: { partial: partialSchema },
  refused: { refusal: refusalSchema },
  /** It is an appeal (59-FZ): where such are taken. */
  redirected: { explanation: localizedTextSchema, portals: v.array(portalSchema) },
  withdrawn: {},
  /** Number of the case that answers this one too. */
  merged: { into: v.string() },
  reopened: { reason: localizedTextSchema, dueBy: isoDate },
  /** Files that came after the request. */
  files_added: { files: v.array(fileSchema) },
  visit_booked: { visit: visitSchema },
  visit_moved: { visit: visitSchema, previousStartsAt: isoMoment },
  /** `reason`: why the body can't keep it; null when the client cancelled, or the request ended. */
  visit_cancelled: { startsAt: isoMoment, reason: v.nullable(localizedTextSchema) },
} as const;

/** An event of one type. */
export const eventSchema = <T extends string, E extends v.ObjectEntries>(type: T, entries: E) =>
  v.strictObject({ type: v.literal(type), at: isoMoment, ...entries });

/** What happened in a case as the client sees it, in order. */
export const caseEventSchema = v.variant('type', [
  eventSchema('received', eventEntries.received),
  eventSchema('registered', eventEntries.registered),
  eventSchema('in_progress', eventEntries.in_progress),
  eventSchema('clarification', eventEntries.clarification),
  eventSchema('clarified', eventEntries.clarified),
  eventSchema('resumed', eventEntries.resumed),
  eventSchema('approval', eventEntries.approval),
  eventSchema('deferred', eventEntries.deferred),
  eventSchema('term_changed', eventEntries.term_changed),
  eventSchema('forwarded', eventEntries.forwarded),
  eventSchema('answered', eventEntries.answered),
  eventSchema('answered_orally', eventEntries.answered_orally),
  eventSchema('partial', eventEntries.partial),
  eventSchema('refused', eventEntries.refused),
  eventSchema('redirected', eventEntries.redirected),
  eventSchema('withdrawn', eventEntries.withdrawn),
  eventSchema('merged', eventEntries.merged),
  eventSchema('reopened', eventEntries.reopened),
  eventSchema('files_added', eventEntries.files_added),
  eventSchema('visit_booked', eventEntries.visit_booked),
  eventSchema('visit_moved', eventEntries.visit_moved),
  eventSchema('visit_cancelled', eventEntries.visit_cancelled),
]);
export type CaseEvent = v.InferOutput<typeof caseEventSchema>;

export const caseEntries = {
  number: v.string(),
  audience: audienceSchema,
  topic: localizedTextSchema,
  question: v.string(),
  replyForm: v.picklist(replyForms),
  /** When it was sent or, of what staff entered, entered. */
  receivedAt: isoMoment,
  registeredOn: v.nullable(isoDate),
  registerBy: isoDate,
  /** Before registration the latest possible date. */
  dueBy: isoDate,
  /** When it ended, however it did. */
  closedOn: v.nullable(isoDate),
  /** How `dueBy` came about; its last result is `dueBy`. */
  derivation: v.array(derivationStepSchema),
};

/** How the client is told of what happens in the case: `none` doesn't touch what the law sends. */
export const noticeWays = ['email', 'none'] as const;
export type NoticeWay = (typeof noticeWays)[number];

/** `to`: the address as far as whoever holds the code may see it (`a…@example.org`); null where none is known. */
export const noticesSchema = v.strictObject({ by: v.picklist(noticeWays), to: v.nullable(v.string()) });
export type Notices = v.InferOutput<typeof noticesSchema>;

/** A consultation as its code opens it: no name, no contact, whoever holds the code; nothing of who did what inside. */
export const caseSchema = v.strictObject({
  ...caseEntries,
  status: v.picklist(caseStatuses),
  timeline: v.array(caseEventSchema),
  /** Missing where the back end sends no notices. */
  notices: v.optional(noticesSchema),
});
export type Case = v.InferOutput<typeof caseSchema>;
