import type { Audience } from '@otklik/core/contract/common.js';
import type { TouchpointListContent } from '@otklik/core/contract/touchpoints.js';
import type { ListVersion } from '@otklik/core/domain/touchpoints/lifecycle.js';
import type { Db, Tx } from '../../database/open.ts';

export type ListContent = Pick<TouchpointListContent, 'channels' | 'items'>;

/** A version as lists show it: its way, without its content. */
export interface ListHead extends ListVersion {
  audience: Audience;
  changedAt: string;
}
export interface WholeList extends ListHead, ListContent {}

const way = [
  ...(['audience', 'version', 'state', 'revision', 'editors', 'document', 'in_force_from', 'in_force_until'] as const),
  ...(['submitted', 'returned', 'approved', 'changed_at'] as const),
] as const;

interface WayRow extends Omit<ListVersion, 'inForceFrom' | 'inForceUntil'> {
  audience: Audience;
  in_force_from: string | null;
  in_force_until: string | null;
  changed_at: Date;
}
const headOf = <R extends WayRow>({ in_force_from, in_force_until, changed_at, ...rest }: R) => ({
  ...rest,
  inForceFrom: in_force_from,
  inForceUntil: in_force_until,
  changedAt: changed_at.toISOString(),
});

const versionsOf = (db: Db, agency: string, audience: Audience) =>
  db.selectFrom('touchpoint_list_versions').where('agency', '=', agency).where('audience', '=', audience);

/** Oldest first. */
export async function readHeads(db: Db, agency: string, audience: Audience): Promise<ListHead[]> {
  const rows = await versionsOf(db, agency, audience).select(way).orderBy('version').execute();
  return rows.map(headOf);
}

export async function readList(
  db: Db,
  agency: string,
  audience: Audience,
  version: number,
): Promise<WholeList | undefined> {
  const row = await versionsOf(db, agency, audience)
    .select([...way, 'channels', 'items'])
    .where('version', '=', version)
    .executeTakeFirst();
  return row && headOf(row);
}

/** All versions, oldest first; nobody else changes any list of the agency until the transaction ends. */
export async function lockHeads(tx: Tx, agency: string, audience: Audience): Promise<ListHead[]> {
  // The agency's row, since an audience may have no version yet. What only refers to it doesn't wait.
  await tx.selectFrom('agencies').select('id').where('id', '=', agency).forNoKeyUpdate().execute();
  return readHeads(tx, agency, audience);
}

const json = (value: object | null): string | null => value && JSON.stringify(value);

const wayOf = (version: ListVersion, moment: Date) => ({
  state: version.state,
  revision: version.revision,
  editors: JSON.stringify(version.editors),
  document: json(version.document),
  in_force_from: version.inForceFrom,
  in_force_until: version.inForceUntil,
  submitted: json(version.submitted),
  returned: json(version.returned),
  approved: json(version.approved),
  changed_at: moment,
});
const contentOf = ({ channels, items }: ListContent) => ({
  channels: JSON.stringify(channels),
  items: JSON.stringify(items),
});

export async function insertList(
  tx: Tx,
  agency: string,
  audience: Audience,
  version: ListVersion,
  content: ListContent,
  moment: Date,
): Promise<void> {
  await tx
    .insertInto('touchpoint_list_versions')
    .values({ agency, audience, version: version.version, ...wayOf(version, moment), ...contentOf(content) })
    .execute();
}

/** @param content null: it stays as it is. */
export async function updateList(
  tx: Tx,
  agency: string,
  audience: Audience,
  version: ListVersion,
  content: ListContent | null,
  moment: Date,
): Promise<void> {
  await tx
    .updateTable('touchpoint_list_versions')
    .set({ ...wayOf(version, moment), ...(content && contentOf(content)) })
    .where('agency', '=', agency)
    .where('audience', '=', audience)
    .where('version', '=', version.version)
    .execute();
}
