import { createHash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/open.ts';

export interface StoredBatch {
  id: string;
  agency: string;
  survey: string;
  publicKey: string;
  manifestHash: string;
  open: boolean;
}

/** A batch as what is put into its box names it. */
export type OpenBox = Pick<StoredBatch, 'id' | 'agency' | 'survey' | 'manifestHash'>;

const batches = (db: Db) =>
  db
    .selectFrom('batches')
    .select(['id', 'agency', 'survey', 'public_key as publicKey', 'manifest_hash as manifestHash', 'open']);

export const listBatches = (db: Db): Promise<StoredBatch[]> => batches(db).orderBy('id').execute();

/** The batch that takes ballots for this version of a survey. */
export const findOpenBatch = (
  db: Db,
  agency: string,
  survey: string,
  manifestHash: string,
): Promise<StoredBatch | undefined> =>
  batches(db)
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('manifest_hash', '=', manifestHash)
    .where('open', '=', true)
    .executeTakeFirst();

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

/**
 * Puts a ballot into a box of this version of a survey, while it is open: a tally that closes it comes
 * before or after, never in between. One that is sent again is the same row.
 * @returns false: it is closed
 */
export async function insertBallot(
  db: Db,
  { id, agency, survey, manifestHash }: OpenBox,
  sealed: Buffer,
): Promise<boolean> {
  const digest = createHash('sha256').update(sealed).digest();
  const { rows } = await sql`
    with held as (
      select id from batches join survey_versions as version using (agency, survey, manifest_hash)
      where id = ${id} and agency = ${agency} and survey = ${survey} and manifest_hash = ${manifestHash}
        and open and version.state = 'open'
      for share of batches
    ), put as (
      insert into ballots (batch, digest, sealed)
      select id, ${digest}::bytea, ${sealed}::bytea from held
      on conflict (batch, digest) do nothing
    )
    select id from held`.execute(db);
  return rows.length > 0;
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

/**
 * A page of a box, in the order of the digests, which says nothing about when ballots came.
 * @param after the digest of the last one of the page before; null: the first page
 */
export const readBox = (
  db: Db,
  batch: string,
  after: Buffer | null,
  limit: number,
): Promise<{ digest: Buffer; sealed: Buffer }[]> =>
  db
    .selectFrom('ballots')
    .select(['digest', 'sealed'])
    .where('batch', '=', batch)
    .$if(after !== null, (query) => query.where('digest', '>', after))
    .orderBy('digest')
    .limit(limit)
    .execute();

/** So many ballots go in one statement: a large box must neither outlast a database's patience nor hold up others. */
const deletedAtOnce = 5_000;

/** Deletes a batch with its ballots. @returns false when another process did it first. */
export async function deleteBatch(tx: Tx, batch: string): Promise<boolean> {
  const own = await tx.selectFrom('batches').select('id').where('id', '=', batch).forUpdate().executeTakeFirst();
  if (!own) return false;
  for (let gone = deletedAtOnce; gone === deletedAtOnce;) {
    const some = tx.selectFrom('ballots').select('digest').where('batch', '=', batch).limit(deletedAtOnce);
    const { numDeletedRows } = await tx
      .deleteFrom('ballots')
      .where('batch', '=', batch)
      .where('digest', 'in', some)
      .executeTakeFirstOrThrow();
    gone = Number(numDeletedRows);
    await breath();
  }
  await tx.deleteFrom('batches').where('id', '=', batch).execute();
  return true;
}
