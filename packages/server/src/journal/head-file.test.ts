import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { headFile, type HeadFile } from './head-file.ts';

const root = mkdtempSync(join(tmpdir(), 'otklik-head-'));
after(() => rmSync(root, { recursive: true }));
let number = 0;
let folder: string;
let file: HeadFile;
beforeEach(() => {
  folder = join(root, String(++number));
  mkdirSync(folder);
  file = headFile(folder);
});

const head = (sequence: number) => ({ sequence, mac: randomBytes(32) });

test('holds the head that was written last, for nobody else to read', async () => {
  assert.equal(file.read(), 'missing');
  for (const one of [head(0), head(2 ** 31 - 1), head(7)]) {
    await file.alone(async (write) => write(one));
    assert.deepEqual(headFile(folder).read(), one);
  }
  assert.deepEqual(readdirSync(folder).sort(), ['journal-head', 'journal-head.lock']);
  assert.equal((statSync(file.path).mode & 0o777).toString(8), '600');
});

test('that is no line of number and mac is damaged', () => {
  const mac = 'ab'.repeat(32);
  for (const line of ['', '7', `7 ${mac}`, `-7 ${mac}\n`, `7 ${mac.slice(2)}\n`, `7 ${mac}\n\n`, `x ${mac}\n`]) {
    writeFileSync(file.path, line);
    assert.equal(file.read(), 'damaged', line);
  }
});

test('is one’s alone while it works, here and among all who share the folder', async () => {
  const other = headFile(folder);
  let inside = 0;
  let runs = 0;
  await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      (at % 2 ? file : other).alone(async (write) => {
        inside += 1;
        const known = file.read();
        await new Promise((done) => setTimeout(done, 2));
        assert.equal(inside, 1);
        write(head(typeof known === 'string' ? 1 : known.sequence + 1));
        runs += 1;
        inside -= 1;
      }),
    ),
  );
  assert.equal(runs, 30);
  const last = file.read();
  assert.equal(typeof last === 'string' ? last : last.sequence, 30);
});

test('is free again after work that failed', async () => {
  await assert.rejects(
    file.alone(async () => {
      throw new Error('no');
    }),
    /no/,
  );
  assert.equal(await headFile(folder).alone(async () => 'done'), 'done');
  assert.equal(await file.alone(async () => 'done'), 'done');
});

test('that can not be used is named', async () => {
  mkdirSync(file.path);
  const says = { name: 'StartError', message: /^The journal's head .*journal-head can't be used \(EISDIR\)/ };
  assert.throws(() => file.read(), says);
  await assert.rejects(
    file.alone(async (write) => write(head(1))),
    {
      name: 'StartError',
      message: /^The journal's head .*journal-head can't be used \(E\w+\)/,
    },
  );
  await assert.rejects(
    headFile(join(folder, 'none')).alone(async () => undefined),
    {
      name: 'StartError',
      message: /\(ENOENT\)/,
    },
  );
});
