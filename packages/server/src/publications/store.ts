import { sql } from 'kysely';
import type { Audience } from '@otklik/core/contract/common.js';
import type { File } from '@otklik/core/contract/common.js';
import type { Publication, PublicationKind, PublicationSummary } from '@otklik/core/contract/publications.js';
import type { Position } from '@otklik/core/domain/publications/cursor.js';
import type { Selection } from '@otklik/core/domain/publications/selection.js';
import type { Db } from '../database/open.ts';

export interface Attachment extends Omit<File, 'url' | 'size'> {
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

/** Files of publications, in their order, by publication. */
async function filesOf(db: Db, agency: string, publications: readonly string[]): Promise<Map<string, File[]>> {
  const files = new Map<string, File[]>(publications.map((id) => [id, []]));
  if (publications.length === 0) return files;
  const rows = await db
    .selectFrom('attachments')
    .select(['publication', 'id', 'title', 'media_type', 'format', 'size', 'language'])
    .where('agency', '=', agency)
    .where('publication', 'in', publications)
    .orderBy('publication')
    .orderBy('position')
    .execute();
  for (const { publication, id, title, media_type, format, size, language } of rows) {
    const url = `/api/v1/agencies/${agency}/attachments/${id}`;
    files.get(publication)?.push({ id, title, mediaType: media_type, format, size, language, url });
  }
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
export async function listPublications(db: Db, agency: string, options: ListOptions): Promise<PublicationSummary[]> {
  const { audience, kind, topic, q, from, to, after, limit } = options;
  let query = db
    .selectFrom('publications')
    .select(['id', 'kind', 'topic', 'title', 'summary', 'published_at', 'review_by'])
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
  const files = await filesOf(
    db,
    agency,
    rows.map(({ id }) => id),
  );
  return rows.map(({ published_at, review_by, ...row }) => ({
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
): Promise<{ audience: Audience; publication: Publication } | undefined> {
  const row = await db
    .selectFrom('publications')
    .select(['id', 'audience', 'kind', 'topic', 'title', 'summary', 'body', 'published_at', 'review_by', 'version'])
    .select(['prepared_by', 'approved_by', 'approved_at'])
    .where('agency', '=', agency)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const files = await filesOf(db, agency, [id]);
  const { audience, published_at, review_by, prepared_by, approved_by, approved_at, ...rest } = row;
  return {
    audience,
    publication: {
      ...rest,
      publishedAt: published_at.toISOString(),
      reviewBy: review_by,
      preparedBy: prepared_by,
      approvedBy: approved_by,
      approvedAt: approved_at.toISOString(),
      attachments: files.get(id) ?? [],
    },
  };
}

export async function findAttachment(
  db: Db,
  agency: string,
  id: string,
): Promise<(Attachment & { audience: Audience }) | undefined> {
  const row = await db
    .selectFrom('attachments')
    .innerJoin('publications', (join) =>
      join
        .onRef('publications.agency', '=', 'attachments.agency')
        .onRef('publications.id', '=', 'attachments.publication'),
    )
    .select(['attachments.id', 'attachments.title', 'media_type', 'format', 'language', 'bytes', 'digest', 'audience'])
    .where('attachments.agency', '=', agency)
    .where('attachments.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { media_type, ...rest } = row;
  return { ...rest, mediaType: media_type };
}

export async function insertPublication(
  db: Db,
  agency: string,
  audience: Audience,
  publication: Omit<Publication, 'attachments'>,
  attachments: readonly Attachment[],
): Promise<void> {
  const { id, kind, topic, title, summary, body, publishedAt, reviewBy, version, preparedBy, approvedBy, approvedAt } =
    publication;
  await db
    .insertInto('publications')
    .values({
      agency,
      id,
      audience,
      kind,
      topic,
      title: JSON.stringify(title),
      summary: JSON.stringify(summary),
      body: JSON.stringify(body),
      published_at: publishedAt,
      review_by: reviewBy,
      version,
      prepared_by: JSON.stringify(preparedBy),
      approved_by: JSON.stringify(approvedBy),
      approved_at: approvedAt,
    })
    .execute();
  for (const [position, { mediaType, bytes, title: name, ...file }] of attachments.entries()) {
    await db
      .insertInto('attachments')
      .values({
        ...file,
        agency,
        publication: id,
        position,
        media_type: mediaType,
        size: bytes.length,
        bytes,
        title: JSON.stringify(name),
      })
      .execute();
  }
}
