import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { StartError } from '../start-error.ts';
import { openKeys } from './open.ts';

const root = mkdtempSync(join(tmpdir(), 'otklik-keys-'));
after(() => rmSync(root, { recursive: true }));
let number = 0;
const fresh = (): string => join(root, String(++number));
const says = (sentence: RegExp) => (error: unknown) => error instanceof StartError && sentence.test(error.message);
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('the keys folder', () => {
  test('is made with a new database, for nobody else to read', () => {
    const folder = fresh();
    const keys = openKeys(folder, null);
    keys.ballots.write('batch-1', 'secret');
    assert.equal(mode(folder), '700');
    assert.equal(mode(join(folder, 'ballots')), '700');
    assert.equal(mode(join(folder, 'master.key')), '600');
    assert.equal(mode(join(folder, 'ballots/batch-1.key')), '600');
    assert.equal(readFileSync(join(folder, 'master.key')).length, 32);
  });

  test('opened again gives the same keys, and other folders others', () => {
    const folder = fresh();
    const keys = openKeys(folder, null);
    const again = openKeys(folder, keys.fingerprint);
    assert.deepEqual(again.mac('case-code', 'a', 'b'), keys.mac('case-code', 'a', 'b'));
    assert.notDeepEqual(openKeys(fresh(), null).fingerprint, keys.fingerprint);
  });

  test('has a key for each purpose, and parts that can not run together', () => {
    const keys = openKeys(fresh(), null);
    const values = [
      keys.mac('case-code', 'a', 'b'),
      keys.mac('idempotency-key', 'a', 'b'),
      keys.mac('case-code', 'ab'),
      keys.mac('case-code', 'a","b'),
      keys.fingerprint,
    ];
    assert.equal(new Set(values.map((value) => value.toString('hex'))).size, values.length);
  });

  test('that is missing beside existing data is refused, and nothing is made in its place', () => {
    const { fingerprint } = openKeys(fresh(), null);
    const folder = fresh();
    assert.throws(
      () => openKeys(folder, fingerprint),
      says(/^The keys folder .* is missing, but the database already holds data/),
    );
    assert.equal(existsSync(folder), false);
    mkdirSync(folder);
    assert.throws(() => openKeys(folder, fingerprint), says(/^The master secret .*master\.key is missing/));
    assert.deepEqual(readdirSync(folder), []);
  });

  test('that is away for a while doesn’t pass for one without keys', () => {
    const folder = fresh();
    const { ballots } = openKeys(folder, null);
    ballots.write('batch-1', 'secret');
    renameSync(folder, `${folder}-away`);
    for (const look of [() => ballots.has('batch-1'), () => ballots.read('batch-1')]) assert.throws(look, /ENOENT/);
    mkdirSync(join(folder, 'ballots'), { recursive: true });
    for (const look of [() => ballots.has('batch-1'), () => ballots.read('batch-1')]) assert.throws(look, /ENOENT/);
    rmSync(folder, { recursive: true });
    renameSync(`${folder}-away`, folder);
    assert.equal(ballots.read('batch-1'), 'secret');
    assert.equal(ballots.has('batch-2'), false);
    assert.equal(ballots.read('batch-2'), null);
  });

  test('of other data, or damaged, is refused', () => {
    const { fingerprint } = openKeys(fresh(), null);
    const other = fresh();
    openKeys(other, null);
    assert.throws(() => openKeys(other, fingerprint), says(/belong to other data/));
    writeFileSync(join(other, 'master.key'), 'short');
    assert.throws(() => openKeys(other, fingerprint), says(/is damaged/));
    assert.throws(() => openKeys(other, null), says(/is damaged/));
  });

  test('that can not be used is named', () => {
    const file = fresh();
    writeFileSync(file, '');
    assert.throws(
      () => openKeys(file, null),
      says(/^The keys folder .* can't be used \(ENOTDIR\|EEXIST\)|can't be used \(E/),
    );
  });
});

describe('keys of ballots', () => {
  test('are there until they are destroyed', () => {
    const { ballots } = openKeys(fresh(), null);
    ballots.write('batch-1', 'secret');
    ballots.write('batch-2', 'other');
    assert.deepEqual(ballots.list().sort(), ['batch-1', 'batch-2']);
    assert.equal(ballots.read('batch-1'), 'secret');
    ballots.destroy('batch-1');
    ballots.destroy('batch-1');
    assert.equal(ballots.read('batch-1'), null);
    assert.deepEqual(ballots.list(), ['batch-2']);
  });

  test('half written are destroyed when nobody writes, and are no keys before', () => {
    const folder = fresh();
    const { ballots } = openKeys(folder, null);
    writeFileSync(join(folder, 'ballots/batch-1.key.new'), 'half');
    assert.deepEqual(ballots.list(), []);
    ballots.dropUnfinished();
    assert.deepEqual(readdirSync(join(folder, 'ballots')), []);
  });

  test('have names that lead nowhere else', () => {
    const { ballots } = openKeys(fresh(), null);
    for (const name of ['../master', 'a/b', '', '.', 'A', 'x'.repeat(41)])
      assert.throws(() => ballots.read(name), TypeError, name);
  });
});
