import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Release } from '@otklik/core/contract/surveys.js';
import { addDays, localTime } from '@otklik/core/domain/calendar.js';
import { isOver } from '@otklik/core/domain/surveys/closing.js';
import { tallying } from '@otklik/core/domain/surveys/tally.js';
import { findAgency } from '../agencies/store.ts';
import type { Services } from '../services.ts';
import { closeBatch, countBox, deleteBatch, listBatches, type StoredBatch } from './box-store.ts';
import { eachOpened, openerOf } from './opening.ts';
import { insertRelease, lastReleasedOn } from './release-store.ts';
import { findManifest, type StoredSurvey } from './store.ts';

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
  stopped?: AbortSignal,
): Promise<Release | null> {
  const privateKey = keys.ballots.read(batch.id);
  // Gone while we run: settled at the next start, never guessed at here.
  if (privateKey === null) return null;
  const { manifest } = survey;
  const open = await openerOf(batch, manifest, privateKey);
  await closeBatch(db, batch.id);
  const tally = tallying(manifest);
  let ballots = 0;
  const take = (opened: unknown): void => {
    ballots += 1;
    tally.add(opened);
  };
  if (!(await eachOpened(db, batch, manifest, open, take, stopped))) return null;
  const counted = tally.finish();
  const release = await db.transaction().execute(async (tx) => {
    if (!(await deleteBatch(tx, batch.id))) return null;
    // Of a version that ended before anybody answered there is nothing to tell.
    return ballots > 0 ? insertRelease(tx, batch.agency, manifest, today, counted) : null;
  });
  keys.ballots.destroy(batch.id);
  return release;
}

interface Wanted {
  /** One survey's box alone. */
  only?: { agency: string; survey: string };
  /** Ends early; what was begun is done again, whole, by the next run. */
  stopped?: AbortSignal;
}

/**
 * Tallies every box that is due at `moment`. One that fails holds up no other.
 * @returns the releases that were made.
 * @throws what the first box failed with, after the others
 */
export async function tallyBoxes(services: Needed, moment: Date, { only, stopped }: Wanted = {}): Promise<Release[]> {
  const { db } = services.database;
  const releases: Release[] = [];
  const failures: unknown[] = [];
  const agencies = new Map<string, Agency | undefined>();
  const tally = async (batch: StoredBatch): Promise<void> => {
    if (!agencies.has(batch.agency)) agencies.set(batch.agency, await findAgency(db, batch.agency));
    const agency = agencies.get(batch.agency);
    const survey = await findManifest(db, batch.agency, batch.survey, batch.manifestHash);
    if (!agency || !survey) return;
    const today = localTime(moment, agency.timeZone).date;
    if (!(await isDue(services, batch, survey, today))) return;
    const release = await openBox(services, batch, survey, today, stopped);
    if (release) releases.push(release);
  };
  for (const batch of await listBatches(db)) {
    if (stopped?.aborted) break;
    if (only && (batch.agency !== only.agency || batch.survey !== only.survey)) continue;
    await tally(batch).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
  return releases;
}
