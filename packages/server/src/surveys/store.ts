import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Audience } from '@otklik/core/contract/common.js';
import type { Manifest, Release } from '@otklik/core/contract/surveys.js';
import type { Counted } from '@otklik/core/domain/surveys/tally.js';
import type { Db, Tx } from '../database/open.ts';

export interface StoredSurvey {
  manifest: Manifest;
  hash: string;
}

export interface StoredBatch {
  id: string;
  agency: string;
  survey: string;
  publicKey: string;
  manifestHash: string;
  open: boolean;
}

export async function listManifests(db: Db, agency: string, audience: Audience): Promise<Manifest[]> {
  const rows = await db
    .selectFrom('surveys')
    .select('manifest')
    .where('agency', '=', agency)
    .where('audience', '=', audience)
    .orderBy('position')
    .execute();
  return rows.map(({ manifest }) => manifest);
}

export async function findSurvey(db: Db, agency: string, id: string): Promise<StoredSurvey | undefined> {
  return db
    .selectFrom('surveys')
    .select(['manifest', 'manifest_hash as hash'])
    .where('agency', '=', agency)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function insertSurvey(
  db: Db,
  agency: string,
  position: number,
  manifest: Manifest,
  hash: string,
): Promise<void> {
  const { survey: id, audience } = manifest;
  await db
    .insertInto('surveys')
    .values({ agency, id, audience, position, manifest: JSON.stringify(manifest), manifest_hash: hash })
    .execute();
}

const batches = (db: Db) =>
  db
    .selectFrom('batches')
    .select(['id', 'agency', 'survey', 'public_key as publicKey', 'manifest_hash as manifestHash', 'open']);

export const listBatches = (db: Db): Promise<StoredBatch[]> => batches(db).orderBy('id').execute();

export const findOpenBatch = (db: Db, agency: string, survey: string): Promise<StoredBatch | undefined> =>
  batches(db).where('agency', '=', agency).where('survey', '=', survey).where('open', '=', true).executeTakeFirst();

/** @returns false when the survey has an open batch already. */
export async function insertBatch(tx: Tx, batch: Omit<StoredBatch, 'open'>): Promise<boolean> {
  const { id, agency, survey, publicKey, manifestHash } = batch;
  const row = await tx
    .insertInto('batches')
    .values({ id, agency, survey, public_key: publicKey, manifest_hash: manifestHash })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Any number that only Otklik uses for PostgreSQL's advisory locks. */
const keysLock = sql`78100620240001::bigint`;

/** Keys are made by many at once, but not while somebody looks which of them belong to no batch. Until the transaction ends. */
export const shareKeys = (tx: Tx): Promise<unknown> =>
  sql`select pg_advisory_xact_lock_shared(${keysLock})`.execute(tx);
export const ownKeys = (tx: Tx): Promise<unknown> => sql`select pg_advisory_xact_lock(${keysLock})`.execute(tx);

/** Holds an open batch against a tally until the transaction ends. @returns false when it is closed. */
export async function holdBatch(tx: Tx, agency: string, survey: string, batch: string): Promise<boolean> {
  const row = await tx
    .selectFrom('batches')
    .select('id')
    .where('id', '=', batch)
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('open', '=', true)
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}

/** A ballot that is sent again is the same row. */
export async function insertBallot(tx: Tx, batch: string, sealed: Buffer): Promise<void> {
  const digest = createHash('sha256').update(sealed).digest();
  await tx
    .insertInto('ballots')
    .values({ batch, digest, sealed })
    .onConflict((conflict) => conflict.columns(['batch', 'digest']).doNothing())
    .execute();
}

export async function countBox(db: Db, batch: string): Promise<number> {
  const { number } = await db
    .selectFrom('ballots')
    .select(sql<number>`count(*)::int`.as('number'))
    .where('batch', '=', batch)
    .executeTakeFirstOrThrow();
  return number;
}

/** Waits for those who hold the batch; after it no ballot gets in. */
export async function closeBatch(db: Db, batch: string): Promise<void> {
  await db.updateTable('batches').set({ open: false }).where('id', '=', batch).execute();
}

/** In the order of their digests, which says nothing about when they came. */
export async function readBox(db: Db, batch: string): Promise<Buffer[]> {
  const rows = await db.selectFrom('ballots').select('sealed').where('batch', '=', batch).orderBy('digest').execute();
  return rows.map(({ sealed }) => sealed);
}

/** Deletes a batch with its ballots. @returns false when another process did it first. */
export async function deleteBatch(tx: Tx, batch: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('batches').where('id', '=', batch).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export async function addLost(tx: Tx, agency: string, survey: string, lost: number): Promise<void> {
  await tx
    .updateTable('surveys')
    .set({ lost: sql`lost + ${lost}` })
    .where('agency', '=', agency)
    .where('id', '=', survey)
    .execute();
}

export async function lastReleasedOn(db: Db, agency: string, survey: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('releases')
    .select('released_on')
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.released_on;
}

/** Writes a release and its texts, and takes the count of lost ballots over into it. */
export async function insertRelease(
  tx: Tx,
  agency: string,
  { survey, version }: Pick<Manifest, 'survey' | 'version'>,
  releasedOn: string,
  counted: Counted,
): Promise<Release> {
  const { lost } = await tx
    .selectFrom('surveys')
    .select('lost')
    .where('agency', '=', agency)
    .where('id', '=', survey)
    .forUpdate()
    .executeTakeFirstOrThrow();
  await tx.updateTable('surveys').set({ lost: 0 }).where('agency', '=', agency).where('id', '=', survey).execute();
  const { sequence } = await tx
    .selectFrom('releases')
    .select(sql<number>`coalesce(max(sequence), 0)::int + 1`.as('sequence'))
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .executeTakeFirstOrThrow();
  const { texts, ...figures } = counted;
  const release = { version, issued: null, ...figures, lost: { from: lost, to: lost } };
  await tx
    .insertInto('releases')
    .values({ agency, survey, sequence, released_on: releasedOn, figures: JSON.stringify(release) })
    .execute();
  for (const { question, text } of texts) {
    await tx.insertInto('survey_texts').values({ id: randomUUID(), agency, survey, question, body: text }).execute();
  }
  return { id: `${survey}-${sequence}`, releasedOn, ...release };
}

/** Newest first. */
export async function listReleases(db: Db, agency: string, survey: string): Promise<Release[]> {
  const rows = await db
    .selectFrom('releases')
    .select(['sequence', 'released_on', 'figures'])
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .orderBy('sequence', 'desc')
    .execute();
  return rows.map(({ sequence, released_on, figures }) => ({
    id: `${survey}-${sequence}`,
    releasedOn: released_on,
    ...figures,
  }));
}
