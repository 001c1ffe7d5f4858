import { sql, type ExpressionBuilder, type NotNull, type SqlBool } from 'kysely';
import type { File, LocalizedText } from '@otklik/core/contract/common.js';
import type { PublicationInput } from '@otklik/core/contract/staff/publications.js';
import type { Version, VersionStatus } from '@otklik/core/domain/publications/lifecycle.js';
import type { Db, Tx } from '../../database/open.ts';
import type { Tables } from '../../database/schema.ts';
import { filesOf, versionFiles, type VersionName } from '../store.ts';

/** A version as its list shows it: its way, and what of its text fits there. */
export interface Head extends Version, Pick<PublicationInput, 'audience' | 'kind' | 'topic' | 'title'> {
  id: string;
  changedAt: string;
}
export interface WholeVersion extends Head, Pick<PublicationInput, 'summary' | 'body'> {
  attachments: File[];
}

const ways = ['version', 'state', 'revision', 'editors', 'review_by', 'submitted', 'returned', 'approved'] as const;
const moments = ['withdrawn', 'shown_from', 'shown_until', 'changed_at'] as const;
const heads = ['publication', 'audience', 'kind', 'topic', 'title'] as const;

interface WayRow extends Omit<Version, 'reviewBy' | 'shownFrom' | 'shownUntil'> {
  review_by: string | null;
  shown_from: Date | null;
  shown_until: Date | null;
  changed_at: Date;
}

const versionOf = <R extends WayRow>({ review_by, shown_from, shown_until, changed_at, ...rest }: R) => ({
  ...rest,
  reviewBy: review_by,
  shownFrom: shown_from?.toISOString() ?? null,
  shownUntil: shown_until?.toISOString() ?? null,
  changedAt: changed_at.toISOString(),
});

const headOf = <R extends WayRow & { publication: string }>({ publication, ...row }: R) => ({
  id: publication,
  ...versionOf(row),
});

/** All versions, oldest first; nobody else changes any of them, or begins another, until the transaction ends. */
export async function lockVersions(tx: Tx, agency: string, id: string): Promise<Version[]> {
  const own = tx
    .selectFrom('publication_versions')
    .where('agency', '=', agency)
    .where('publication', '=', id)
    .orderBy('version');
  // Read anew once they are locked: whoever held them may have begun another version.
  await own.select('version').forUpdate().execute();
  const rows = await own.select([...ways, ...moments]).execute();
  return rows.map((row) => {
    const { changedAt: _, ...version } = versionOf(row);
    return version;
  });
}

const textOf = ({ audience, kind, topic, title, summary, body }: PublicationInput) => ({
  ...{ audience, kind, topic },
  title: JSON.stringify(title),
  summary: JSON.stringify(summary),
  body: JSON.stringify(body),
});

const json = (value: object | null): string | null => value && JSON.stringify(value);

const wayOf = (version: Version) => ({
  state: version.state,
  revision: version.revision,
  editors: JSON.stringify(version.editors),
  review_by: version.reviewBy,
  submitted: json(version.submitted),
  returned: json(version.returned),
  approved: json(version.approved),
  withdrawn: json(version.withdrawn),
  shown_from: version.shownFrom,
  shown_until: version.shownUntil,
});

/** @returns false when there is a publication of that name. */
export async function insertFirst(
  tx: Tx,
  agency: string,
  id: string,
  version: Version,
  content: PublicationInput,
  moment: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('publication_versions')
    .values({
      ...{ agency, publication: id, version: version.version, changed_at: moment },
      ...wayOf(version),
      ...textOf(content),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** The next version, with text and files of the one before. */
export async function insertNext(tx: Tx, agency: string, id: string, version: Version, moment: Date): Promise<void> {
  const before = version.version - 1;
  const text = ['audience', 'kind', 'topic', 'title', 'summary', 'body'] as const;
  const { state, revision, editors, review_by } = wayOf(version);
  await tx
    .insertInto('publication_versions')
    .columns(['agency', 'publication', 'version', 'state', 'revision', 'editors', 'review_by', 'changed_at', ...text])
    .expression((from) =>
      from
        .selectFrom('publication_versions')
        .select([
          'agency',
          'publication',
          sql<number>`version + 1`.as('version'),
          sql<string>`${state}`.as('state'),
          sql<number>`${revision}::integer`.as('revision'),
          sql<string>`${editors}::jsonb`.as('editors'),
          sql<string>`${review_by}::date`.as('review_by'),
          sql<Date>`${moment}::timestamptz`.as('changed_at'),
          ...text,
        ])
        .where('agency', '=', agency)
        .where('publication', '=', id)
        .where('version', '=', before),
    )
    .execute();
  await sql`insert into version_attachments (agency, publication, version, position, attachment)
    select agency, publication, version + 1, position, attachment from version_attachments
    where agency = ${agency} and publication = ${id} and version = ${before}`.execute(tx);
}

/** Writes down where a version has got to and, if it was edited, its text. */
export async function updateVersion(
  tx: Tx,
  agency: string,
  id: string,
  version: Version,
  content: PublicationInput | null,
  moment: Date,
): Promise<void> {
  // When the publication first appeared stays its date through all versions.
  const first = sql<Date | null>`case when ${version.shownFrom}::timestamptz is null then null else coalesce(
    (select min(other.published_at) from publication_versions other
      where other.agency = ${agency} and other.publication = ${id} and other.version <> ${version.version}::integer
        and other.shown_from is not null),
    published_at, ${version.shownFrom}::timestamptz) end`;
  await tx
    .updateTable('publication_versions')
    .set({ ...wayOf(version), ...(content && textOf(content)), published_at: first, changed_at: moment })
    .where('agency', '=', agency)
    .where('publication', '=', id)
    .where('version', '=', version.version)
    .execute();
}

const base = (db: Db, agency: string) =>
  db
    .selectFrom('publication_versions')
    .select([...heads, ...ways, ...moments])
    .where('agency', '=', agency);

/** Newest first. */
export async function readHeads(db: Db, agency: string, id: string): Promise<Head[]> {
  const rows = await base(db, agency).where('publication', '=', id).orderBy('version', 'desc').execute();
  return rows.map(headOf);
}

export async function readVersion(
  db: Db,
  agency: string,
  id: string,
  version: number,
): Promise<WholeVersion | undefined> {
  const row = await base(db, agency)
    .select(['summary', 'body'])
    .where('publication', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) return undefined;
  const root = `/api/v1/staff/agencies/${agency}/publications/${id}/versions/${version}/attachments`;
  const files = await filesOf(db, agency, [{ id, version }], root);
  return { ...headOf(row), attachments: files.get(id) ?? [] };
}

export interface ListOptions {
  status: VersionStatus | undefined;
  /** Account with, or without, a hand in it. */
  by: string | undefined;
  notBy: string | undefined;
  /** Vouched for until this day at most. */
  dueBy: string | undefined;
  limit: number;
  after: Place | null;
}

/** Where a page of versions ended. */
export interface Place {
  changedAt: string;
  id: string;
  version: number;
}

type Where = ExpressionBuilder<Tables, 'publication_versions'>;

/** As `statusAt` of the domain has it; none: all but what is over. */
function inStatus(where: Where, status: VersionStatus | undefined, now: Date) {
  const shows = where.or([where('shown_until', 'is', null), where('shown_until', '>', now)]);
  const approved = where('state', '=', 'approved');
  switch (status) {
    case undefined:
      return where.and([where('state', '<>', 'withdrawn'), shows]);
    case 'scheduled':
      return where.and([approved, where('shown_from', '>', now)]);
    case 'published':
      return where.and([approved, where('shown_from', '<=', now), shows]);
    case 'superseded':
      return where.and([approved, where('shown_until', '<=', now)]);
    default:
      return where('state', '=', status);
  }
}

const hasHand = (account: string) => sql<SqlBool>`editors @> ${JSON.stringify([account])}::jsonb`;

/** Last changed first; one more than `limit`, if there are, tells that there is a next page. */
export async function listHeads(db: Db, agency: string, options: ListOptions, now: Date): Promise<Head[]> {
  const { status, by, notBy, dueBy, limit, after } = options;
  let query = base(db, agency)
    .where((where) => inStatus(where, status, now))
    .orderBy('changed_at', 'desc')
    .orderBy(sql`publication collate "C"`, 'desc')
    .orderBy('version', 'desc')
    .limit(limit + 1);
  if (by !== undefined) query = query.where(hasHand(by));
  if (notBy !== undefined) query = query.where(sql<SqlBool>`not ${hasHand(notBy)}`);
  if (dueBy !== undefined) query = query.where('review_by', '<=', dueBy);
  if (after) {
    const { changedAt, id, version } = after;
    query = query.where(
      sql<SqlBool>`(changed_at, publication collate "C", version)
        < (${new Date(changedAt)}::timestamptz, ${id}, ${version}::integer)`,
    );
  }
  return (await query.execute()).map(headOf);
}

/** Marks what stands, is vouched for until a day at most, and wasn't marked with its date yet. @returns it */
export async function markReminded(
  tx: Tx,
  agency: string,
  dueBy: string,
  now: Date,
): Promise<{ publication: string; reviewBy: string }[]> {
  const rows = await tx
    .updateTable('publication_versions')
    .set({ reminded_for: sql<string>`review_by` })
    .where('agency', '=', agency)
    .where((where) => inStatus(where, 'published', now))
    .where('review_by', '<=', dueBy)
    .where(sql<SqlBool>`reminded_for is distinct from review_by`)
    .returning(['publication', 'review_by'])
    .$narrowType<{ review_by: NotNull }>()
    .execute();
  return rows.map(({ publication, review_by }) => ({ publication, reviewBy: review_by }));
}

/** The title of what stands and is vouched for until this very day. */
export async function findReviewed(
  db: Db,
  agency: string,
  id: string,
  reviewBy: string,
  now: Date,
): Promise<LocalizedText | undefined> {
  const row = await db
    .selectFrom('publication_versions')
    .select('title')
    .where('agency', '=', agency)
    .where('publication', '=', id)
    .where((where) => inStatus(where, 'published', now))
    .where('review_by', '=', reviewBy)
    .executeTakeFirst();
  return row?.title;
}

/** SHA-256 of a version's files, in their order. */
export async function readDigests(db: Db, agency: string, { id, version }: VersionName): Promise<Buffer[]> {
  const rows = await versionFiles(db, agency)
    .select('digest')
    .where('link.publication', '=', id)
    .where('link.version', '=', version)
    .orderBy('position')
    .$narrowType<{ digest: NotNull }>()
    .execute();
  return rows.map(({ digest }) => digest);
}

export async function countAttachments(db: Db, agency: string, { id, version }: VersionName): Promise<number> {
  const { number } = await db
    .selectFrom('version_attachments')
    .select(({ fn }) => fn.countAll<string>().as('number'))
    .where('agency', '=', agency)
    .where('publication', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return Number(number);
}

/** Takes a file away from a version. @returns the file, if it was there, and whether another version has it too. */
export async function deleteAttachment(
  tx: Tx,
  agency: string,
  { id, version }: VersionName,
  attachment: string,
): Promise<{ file: string; shared: boolean } | undefined> {
  const all = await versionFiles(tx, agency)
    .select(['file', 'link.publication', 'link.version'])
    .where('link.attachment', '=', attachment)
    .execute();
  const own = all.find((one) => one.publication === id && one.version === version);
  if (!own) return undefined;
  await tx
    .deleteFrom('version_attachments')
    .where('agency', '=', agency)
    .where('publication', '=', id)
    .where('version', '=', version)
    .where('attachment', '=', attachment)
    .execute();
  return { file: own.file, shared: all.length > 1 };
}
