import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sealBallot } from '@otklik/core/domain/surveys/ballot.js';
import { serverBackend } from './backend.ts';
import { startJobs } from './jobs.ts';
import { openWorld } from './testing/app.ts';
import { testAnswers, testContent, testManifest } from './testing/content.ts';

const manifest = testManifest('access');
const world = await openWorld([testContent({ surveys: [manifest] })]);
after(() => world.close());

test('boxes that are due are tallied every minute, and a run that fails is told and repeated', async ({ mock }) => {
  const backend = serverBackend(world.services, { internal: false, address: '' });
  const batch = await backend.readBatch('test', 'access');
  for (const answers of testAnswers(20, () => 'x'))
    await backend.castBallot('test', 'access', await sealBallot(manifest, batch, answers));
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
  await stop();
  assert.equal(await releases(), 1);
  assert.equal(errors.length, told);
});
