import { sql, type NotNull } from 'kysely';
import type { Audience, File, LocalizedText } from '@otklik/core/contract/common.js';
import type {
  EarlierVersion,
  Publication,
  PublicationKind,
  PublicationSummary,
  PublishedVersion,
} from '@otklik/core/contract/publications.js';
import type { Position } from '@otklik/core/domain/publications/cursor.js';
import type { Selection } from '@otklik/core/domain/publications/selection.js';
import type { FileFormat } from '@otklik/core/domain/files/formats.js';
import type { Db, Tx } from '../database/open.ts';
import { bytesOf, insertFile } from '../files/store.ts';

export interface Attachment extends Omit<File, 'url' | 'size'> {
  format: FileFormat;
  bytes: Buffer;
  /** SHA-256 of the bytes. */
  digest: Buffer;
}

export interface ListOptions extends Omit<Selection, 'kind'> {
  kind?: PublicationKind | undefined;
  audience: Audience;
  limit: number;
  after: Position | null;
}

/**
 * Publications as the public sees them at a moment: of each the version that stands then. Whatever
 * is public is read through this.
 */
export const shownPublications = (db: Db, now: Date) =>
  db.selectFrom((inner) =>
    inner
      .selectFrom('publication_versions')
      .select(['agency', 'publication as id', 'version', 'audience', 'kind', 'topic', 'title', 'summary', 'body'])
      .select(['review_by', 'search', 'published_at', 'shown_from'])
      .select([
        sql<LocalizedText>`submitted -> 'position'`.as('prepared_by'),
        sql<LocalizedText>`approved -> 'position'`.as('approved_by'),
        sql<Date>`(approved ->> 'at')::timestamptz`.as('approved_at'),
      ])
      .where('shown_from', '<=', now)
      .where((or) => or.or([or('shown_until', 'is', null), or('shown_until', '>', now)]))
      .$narrowType<{ published_at: NotNull; shown_from: NotNull }>()
      .as('publications'),
  );

/** A version of a publication, by name. */
export interface VersionName {
  /** The publication's. */
  id: string;
  version: number;
}

/** Files and the versions that they belong to. */
export const versionFiles = (db: Db, agency: string) =>
  db
    .selectFrom('version_attachments as link')
    .innerJoin('attachments as attachment', (join) =>
      join.onRef('attachment.agency', '=', 'link.agency').onRef('attachment.id', '=', 'link.attachment'),
    )
    .innerJoin('files as file', 'file.id', 'attachment.file')
    .where('link.agency', '=', agency);

/** Files of versions, in their order, by publication. Of each publication one version may be asked for. */
export async function filesOf(
  db: Db,
  agency: string,
  versions: readonly VersionName[],
  root = `/api/v1/agencies/${agency}/attachments`,
): Promise<Map<string, File[]>> {
  const files = new Map<string, File[]>(versions.map(({ id }) => [id, []]));
  if (versions.length === 0) return files;
  const rows = await versionFiles(db, agency)
    .select(['link.publication', 'attachment.id', 'title', 'media_type', 'format', 'size', 'language'])
    .where((or) =>
      or.or(
        versions.map(({ id, version }) => or.and([or('link.publication', '=', id), or('link.version', '=', version)])),
      ),
    )
    .orderBy('link.publication')
    .orderBy('link.position')
    .$narrowType<{ media_type: NotNull; format: NotNull }>()
    .execute();
  for (const { publication, id, title, media_type, format, size, language } of rows)
    files.get(publication)?.push({ id, title, mediaType: media_type, format, size, language, url: `${root}/${id}` });
  return files;
}

/** Words that the search leaves out («и», «на») narrow nothing. */
const found = (q: string) => {
  const query = sql`websearch_to_tsquery('russian', ${q})`;
  return sql<boolean>`(numnode(${query}) = 0 or search @@ ${query})`;
};

/** Days are compared as text, in UTC: a date that no calendar has (30 February) is an empty range, no error. */
const publishedDay = sql<string>`to_char(published_at at time zone 'UTC', 'YYYY-MM-DD') collate "C"`;

/** Newest first; one more than `limit`, if there are, tells that there is a next page. */
export async function listPublications(
  db: Db,
  agency: string,
  options: ListOptions,
  now: Date,
): Promise<PublicationSummary[]> {
  const { audience, kind, topic, q, from, to, after, limit } = options;
  let query = shownPublications(db, now)
    .select(['id', 'version', 'kind', 'topic', 'title', 'summary', 'published_at', 'review_by'])
    .where('agency', '=', agency)
    .where('audience', '=', audience)
    .orderBy('published_at', 'desc')
    .orderBy(sql`id collate "C"`, 'desc')
    .limit(limit + 1);
  if (kind) query = query.where('kind', '=', kind);
  if (topic) query = query.where('topic', '=', topic);
  if (q) query = query.where(found(q));
  if (from) query = query.where(publishedDay, '>=', from);
  if (to) query = query.where(publishedDay, '<=', to);
  if (after) {
    const moment = new Date(after.publishedAt);
    query = query.where(sql<boolean>`(published_at, id collate "C") < (${moment}::timestamptz, ${after.id})`);
  }
  const rows = await query.execute();
  const files = await filesOf(db, agency, rows);
  return rows.map(({ version: _, published_at, review_by, ...row }) => ({
    ...row,
    publishedAt: published_at.toISOString(),
    reviewBy: review_by,
    attachments: files.get(row.id) ?? [],
  }));
}

export async function findPublication(
  db: Db,
  agency: string,
  id: string,
  now: Date,
): Promise<{ audience: Audience; publication: Publication } | undefined> {
  const row = await shownPublications(db, now)
    .select(['id', 'audience', 'kind', 'topic', 'title', 'summary', 'body', 'published_at', 'review_by', 'version'])
    .select(['prepared_by', 'approved_by', 'approved_at'])
    .where('agency', '=', agency)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { audience, ...rest } = row;
  return { audience, publication: publicationOf(rest, (await filesOf(db, agency, [row])).get(id)) };
}

interface PublicationRow extends Omit<Publication, 'publishedAt' | 'reviewBy' | 'attachments' | Provenance> {
  published_at: Date;
  review_by: string | null;
  prepared_by: LocalizedText;
  approved_by: LocalizedText;
  approved_at: Date;
}
type Provenance = 'preparedBy' | 'approvedBy' | 'approvedAt';

const publicationOf = (
  { published_at, review_by, prepared_by, approved_by, approved_at, ...rest }: PublicationRow,
  files: File[] = [],
): Publication => ({
  ...rest,
  publishedAt: published_at.toISOString(),
  reviewBy: review_by,
  preparedBy: prepared_by,
  approvedBy: approved_by,
  approvedAt: approved_at.toISOString(),
  attachments: files,
});

/** A version that the public sees or has seen, of a publication that it sees; `files`: those of the version that stands. */
export async function findShownVersion(
  db: Db,
  agency: string,
  { id, version }: VersionName,
  files: readonly File[],
  now: Date,
): Promise<Publication | undefined> {
  const row = await db
    .selectFrom('publication_versions')
    .select(['publication as id', 'kind', 'topic', 'title', 'summary', 'body', 'published_at', 'review_by', 'version'])
    .select(['submitted', 'approved'])
    .where('agency', '=', agency)
    .where('publication', '=', id)
    .where('version', '=', version)
    .where('shown_from', '<=', now)
    // What was taken back stays taken back, also when another version is public since.
    .where('withdrawn', 'is', null)
    .$narrowType<{ published_at: NotNull; submitted: NotNull; approved: NotNull }>()
    .executeTakeFirst();
  if (!row) return undefined;
  const { submitted, approved, ...rest } = row;
  const provenance = {
    prepared_by: submitted.position,
    approved_by: approved.position,
    approved_at: new Date(approved.at),
  };
  const own = new Set((await filesOf(db, agency, [row])).get(id)?.map((file) => file.id));
  const still = files.filter((file) => own.has(file.id));
  return publicationOf({ ...rest, ...provenance }, still);
}

/** Versions that the public sees or has seen, newest first. */
export async function listShownVersions(db: Db, agency: string, id: string, now: Date): Promise<PublishedVersion[]> {
  const rows = await db
    .selectFrom('publication_versions')
    .select(['version', 'shown_from', 'shown_until', 'submitted', 'approved', 'withdrawn'])
    .where('agency', '=', agency)
    .where('publication', '=', id)
    .where('shown_from', '<=', now)
    .orderBy('version', 'desc')
    .$narrowType<{ shown_from: NotNull; submitted: NotNull; approved: NotNull }>()
    .execute();
  return rows.map(({ version, shown_from, shown_until, submitted, approved, withdrawn }) => {
    const until = shown_until && shown_until <= now ? shown_until.toISOString() : null;
    return {
      version,
      publishedAt: shown_from.toISOString(),
      preparedBy: submitted.position,
      approvedBy: approved.position,
      approvedAt: approved.at,
      supersededAt: withdrawn ? null : until,
      withdrawnAt: withdrawn ? until : null,
    };
  });
}

/** A file of what the public sees. */
export async function findAttachment(
  db: Db,
  agency: string,
  id: string,
  now: Date,
): Promise<(Attachment & { audience: Audience }) | undefined> {
  const shown = await shownPublications(db, now)
    .innerJoin('version_attachments as link', (join) =>
      join
        .onRef('link.agency', '=', 'publications.agency')
        .onRef('link.publication', '=', 'publications.id')
        .onRef('link.version', '=', 'publications.version'),
    )
    .select(['publications.id', 'publications.version', 'audience'])
    .where('link.agency', '=', agency)
    .where('link.attachment', '=', id)
    .executeTakeFirst();
  const file = shown && (await findVersionAttachment(db, agency, shown, id));
  return file && { ...file, audience: shown.audience };
}

/** A file of a version, whether it is public or not. */
export async function findVersionAttachment(
  db: Db,
  agency: string,
  { id, version }: VersionName,
  attachment: string,
): Promise<Attachment | undefined> {
  const row = await versionFiles(db, agency)
    .select(['attachment.id', 'title', 'media_type', 'format', 'language', 'digest', 'file'])
    .where('link.publication', '=', id)
    .where('link.version', '=', version)
    .where('link.attachment', '=', attachment)
    .$narrowType<{ media_type: NotNull; format: NotNull; digest: NotNull }>()
    .executeTakeFirst();
  if (!row) return undefined;
  const { media_type, file, ...rest } = row;
  return { ...rest, mediaType: media_type, bytes: await bytesOf(db, file) };
}

/** What a database starts with: published, with what it said before. `now`: it is public from then on at the latest. */
export async function insertPublication(
  db: Db,
  agency: string,
  audience: Audience,
  publication: Omit<Publication, 'attachments'>,
  attachments: readonly Attachment[],
  now: Date,
  earlier: readonly EarlierVersion[] = [],
): Promise<void> {
  const { id, kind, topic, publishedAt, reviewBy, version } = publication;
  const step = (position: LocalizedText, at: string): string => JSON.stringify({ by: null, position, at });
  const firstShown = publishedAt < now.toISOString() ? publishedAt : now;
  const versions = [...earlier, publication];
  await db.transaction().execute(async (tx) => {
    for (const [at, one] of versions.entries())
      await tx
        .insertInto('publication_versions')
        .values({
          ...{ agency, publication: id, version: one.version, state: 'approved', revision: 1, editors: '[]' },
          ...{ audience, kind, topic },
          title: JSON.stringify(one.title),
          summary: JSON.stringify(one.summary),
          body: JSON.stringify(one.body),
          review_by: reviewBy,
          submitted: step(one.preparedBy, one.approvedAt),
          approved: step(one.approvedBy, one.approvedAt),
          published_at: publishedAt,
          shown_from: earlier.length > 0 ? one.approvedAt : firstShown,
          shown_until: versions[at + 1]?.approvedAt ?? null,
          changed_at: one.approvedAt,
        })
        .execute();
    for (const { bytes, ...attachment } of attachments) {
      const { format, mediaType, digest } = attachment;
      const name = `${attachment.id}.${format.toLowerCase()}`;
      const file = await insertFile(tx, agency, { name, format, mediaType, digest }, bytes, { publication: id }, now);
      await insertAttachment(tx, agency, { id, version }, attachment, file.id);
    }
  });
}

/** Adds a file to a version, behind those that it has. */
export async function insertAttachment(
  tx: Tx,
  agency: string,
  { id: publication, version }: VersionName,
  { id, title, language }: Pick<Attachment, 'id' | 'title' | 'language'>,
  file: string,
): Promise<void> {
  await tx
    .insertInto('attachments')
    .values({ agency, id, title: JSON.stringify(title), language, file })
    .execute();
  await sql`insert into version_attachments (agency, publication, version, position, attachment)
    select ${agency}, ${publication}, ${version}, coalesce(max(position) + 1, 0), ${id}
    from version_attachments
    where agency = ${agency} and publication = ${publication} and version = ${version}`.execute(tx);
}
