import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { serverBackend } from './backend.ts';
import { updateOwnCalendar } from './calendar/store.ts';
import { fileConsultation } from './consultations/filing.ts';
import { startJobs } from './jobs.ts';
import { tallyBoxes } from './surveys/tally.ts';
import { openWorld } from './testing/app.ts';
import { testAnswers, testConsultation, testContent, testManifest } from './testing/content.ts';

const manifest = testManifest('access');
const world = await openWorld([testContent({ surveys: [manifest] })]);
after(() => world.close());

test('boxes that are due are tallied by the first run, and one that fails is told and repeated', async ({ mock }) => {
  const backend = serverBackend(world.services, { internal: false, address: '' });
  const batch = await backend.readBatch('test', 'access');
  for (const answers of testAnswers(20, () => 'x'))
    await backend.castBallot('test', 'access', await wholeBallot('test', manifest, batch, answers));
  const errors: unknown[] = [];
  let away = true;
  mock.timers.enable({ apis: ['setInterval'] });
  const now = (): Date => {
    if (away) throw new Error('away');
    return world.clock.now;
  };
  const stop = startJobs({ ...world.services, now }, (error) => errors.push(error));
  const releases = async () => (await backend.listReleases('test', 'access')).items.length;
  mock.timers.tick(60_000);
  await new Promise(setImmediate);
  const told = errors.length;
  assert.ok(told > 0);
  assert.equal(await releases(), 0);
  away = false;
  mock.timers.tick(60_000);
  while ((await releases()) === 0) await new Promise(setImmediate);
  await stop();
  assert.equal(await releases(), 1);
  assert.equal(errors.length, told);
});

test('boxes are looked at once a day by the agency’s clock: no minute tells when the last ballot came', async () => {
  const backend = serverBackend(world.services, { internal: false, address: '' });
  const lookedOn = new Map<string, string>();
  const look = async (moment: string): Promise<number> =>
    (await tallyBoxes(world.services, new Date(moment), { lookedOn, only: { agency: 'test', survey: 'access' } }))
      .length;
  const batch = await backend.readBatch('test', 'access');
  // A week and more after the release before; the clock of the agency is four hours ahead.
  assert.equal(await look('2026-12-20T08:00:00Z'), 0);
  for (const answers of testAnswers(20, () => 'x'))
    await backend.castBallot('test', 'access', await wholeBallot('test', manifest, batch, answers));
  for (const moment of ['2026-12-20T08:01:00Z', '2026-12-20T19:59:00Z']) assert.equal(await look(moment), 0, moment);
  assert.equal(await look('2026-12-20T20:00:00Z'), 1);
});

test('open cases follow a calendar that was replaced, and staff are warned by the new dates', async ({ mock }) => {
  const { db } = world.database;
  const receivedAt = new Date('2026-10-26T08:00:00Z');
  const caller = { internal: false };
  const key = 'key-of-a-case-that-waits';
  const { dueBy } = await fileConsultation(world.services, caller, 'test', testConsultation(), key, receivedAt);
  assert.equal(dueBy, '2026-11-27', 'registered by 29 October, 30 days on a Saturday');
  const own = { 2026: [{ date: dueBy, kind: 'off' as const }] };
  await db.transaction().execute((tx) => updateOwnCalendar(tx, 'test', own));
  world.clock.now = new Date('2026-11-25T08:00:00Z');
  mock.timers.enable({ apis: ['setInterval'] });
  const errors: unknown[] = [];
  const stop = startJobs(world.services, (error) => errors.push(error));
  mock.timers.tick(60_000);
  const told = () => db.selectFrom('jobs').select(['kind', 'payload']).execute();
  while ((await told()).length < 4) await new Promise(setImmediate);
  await stop();
  assert.deepEqual(errors, []);
  const found = await db.selectFrom('consultations').select('due_by').executeTakeFirstOrThrow();
  assert.equal(found.due_by, '2026-11-26');
  const news = (await told()).map(({ kind, payload }) => `${kind} ${payload.event ?? payload.about}`);
  assert.deepEqual(news.toSorted(), [
    'case_notice received',
    'case_notice term_changed',
    'case_staff_notice registration_passed 2026-10-29 -',
    'case_staff_notice term_near 2026-11-26 1',
  ]);
});
