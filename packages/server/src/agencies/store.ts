import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Db } from '../database/open.ts';
import type { OwnCalendar } from '../database/schema.ts';

export async function findAgency(db: Db, id: string): Promise<Agency | undefined> {
  const row = await db.selectFrom('agencies').select('data').where('id', '=', id).executeTakeFirst();
  return row?.data;
}

/** With the years of the calendar that are its own. */
export async function findAgencyWithCalendar(
  db: Db,
  id: string,
): Promise<{ agency: Agency; calendar: OwnCalendar } | undefined> {
  const row = await db.selectFrom('agencies').select(['data', 'calendar']).where('id', '=', id).executeTakeFirst();
  return row && { agency: row.data, calendar: row.calendar };
}

/** In the order of their ids. */
export async function listAgencies(db: Db): Promise<Agency[]> {
  const rows = await db.selectFrom('agencies').select('data').orderBy('id').execute();
  return rows.map(({ data }) => data);
}

export async function insertAgency(db: Db, agency: Agency): Promise<void> {
  await db
    .insertInto('agencies')
    .values({ id: agency.id, data: JSON.stringify(agency) })
    .execute();
}

/** Deletes an agency with all that it has: only what a cut-short installation left. */
export async function deleteAgency(db: Db, id: string): Promise<void> {
  await db.deleteFrom('agencies').where('id', '=', id).execute();
}
