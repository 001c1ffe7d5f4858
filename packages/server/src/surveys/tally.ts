import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Release } from '@otklik/core/contract/surveys.js';
import { addDays, localTime } from '@otklik/core/domain/calendar.js';
import { isOver } from '@otklik/core/domain/surveys/closing.js';
import { countBallots, tallying } from '@otklik/core/domain/surveys/tally.js';
import { requireAgency } from '../agencies/port.ts';
import type { Services } from '../services.ts';
import { destroyLeftKeys } from './batches.ts';
import { closeBatch, countBox, deleteBatch, listBatches, type StoredBatch } from './box-store.ts';
import { heldTexts, type HeldTexts } from './held-texts.ts';
import { eachOpened, openerOf } from './opening.ts';
import { insertRelease, lastReleasedOn, listLost, lockLost } from './release-store.ts';
import { findManifest, findSurvey, type StoredSurvey } from './store.ts';

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
 * again; after it, the key is destroyed by the next run or start.
 */
async function openBox(
  { database: { db }, keys }: Needed,
  batch: StoredBatch,
  survey: StoredSurvey,
  today: string,
  texts: HeldTexts,
  stopped?: AbortSignal,
): Promise<Release | null> {
  const privateKey = keys.ballots.read(batch.id);
  // Gone while we run: settled at the next start, never guessed at here.
  if (privateKey === null) return null;
  const { manifest } = survey;
  const open = await openerOf(batch, manifest, privateKey);
  await closeBatch(db, batch.id);
  const tally = tallying(manifest, texts.hold);
  let ballots = 0;
  const take = (opened: unknown): void => {
    ballots += 1;
    tally.add(opened);
  };
  if (!(await eachOpened(db, batch, manifest, open, take, stopped))) return null;
  const counted = await tally.finish();
  const release = await db.transaction().execute(async (tx) => {
    if (!(await deleteBatch(tx, batch.id))) return null;
    // Of a version that ended before anybody answered there is nothing to tell.
    return ballots > 0 ? insertRelease(tx, batch.agency, manifest, today, counted) : null;
  });
  keys.ballots.destroy(batch.id);
  return release;
}

/** A survey that takes no ballots any more tells of lost ones all the same: in a release that counts none. */
async function tellLost(
  { database: { db } }: Needed,
  { agency, survey: id }: Pick<StoredBatch, 'agency' | 'survey'>,
  today: string,
): Promise<Release | null> {
  const survey = await findSurvey(db, agency, id);
  if (!survey || (survey.state === 'open' && !isOver(survey.manifest, today))) return null;
  const none = countBallots(survey.manifest, []);
  return db.transaction().execute(async (tx) => {
    if ((await lockLost(tx, agency, id)) === 0) return null;
    return insertRelease(tx, agency, survey.manifest, today, none);
  });
}

interface Wanted {
  /**
   * Days on which the boxes of an agency were last looked at, by its id: with it they are looked at once a day.
   * The minute of a release would tell when its last ballot came.
   */
  lookedOn?: Map<string, string>;
  /** One survey's box alone. */
  only?: { agency: string; survey: string };
  /** Ends early; what was begun is done again, whole, by the next run. */
  stopped?: AbortSignal;
}

/**
 * Tallies every box that is due at `moment`. One that fails holds up no other, and is tried again by the next run.
 * @returns the releases that were made.
 * @throws what a box failed with, after the others
 */
export async function tallyBoxes(
  services: Needed,
  moment: Date,
  { lookedOn, only, stopped }: Wanted = {},
): Promise<Release[]> {
  const { db } = services.database;
  const releases: Release[] = [];
  /** By agency. */
  const failures = new Map<string, unknown>();
  const agencies = new Map<string, Agency>();
  /** By the agency's clock. */
  const todayIn = async (id: string): Promise<string> => {
    const agency = agencies.get(id) ?? (await requireAgency(db, id));
    agencies.set(id, agency);
    return localTime(moment, agency.timeZone).date;
  };
  const each = async <T extends Pick<StoredBatch, 'agency' | 'survey'>>(
    list: T[],
    make: (one: T, today: string) => Promise<Release | null>,
  ): Promise<void> => {
    for (const one of list) {
      if (stopped?.aborted) return;
      if (only && (one.agency !== only.agency || one.survey !== only.survey)) continue;
      try {
        const release = await make(one, await todayIn(one.agency));
        if (release) releases.push(release);
      } catch (error) {
        failures.set(one.agency, error);
      }
    }
  };
  await each(await listBatches(db), async (batch, today) => {
    const survey = await findManifest(db, batch.agency, batch.survey, batch.manifestHash);
    const looks = !batch.open || lookedOn?.get(batch.agency) !== today;
    if (!survey || !looks || !(await isDue(services, batch, survey, today))) return null;
    const texts = heldTexts();
    return openBox(services, batch, survey, today, texts, stopped).finally(texts.close);
  });
  await destroyLeftKeys(services);
  await each(await listLost(db), (survey, today) => tellLost(services, survey, today));
  if (stopped?.aborted) return releases;
  for (const id of agencies.keys()) if (!failures.has(id)) lookedOn?.set(id, await todayIn(id));
  for (const failure of failures.values()) throw failure;
  return releases;
}
