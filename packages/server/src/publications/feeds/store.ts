import { sql } from 'kysely';
import type { Publication, PublicationSummary } from '@otklik/core/contract/publications.js';
import type { Db } from '../../database/open.ts';
import { shownPublications } from '../store.ts';

/** What lists leave out, and since when the text stands as it does. */
export interface Rest extends Pick<Publication, 'id' | 'body' | 'version' | 'approvedBy'> {
  changedAt: Date;
}

/** The rest of publications that a list has, by id. */
export async function readRest(db: Db, agency: string, ids: readonly string[], now: Date): Promise<Map<string, Rest>> {
  if (ids.length === 0) return new Map();
  const rows = await forEverybody(db, now)
    .select(['id', 'body', 'version', 'approved_by as approvedBy', 'shown_from as changedAt'])
    .where('agency', '=', agency)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** A publication without its body and files. */
export type Listed = Omit<PublicationSummary, 'attachments'> & Omit<Rest, 'body'>;

const forEverybody = (db: Db, now: Date) => shownPublications(db, now).where('audience', '=', 'external');

/** All publications of an agency that everybody sees, oldest first. */
export async function readAll(db: Db, agency: string, now: Date): Promise<Listed[]> {
  const rows = await forEverybody(db, now)
    .select(['id', 'kind', 'topic', 'title', 'summary', 'published_at', 'review_by as reviewBy', 'version'])
    .select(['approved_by as approvedBy', 'shown_from as changedAt'])
    .where('agency', '=', agency)
    .orderBy('published_at')
    .orderBy(sql`id collate "C"`)
    .execute();
  return rows.map(({ published_at, ...row }) => ({ ...row, publishedAt: published_at.toISOString() }));
}

/** Where a publication is, and since when it stands there as it does. */
export interface Place {
  agency: string;
  id: string;
  changedAt: Date;
}

export async function countPlaces(db: Db, now: Date): Promise<number> {
  const { count } = await forEverybody(db, now)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Of all agencies, in a fixed order. */
export const readPlaces = (db: Db, now: Date, offset: number, limit: number): Promise<Place[]> =>
  forEverybody(db, now)
    .select(['agency', 'id', 'shown_from as changedAt'])
    .orderBy(sql`agency collate "C"`)
    .orderBy(sql`id collate "C"`)
    .offset(offset)
    .limit(limit)
    .execute();
