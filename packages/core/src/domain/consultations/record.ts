import type { Visit } from '../../contract/case.ts';
import type { CaseRecord, Draft, RecordEvent, RecordStatus } from '../../contract/staff/consultations.ts';
import { localTime, type IsoDate } from '../calendar.ts';
import { isOral, type Origin } from './kinds.ts';

/* What a case's own timeline tells about it: all that happened is kept there and nowhere else. */

type EventOf<T extends RecordEvent['type']> = Extract<RecordEvent, { type: T }>;
type Lived = Pick<CaseRecord, 'timeline'>;

const isOf =
  <T extends RecordEvent['type']>(type: T) =>
  (event: RecordEvent): event is EventOf<T> =>
    event.type === type;

/** The newest event of a type. */
export const lastOf = <T extends RecordEvent['type']>({ timeline }: Lived, type: T): EventOf<T> | undefined =>
  timeline.findLast(isOf(type));

/** What happened since the case was opened, or opened again. */
const sinceOpened = ({ timeline }: Lived): readonly RecordEvent[] =>
  timeline.slice(Math.max(0, timeline.findLastIndex(isOf('reopened'))));

/** How the request came in, and on which day of the agency. */
export function receiptOf({ timeline, receivedAt }: CaseRecord, timeZone: string): { origin: Origin; on: IsoDate } {
  const { origin = 'form', on = localTime(new Date(receivedAt), timeZone).date } =
    timeline.find(isOf('received')) ?? {};
  return { origin, on };
}

/** Whether it was asked by word of mouth (8-FZ, article 18). */
export const isOralCase = (record: CaseRecord, timeZone: string): boolean => isOral(receiptOf(record, timeZone).origin);

/** The draft of the answer as it stands. */
export interface DraftState {
  /** Counts the drafts of the case, from 1. */
  revision: number;
  draft: Draft;
  /** Accounts that wrote any revision of it or submitted one: none of them may approve it. */
  authors: readonly string[];
}

/** The newest draft since the case was opened, or opened again; undefined before the first. */
export function draftOf(record: Lived): DraftState | undefined {
  const events = sinceOpened(record);
  const last = events.findLast(isOf('drafted'));
  if (!last) return undefined;
  const hands = events.filter(({ type }) => type === 'drafted' || type === 'approval').map(({ by }) => by?.id);
  return {
    revision: last.revision,
    draft: last.draft,
    authors: [...new Set(hands)].filter((id) => id !== undefined),
  };
}

/** How many drafts there have been in all. */
export const revisionsOf = ({ timeline }: Lived): number => timeline.filter(isOf('drafted')).length;

/** Whether the term was ever extended: that is done once (8-FZ, article 18). */
export const wasDeferred = ({ timeline }: Lived): boolean => timeline.some(isOf('deferred'));

/** The state of a case that is being worked on. */
export const workingStatus = (record: Lived): RecordStatus =>
  sinceOpened(record).some(isOf('deferred')) ? 'deferred' : 'in_progress';

/** The question that the client is asked and hasn't answered, if the case waits for that. */
export const awaitedOf = (record: CaseRecord): EventOf<'clarification'> | undefined =>
  record.status === 'clarification' ? lastOf(record, 'clarification') : undefined;

/** The visit or call that is booked, past ones included. */
export function visitOf({ timeline }: Lived): Visit | undefined {
  const last = timeline.findLast(
    (event) => event.type === 'visit_booked' || event.type === 'visit_moved' || event.type === 'visit_cancelled',
  );
  return last && 'visit' in last ? last.visit : undefined;
}

/** Number of the case that answers this one too. */
export const mergedInto = (record: CaseRecord): string | undefined =>
  record.status === 'merged' ? lastOf(record, 'merged')?.into : undefined;
