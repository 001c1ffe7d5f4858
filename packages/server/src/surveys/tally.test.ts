import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Answers, Batch, Release } from '@otklik/core/contract/surveys.js';
import {
  ballotOpener,
  newBatchKeys,
  sealBallot,
  sealedBytes,
  toBase64Url,
} from '@otklik/core/domain/surveys/ballot.js';
import { serverBackend } from '../backend.ts';
import type { Services } from '../services.ts';
import { onPostgres, openWorld, type World } from '../testing/app.ts';
import { testAgency, testAnswers, testContent, testManifest } from '../testing/content.ts';
import { installContent } from '../content/install.ts';
import { settleBatches } from './batches.ts';
import { tallyBoxes } from './tally.ts';

const manifest = testManifest('access');
const world: World = await openWorld();
after(() => world.close());

/** Each test has an agency of its own. */
let agency = '';
let number = 0;
beforeEach(async () => {
  agency = `agency-${++number}`;
  world.clock.now = new Date('2026-11-24T08:00:00.000Z');
  await installContent(
    world.services,
    testContent({ agency: testAgency({ id: agency }), surveys: [manifest] }),
    world.clock.now,
  );
});

const backend = serverBackend(world.services, { internal: false, address: '' });
const { db } = world.database;
const batchOf = (): Promise<Batch> => backend.readBatch(agency, 'access');
const castAll = async (answers: Answers[]): Promise<Batch> => {
  const batch = await batchOf();
  for (const one of answers) await backend.castBallot(agency, 'access', await sealBallot(manifest, batch, one));
  return batch;
};
const tally = (services: Pick<Services, 'database' | 'keys'> = world.services): Promise<Release[]> =>
  tallyBoxes(services, world.clock.now, { agency, survey: 'access' });
const releases = async (): Promise<Release[]> => {
  const answer = await world.request({ url: `/api/v1/agencies/${agency}/surveys/access/releases` });
  return answer.json<{ items: Release[] }>().items;
};
const texts = async (): Promise<string[]> =>
  (await db.selectFrom('survey_texts').select('body').where('agency', '=', agency).execute()).map(({ body }) => body);
const inBox = async (batch: Batch): Promise<number> =>
  (await db.selectFrom('ballots').select('digest').where('batch', '=', batch.batch).execute()).length;
const later = (days: number): void => void (world.clock.now = new Date(world.clock.now.getTime() + days * 86_400_000));

/** All that the database holds, as text. */
async function everything(): Promise<string> {
  const { rows } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db);
  const tables = await Promise.all(
    rows.map(({ name }) => sql<object>`select t::text as row from ${sql.table(name)} t`.execute(db)),
  );
  return JSON.stringify(tables.map((table) => table.rows));
}

/** Whether any file of a folder holds these bytes. */
function anyFileHolds(folder: string, bytes: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(bytes));
}

describe('25 sealed ballots', () => {
  test('become one release, and nothing of them is left but figures and loose texts', async () => {
    const marker = (index: number): string => `marker-${agency}-${index}-end`;
    const ballots = testAnswers(25, marker);
    const batch = await castAll(ballots);
    assert.equal(await inBox(batch), 25);
    assert.doesNotMatch(await everything(), /marker-/, 'no answer before the tally');
    assert.deepEqual(await texts(), []);
    const key = world.keys.ballots.read(batch.batch) ?? '';
    assert.equal((await everything()).includes(key), false, 'the key is not in the database');
    if (!onPostgres) {
      await sql`checkpoint`.execute(db);
      assert.equal(
        anyFileHolds(join(world.folder, 'data'), 'marker-'),
        false,
        'nor is an answer in any file of it, its log included',
      );
      assert.equal(anyFileHolds(join(world.folder, 'data'), key), false);
    }

    const [made, ...more] = await tally();
    assert.deepEqual(more, []);
    assert.deepEqual(await releases(), [made]);
    assert.deepEqual(made, {
      id: 'access-1',
      releasedOn: '2026-11-24',
      counted: 25,
      invalid: 0,
      lost: 0,
      tallies: [
        {
          question: 'ease',
          answered: 25,
          counts: [
            ['1', 0],
            ['2', 0],
            ['3', 0],
            ['4', 13],
            ['5', 12],
            ['unsure', 0],
          ].map(([option, count]) => ({ option, count })),
        },
        {
          question: 'way',
          answered: 25,
          counts: [
            { option: 'site', count: 12 },
            { option: 'phone', count: 13 },
          ],
        },
      ],
    });
    assert.equal(await inBox(batch), 0);
    assert.equal((await db.selectFrom('batches').select('id').where('id', '=', batch.batch).execute()).length, 0);
    assert.equal(world.keys.ballots.read(batch.batch), null);
    assert.equal(anyFileHolds(join(world.folder, 'keys'), key), false);
    const stored = await texts();
    assert.deepEqual([...stored].sort(), ballots.map((_, index) => marker(index)).sort());
    assert.notDeepEqual(
      stored,
      ballots.map((_, index) => marker(index)),
      'not in the order in which they came',
    );
    const { rows } = await sql<{
      xmin: string;
    }>`select distinct xmin::text from survey_texts where agency = ${agency}`.execute(db);
    assert.equal(rows.length, 1);
    assert.equal(
      (
        await db
          .selectFrom('survey_texts')
          .select('id')
          .where('agency', '=', agency)
          .where('published', '=', true)
          .execute()
      ).length,
      0,
    );
  });

  test('can not be opened by what database and data folder hold', async () => {
    const batch = await castAll(testAnswers(25, () => 'text'));
    const [row] = await db.selectFrom('ballots').select('sealed').where('batch', '=', batch.batch).limit(1).execute();
    const sealed = new Uint8Array(row?.sealed ?? []);
    const right = await ballotOpener(
      'access',
      batch.manifestHash,
      batch.batch,
      world.keys.ballots.read(batch.batch) ?? '',
    );
    assert.equal(((await right(sealed)) as Answers).missing, 'text');
    const other = await newBatchKeys();
    const wrong = await ballotOpener('access', batch.manifestHash, batch.batch, other.privateKey);
    assert.equal(await wrong(sealed), undefined);
  });

  test('of which some are no answers are counted as invalid, and stop nothing', async () => {
    const batch = await castAll([
      ...testAnswers(20, () => 'честно'),
      ...testAnswers(1, () => 'a\u0000b'),
      ...testAnswers(1, () => 'a\ud800b'),
    ]);
    const cast = (sealed: string) => backend.castBallot(agency, 'access', { batch: batch.batch, sealed });
    await cast(toBase64Url(new Uint8Array(sealedBytes(manifest)).fill(9)));
    await cast((await sealBallot(manifest, { ...batch, batch: 'another' }, { ease: '5' })).sealed);
    await cast((await sealBallot(manifest, batch, { ease: '9', unknown: 'x' })).sealed);
    const [release] = await tally();
    assert.deepEqual([release?.counted, release?.invalid], [20, 5]);
    assert.deepEqual(new Set(await texts()), new Set(['честно']));
  });
});

describe('a box', () => {
  test('stays shut until there are enough ballots', async () => {
    const batch = await castAll(testAnswers(19, () => 'x'));
    assert.deepEqual(await tally(), []);
    assert.equal(await inBox(batch), 19);
    await castAll(testAnswers(1, () => 'y'));
    assert.equal((await tally())[0]?.counted, 20);
  });

  test('stays shut until enough days have passed since the release before', async () => {
    await castAll(testAnswers(20, () => 'x'));
    assert.equal((await tally()).length, 1);
    const second = await castAll(testAnswers(30, () => 'y'));
    later(6);
    assert.deepEqual(await tally(), []);
    assert.equal(await inBox(second), 30);
    later(1);
    assert.equal((await tally())[0]?.id, 'access-2');
    assert.deepEqual(
      (await releases()).map(({ id, counted, releasedOn }) => `${id} ${counted} ${releasedOn}`),
      ['access-2 30 2026-12-01', 'access-1 20 2026-11-24'],
    );
  });

  test('is followed by another with another key', async () => {
    const before = await castAll(testAnswers(20, () => 'x'));
    await tally();
    const late = await sealBallot(manifest, before, { ease: '5' });
    await assert.rejects(backend.castBallot(agency, 'access', late), { code: 'batch_closed' });
    const next = await batchOf();
    assert.notEqual(next.batch, before.batch);
    assert.notEqual(next.publicKey, before.publicKey);
  });

  test('loses no ballot that is cast while it is opened', async () => {
    const batch = await castAll(testAnswers(20, () => 'x'));
    const sealed = await Promise.all(testAnswers(30, () => 'y').map((answers) => sealBallot(manifest, batch, answers)));
    const cast = Promise.allSettled(sealed.map((ballot) => backend.castBallot(agency, 'access', ballot)));
    const [[release], casts] = await Promise.all([tally(), cast]);
    const accepted = casts.filter(({ status }) => status === 'fulfilled').length;
    for (const one of casts)
      if (one.status === 'rejected') assert.equal((one.reason as { code: string }).code, 'batch_closed');
    assert.equal(release?.counted, 20 + accepted);
    assert.equal(await inBox(batch), 0);
  });

  test('is opened once, however many open it at once', async () => {
    await castAll(testAnswers(20, () => 'x'));
    const made = await Promise.all([tally(), tally(), tally()]);
    assert.equal(made.flat().length, 1);
    assert.equal((await releases()).length, 1);
    assert.equal((await texts()).length, 20);
  });
});

describe('a tally that is cut short', () => {
  test('before it is committed is done again, whole', async () => {
    const batch = await castAll(testAnswers(20, () => 'x'));
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
    await assert.rejects(tally({ ...world.services, database: crashing }), /power cut/);
    assert.equal(await inBox(batch), 20);
    assert.deepEqual(await releases(), []);
    await assert.rejects(backend.castBallot(agency, 'access', await sealBallot(manifest, batch, {})), {
      code: 'batch_closed',
    });
    // A new box meanwhile is another box.
    await castAll(testAnswers(3, () => 'z'));
    await settleBatches(world.services);
    assert.deepEqual(
      (await tally()).map(({ counted, lost }) => [counted, lost]),
      [[20, 0]],
    );
    assert.equal(world.keys.ballots.read(batch.batch), null);
  });

  test('after it was committed leaves a key, which the next start destroys', async () => {
    const batch = await castAll(testAnswers(20, () => 'x'));
    const ballots = {
      ...world.keys.ballots,
      destroy: () => {
        throw new Error('power cut');
      },
    };
    await assert.rejects(tally({ ...world.services, keys: { ...world.keys, ballots } }), /power cut/);
    assert.equal((await releases())[0]?.counted, 20);
    assert.notEqual(world.keys.ballots.read(batch.batch), null);
    await settleBatches(world.services);
    assert.equal(world.keys.ballots.read(batch.batch), null);
    assert.equal((await releases()).length, 1);
  });

  test('by the loss of the key ends in ballots that are told to be lost, once', async () => {
    const batch = await castAll(testAnswers(22, () => 'x'));
    world.keys.ballots.destroy(batch.batch);
    assert.deepEqual(await tally(), []);
    await settleBatches(world.services);
    assert.equal(await inBox(batch), 0);
    await castAll(testAnswers(20, () => 'y'));
    assert.deepEqual(
      (await tally()).map(({ counted, lost }) => [counted, lost]),
      [[20, 22]],
    );
    await castAll(testAnswers(20, () => 'z'));
    later(7);
    assert.deepEqual(
      (await tally()).map(({ counted, lost }) => [counted, lost]),
      [[20, 0]],
    );
  });

  test('by a key that does not fit opens nothing and loses nothing', async () => {
    const batch = await castAll(testAnswers(20, () => 'x'));
    const right = world.keys.ballots.read(batch.batch) ?? '';
    world.keys.ballots.write(batch.batch, (await newBatchKeys()).privateKey);
    await assert.rejects(tally(), /does not open its ballots/);
    assert.equal(await inBox(batch), 20);
    world.keys.ballots.write(batch.batch, right);
    assert.equal((await tally())[0]?.counted, 20);
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
    await assert.rejects(broken.readBatch(agency, 'access'), /disk full/);
    assert.deepEqual(await db.selectFrom('batches').select('id').where('agency', '=', agency).execute(), []);
    world.keys.ballots.write('made-for-nothing', 'key');
    const kept = await batchOf();
    await settleBatches(world.services);
    assert.equal(world.keys.ballots.read('made-for-nothing'), null);
    assert.notEqual(world.keys.ballots.read(kept.batch), null);
  });
});
