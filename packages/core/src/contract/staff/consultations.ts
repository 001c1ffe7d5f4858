import * as v from 'valibot';
import {
  answerContent,
  caseEntries,
  caseStatuses,
  eventEntries,
  eventSchema,
  partialContent,
  refusalContent,
} from '../case.ts';
import { isoDate, localizedTextSchema } from '../common.ts';
import { consultationSchema, oralConsultationSchema } from '../consultations.ts';

/** A case as staff see it: all that happened, and who did it. */

/** Who did something: the account, and the position that it had then. */
export const whoSchema = v.strictObject({ id: v.string(), position: localizedTextSchema });
export type Who = v.InferOutput<typeof whoSchema>;

/** `returned`: the head sent the draft back; the client sees that the answer is being prepared. */
export const recordStatuses = [...caseStatuses, 'returned'] as const;
export type RecordStatus = (typeof recordStatuses)[number];

/** An answer in the making; number, date and signatory come with the decision. */
export const draftSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('answer'), ...answerContent }),
  v.strictObject({ kind: v.literal('partial'), ...partialContent }),
  v.strictObject({ kind: v.literal('refusal'), ...refusalContent }),
]);
export type Draft = v.InferOutput<typeof draftSchema>;

/** Without it: the client did it, or a calendar was changed. */
const by = v.optional(whoSchema);
/** Counts the drafts of a case. */
const revision = v.number();

export const recordEventSchema = v.variant('type', [
  eventSchema('received', { ...eventEntries.received, by }),
  eventSchema('registered', { ...eventEntries.registered, by }),
  eventSchema('in_progress', { ...eventEntries.in_progress, by }),
  eventSchema('clarification', { ...eventEntries.clarification, by }),
  eventSchema('clarified', { ...eventEntries.clarified, by }),
  eventSchema('resumed', { ...eventEntries.resumed, by }),
  /** Somebody wrote a revision of the draft. */
  eventSchema('drafted', { revision, draft: draftSchema, by }),
  /** That revision went to the head. */
  eventSchema('approval', { ...eventEntries.approval, revision, by }),
  eventSchema('returned', { revision, reason: localizedTextSchema, by }),
  eventSchema('deferred', { ...eventEntries.deferred, by }),
  eventSchema('term_changed', { ...eventEntries.term_changed, by }),
  eventSchema('forwarded', { ...eventEntries.forwarded, by }),
  /** The revision that was decided upon; `by` approved it, or issued it where no approval is needed. */
  eventSchema('answered', { ...eventEntries.answered, revision, by }),
  eventSchema('answered_orally', { ...eventEntries.answered_orally, by }),
  eventSchema('partial', { ...eventEntries.partial, revision, by }),
  eventSchema('refused', { ...eventEntries.refused, revision, by }),
  eventSchema('redirected', { ...eventEntries.redirected, by }),
  eventSchema('withdrawn', { ...eventEntries.withdrawn, by }),
  eventSchema('merged', { ...eventEntries.merged, by }),
  eventSchema('reopened', { ...eventEntries.reopened, by }),
  eventSchema('files_added', { ...eventEntries.files_added, by }),
  eventSchema('visit_booked', { ...eventEntries.visit_booked, by }),
  eventSchema('visit_moved', { ...eventEntries.visit_moved, by }),
  eventSchema('visit_cancelled', { ...eventEntries.visit_cancelled, by }),
]);
export type RecordEvent = v.InferOutput<typeof recordEventSchema>;

export const caseRecordSchema = v.strictObject({
  ...caseEntries,
  status: v.picklist(recordStatuses),
  timeline: v.array(recordEventSchema),
});
export type CaseRecord = v.InferOutput<typeof caseRecordSchema>;

/** What staff enter of a request that came another way than by the form; `receivedOn`: the day it came. */
export const caseEntrySchema = v.variant('origin', [
  v.strictObject({
    origin: v.picklist(['phone', 'visit'], 'choice_unknown'),
    receivedOn: isoDate,
    consultation: oralConsultationSchema,
  }),
  v.strictObject({
    origin: v.picklist(['post', 'counter'], 'choice_unknown'),
    receivedOn: isoDate,
    consultation: consultationSchema,
  }),
]);
export type CaseEntry = v.InferOutput<typeof caseEntrySchema>;
