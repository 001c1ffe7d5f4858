import { sql } from 'kysely';
import type { Audience } from '@otklik/core/contract/common.js';
import type { StaffTopic } from '@otklik/core/contract/staff/cases.js';
import type { Db, Tx } from '../../database/open.ts';

/** Topics of both audiences in their order, with the accounts that can take cases of each. */
export async function listRoutedTopics(db: Db, agency: string): Promise<StaffTopic[]> {
  // Accounts that were closed, or are no consultants here any more, get nothing: as in findGround.
  const able = sql<string[]>`(select coalesce(json_agg(r.staff order by r.position), '[]')
    from topic_responsibles r
    join staff on staff.id = r.staff and staff.active
    join staff_roles on staff_roles.staff = r.staff and staff_roles.agency = r.agency and staff_roles.role = 'consultant'
    where r.agency = consultation_topics.agency and r.audience = consultation_topics.audience
      and r.topic = consultation_topics.id)`;
  return db
    .selectFrom('consultation_topics')
    .select(['id', 'audience', 'title', able.as('responsible')])
    .where('agency', '=', agency)
    .orderBy('audience')
    .orderBy('position')
    .execute();
}

/** Locks a topic for the rest of the transaction. @returns whether there is one */
export async function lockTopic(tx: Tx, agency: string, audience: Audience, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('consultation_topics')
    .select('id')
    .where('agency', '=', agency)
    .where('audience', '=', audience)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Sets whom new cases of a topic go to, the first one first. */
export async function replaceResponsibles(
  tx: Tx,
  agency: string,
  audience: Audience,
  topic: string,
  accounts: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('topic_responsibles')
    .where('agency', '=', agency)
    .where('audience', '=', audience)
    .where('topic', '=', topic)
    .execute();
  if (accounts.length > 0)
    await tx
      .insertInto('topic_responsibles')
      .values(accounts.map((staff, position) => ({ agency, audience, topic, staff, position })))
      .execute();
}
