import type { Audience } from '@otklik/core/contract/common.js';
import type { TouchpointListContent } from '@otklik/core/contract/touchpoints.js';
import type { IsoDate } from '@otklik/core/domain/calendar.js';
import type { Db } from '../database/open.ts';

/** The list that is in force on a day. Whatever is public is read through this. */
export const findTouchpointList = (
  db: Db,
  agency: string,
  audience: Audience,
  day: IsoDate,
): Promise<TouchpointListContent | undefined> =>
  db
    .selectFrom('touchpoint_list_versions')
    .select(['document', 'channels', 'items'])
    .where('agency', '=', agency)
    .where('audience', '=', audience)
    .where('state', '=', 'approved')
    .where((or) => or.or([or('in_force_from', 'is', null), or('in_force_from', '<=', day)]))
    .where((or) => or.or([or('in_force_until', 'is', null), or('in_force_until', '>', day)]))
    .orderBy('version', 'desc')
    .executeTakeFirst();

/** The list that a database starts with: approved, and in force since ever. */
export async function insertTouchpointList(
  db: Db,
  agency: string,
  audience: Audience,
  { document, channels, items }: TouchpointListContent,
  moment: Date,
): Promise<void> {
  await db
    .insertInto('touchpoint_list_versions')
    .values({
      ...{ agency, audience, version: 1, state: 'approved', revision: 1, editors: '[]', changed_at: moment },
      document: document && JSON.stringify(document),
      channels: JSON.stringify(channels),
      items: JSON.stringify(items),
    })
    .execute();
}
