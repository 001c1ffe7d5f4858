import type { Visit } from '../../contract/case.ts';
import type { LocalizedText } from '../../contract/common.ts';
import type { CaseRecord, RecordEvent, RecordStatus } from '../../contract/staff/consultations.ts';
import { requireReason } from '../four-eyes.ts';
import { RuleBroken } from '../rule-broken.ts';
import { byOf, type Context, type Effect } from './context.ts';
import { visitOf } from './record.ts';

/* Visits and calls at a time: what a case says of them. Who has which slot, the keeper of the slots says. */

/** The one that is still to come. */
const upcoming = (record: CaseRecord, at: string): Visit | undefined => {
  const visit = visitOf(record);
  return visit && visit.startsAt > at ? visit : undefined;
};

/** @throws RuleBroken slot_passed */
export function bookVisit({ record, at, by }: Context, visit: Visit): Effect {
  if (visit.startsAt <= at) throw new RuleBroken('slot_passed');
  const before = upcoming(record, at);
  const event: RecordEvent = before
    ? { type: 'visit_moved', at, visit, previousStartsAt: before.startsAt, ...byOf(by) }
    : { type: 'visit_booked', at, visit, ...byOf(by) };
  return { events: [event] };
}

/** The visit that can still be cancelled. @throws RuleBroken visit_missing, visit_passed */
export function requireVisit({ record, at }: Context): Visit {
  const visit = visitOf(record);
  if (!visit) throw new RuleBroken('visit_missing');
  if (visit.startsAt <= at) throw new RuleBroken('visit_passed');
  return visit;
}

/** The body says why it can't keep what it gave. @throws RuleBroken visit_missing, visit_passed, reason_missing */
export function cancelVisit(context: Context, reason: LocalizedText | null): Effect {
  const { at, by } = context;
  const visit = requireVisit(context);
  if (by !== 'client') requireReason(reason ?? { ru: '' });
  return {
    events: [
      { type: 'visit_cancelled', at, startsAt: visit.startsAt, reason: by === 'client' ? null : reason, ...byOf(by) },
    ],
  };
}

/** Ends after which there is nothing to come for: nobody waits at a counter for a request that went elsewhere. */
const ends: readonly RecordStatus[] = ['withdrawn', 'forwarded', 'redirected', 'merged'];

/** The timeline of a case that ends so, its visit cancelled. */
export function withoutVisit({ at, by }: Context, after: CaseRecord, status: RecordStatus): RecordEvent[] {
  const visit = ends.includes(status) ? upcoming(after, at) : undefined;
  if (!visit) return after.timeline;
  return [...after.timeline, { type: 'visit_cancelled', at, startsAt: visit.startsAt, reason: null, ...byOf(by) }];
}
