import * as v from 'valibot';
import { caseActionTypes } from '../../domain/consultations/lifecycle.ts';
import { alarmKinds } from '../../domain/consultations/alarms.ts';
import { doubts, questionLimit } from '../../domain/consultations/kinds.ts';
import { needs } from '../../domain/consultations/vocabulary.ts';
import { applicantKinds } from '../consultations.ts';
import { refusalContent, visitSchema } from '../case.ts';
import {
  audienceSchema,
  fileSchema,
  isoDate,
  isoMoment,
  languages,
  line,
  localizedTextSchema,
  pageOf,
  slug,
  text,
  unfinishedText,
} from '../common.ts';
import { pageLimit } from '../publications.ts';
import { uploadNameSchema } from '../uploads.ts';
import { caseEntrySchema, caseRecordSchema, recordStatuses } from './consultations.ts';
import type { StaffEndpoint } from './endpoint.ts';
import { count, day, localized, reason, revision } from './inputs.ts';

/* The register of cases, and what staff do with one. */

/** Under which the agency's own document system knows a case. */
export const registrySchema = v.strictObject({ number: line(100), date: day });
export type Registry = v.InferOutput<typeof registrySchema>;

/** Something with a term that staff must see to: domain/consultations/alarms.ts. */
const alarmSchema = v.strictObject({
  kind: v.picklist(alarmKinds),
  date: isoDate,
  daysLeft: v.number(),
  before: v.nullable(v.number()),
});

const headEntries = {
  id: v.string(),
  number: v.string(),
  audience: audienceSchema,
  status: v.picklist(recordStatuses),
  topic: localizedTextSchema,
  receivedAt: isoMoment,
  registeredOn: v.nullable(isoDate),
  registerBy: isoDate,
  dueBy: isoDate,
  closedOn: v.nullable(isoDate),
  /** Account of who has it in hand. */
  responsible: v.nullable(v.string()),
  registry: v.nullable(v.strictObject({ number: v.string(), date: isoDate })),
  /** What the person came for; null: it wasn't said. */
  need: v.nullable(v.picklist(needs)),
  /** Why it may be junk; null: nothing says so, or somebody has registered it. Until then no notice goes to its address. */
  doubt: v.nullable(v.picklist(doubts)),
};
export const caseHeadSchema = v.strictObject(headEntries);
export type CaseHead = v.InferOutput<typeof caseHeadSchema>;

/** A case as staff see it, with the person whom it is owed to. */
export const staffCaseSchema = v.strictObject({
  ...headEntries,
  question: v.string(),
  replyForm: caseRecordSchema.entries.replyForm,
  language: v.picklist(languages),
  derivation: caseRecordSchema.entries.derivation,
  timeline: caseRecordSchema.entries.timeline,
  applicant: v.strictObject({ kind: v.picklist(applicantKinds), name: v.string() }),
  contact: v.strictObject({
    email: v.nullable(v.string()),
    phone: v.nullable(v.string()),
    postalAddress: v.nullable(v.string()),
  }),
  /** What the client sent, and what staff laid beside it for an answer; their addresses are those of the staff API. */
  files: v.strictObject({ client: v.array(fileSchema), staff: v.array(fileSchema) }),
  visit: v.nullable(visitSchema),
  alarms: v.array(alarmSchema),
  /** What whoever asks could do with it now. */
  actions: v.array(v.picklist(caseActionTypes)),
});
export type StaffCase = v.InferOutput<typeof staffCaseSchema>;

/** `mine`: in my hands; `unassigned`: in nobody's; `to-approve`: with the head; `near`, `overdue`: by their terms; `doubtful`: may be junk. */
export const caseLists = ['open', 'mine', 'unassigned', 'to-approve', 'near', 'overdue', 'doubtful', 'closed'] as const;
export const caseQuerySchema = v.strictObject({
  list: v.optional(v.picklist(caseLists, 'choice_unknown'), 'open'),
  status: v.optional(v.picklist(recordStatuses, 'choice_unknown')),
  audience: v.optional(audienceSchema),
  topic: v.optional(slug),
  /** Of the case, or of the agency's document system; whole. */
  number: v.optional(line(100)),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200, 'too_long'))),
  limit: v.optional(v.pipe(count, v.maxValue(pageLimit.max, 'too_large'))),
});
export type CaseQuery = v.InferOutput<typeof caseQuerySchema>;

/** The code opens the case for its client: it is handed over on paper, and stands here once. */
export const caseEnteredSchema = v.strictObject({ case: staffCaseSchema, code: v.string() });
export type CaseEntered = v.InferOutput<typeof caseEnteredSchema>;

/** Ids of files that staff laid beside the case. */
const fileIds = v.pipe(
  v.array(v.pipe(v.string('type'), v.maxLength(64, 'too_long')), 'type'),
  v.maxLength(20, 'too_many'),
);
const long = localized(text(20_000));
const draftTexts = { preparedBy: localized(line(300)), files: v.optional(fileIds, []) };
/** A draft may be unfinished: what it lacks is told when it is submitted. */
const unfinished = localized(unfinishedText(20_000));
const draftReasons = {
  ground: refusalContent.ground,
  act: v.optional(v.nullable(long), null),
  explanation: unfinished,
  advice: v.optional(v.nullable(long), null),
  appeal: unfinished,
  ...draftTexts,
};
export const draftInputSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('answer'), brief: unfinished, text: unfinished, ...draftTexts }),
  v.strictObject({ kind: v.literal('partial'), given: unfinished, ...draftReasons }),
  v.strictObject({ kind: v.literal('refusal'), ...draftReasons }),
]);
export type DraftInput = v.InferOutput<typeof draftInputSchema>;

/** Where appeals are taken: a page, not a script. */
const portalInput = v.strictObject({
  title: localized(line(300)),
  url: v.pipe(line(1000), v.regex(/^https?:\/\//i, 'format')),
});
const action = <T extends string, E extends v.ObjectEntries>(type: T, entries: E) =>
  v.strictObject({ type: v.literal(type), ...entries });
const signing = { revision, number: line(100), signatures: v.optional(fileIds, []) };

/** Actions of domain/consultations/actions.ts as staff send them: files by id, cases and slots too. */
export const caseActionInputSchema = v.variant('type', [
  action('register', {}),
  action('start', { unit: localized(line(300)) }),
  action('ask', { question: localized(text(questionLimit)) }),
  action('clarify', { text: text(questionLimit) }),
  action('resume', {}),
  /** `revision`: the one that was read, 0 for none; if it is left out, whatever stands is written over. */
  action('draft', {
    draft: draftInputSchema,
    revision: v.optional(v.pipe(v.number('type'), v.integer('format'), v.minValue(0, 'too_small'))),
  }),
  action('submit', { revision }),
  action('return', { revision, reason }),
  action('approve', signing),
  action('issue', signing),
  action('answer_orally', { text: long }),
  action('defer', { days: v.pipe(v.number('type'), v.integer('format'), v.minValue(1, 'too_small')), reason }),
  action('forward', { to: localized(line(300)), reason }),
  action('redirect', {
    explanation: localized(text(2000)),
    portals: v.optional(v.pipe(v.array(portalInput, 'type'), v.maxLength(20, 'too_many'))),
  }),
  /** `into`: number of the case that answers this one too. */
  action('merge', { into: line(40) }),
  action('withdraw', {}),
  action('reopen', { reason }),
  action('book_visit', { slot: v.pipe(v.string('type'), v.maxLength(64, 'too_long')) }),
  action('cancel_visit', { reason }),
]);
export type CaseActionInput = v.InferOutput<typeof caseActionInputSchema>;

export const caseFileInputSchema = v.strictObject({
  upload: uploadNameSchema,
  /** As the client is to read it. */
  title: localized(line(300)),
  language: v.optional(v.picklist(languages, 'choice_unknown'), 'ru'),
});
export type CaseFileInput = v.InferOutput<typeof caseFileInputSchema>;

/** null: nobody, it goes back to all. */
export const assignmentSchema = v.strictObject({
  responsible: v.nullable(v.pipe(v.string('type'), v.maxLength(64, 'too_long'))),
});

/** Accounts that new cases of a topic go to; the first active one of them gets it, all of them are told. */
export const topicRoutingSchema = v.strictObject({
  responsible: v.pipe(
    v.array(v.pipe(v.string('type'), v.maxLength(64, 'too_long')), 'type'),
    v.maxLength(50, 'too_many'),
  ),
});
export const staffTopicSchema = v.strictObject({
  id: v.string(),
  audience: audienceSchema,
  title: localizedTextSchema,
  responsible: v.array(v.string()),
});
export type StaffTopic = v.InferOutput<typeof staffTopicSchema>;

export const caseStaffSchemas = {
  CaseHeadPage: pageOf(caseHeadSchema),
  StaffCase: staffCaseSchema,
  CaseEntry: caseEntrySchema,
  CaseEntered: caseEnteredSchema,
  CaseAction: caseActionInputSchema,
  CaseFileInput: caseFileInputSchema,
  CaseFile: fileSchema,
  CaseAssignment: assignmentSchema,
  CaseRegistry: registrySchema,
  StaffTopicPage: pageOf(staffTopicSchema),
  TopicRouting: topicRoutingSchema,
} as const;

const agency = '/api/v1/staff/agencies/{agency}';
const consultations = `${agency}/consultations`;
const one = `${consultations}/{id}`;
const workers = ['consultant', 'head'] as const;

export const caseStaffEndpoints = {
  listCases: {
    method: 'GET',
    path: consultations,
    access: workers,
    summary: 'The register: cases by the day on which they are due; closed ones last closed first',
    query: caseQuerySchema,
    status: 200,
    answer: 'CaseHeadPage',
    problems: ['cursor_invalid'],
  },
  enterCase: {
    method: 'POST',
    path: consultations,
    access: ['consultant'],
    summary: 'Enter what came by telephone, at a visit, by post or at the counter; the same key gives the same case',
    headers: { 'Idempotency-Key': 'Random, 16 to 64 characters of base64url or a UUID; keep it secret' },
    body: 'CaseEntry',
    status: 201,
    answer: 'CaseEntered',
    problems: ['idempotency_key_missing', 'idempotency_key_invalid', 'idempotency_conflict', 'rule_broken'],
  },
  readStaffCase: {
    method: 'GET',
    path: one,
    access: workers,
    summary: 'One case, whole, with the applicant',
    status: 200,
    answer: 'StaffCase',
    problems: ['case_unknown'],
  },
  actOnCase: {
    method: 'POST',
    path: `${one}/actions`,
    access: workers,
    summary: 'Take one action; which may be taken now, `actions` of the case says',
    body: 'CaseAction',
    status: 200,
    answer: 'StaffCase',
    problems: ['case_unknown', 'revision_outdated', 'slot_unknown', 'slot_taken', 'rule_broken'],
  },
  attachCaseFile: {
    method: 'POST',
    path: `${one}/files`,
    access: ['consultant', 'head'],
    summary: 'Lay an uploaded file beside the case, for an answer to name; the client sees it with that answer',
    body: 'CaseFileInput',
    status: 201,
    answer: 'CaseFile',
    problems: ['case_unknown', 'rule_broken'],
  },
  readStaffCaseFile: {
    method: 'GET',
    path: `${one}/files/{file}`,
    access: workers,
    summary: 'A file of a case',
    status: 200,
    answer: null,
    problems: ['case_unknown', 'file_unknown'],
  },
  assignCase: {
    method: 'PUT',
    path: `${one}/responsible`,
    access: workers,
    summary: 'Give the case into somebody’s hands: a consultant of the agency, or nobody',
    body: 'CaseAssignment',
    status: 200,
    answer: 'StaffCase',
    problems: ['case_unknown', 'account_unknown'],
  },
  setCaseRegistry: {
    method: 'PUT',
    path: `${one}/registry`,
    access: workers,
    summary: 'Note number and date under which the agency’s document system knows the case',
    body: 'CaseRegistry',
    status: 200,
    answer: 'StaffCase',
    problems: ['case_unknown'],
  },
  exportCase: {
    method: 'GET',
    path: `${one}/export`,
    access: workers,
    summary: 'The case as a ZIP for the agency’s document system: case.pdf, case.json and all files',
    status: 200,
    answer: null,
    problems: ['case_unknown'],
  },
  listStaffTopics: {
    method: 'GET',
    path: `${agency}/consultation-topics`,
    access: ['consultant', 'head', 'administrator'],
    summary: 'Topics of consultations, with those whom they go to',
    status: 200,
    answer: 'StaffTopicPage',
    problems: [],
  },
  routeTopic: {
    method: 'PUT',
    path: `${agency}/consultation-topics/{audience}/{topic}/responsible`,
    access: ['head', 'administrator'],
    summary: 'Set whom new cases of a topic go to',
    body: 'TopicRouting',
    status: 200,
    answer: 'StaffTopicPage',
    problems: ['topic_unknown'],
  },
} as const satisfies Record<string, StaffEndpoint>;
