import { BackendError } from '@otklik/core/backend/error.js';
import type { PublicationsPort } from '@otklik/core/backend/port.js';
import { check } from '@otklik/core/contract/check.js';
import { publicationQuerySchema, type PublishedVersion } from '@otklik/core/contract/publications.js';
import { decodeCursor, encodeCursor } from '@otklik/core/domain/publications/cursor.js';
import { requireAgency, seen } from '../agencies/port.ts';
import { isName } from '../http/names.ts';
import type { Caller, Services } from '../services.ts';
import { findAttachment, findPublication, listPublications, listShownVersions, type Attachment } from './store.ts';

export const publicationsPort = ({ database: { db }, now }: Services, caller: Caller): PublicationsPort => ({
  listPublications: async (agency, query) => {
    await requireAgency(db, agency);
    const checked = check(publicationQuerySchema, query);
    if (!checked.ok) throw new BackendError('query_invalid', {}, checked.fields);
    const { cursor, limit, ...wanted } = checked.value;
    const after = cursor === undefined ? null : decodeCursor(cursor);
    if (cursor !== undefined && !after) throw new BackendError('cursor_invalid');
    if (!seen(wanted.audience, caller)) return { items: [], next: null };
    const found = await listPublications(db, agency, { ...wanted, limit, after }, now());
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: last && found.length > items.length ? encodeCursor(last) : null };
  },

  readPublication: async (agency, id) => {
    await requireAgency(db, agency);
    const found = isName(id) ? await findPublication(db, agency, id, now()) : undefined;
    if (!found || !seen(found.audience, caller)) throw new BackendError('publication_unknown', { id });
    return found.publication;
  },
});

/** @throws BackendError agency_unknown, attachment_unknown */
export async function readAttachment(
  { database: { db }, now }: Services,
  caller: Caller,
  agency: string,
  id: string,
): Promise<Attachment> {
  await requireAgency(db, agency);
  const found = isName(id) ? await findAttachment(db, agency, id, now()) : undefined;
  if (!found || !seen(found.audience, caller)) throw new BackendError('attachment_unknown', { id });
  return found;
}

/** What the public may know of a publication's history, as long as it is public. @throws BackendError agency_unknown, publication_unknown */
export async function readVersions(
  services: Services,
  caller: Caller,
  agency: string,
  id: string,
): Promise<PublishedVersion[]> {
  await publicationsPort(services, caller).readPublication(agency, id);
  return listShownVersions(services.database.db, agency, id, services.now());
}
