import { BackendError } from '@otklik/core/backend/error.js';
import { pageLimit } from '@otklik/core/contract/publications.js';
import type {
  StaffPublication,
  StaffVersion,
  VersionHead,
  VersionQuery,
} from '@otklik/core/contract/staff/publications.js';
import type { Page } from '@otklik/core/contract/common.js';
import { addDays, localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { versionOf } from '@otklik/core/domain/publications/history.js';
import { requireAgency } from '../../agencies/port.ts';
import { isName } from '../../http/names.ts';
import type { Services } from '../../services.ts';
import { findVersionAttachment, type Attachment } from '../store.ts';
import { listHeads, readHeads, readVersion, type ListOptions, type Place } from './store.ts';
import { headView, versionView } from './view.ts';

type Needs = Pick<Services, 'database' | 'now'>;

/** How many days before the date of review staff are reminded. */
export const reviewNotice = 14;

/** The last day of review that is due at a moment, in the agency's time. */
export const reviewDueBy = (moment: Date, timeZone: string): IsoDate =>
  addDays(localTime(moment, timeZone).date, reviewNotice);

const encodePlace = ({ changedAt, id, version }: Place): string =>
  Buffer.from(`${changedAt} ${id} ${version}`).toString('base64url');

/** @throws BackendError cursor_invalid for anything that `encodePlace` didn't make */
function decodePlace(cursor: string): Place {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([a-z0-9-]{1,64}) (\d{1,9})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  const [, changedAt = '', id = '', version = ''] = match ?? [];
  if (Number.isNaN(Date.parse(changedAt))) throw new BackendError('cursor_invalid');
  return { changedAt, id, version: Number(version) };
}

/** The part of an address that names a version. @throws BackendError version_unknown */
export function versionNumber(part = ''): number {
  const version = versionOf(part);
  if (Number.isNaN(version)) throw new BackendError('version_unknown');
  return version;
}

/** @throws BackendError agency_unknown, cursor_invalid */
export async function listVersions(
  { database: { db }, now }: Needs,
  agency: string,
  account: string,
  { list, status, cursor, limit = pageLimit.default }: VersionQuery,
): Promise<Page<VersionHead>> {
  const { timeZone } = await requireAgency(db, agency);
  const moment = now();
  const only: Record<NonNullable<VersionQuery['list']>, Partial<ListOptions>> = {
    own: { by: account },
    'to-approve': { status: 'submitted', notBy: account },
    'review-due': { status: 'published', dueBy: reviewDueBy(moment, timeZone) },
  };
  const narrowed = list ? only[list] : {};
  if (status && narrowed.status && narrowed.status !== status) return { items: [], next: null };
  const after = cursor === undefined ? null : decodePlace(cursor);
  const none = { by: undefined, notBy: undefined, dueBy: undefined };
  const found = await listHeads(db, agency, { ...none, status, limit, after, ...narrowed }, moment);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((head) => headView(head, account, moment)),
    next: last && found.length > items.length ? encodePlace(last) : null,
  };
}

/** @throws BackendError publication_unknown */
export async function readPublication(
  { database: { db }, now }: Needs,
  agency: string,
  account: string,
  id: string,
): Promise<StaffPublication> {
  const versions = isName(id) ? await readHeads(db, agency, id) : [];
  if (versions.length === 0) throw new BackendError('publication_unknown', { id });
  return { id, versions: versions.map((head) => headView(head, account, now())) };
}

/** @throws BackendError publication_unknown, version_unknown */
export async function readOneVersion(
  services: Needs,
  agency: string,
  account: string,
  id: string,
  version: number,
): Promise<StaffVersion> {
  const found = isName(id) ? await readVersion(services.database.db, agency, id, version) : undefined;
  if (found) return versionView(found, account, services.now());
  await readPublication(services, agency, account, id);
  throw new BackendError('version_unknown');
}

/** A file of a version, for staff alone. @throws BackendError attachment_unknown */
export async function readVersionAttachment(
  { database: { db } }: Needs,
  agency: string,
  id: string,
  version: number,
  attachment: string,
): Promise<Attachment> {
  const found =
    isName(id) && isName(attachment) ? await findVersionAttachment(db, agency, { id, version }, attachment) : undefined;
  if (!found) throw new BackendError('attachment_unknown', { id: attachment });
  return found;
}
