import { BackendError } from '@otklik/core/backend/error.js';
import type { LocalizedText, Page } from '@otklik/core/contract/common.js';
import type { Slot, SlotQuery } from '@otklik/core/contract/slots.js';
import type { SlotsInput, StaffSlot } from '@otklik/core/contract/staff/slots.js';
import { visitOf } from '@otklik/core/domain/consultations/record.js';
import { cutSlots, overlapOf, planProblems, type SlotTime } from '@otklik/core/domain/consultations/slots.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { requireAgency } from '../agencies/port.ts';
import { requireAgencyCalendar } from '../calendar/calendar.ts';
import { applyAction, type CaseContext } from '../consultations/acting.ts';
import { lockCase } from '../consultations/store.ts';
import { isUuid } from '../http/names.ts';
import { withJournal, type JournalEntry, type Json } from '../journal/journal.ts';
import type { Services } from '../services.ts';
import { actorOf, type Worker } from '../staff/worker.ts';
import {
  deleteSlot,
  findSlot,
  findSlotsWithin,
  insertSlots,
  listFreeSlots,
  listSlots,
  lockSlot,
  lockSlotsOf,
} from './store.ts';

/** Times that the public can book now. @throws BackendError agency_unknown */
export async function readFreeSlots(
  { database: { db }, now }: Pick<Services, 'database' | 'now'>,
  agency: string,
  query: SlotQuery,
): Promise<Page<Slot>> {
  return { items: await listFreeSlots(db, await requireAgency(db, agency), query, now()), next: null };
}

/** The same as staff see them, booked ones included. @throws BackendError agency_unknown */
export async function readSlots(
  { database: { db }, now }: Pick<Services, 'database' | 'now'>,
  agency: string,
  query: SlotQuery,
): Promise<Page<StaffSlot>> {
  return { items: await listSlots(db, await requireAgency(db, agency), query, now()), next: null };
}

const entry = (
  { agency, staff }: Worker,
  at: Date,
  subject: 'slots' | 'consultations',
  id: string,
  action: string,
  data: Record<string, Json>,
): JournalEntry => ({ agency, at, staff: staff.id, position: staff.position, subject, id, action, data });

/**
 * Offers the slots that a time is cut into: all of them or none.
 * @throws BackendError fields_invalid; RuleBroken slot_passed, slots_overlap {startsAt}: of the one in the way
 */
export async function createSlots(services: Services, worker: Worker, input: SlotsInput): Promise<Page<StaffSlot>> {
  const { agency } = worker;
  const wrong = planProblems(input);
  if (wrong.length > 0) throw new BackendError('fields_invalid', {}, wrong);
  const times = cutSlots(input);
  const [startsAt, endsAt] = [times[0]?.startsAt ?? '', times.at(-1)?.endsAt ?? ''];
  return withJournal(services, async (tx, append) => {
    await lockSlotsOf(tx, agency);
    const moment = services.now();
    if (startsAt <= moment.toISOString()) throw new RuleBroken('slot_passed');
    const inTheWay = overlapOf(times, await findSlotsWithin(tx, agency, startsAt, endsAt));
    if (inTheWay) throw new RuleBroken('slots_overlap', { startsAt: inTheWay.startsAt });
    const made = await insertSlots(tx, agency, times);
    const { kind, place, minutes } = input;
    append(
      entry(worker, moment, 'slots', made[0]?.id ?? '', 'offered', {
        ...{ kind, place, minutes, startsAt, endsAt },
        slots: made.map(({ id }) => id),
      }),
    );
    return { items: made.map((slot) => ({ ...slot, booked: null })), next: null };
  });
}

/**
 * Offers those of these times that are still to come and that nothing is in the way of, without a word in the
 * journal: what an agency starts with, and what the demonstration goes on with.
 */
export async function offerMissing(
  { database: { db }, now }: Pick<Services, 'database' | 'now'>,
  agency: string,
  times: readonly SlotTime[],
): Promise<void> {
  const moment = now().toISOString();
  const wanted = times.filter(({ startsAt }) => startsAt > moment);
  const [startsAt, endsAt] = [wanted[0]?.startsAt, wanted.at(-1)?.endsAt];
  if (!startsAt || !endsAt) return;
  await db.transaction().execute(async (tx) => {
    await lockSlotsOf(tx, agency);
    const there = await findSlotsWithin(tx, agency, startsAt, endsAt);
    const missing = wanted.filter((time) => !overlapOf([time], there));
    if (missing.length > 0) await insertSlots(tx, agency, missing);
  });
}

/**
 * One attempt to take a slot away. @returns false: it changed hands while we waited for its case.
 * @throws BackendError slot_unknown; RuleBroken
 */
const tryRemoval = (
  services: Services,
  worker: Worker,
  context: Omit<CaseContext, 'moment'>,
  id: string,
  reason: LocalizedText,
): Promise<boolean> =>
  withJournal(services, async (tx, append) => {
    const { agency } = worker;
    const holder = (await findSlot(tx, agency, id))?.consultation ?? null;
    // As whoever books does: first the case, then the slot. Otherwise two could wait for each other.
    const found = holder === null ? undefined : await lockCase(tx, agency, { id: holder });
    const slot = await lockSlot(tx, agency, id);
    if (!slot) throw new BackendError('slot_unknown');
    if (slot.consultation !== holder) return false;
    const moment = services.now();
    const { kind, place, startsAt, endsAt } = slot.visit;
    if (startsAt <= moment.toISOString()) throw new RuleBroken('slot_passed');
    // Of the case's visit alone: by another process's clock this one is over, and the case may have a later one.
    if (found && visitOf(found.record)?.id === id) {
      const action = { type: 'cancel_visit', reason } as const;
      const { number, status, dueBy } = await applyAction(tx, { ...context, moment }, found, action, actorOf(worker));
      append(entry(worker, moment, 'consultations', number, action.type, { status, dueBy, slot: id }));
    }
    await deleteSlot(tx, id);
    // Not the reason: it may say something of whoever booked, and stands in their case.
    const data = { kind, place, startsAt, endsAt, case: found?.record.number ?? null };
    append(entry(worker, moment, 'slots', id, 'removed', data));
    return true;
  });

/**
 * Takes a slot away that is still to come; the visit of whoever has it is cancelled with the reason.
 * @throws BackendError slot_unknown; RuleBroken slot_passed, and what the case's own rules say
 */
export async function removeSlot(services: Services, worker: Worker, id: string, reason: LocalizedText): Promise<void> {
  if (!isUuid(id)) throw new BackendError('slot_unknown');
  const context = await requireAgencyCalendar(services.database.db, services.calendar, worker.agency);
  let removed = false;
  // Each further attempt takes somebody who booked or cancelled just then.
  while (!removed) removed = await tryRemoval(services, worker, context, id, reason);
}
