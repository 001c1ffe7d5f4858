import { BackendError } from '@otklik/core/backend/error.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import { act, type By, type CaseAction } from '@otklik/core/domain/consultations/actions.js';
import { rulesFor } from '@otklik/core/domain/consultations/rules.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { requireAgencyCalendar, type AgencyCalendar } from '../calendar/calendar.ts';
import type { Tx } from '../database/open.ts';
import type { Services } from '../services.ts';
import { syncSlot } from '../slots/slots.ts';
import { appendEvents, clearDoubt, lockCase, updateCase, type CaseName, type FoundCase } from './store.ts';

export interface CaseContext {
  agency: Agency;
  calendar: AgencyCalendar;
  moment: Date;
}

/**
 * Takes one action on a case that the transaction has locked, by core's rules: new state, slot,
 * events and notification jobs together.
 * @throws RuleBroken when law, state or person don't allow it; BackendError slot_taken
 */
export async function applyAction(
  tx: Tx,
  { agency, calendar, moment }: CaseContext,
  { id, record }: Pick<FoundCase, 'id' | 'record'>,
  action: CaseAction,
  by: By,
): Promise<CaseRecord> {
  const after = act(record, action, by, moment, rulesFor(agency, record.audience, calendar.calendar));
  await syncSlot(tx, agency.id, id, record, after, moment);
  await updateCase(tx, id, after, calendar.name);
  // Who registers a request has looked at it.
  if (action.type === 'register') await clearDoubt(tx, id);
  const known = record.timeline.length;
  await appendEvents(tx, id, known, after.timeline.slice(known));
  return after;
}

/** What the rules refuse as a matter of versions is told as such. */
export function tellOutdated(error: unknown): never {
  if (error instanceof RuleBroken && error.code === 'revision_outdated')
    throw new BackendError('revision_outdated', error.params);
  throw error;
}

/**
 * Takes one action at `moment`; the case is locked against any other.
 * @throws BackendError agency_unknown, case_unknown; RuleBroken
 */
export async function actOnCase(
  { database: { db }, calendar: shipped }: Pick<Services, 'database' | 'calendar'>,
  agencyId: string,
  name: CaseName,
  action: CaseAction,
  by: By,
  moment: Date,
): Promise<CaseRecord> {
  const { agency, calendar } = await requireAgencyCalendar(db, shipped, agencyId);
  return db.transaction().execute(async (tx) => {
    const found = await lockCase(tx, agencyId, name);
    if (!found) throw new BackendError('case_unknown');
    return applyAction(tx, { agency, calendar, moment }, found, action, by);
  });
}
