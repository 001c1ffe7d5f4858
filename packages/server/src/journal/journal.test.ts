import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { openKeys } from '../keys/open.ts';
import { setUp } from '../set-up.ts';
import { openWorld, type World } from '../testing/app.ts';
import { openJournal, testEntry, type OpenJournal } from '../testing/journal.ts';
import { appendEntry, entriesOf, withJournal } from './journal.ts';

let world: World;
let journal: OpenJournal;
before(async () => {
  world = await openWorld();
  journal = openJournal(world);
});
after(() => world.close());

const db = () => world.database.db;
/** Starts the same installation again; what it warns of. */
async function startAgain(): Promise<string[]> {
  const warnings: string[] = [];
  const { database } = world;
  const warn = (sentence: string) => void warnings.push(sentence);
  await setUp({ database, keys: join(world.folder, 'keys'), now: world.services.now, content: [], warn });
  return warnings;
}
const headNumber = (): number => Number(journal.head()?.split(' ')[0]);

beforeEach(async () => {
  await journal.replace([]);
  journal.setHead(null);
  assert.deepEqual(await startAgain(), []);
});

describe('what is journalled', () => {
  test('comes back as it was, of one thing, the oldest first', async () => {
    const first = testEntry('one', { data: { version: 1, left: undefined }, staff: null, position: null });
    const second = testEntry('one', { action: 'withdrawn', data: [1.5, 'я "\n', { b: null, a: {} }] });
    await withJournal(world.services, async (_tx, append) => {
      append(first);
      append(testEntry('two'));
      append(testEntry('one', { subject: 'touchpoints' }));
      append(testEntry('one', { agency: 'other' }));
      append(second);
    });
    assert.deepEqual(await entriesOf(db(), 'test', 'publications', 'one'), [
      { ...first, data: { version: 1 } },
      second,
    ]);
    assert.deepEqual(
      (await journal.rows()).map(({ sequence }) => sequence),
      [1, 2, 3, 4, 5],
    );
    assert.equal((await journal.verify()).finding, null);
  });

  test('is there with what it tells of, or neither is', async () => {
    const work = (fails: boolean) =>
      withJournal(world.services, async (tx, append) => {
        append(testEntry('one'));
        await tx.insertInto('agencies').values({ id: 'one', data: '{}' }).execute();
        if (fails) throw new Error('refused');
        return 'done';
      });
    await assert.rejects(work(true), /refused/);
    assert.deepEqual(await journal.rows(), []);
    assert.equal(headNumber(), 0);
    assert.equal(await work(false), 'done');
    assert.deepEqual(
      (await journal.rows()).map(({ sequence }) => sequence),
      [1],
    );
    assert.equal(headNumber(), 1);
    await db().deleteFrom('agencies').execute();
  });

  test('too late is refused aloud', async () => {
    let late: (entry: ReturnType<typeof testEntry>) => void = () => undefined;
    await withJournal(world.services, async (_tx, append) => void (late = append));
    assert.throws(() => late(testEntry('one')), TypeError);
  });

  test('by many at once, in several processes, is one chain without gaps, and the head file ends at its last', async () => {
    const other = { ...world.services, keys: openKeys(join(world.folder, 'keys'), world.keys.fingerprint) };
    let failed = 0;
    await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        withJournal(at % 2 ? world.services : other, async (_tx, append) => {
          append(testEntry(`thing-${at}`));
          append(testEntry(`thing-${at}`));
          if (at % 5 === 0) throw new Error('refused');
        }).catch(() => void failed++),
      ),
    );
    assert.equal(failed, 12);
    const rows = await journal.rows();
    assert.deepEqual(
      rows.map(({ sequence }) => sequence),
      Array.from({ length: 96 }, (_, at) => at + 1),
    );
    const things = rows.map(({ content }) => (JSON.parse(content) as { id: string }).id);
    things.forEach((id, at) => at % 2 && assert.equal(id, things[at - 1], 'entries of one transaction stand together'));
    assert.equal((await journal.verify()).finding, null);
    assert.equal(headNumber(), 96);
  });

  test('can not be changed or deleted through the database', async () => {
    await journal.append('one');
    const attempts = [
      sql`update journal set content = '{}'`,
      sql`update journal set content = '{}' where sequence = 1`,
      sql`delete from journal`,
      sql`truncate journal`,
      sql`insert into journal values (1, '{}', '', '') on conflict (sequence) do update set content = '{}'`,
    ];
    for (const attempt of attempts) await assert.rejects(attempt.execute(db()), /only ever added to/);
    assert.equal((await journal.rows()).length, 1);
  });
});

describe('the head file', () => {
  test('left behind by a crash is brought forward at the next start, or with the next entry', async () => {
    await journal.append('one');
    const crash = (id: string) =>
      db()
        .transaction()
        .execute((tx) => appendEntry(tx, world.keys, testEntry(id)));
    await crash('two');
    await crash('three');
    assert.equal(headNumber(), 1);
    assert.deepEqual((await journal.verify()).finding, null);
    assert.deepEqual(await startAgain(), []);
    assert.equal(headNumber(), 3);
    await crash('four');
    await journal.append('five');
    assert.equal(headNumber(), 5);
    assert.equal((await journal.verify()).finding, null);
  });

  test('is not brought forward over entries that do not follow', async () => {
    await journal.append('one');
    const head = journal.head();
    await db()
      .transaction()
      .execute((tx) => appendEntry(tx, world.keys, testEntry('two')));
    const [one, two] = await journal.rows();
    assert.ok(one && two);
    await journal.replace([one, { ...two, content: two.content.replace('"two"', '"six"') }]);
    assert.match((await startAgain()).join(), /^The journal is not whole\. Entry 2 was changed/);
    assert.equal(journal.head(), head);
  });

  test('goes on naming an entry that was cut off, however much is written on', async () => {
    await journal.append('one', 'two', 'three');
    const head = journal.head();
    await journal.replace((await journal.rows()).slice(0, 2));
    const reports: string[] = [];
    const services = { ...world.services, report: (line: string) => void reports.push(line) };
    for (const id of ['new-three', 'new-four', 'new-five'])
      await withJournal(services, async (_tx, append) => append(testEntry(id)));
    assert.equal(reports.length, 3);
    assert.match(reports[2] ?? '', /^journal: Entry 3, the last that the head file knows, is missing or another one/);
    assert.match((await startAgain()).join(), /^The journal is not whole\. Entry 3, /);
    assert.equal(journal.head(), head);
    const { finding } = await journal.verify();
    assert.deepEqual([finding?.kind, finding?.sequence], ['head-differs', 3]);
  });

  test('does not take to another branch, though the entry it names is there at that moment', async () => {
    await journal.append('one', 'two', 'three');
    const [, , three] = await journal.rows();
    assert.ok(three);
    await journal.replace((await journal.rows()).slice(0, 2));
    const services = { ...world.services, report: () => undefined };
    await withJournal(services, async (_tx, append) => append(testEntry('other-three')));
    const [one, two, otherThree] = await journal.rows();
    assert.ok(one && two && otherThree);
    // The true third entry stands there while the server appends to the other one.
    await journal.replace([one, two, three], otherThree);
    await withJournal(services, async (_tx, append) => append(testEntry('four')));
    const four = (await journal.rows())[3];
    assert.ok(four);
    await journal.replace([one, two, otherThree, four]);
    assert.equal(headNumber(), 3);
    assert.equal((await journal.verify()).finding?.kind, 'head-differs');
  });

  test('that can not be written undoes nothing that was committed, and is told', async () => {
    const reports: string[] = [];
    const services = { ...world.services, report: (line: string) => void reports.push(line) };
    const lock = `${world.keys.journalHead.path}.lock`;
    rmSync(lock);
    mkdirSync(lock);
    const done = await withJournal(services, async (_tx, append) => {
      append(testEntry('one'));
      return 'done';
    });
    assert.equal(done, 'done');
    assert.match(reports.join(), /^journal: StartError/);
    assert.equal(headNumber(), 0);
    rmSync(lock, { recursive: true });
    assert.deepEqual(await startAgain(), []);
    assert.equal(headNumber(), 1);
  });

  test('is never made anew beside entries', async () => {
    await journal.append('one');
    journal.setHead(null);
    assert.match((await startAgain()).join(), /^The journal is not whole\. The head file .*journal-head is missing/);
    assert.equal(journal.head(), null);
  });
});
