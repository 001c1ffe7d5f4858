import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Release } from '@otklik/core/contract/surveys.js';
import { addDays, localTime } from '@otklik/core/domain/calendar.js';
import { ballotOpener, fromBase64Url, sealBallot } from '@otklik/core/domain/surveys/ballot.js';
import { isOver } from '@otklik/core/domain/surveys/closing.js';
import { countBallots } from '@otklik/core/domain/surveys/tally.js';
import { findAgency } from '../agencies/store.ts';
import type { Services } from '../services.ts';
import {
  closeBatch,
  countBox,
  deleteBatch,
  findManifest,
  insertRelease,
  lastReleasedOn,
  listBatches,
  readBox,
  type StoredBatch,
  type StoredSurvey,
} from './store.ts';

type Needed = Pick<Services, 'database' | 'keys'>;

/** Enough ballots, and enough days since the release before (anonymity.md: in batches, never differencing). */
async function isDue(
  { database: { db } }: Needed,
  batch: StoredBatch,
  { manifest, state }: StoredSurvey,
  today: string,
): Promise<boolean> {
  // Closed: a tally began and was cut short. Whoever opened the box once must finish.
  if (!batch.open) return true;
  // No more ballots come: its key has no reason to stay.
  if (state === 'ended' || isOver(manifest, today)) return true;
  const last = await lastReleasedOn(db, batch.agency, batch.survey);
  if (last !== undefined && addDays(last, manifest.release.days) > today) return false;
  return (await countBox(db, batch.id)) >= manifest.release.ballots;
}

/**
 * What opens a batch's ballots, proven on one made here: if the key weren't the right one, every
 * ballot would pass for an invalid one and be gone.
 */
async function openerOf(
  { id, survey, publicKey, manifestHash }: StoredBatch,
  { manifest }: StoredSurvey,
  privateKey: string,
) {
  const open = await ballotOpener(survey, manifestHash, id, privateKey);
  const probe = await sealBallot(manifest, { batch: id, publicKey, manifestHash }, {});
  if ((await open(fromBase64Url(probe.sealed))) === undefined)
    throw new Error('the key of a batch does not open its ballots');
  return open;
}

/**
 * Opens one box in memory and publishes what it held. The box is closed first, so that opening,
 * which takes its time, holds up nobody; release, texts and the end of the ballots are one
 * transaction; the key is destroyed after it. Cut short before the commit, the next run begins
 * again; after it, `settleBatches` destroys the key at the next start.
 */
async function openBox(
  { database: { db }, keys }: Needed,
  batch: StoredBatch,
  survey: StoredSurvey,
  today: string,
): Promise<Release | null> {
  const privateKey = keys.ballots.read(batch.id);
  // Gone while we run: settled at the next start, never guessed at here.
  if (privateKey === null) return null;
  const open = await openerOf(batch, survey, privateKey);
  await closeBatch(db, batch.id);
  const opened: unknown[] = [];
  for (const sealed of await readBox(db, batch.id)) opened.push(await open(sealed));
  const counted = countBallots(survey.manifest, opened);
  const release = await db.transaction().execute(async (tx) => {
    if (!(await deleteBatch(tx, batch.id))) return null;
    // Of a version that ended before anybody answered there is nothing to tell.
    return opened.length > 0 ? insertRelease(tx, batch.agency, survey.manifest, today, counted) : null;
  });
  keys.ballots.destroy(batch.id);
  return release;
}

/**
 * Tallies every box that is due at `moment`.
 * @param only one survey's box alone.
 * @returns the releases that were made.
 */
export async function tallyBoxes(
  services: Needed,
  moment: Date,
  only?: { agency: string; survey: string },
): Promise<Release[]> {
  const { db } = services.database;
  const releases: Release[] = [];
  const agencies = new Map<string, Agency | undefined>();
  for (const batch of await listBatches(db)) {
    if (only && (batch.agency !== only.agency || batch.survey !== only.survey)) continue;
    if (!agencies.has(batch.agency)) agencies.set(batch.agency, await findAgency(db, batch.agency));
    const agency = agencies.get(batch.agency);
    const survey = await findManifest(db, batch.agency, batch.survey, batch.manifestHash);
    if (!agency || !survey) continue;
    const today = localTime(moment, agency.timeZone).date;
    const release = (await isDue(services, batch, survey, today))
      ? await openBox(services, batch, survey, today)
      : null;
    if (release) releases.push(release);
  }
  return releases;
}
