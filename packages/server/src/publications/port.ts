import { BackendError } from '@otklik/core/backend/error.js';
import type { PublicationsPort, VersionsPort } from '@otklik/core/backend/port.js';
import { check } from '@otklik/core/contract/check.js';
import { publicationQuerySchema, type Publication } from '@otklik/core/contract/publications.js';
import { decodeCursor, encodeCursor } from '@otklik/core/domain/publications/cursor.js';
import { requireAgency, seen } from '../agencies/port.ts';
import { isName } from '../http/names.ts';
import type { Caller, Services } from '../services.ts';
import {
  findAttachment,
  findPublication,
  findShownVersion,
  listPublications,
  listShownVersions,
  type Attachment,
} from './store.ts';

async function requirePublication(
  { database: { db }, now }: Services,
  caller: Caller,
  agency: string,
  id: string,
): Promise<Publication> {
  await requireAgency(db, agency);
  const found = isName(id) ? await findPublication(db, agency, id, now()) : undefined;
  if (!found || !seen(found.audience, caller)) throw new BackendError('publication_unknown', { id });
  return found.publication;
}

export const publicationsPort = (services: Services, caller: Caller): PublicationsPort & VersionsPort => {
  const { database, now } = services;
  const { db } = database;
  return {
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

    readPublication: (agency, id) => requirePublication(services, caller, agency, id),

    // The history of what is public, and of nothing else.
    listPublicationVersions: async (agency, id) => {
      await requirePublication(services, caller, agency, id);
      return { items: await listShownVersions(db, agency, id, now()), next: null };
    },

    readPublicationVersion: async (agency, id, version) => {
      const { attachments } = await requirePublication(services, caller, agency, id);
      const found = Number.isNaN(version)
        ? undefined
        : await findShownVersion(db, agency, { id, version }, attachments, now());
      if (!found) throw new BackendError('version_unknown');
      return found;
    },
  };
};

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
