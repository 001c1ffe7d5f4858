import assert from 'node:assert/strict';
import { linkSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Ballot, Release } from '@otklik/core/contract/surveys.js';
import { castAll } from './support/casting.ts';
import { markedAnswers, marker } from './support/content.ts';
import { openPlace, type Place } from './support/place.ts';
import { startServer, tablesWith, type ServerProcess } from './support/process.ts';
import { filesBelow, filesWith } from './support/search.ts';

const number = 24;
/** Begins every text of these ballots. */
const word = marker('text');
const texts = markedAnswers(
  number,
  (at) => `${word}-missing-${at}-end`,
  (at) => `${word}-wish-${at}-end`,
);
/** On a ballot that is no set of answers: counted as invalid, and no word of it is anybody's. */
const refused = marker('refused');

let place: Place;
let server: ServerProcess;
let ballots: Ballot[];
let release: Release | undefined;
/** The private key, as its file held it. */
let key: string;
/** Another name of that file, so that its bytes are seen after its own name is gone. */
let sameFile: string;
let backup: string;
/** Where the texts' rows stand: a file of the database. */
let rows: string;
const found = { words: [] as string[], key: [] as string[], sealed: [] as string[] };

/** A part of a ballot: a database cuts what is longer than some 2 kB. */
const sealedPart = (): Buffer => Buffer.from(ballots[0]?.sealed ?? '', 'base64url').subarray(0, 500);

before(async () => {
  place = await openPlace();
  server = await startServer(place.folder, place.variables);
  ballots = await castAll(server.address, [...texts, { ease: '5', nowhere: refused }]);
  const keyFile = filesBelow(join(place.keys, 'ballots'))[0] ?? '';
  key = readFileSync(keyFile, 'utf8');
  sameFile = join(place.folder, 'same-file');
  linkSync(keyFile, sameFile);
  backup = join(place.folder, 'backup');
  await server.sql('checkpoint');
  await place.backup(backup);
  const everything = [...place.everywhere, backup];
  found.words = [word, refused].flatMap((one) => filesWith(everything, one));
  found.key = filesWith(everything, key);
  found.sealed = filesWith([backup], sealedPart());
  const [path] = await server.sql<{ path: string }>(`select pg_relation_filepath('survey_texts') as path`);
  rows = path?.path ?? 'none';
  [release] = await server.tally(new Date());
});
after(async () => {
  await server.stop();
  await place.remove();
});

/** Looks while the server runs, and again once everything that it held back is written out. */
async function twice(look: () => unknown): Promise<void> {
  await look();
  await server.sql('checkpoint');
  await look();
}

describe('before the tally', () => {
  test('no answer stands anywhere in clear', () => {
    assert.deepEqual(found.words, [], 'an answer stands in clear');
  });

  test('the key stands in its file of the keys folder alone: in no database, log or backup', () => {
    const elsewhere = found.key.filter((path) => !path.startsWith(join(place.keys, 'ballots')));
    assert.deepEqual(elsewhere, [], 'the key stands elsewhere');
    assert.equal(found.key.length, 1);
  });
});

describe('once the box is tallied', () => {
  test('all ballots are in the release', () => {
    assert.deepEqual(release?.counted, { from: number, to: number });
    assert.deepEqual(release?.invalid, { from: 1, to: 1 });
  });

  test('a text stands in its own row, which nothing links to anybody, and in the log of that row’s writing', () =>
    twice(async () => {
      const files = filesWith([...place.everywhere, backup], word);
      const elsewhere = files.filter((path) => !path.endsWith(`/${rows}`) && !/\/pg_wal\/[^/]+$/.test(path));
      assert.deepEqual(elsewhere, [], 'a text stands elsewhere');
      assert.ok(files.length > 0, 'the search finds what is there');
      assert.deepEqual(await tablesWith(server, word), ['survey_texts'], 'a text stands elsewhere');
    }));

  test('nothing else of a ballot stands in any file of database, write-ahead log, log or backup', () =>
    twice(async () => {
      // As answers stand on a ballot; and what was on one that isn't valid.
      for (const mark of [refused, '"way":"site"', '"topics":["repair","payment"]', '"ease":"5"'])
        assert.deepEqual(filesWith([...place.everywhere, backup], mark), [], `${mark} stands somewhere`);
      assert.deepEqual(await tablesWith(server, refused), [], `${refused} stands somewhere`);
    }));

  test('the key is gone from the disk', () =>
    twice(async () => {
      assert.deepEqual(filesWith([...place.everywhere, backup], key), [], 'the key stands somewhere');
      assert.deepEqual(await tablesWith(server, key), [], 'the key stands somewhere');
      assert.deepEqual(filesBelow(join(place.keys, 'ballots')), [], 'a key is left');
    }));

  test('the key’s bytes were written over before its file was let go', () => {
    assert.notEqual(readFileSync(sameFile).length, 0);
    assert.ok(!readFileSync(sameFile).includes(key), 'the key’s bytes are still on the disk');
  });

  test('the box is empty', async () => {
    for (const table of ['ballots', 'batches'])
      assert.deepEqual(await server.sql(`select 1 from ${table}`), [], `${table} are left`);
  });

  test('an earlier backup holds ballots that nothing opens any more: they are dropped, and told as lost', async () => {
    assert.ok(found.sealed.length > 0, 'the backup holds the ballots');
    const restored = await startServer(place.folder, await place.restore(backup));
    try {
      for (const table of ['ballots', 'batches'])
        assert.deepEqual(await restored.sql(`select 1 from ${table}`), [], `${table} were restored`);
      assert.deepEqual(await restored.sql('select 1 from survey_texts'), []);
      await castAll(
        restored.address,
        markedAnswers(20, () => 'x'),
      );
      const [next] = await restored.tally(new Date());
      assert.deepEqual(next?.lost, { from: number + 1, to: number + 1 }, 'lost ballots are told');
      assert.deepEqual(next?.counted, { from: 20, to: 20 });
    } finally {
      await restored.stop();
    }
  });
});
