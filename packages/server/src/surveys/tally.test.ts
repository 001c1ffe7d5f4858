import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Answers } from '@otklik/core/contract/surveys.js';
import {
  ballotOpener,
  newBatchKeys,
  sealBallot,
  sealedBytes,
  toBase64Url,
} from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { withWork } from '@otklik/core/domain/surveys/work.js';
import { onPostgres, openWorld, type World } from '../testing/app.ts';
import { endVersion, later, manifest, newBox, openVersion, type Box } from '../testing/boxes.ts';
import { testAnswers } from '../testing/content.ts';

const world: World = await openWorld();
const { db } = world.database;
let box: Box;
after(() => world.close());
beforeEach(async () => {
  box = await newBox(world);
});

/** All that the database holds, as text. */
async function everything({ database: { db } }: World): Promise<string> {
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
    const marker = (index: number): string => `marker-${box.agency}-${index}-end`;
    const ballots = testAnswers(25, marker);
    const batch = await box.castAll(ballots);
    assert.equal(await box.inBox(batch), 25);
    assert.doesNotMatch(await everything(world), /marker-/, 'no answer before the tally');
    assert.deepEqual(await box.texts(), []);
    const key = world.keys.ballots.read(batch.batch) ?? '';
    assert.equal((await everything(world)).includes(key), false, 'the key is not in the database');
    if (!onPostgres) {
      await sql`checkpoint`.execute(db);
      assert.equal(
        anyFileHolds(join(world.folder, 'data'), 'marker-'),
        false,
        'nor is an answer in any file of it, its log included',
      );
      assert.equal(anyFileHolds(join(world.folder, 'data'), key), false);
    }

    const [made, ...more] = await box.tally();
    assert.deepEqual(more, []);
    assert.deepEqual(await box.releases(), [made]);
    const exactly = (number: number) => ({ from: number, to: number });
    const { tallies, crossTallies, ...numbers } = made ?? {};
    assert.deepEqual(numbers, {
      ...{ id: 'access-1', version: 1, releasedOn: '2026-11-24', issued: null },
      ...{ accepted: exactly(25), counted: exactly(25), invalid: exactly(0), lost: exactly(0) },
    });
    assert.deepEqual(crossTallies, []);
    assert.deepEqual(
      tallies?.map(({ question, counts }) => [question, ...counts.map(({ option, count }) => `${option} ${count}`)]),
      [
        ['ease', '1 0', '2 0', '3 0', '4 13', '5 12', 'unsure 0'],
        ['way', 'site 12', 'phone 13'],
      ],
    );
    assert.equal(await box.inBox(batch), 0);
    assert.equal((await db.selectFrom('batches').select('id').where('id', '=', batch.batch).execute()).length, 0);
    assert.equal(world.keys.ballots.read(batch.batch), null);
    assert.equal(anyFileHolds(join(world.folder, 'keys'), key), false);
    const stored = await box.texts();
    assert.deepEqual([...stored].sort(), ballots.map((_, index) => marker(index)).sort());
    assert.notDeepEqual(
      stored,
      ballots.map((_, index) => marker(index)),
      'not in the order in which they came',
    );
    const { rows } = await sql<{
      xmin: string;
    }>`select distinct xmin::text from survey_texts where agency = ${box.agency}`.execute(db);
    assert.equal(rows.length, 1);
    assert.equal(
      (
        await db
          .selectFrom('survey_texts')
          .select('id')
          .where('agency', '=', box.agency)
          .where('state', '<>', 'unread')
          .execute()
      ).length,
      0,
    );
  });

  test('can not be opened by what database and data folder hold', async () => {
    const batch = await box.castAll(testAnswers(25, () => 'text'));
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
    const batch = await box.castAll([
      ...testAnswers(20, () => 'честно'),
      ...testAnswers(1, () => 'a\u0000b'),
      ...testAnswers(1, () => 'a\ud800b'),
    ]);
    const cast = (sealed: string) =>
      box.backend.castBallot(
        box.agency,
        'access',
        withWork(box.agency, 'access', { batch: batch.batch, sealed }, batch),
      );
    await cast(toBase64Url(new Uint8Array(sealedBytes(manifest)).fill(9)));
    await cast((await sealBallot(manifest, { ...batch, batch: 'another' }, { ease: '5' })).sealed);
    await cast((await sealBallot(manifest, batch, { ease: '9', unknown: 'x' })).sealed);
    const [release] = await box.tally();
    assert.deepEqual([release?.counted.to, release?.invalid.to], [20, 5]);
    assert.deepEqual(new Set(await box.texts()), new Set(['честно']));
  });
});

describe('a box', () => {
  test('of many pages, full of junk, is tallied to the last ballot', async () => {
    const batch = await box.castAll(testAnswers(20, () => 'честно'));
    const bytes = sealedBytes(manifest);
    // Exactly as many as fill two pages.
    const junk = 2 * Math.floor(1_000_000 / bytes) - 20;
    for (let at = 0; at < junk; at += 100) {
      const rows = Array.from({ length: Math.min(100, junk - at) }, () => {
        const sealed = randomBytes(bytes);
        return { batch: batch.batch, digest: createHash('sha256').update(sealed).digest(), sealed };
      });
      await db.insertInto('ballots').values(rows).execute();
    }
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const [release] = await box.tally();
    clearInterval(turning);
    assert.deepEqual([release?.accepted.to, release?.counted.to, release?.invalid.to], [junk + 20, 20, junk]);
    assert.equal(await box.inBox(batch), 0);
    assert.ok(turns > 20, `others had their turn ${turns} times`);
  });

  test('of a version that has ended is tallied at once, however few are in it; the next one fills up', async () => {
    const ended = await box.castAll(testAnswers(3, () => 'x'));
    const late = await wholeBallot(box.agency, manifest, ended, {});
    await endVersion(world, box.agency, 'access');
    const wider = { ...manifest, version: 2, ballotBytes: 4096 };
    await openVersion(world, box.agency, wider);
    const next = await box.batch();
    assert.notEqual(next.batch, ended.batch);
    assert.equal(next.manifestHash, await manifestHash(wider));
    // Of another size than those of now: that isn't what is wrong with it.
    await assert.rejects(box.backend.castBallot(box.agency, 'access', late), { code: 'batch_closed' });
    await box.backend.castBallot(box.agency, 'access', await wholeBallot(box.agency, wider, next, { ease: '5' }));
    const [release, ...more] = await box.tally();
    assert.deepEqual(more, []);
    assert.equal(release?.version, 1);
    assert.ok(
      release?.tallies.every(({ withheld, counts }) => withheld && counts.every(({ count }) => count === null)),
    );
    assert.equal(world.keys.ballots.read(ended.batch), null);
    assert.equal(await box.inBox(next), 1);
  });

  test('of a version that has ended, and that nobody answered, is gone without a word', async () => {
    const { batch } = await box.batch();
    await endVersion(world, box.agency, 'access');
    assert.deepEqual(await box.tally(), []);
    assert.equal(world.keys.ballots.read(batch), null);
    assert.equal(await db.selectFrom('batches').select('id').where('id', '=', batch).executeTakeFirst(), undefined);
  });

  test('stays shut until there are enough ballots', async () => {
    const batch = await box.castAll(testAnswers(19, () => 'x'));
    assert.deepEqual(await box.tally(), []);
    assert.equal(await box.inBox(batch), 19);
    await box.castAll(testAnswers(1, () => 'y'));
    assert.equal((await box.tally())[0]?.counted.to, 20);
  });

  test('stays shut until enough days have passed since the release before', async () => {
    await box.castAll(testAnswers(20, () => 'x'));
    assert.equal((await box.tally()).length, 1);
    const second = await box.castAll(testAnswers(30, () => 'y'));
    later(world, 6);
    assert.deepEqual(await box.tally(), []);
    assert.equal(await box.inBox(second), 30);
    later(world, 1);
    assert.equal((await box.tally())[0]?.id, 'access-2');
    assert.deepEqual(
      (await box.releases()).map(({ id, counted, releasedOn }) => `${id} ${counted.to} ${releasedOn}`),
      ['access-2 30 2026-12-01', 'access-1 20 2026-11-24'],
    );
  });

  test('is followed by another with another key', async () => {
    const before = await box.castAll(testAnswers(20, () => 'x'));
    await box.tally();
    const late = await wholeBallot(box.agency, manifest, before, { ease: '5' });
    await assert.rejects(box.backend.castBallot(box.agency, 'access', late), { code: 'batch_closed' });
    const next = await box.batch();
    assert.notEqual(next.batch, before.batch);
    assert.notEqual(next.publicKey, before.publicKey);
  });

  test('loses no ballot that is cast while it is opened', async () => {
    const batch = await box.castAll(testAnswers(20, () => 'x'));
    const sealed = await Promise.all(
      testAnswers(30, () => 'y').map((answers) => wholeBallot(box.agency, manifest, batch, answers)),
    );
    let accepted = 0;
    // One after the other, so that some come before the box is closed and some while it is counted.
    const cast = async (): Promise<void> => {
      for (const ballot of sealed) {
        const closed = await box.backend.castBallot(box.agency, 'access', ballot).then(
          () => false,
          (error: { code: string }) => {
            assert.equal(error.code, 'batch_closed');
            return true;
          },
        );
        if (closed) return;
        accepted += 1;
        // The embedded database answers without ever giving the tally its turn.
        await new Promise(setImmediate);
      }
    };
    const [[release]] = await Promise.all([box.tally(), cast()]);
    assert.equal(release?.counted.to, 20 + accepted);
    assert.equal(await box.inBox(batch), 0);
  });

  test('is opened once, however many open it at once', async () => {
    await box.castAll(testAnswers(20, () => 'x'));
    const made = await Promise.all([box.tally(), box.tally(), box.tally()]);
    assert.equal(made.flat().length, 1);
    assert.equal((await box.releases()).length, 1);
    assert.equal((await box.texts()).length, 20);
  });
});
