import { sql } from 'kysely';
import type { IsoDate } from '@otklik/core/domain/calendar.js';
import type { Db, Tx } from '../../database/open.ts';

/** Dates outside of which no case can have an alarm. */
export interface Watch {
  today: IsoDate;
  /** Due on this day at the latest. */
  dueBy: IsoDate;
  /** Registered on this day at the earliest. */
  registeredFrom: IsoDate;
}

/** Open cases that may have an alarm; `state` is another one once anything changed that alarms follow from. */
export async function listWatched(
  db: Db,
  agency: string,
  { today, dueBy, registeredFrom }: Watch,
): Promise<{ id: string; state: string }[]> {
  const { rows } = await sql<{ id: string; state: string }>`
    select id, concat_ws(' ', status, due_by, register_by, registered_on,
      (select count(*) from case_events where consultation = consultations.id)) as state
    from consultations
    where agency = ${agency} and closed_on is null
      and (due_by <= ${dueBy} or registered_on >= ${registeredFrom} or (registered_on is null and register_by < ${today}))
    order by due_by, id`.execute(db);
  return rows;
}

/** Notes that staff are told of these alarms. @returns those of which they weren't before. */
export async function markTold(
  tx: Tx,
  consultation: string,
  alarms: readonly string[],
  moment: Date,
): Promise<string[]> {
  const rows = await tx
    .insertInto('case_alarms')
    .values(alarms.map((alarm) => ({ consultation, alarm, told_at: moment })))
    .onConflict((conflict) => conflict.columns(['consultation', 'alarm']).doNothing())
    .returning('alarm')
    .execute();
  return rows.map(({ alarm }) => alarm);
}
