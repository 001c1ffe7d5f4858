import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Visit } from '@otklik/core/contract/case.js';
import type { Slot, SlotQuery } from '@otklik/core/contract/slots.js';
import type { StaffSlot } from '@otklik/core/contract/staff/slots.js';
import type { SlotTime } from '@otklik/core/domain/consultations/slots.js';
import type { Db, Tx } from '../database/open.ts';

/** A slot, and the case that has it. */
export interface StoredSlot {
  visit: Visit;
  consultation: string | null;
}

/** Whose slots, by the days of which time zone. */
export interface SlotOwner {
  id: string;
  timeZone: string;
}

const slots = (db: Db) =>
  db.selectFrom('slots').select(['slots.id', 'slots.kind', 'starts_at', 'ends_at', 'place', 'consultation']);

type SlotRow = Awaited<ReturnType<ReturnType<typeof slots>['executeTakeFirstOrThrow']>>;

const toVisit = ({ id, kind, starts_at, ends_at, place }: Omit<SlotRow, 'consultation'>): Visit => ({
  ...{ id, kind, place },
  ...{ startsAt: starts_at.toISOString(), endsAt: ends_at.toISOString() },
});
const toSlot = ({ consultation, ...row }: SlotRow): StoredSlot => ({ visit: toVisit(row), consultation });

const slotNamed = (db: Db, agency: string, id: string) =>
  slots(db).where('slots.agency', '=', agency).where('slots.id', '=', id);

export async function findSlot(db: Db, agency: string, id: string): Promise<StoredSlot | undefined> {
  const row = await slotNamed(db, agency, id).executeTakeFirst();
  return row && toSlot(row);
}

/** Locks the slot for the rest of the transaction. Whoever locks its case too locks that first. */
export async function lockSlot(tx: Tx, agency: string, id: string): Promise<StoredSlot | undefined> {
  const row = await slotNamed(tx, agency, id).forUpdate().executeTakeFirst();
  return row && toSlot(row);
}

/** Days are compared as text: one that no calendar has (30 February) is an empty range, no error. */
const dayOf = (timeZone: string) => sql<string>`to_char(starts_at at time zone ${timeZone}, 'YYYY-MM-DD') collate "C"`;

/** More than a body offers in months; who looks further asks from a later day. */
const most = 1_000;

/** The earliest first. */
function selected(db: Db, { id, timeZone }: SlotOwner, { kind, from, to }: SlotQuery) {
  let query = slots(db).where('slots.agency', '=', id).orderBy('starts_at').orderBy('slots.id').limit(most);
  if (kind) query = query.where('slots.kind', '=', kind);
  if (from) query = query.where(dayOf(timeZone), '>=', from);
  if (to) query = query.where(dayOf(timeZone), '<=', to);
  return query;
}

/** Those that nobody has and that begin after a moment. */
export async function listFreeSlots(db: Db, owner: SlotOwner, query: SlotQuery, after: Date): Promise<Slot[]> {
  const rows = await selected(db, owner, query)
    .where('consultation', 'is', null)
    .where('starts_at', '>', after)
    .execute();
  return rows.map(toVisit);
}

/** All; without a first day those that aren't over at a moment. */
export async function listSlots(db: Db, owner: SlotOwner, query: SlotQuery, now: Date): Promise<StaffSlot[]> {
  let all = selected(db, owner, query)
    .leftJoin('consultations', 'consultations.id', 'slots.consultation')
    .select('consultations.number');
  if (!query.from) all = all.where('ends_at', '>', now);
  const rows = await all.execute();
  return rows.map(({ number, consultation, ...row }) => ({
    ...toVisit(row),
    booked: consultation !== null && number !== null ? { case: consultation, number } : null,
  }));
}

/** Those that touch a time, the earliest first. */
export async function findSlotsWithin(tx: Tx, agency: string, startsAt: string, endsAt: string): Promise<Visit[]> {
  const rows = await slots(tx)
    .where('slots.agency', '=', agency)
    .where('starts_at', '<', new Date(endsAt))
    .where('ends_at', '>', new Date(startsAt))
    .orderBy('starts_at')
    .execute();
  return rows.map(toVisit);
}

/** Nobody else adds slots of the agency until the transaction ends: those that aren't there yet can't be locked. */
export async function lockSlotsOf(tx: Tx, agency: string): Promise<void> {
  // What only refers to the agency's row doesn't wait.
  await tx.selectFrom('agencies').select('id').where('id', '=', agency).forNoKeyUpdate().execute();
}

/** @returns them by their names */
export async function insertSlots(tx: Tx, agency: string, times: readonly SlotTime[]): Promise<Visit[]> {
  const named = times.map((time) => ({ ...time, id: randomUUID() }));
  await tx
    .insertInto('slots')
    .values(
      named.map(({ id, kind, startsAt, endsAt, place }) => ({
        ...{ id, agency, kind, starts_at: startsAt, ends_at: endsAt, place: place && JSON.stringify(place) },
        consultation: null,
      })),
    )
    .execute();
  return named;
}

export async function deleteSlot(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('slots').where('id', '=', id).execute();
}

/** Gives a free slot to a case: of two at once, one. @returns whether it was free */
export async function takeSlot(tx: Tx, agency: string, id: string, consultation: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('slots')
    .set({ consultation })
    .where('agency', '=', agency)
    .where('id', '=', id)
    .where('consultation', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function freeSlot(tx: Tx, id: string, consultation: string): Promise<void> {
  await tx
    .updateTable('slots')
    .set({ consultation: null })
    .where('id', '=', id)
    .where('consultation', '=', consultation)
    .execute();
}
