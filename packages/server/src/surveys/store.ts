import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Audience } from '@otklik/core/contract/common.js';
import type { SurveyVersionState } from '@otklik/core/contract/staff/surveys.js';
import type { Manifest, Release } from '@otklik/core/contract/surveys.js';
import type { Counted } from '@otklik/core/domain/surveys/tally.js';
import type { Db, Tx } from '../database/open.ts';

/** A version of a survey that is or was open. */
export interface StoredSurvey {
  manifest: Manifest;
  hash: string;
  state: Exclude<SurveyVersionState, 'draft'>;
}

export interface StoredBatch {
  id: string;
  agency: string;
  survey: string;
  publicKey: string;
  manifestHash: string;
  open: boolean;
}

/** Of all surveys that take answers, if their last day isn't over. */
export async function listManifests(db: Db, agency: string, audience: Audience): Promise<Manifest[]> {
  const rows = await db
    .selectFrom('surveys')
    .innerJoin('survey_versions as version', (join) =>
      join.onRef('version.agency', '=', 'surveys.agency').onRef('version.survey', '=', 'surveys.id'),
    )
    .select('manifest')
    .where('surveys.agency', '=', agency)
    .where('audience', '=', audience)
    .where('state', '=', 'open')
    .orderBy('position')
    .execute();
  return rows.map(({ manifest }) => manifest);
}

/** Those that are or were open. Drafts are nobody's but the staff's. */
const shown = (db: Db, agency: string, survey: string) =>
  db
    .selectFrom('survey_versions')
    .select(['manifest', 'manifest_hash as hash', 'state'])
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('state', '<>', 'draft')
    .$narrowType<{ state: StoredSurvey['state'] }>();

/** The version that is open or, when all have ended, the last one. */
export const findSurvey = (db: Db, agency: string, survey: string): Promise<StoredSurvey | undefined> =>
  shown(db, agency, survey)
    .orderBy(sql`state = 'open'`, 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The version that a ballot is bound to. */
export const findManifest = (
  db: Db,
  agency: string,
  survey: string,
  manifestHash: string,
): Promise<StoredSurvey | undefined> =>
  shown(db, agency, survey).where('manifest_hash', '=', manifestHash).executeTakeFirst();

export const findManifestVersion = (
  db: Db,
  agency: string,
  survey: string,
  version: number,
): Promise<StoredSurvey | undefined> => shown(db, agency, survey).where('version', '=', version).executeTakeFirst();

/** A survey that a database starts with: opened by nobody. */
export async function insertSurvey(
  db: Db,
  agency: string,
  position: number,
  manifest: Manifest,
  hash: string,
  moment: Date,
): Promise<void> {
  const { survey, audience, version } = manifest;
  await db.insertInto('surveys').values({ agency, id: survey, audience, position }).execute();
  await db
    .insertInto('survey_versions')
    .values({
      ...{ agency, survey, version, revision: 1, state: 'open', editors: '[]', changed_at: moment },
      ...{ manifest: JSON.stringify(manifest), manifest_hash: hash },
    })
    .execute();
}

const batches = (db: Db) =>
  db
    .selectFrom('batches')
    .select(['id', 'agency', 'survey', 'public_key as publicKey', 'manifest_hash as manifestHash', 'open']);

export const listBatches = (db: Db): Promise<StoredBatch[]> => batches(db).orderBy('id').execute();

/** That of one version: while the last ballots of the one before are tallied, the next has its own. */
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

/** @returns false when the version has an open batch already. */
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

/** Holds an open batch of a version against a tally until the transaction ends. @returns false when it is closed. */
export async function holdBatch(
  tx: Tx,
  agency: string,
  survey: string,
  manifestHash: string,
  batch: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('batches')
    .select('id')
    .where('id', '=', batch)
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('manifest_hash', '=', manifestHash)
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
