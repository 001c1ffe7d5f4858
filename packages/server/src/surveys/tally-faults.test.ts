import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { newBatchKeys } from '@otklik/core/domain/surveys/ballot.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { serverBackend } from '../backend.ts';
import type { Services } from '../services.ts';
import { openWorld, type World } from '../testing/app.ts';
import { endVersion, later, manifest, newBox, type Box } from '../testing/boxes.ts';
import { testAnswers } from '../testing/content.ts';
import { settleBatches } from './batches.ts';
import { tallyBoxes } from './tally.ts';

const world: World = await openWorld();
const { db } = world.database;
let box: Box;
after(() => world.close());
beforeEach(async () => {
  box = await newBox(world);
});

describe('a tally that is cut short', () => {
  test('before it is committed is done again, whole', async () => {
    const batch = await box.castAll(testAnswers(20, () => 'x'));
    const crashing: Services['database'] = {
      ...world.database,
      db: new Proxy(db, {
        get: (target, name) => {
          if (name === 'transaction') throw new Error('power cut');
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      }),
    };
    await assert.rejects(box.tally({ ...world.services, database: crashing }), /power cut/);
    assert.equal(await box.inBox(batch), 20);
    assert.deepEqual(await box.releases(), []);
    await assert.rejects(
      box.backend.castBallot(box.agency, 'access', await wholeBallot(box.agency, manifest, batch, {})),
      {
        code: 'batch_closed',
      },
    );
    // A new box meanwhile is another box.
    await box.castAll(testAnswers(3, () => 'z'));
    await settleBatches(world.services);
    assert.deepEqual(
      (await box.tally()).map(({ counted, lost }) => [counted.to, lost.to]),
      [[20, 0]],
    );
    assert.equal(world.keys.ballots.read(batch.batch), null);
  });

  for (const [who, destroyed] of [
    ['the next start', () => settleBatches(world.services)],
    ['the next run', () => box.tally()],
  ] as const)
    test(`after it was committed leaves a key, which ${who} destroys`, async () => {
      const batch = await box.castAll(testAnswers(20, () => 'x'));
      const ballots = {
        ...world.keys.ballots,
        destroy: () => {
          throw new Error('power cut');
        },
      };
      await assert.rejects(box.tally({ ...world.services, keys: { ...world.keys, ballots } }), /power cut/);
      assert.equal((await box.releases())[0]?.counted.to, 20);
      assert.notEqual(world.keys.ballots.read(batch.batch), null);
      await destroyed();
      assert.equal(world.keys.ballots.read(batch.batch), null);
      assert.equal((await box.releases()).length, 1);
    });

  test('by the loss of the key ends in ballots that are told to be lost, once', async () => {
    const batch = await box.castAll(testAnswers(22, () => 'x'));
    world.keys.ballots.destroy(batch.batch);
    assert.deepEqual(await box.tally(), []);
    await settleBatches(world.services);
    assert.equal(await box.inBox(batch), 0);
    await box.castAll(testAnswers(20, () => 'y'));
    assert.deepEqual(
      (await box.tally()).map(({ counted, lost }) => [counted.to, lost.to]),
      [[20, 22]],
    );
    await box.castAll(testAnswers(20, () => 'z'));
    later(world, 7);
    assert.deepEqual(
      (await box.tally()).map(({ counted, lost }) => [counted.to, lost.to]),
      [[20, 0]],
    );
  });

  test('by the loss of the last key is told, too, once no more ballots come', async () => {
    const batch = await box.castAll(testAnswers(3, () => 'x'));
    world.keys.ballots.destroy(batch.batch);
    await settleBatches(world.services);
    assert.deepEqual(await box.tally(), [], 'the next release tells it');
    await endVersion(world, box.agency, 'access');
    const [release, ...more] = (await Promise.all([box.tally(), box.tally()])).flat();
    assert.deepEqual(more, []);
    assert.deepEqual([release?.accepted.from, release?.lost], [0, { from: 1, to: 9 }], 'of so few no exact number');
    assert.deepEqual(await box.tally(), []);
  });

  test('by a key that is gone while we run takes no more ballots into its box', async () => {
    const before = await box.castAll(testAnswers(2, () => 'x'));
    world.keys.ballots.destroy(before.batch);
    const next = await box.batch();
    assert.notEqual(next.batch, before.batch);
    const late = await wholeBallot(box.agency, manifest, before, {});
    await assert.rejects(box.backend.castBallot(box.agency, 'access', late), { code: 'batch_closed' });
    await box.castAll(testAnswers(20, () => 'y'));
    await settleBatches(world.services);
    assert.deepEqual(
      (await box.tally()).map(({ counted, lost }) => [counted.to, lost.to]),
      [[20, 9]],
    );
  });

  test('because the server stops is begun again by the next run', async () => {
    const batch = await box.castAll(testAnswers(40, () => 'x'));
    const stopping = new AbortController();
    const only = { agency: box.agency, survey: 'access' };
    const { ballots } = world.keys;
    const read = (id: string): string | null => {
      stopping.abort();
      return ballots.read(id);
    };
    const keys = { ...world.keys, ballots: { ...ballots, read } };
    const wanted = { only, stopped: stopping.signal };
    assert.deepEqual(await tallyBoxes({ ...world.services, keys }, world.clock.now, wanted), []);
    assert.equal(await box.inBox(batch), 40);
    assert.equal((await box.tally())[0]?.counted.to, 40);
  });

  test('holds up no other box', async () => {
    const broken = await box.castAll(testAnswers(20, () => 'x'));
    const other = await newBox(world);
    await other.castAll(testAnswers(20, () => 'y'));
    const right = world.keys.ballots.read(broken.batch) ?? '';
    world.keys.ballots.write(broken.batch, (await newBatchKeys()).privateKey);
    await assert.rejects(tallyBoxes(world.services, world.clock.now), /does not open its ballots/);
    assert.equal((await other.releases()).length, 1);
    world.keys.ballots.write(broken.batch, right);
    assert.equal((await box.tally()).length, 1);
  });

  test('by a key that does not fit opens nothing and loses nothing', async () => {
    const batch = await box.castAll(testAnswers(20, () => 'x'));
    const right = world.keys.ballots.read(batch.batch) ?? '';
    world.keys.ballots.write(batch.batch, (await newBatchKeys()).privateKey);
    await assert.rejects(box.tally(), /does not open its ballots/);
    assert.equal(await box.inBox(batch), 20);
    world.keys.ballots.write(batch.batch, right);
    assert.equal((await box.tally())[0]?.counted.to, 20);
  });

  test('while a batch was made leaves no key behind', async () => {
    const failing = {
      ...world.keys.ballots,
      write: () => {
        throw new Error('disk full');
      },
    };
    const broken = serverBackend(
      { ...world.services, keys: { ...world.keys, ballots: failing } },
      { internal: false, address: '' },
    );
    await assert.rejects(broken.readBatch(box.agency, 'access'), /disk full/);
    assert.deepEqual(await db.selectFrom('batches').select('id').where('agency', '=', box.agency).execute(), []);
    world.keys.ballots.write('made-for-nothing', 'key');
    const kept = await box.batch();
    await settleBatches(world.services);
    assert.equal(world.keys.ballots.read('made-for-nothing'), null);
    assert.notEqual(world.keys.ballots.read(kept.batch), null);
  });
});
