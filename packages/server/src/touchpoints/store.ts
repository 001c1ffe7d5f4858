import type { Audience } from '@otklik/core/contract/common.js';
import type { TouchpointListContent } from '@otklik/core/contract/touchpoints.js';
import type { Db } from '../database/open.ts';

export const findTouchpointList = (
  db: Db,
  agency: string,
  audience: Audience,
): Promise<TouchpointListContent | undefined> =>
  db
    .selectFrom('touchpoint_lists')
    .select(['document', 'channels', 'items'])
    .where('agency', '=', agency)
    .where('audience', '=', audience)
    .executeTakeFirst();

export async function insertTouchpointList(
  db: Db,
  agency: string,
  audience: Audience,
  list: TouchpointListContent,
): Promise<void> {
  await db
    .insertInto('touchpoint_lists')
    .values({
      agency,
      audience,
      document: JSON.stringify(list.document),
      channels: JSON.stringify(list.channels),
      items: JSON.stringify(list.items),
    })
    .execute();
}
