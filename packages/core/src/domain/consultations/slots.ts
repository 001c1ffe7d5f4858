import type { Visit } from '../../contract/case.ts';
import type { LocalizedText } from '../../contract/common.ts';
import type { FieldError, Params } from '../../contract/problems.ts';
import type { SlotKind } from './kinds.ts';
import type { Need } from './vocabulary.ts';

/* Times that staff offer for visits and calls, before anybody has one. */

/** Whether a time is for what the person needs: who asks to be called isn't to come. Who asked for information may do either. */
export const isFor = (need: Need | null | undefined, { kind }: Pick<Visit, 'kind'>): boolean =>
  (need !== 'visit' && need !== 'callback') || need === kind;

/** A slot that has no name yet. */
export type SlotTime = Omit<Visit, 'id'>;

/** Slots of `minutes` each, one behind the other, that fill a time. Moments are ISO 8601. */
export interface SlotPlan {
  kind: SlotKind;
  place: LocalizedText | null;
  startsAt: string;
  endsAt: string;
  minutes: number;
}

const minute = 60_000;
/** The longest time that is cut at once, in minutes: a day. */
const longest = 24 * 60;

/** Milliseconds since 1970; NaN: no clock ever shows it (30 February, or what lies beyond the year 9999). */
function momentOf(text: string): number {
  const moment = Date.parse(text);
  const date = text.slice(0, 10);
  const midnight = new Date(`${date}T00:00:00Z`);
  // Date itself takes 30 February for 2 March.
  const exists = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
  return exists && moment < Date.UTC(10_000, 0) ? moment : NaN;
}

/** A visit is somewhere, and a call is nowhere. */
const placeProblem = ({ kind, place }: SlotPlan): string | null => {
  if (kind === 'visit') return place ? null : 'required';
  return place ? 'unknown_field' : null;
};

/** Why a plan can't be cut into whole slots. Whether it still lies ahead is another question. */
export function planProblems(plan: SlotPlan): FieldError[] {
  const [start, end] = [momentOf(plan.startsAt), momentOf(plan.endsAt)];
  const span = (end - start) / minute;
  const problem = (path: keyof SlotPlan, code: string, params: Params = {}): FieldError => ({ path, code, params });
  const fields: FieldError[] = [];
  const place = placeProblem(plan);
  if (place) fields.push(problem('place', place));
  if (Number.isNaN(start)) fields.push(problem('startsAt', 'format'));
  else if (start % minute !== 0) fields.push(problem('startsAt', 'whole_minute'));
  if (Number.isNaN(end)) fields.push(problem('endsAt', 'format'));
  else if (span <= 0) fields.push(problem('endsAt', 'not_after_from'));
  else if (span > longest) fields.push(problem('endsAt', 'too_large', { max: longest }));
  else if (span % plan.minutes > 0) fields.push(problem('minutes', 'format'));
  return fields;
}

/** The slots of a plan without problems, the earliest first. */
export function cutSlots({ kind, place, startsAt, endsAt, minutes }: SlotPlan): SlotTime[] {
  const [start, end, step] = [momentOf(startsAt), momentOf(endsAt), minutes * minute];
  return Array.from({ length: (end - start) / step }, (_, index) => ({
    kind,
    startsAt: new Date(start + index * step).toISOString(),
    endsAt: new Date(start + (index + 1) * step).toISOString(),
    place,
  }));
}

/** Whether two slots want one counter, or one telephone, at one time; a place is told by its Russian name. */
const collide = (one: SlotTime, other: SlotTime): boolean =>
  one.kind === other.kind &&
  one.place?.ru === other.place?.ru &&
  one.startsAt < other.endsAt &&
  other.startsAt < one.endsAt;

/** The first of the slots that are there already which leaves no room for a new one. Moments are in UTC. */
export const overlapOf = <S extends SlotTime>(wanted: readonly SlotTime[], there: readonly S[]): S | undefined =>
  there.find((slot) => wanted.some((one) => collide(one, slot)));
