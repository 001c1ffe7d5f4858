import { sql } from 'kysely';
import type { Db, Tx } from '../database/open.ts';
import type { OwnCalendar } from '../database/schema.ts';

/** The years that are an agency's own; nobody else changes them until the transaction ends. */
export async function lockOwnCalendar(tx: Tx, agency: string): Promise<OwnCalendar> {
  // What only refers to the agency, such as a request that is being filed, doesn't wait.
  const { calendar } = await tx
    .selectFrom('agencies')
    .select('calendar')
    .where('id', '=', agency)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return calendar;
}

export async function updateOwnCalendar(tx: Tx, agency: string, own: OwnCalendar): Promise<void> {
  await tx
    .updateTable('agencies')
    .set({ calendar: JSON.stringify(own) })
    .where('id', '=', agency)
    .execute();
}

/** Which calendars the terms of open cases were computed by, beside the one that each agency has now. */
export async function calendarsInUse(db: Db): Promise<{ agency: string; own: OwnCalendar; name: string | null }[]> {
  const { rows } = await sql<{ agency: string; own: OwnCalendar; name: string | null }>`
    select used.agency, agencies.calendar as own, used.name
    from (select distinct agency, calendar as name from consultations where closed_on is null) used
    join agencies on agencies.id = used.agency
    order by used.agency`.execute(db);
  return rows;
}

/** Open cases that were computed by another calendar than the one of this name, the first due first. */
export async function listOutdated(db: Db, agency: string, name: string): Promise<string[]> {
  const rows = await db
    .selectFrom('consultations')
    .select('id')
    .where('agency', '=', agency)
    .where('closed_on', 'is', null)
    .where('calendar', 'is distinct from', name)
    .orderBy('due_by')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Notes by which calendar a case is computed. @returns false: it was by that one already. */
export async function markCalendar(tx: Tx, consultation: string, name: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('consultations')
    .set({ calendar: name })
    .where('id', '=', consultation)
    .where('calendar', 'is distinct from', name)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Years of all days that the terms of an agency's open cases come to, roll-over included. */
export async function yearsReached(db: Db, agency: string): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct left(day, 4)::integer as year from (
      select due_by::text as day from consultations where agency = ${agency} and closed_on is null
      union all
      select step ->> 'result' from consultations, jsonb_array_elements(derivation) step
        where agency = ${agency} and closed_on is null
    ) days`.execute(db);
  return rows.map(({ year }) => year);
}
