import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { heldTexts } from '@otklik/server/surveys/held-texts.js';
import { marker } from './support/content.ts';
import { filesBelow } from './support/search.ts';

/** Bytes of all that this process holds open below a folder, with a name or without one. */
const heldOpen = (folder: string): Buffer[] =>
  readdirSync('/proc/self/fd').flatMap((one) => {
    try {
      return readlinkSync(`/proc/self/fd/${one}`).startsWith(folder) ? [readFileSync(`/proc/self/fd/${one}`)] : [];
    } catch {
      return [];
    }
  });

test('texts that are too many for memory lie on the disk sealed, until their tally is over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-proof-'));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  const word = marker('held');
  try {
    const held = heldTexts(0);
    const texts = Array.from({ length: 20 }, (_, at) => held.hold(`${word} ${at}`));
    assert.deepEqual(filesBelow(folder), [], 'killed now, it would leave what was held');
    const [file, ...more] = heldOpen(folder);
    assert.ok(file && file.length > 0 && more.length === 0);
    assert.equal(file.includes(word), false, 'a text lies on the disk in clear');
    assert.equal(String(texts[7]), `${word} 7`);
    held.close();
    assert.deepEqual(heldOpen(folder), [], 'what was held is left');
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(folder, { recursive: true });
  }
});
