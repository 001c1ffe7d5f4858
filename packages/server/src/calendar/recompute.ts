import { recompute } from '@otklik/core/domain/consultations/recompute.js';
import { rulesFor } from '@otklik/core/domain/consultations/rules.js';
import { appendEvents, lockCase, updateCase } from '../consultations/store.ts';
import type { Tx } from '../database/open.ts';
import type { Services } from '../services.ts';
import { requireAgencyCalendar, sharedCalendar } from './calendar.ts';
import { calendarsInUse, listOutdated, markCalendar } from './store.ts';

type Needs = Pick<Services, 'database' | 'calendar' | 'now'>;

/** What was done to open cases: how many were computed anew, and of how many a promised date is another one now. */
export interface Recomputed {
  recomputed: number;
  moved: number;
}

/**
 * Computes one case by the calendar that its agency has at this moment: whoever waited for the case
 * must not bring back an older one.
 * @returns whether a promised date moved; null: somebody else did it, or the case is closed or gone.
 */
async function recomputeIn(tx: Tx, { calendar: shipped, now }: Needs, agencyId: string, id: string) {
  const found = await lockCase(tx, agencyId, { id });
  if (!found || found.record.closedOn !== null) return null;
  const { agency, calendar } = await requireAgencyCalendar(tx, shipped, agencyId);
  if (!(await markCalendar(tx, id, calendar.name))) return null;
  const { record } = found;
  const { case: after, moved } = recompute(record, now(), rulesFor(agency, record.audience, calendar.calendar));
  if (after === record) return false;
  await updateCase(tx, id, after, calendar.name);
  const known = record.timeline.length;
  await appendEvents(tx, id, known, after.timeline.slice(known));
  return moved;
}

/**
 * Brings the terms of an agency's open cases to its calendar. A transaction for each case: nobody
 * waits for more than one of them, and a run that is cut short is finished by the next, since each
 * case says by which calendar it was computed. New dates, the event that tells of them and the job to
 * tell the client come together or not at all.
 * @throws what went wrong with the first case that failed, when all others are done
 */
export async function recomputeCases(services: Needs, agencyId: string, stopped?: AbortSignal): Promise<Recomputed> {
  const { db } = services.database;
  const { calendar } = await requireAgencyCalendar(db, services.calendar, agencyId);
  const done: Recomputed = { recomputed: 0, moved: 0 };
  const faults: unknown[] = [];
  for (const id of await listOutdated(db, agencyId, calendar.name)) {
    if (stopped?.aborted) break;
    try {
      const moved = await db.transaction().execute((tx) => recomputeIn(tx, services, agencyId, id));
      if (moved !== null) done.recomputed++;
      if (moved) done.moved++;
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
  return done;
}

/**
 * The same for all agencies: what a run that was cut short left, what was filed by the old calendar
 * while it was being replaced, and all open cases once the product ships another calendar. Where
 * nothing differs it is one query.
 */
export async function recomputeOutdated(services: Needs, stopped?: AbortSignal): Promise<Recomputed> {
  const used = await calendarsInUse(services.database.db);
  const outdated = used.filter(({ own, name }) => sharedCalendar(services.calendar, own).name !== name);
  const done: Recomputed = { recomputed: 0, moved: 0 };
  for (const agency of new Set(outdated.map((one) => one.agency))) {
    const { recomputed, moved } = await recomputeCases(services, agency, stopped);
    done.recomputed += recomputed;
    done.moved += moved;
  }
  return done;
}
