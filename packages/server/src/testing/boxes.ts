import type { Answers, Batch, Manifest, Release } from '@otklik/core/contract/surveys.js';
import type { Backend } from '@otklik/core/backend/port.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { serverBackend } from '../backend.ts';
import { installContent } from '../content/install.ts';
import type { Services } from '../services.ts';
import { tallyBoxes } from '../surveys/tally.ts';
import type { World } from './app.ts';
import { testAgency, testContent, testManifest } from './content.ts';

export const manifest = testManifest('access');

/** The survey `access` of an agency of its own, and what a test does with its box. */
export interface Box {
  agency: string;
  backend: Backend;
  batch(): Promise<Batch>;
  castAll(answers: readonly Answers[]): Promise<Batch>;
  tally(services?: Pick<Services, 'database' | 'keys'>): Promise<Release[]>;
  releases(): Promise<Release[]>;
  /** Free texts, in the order in which they are stored. */
  texts(): Promise<string[]>;
  inBox(batch: Batch): Promise<number>;
}

let number = 0;

/** A new agency with an empty box; the clock stands at its start. */
export async function newBox(world: World): Promise<Box> {
  const agency = `agency-${++number}`;
  world.clock.now = new Date('2026-11-24T08:00:00.000Z');
  const content = testContent({ agency: testAgency({ id: agency }), surveys: [manifest] });
  await installContent(world.services, content, world.clock.now);
  const backend = serverBackend(world.services, { internal: false, address: '' });
  const { db } = world.database;
  const batch = (): Promise<Batch> => backend.readBatch(agency, 'access');
  return {
    agency,
    backend,
    batch,
    castAll: async (answers) => {
      const open = await batch();
      for (const one of answers)
        await backend.castBallot(agency, 'access', await wholeBallot(agency, manifest, open, one));
      return open;
    },
    tally: (services = world.services) => tallyBoxes(services, world.clock.now, { only: { agency, survey: 'access' } }),
    releases: async () => {
      const answer = await world.request({ url: `/api/v1/agencies/${agency}/surveys/access/releases` });
      return answer.json<{ items: Release[] }>().items;
    },
    texts: async () => {
      const rows = await db.selectFrom('survey_texts').select('body').where('agency', '=', agency).execute();
      return rows.map(({ body }) => body);
    },
    inBox: async ({ batch: id }) =>
      (await db.selectFrom('ballots').select('digest').where('batch', '=', id).execute()).length,
  };
}

/** Moves the clock on by whole days. */
export function later(world: World, days: number): void {
  world.clock.now = new Date(world.clock.now.getTime() + days * 86_400_000);
}

/** Ends the version of a survey that takes answers. */
export const endVersion = ({ database, clock }: World, agency: string, survey: string): Promise<unknown> =>
  database.db
    .updateTable('survey_versions')
    .set({ state: 'ended', changed_at: clock.now })
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('state', '=', 'open')
    .execute();

/** Opens the next version of a survey, and ends the one before. */
export async function openVersion(world: World, agency: string, next: Manifest): Promise<void> {
  const { survey, version } = next;
  await endVersion(world, agency, survey);
  await world.database.db
    .insertInto('survey_versions')
    .values({
      ...{ agency, survey, version, revision: 1, state: 'open', editors: '[]', changed_at: world.clock.now },
      ...{ manifest: JSON.stringify(next), manifest_hash: await manifestHash(next) },
    })
    .execute();
}
