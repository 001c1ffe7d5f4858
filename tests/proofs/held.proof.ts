import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { heldTexts } from '@otklik/server/surveys/held-texts.js';
import { marker } from './support/content.ts';
import { filesBelow, filesWith } from './support/search.ts';

test('texts that are too many for memory lie on the disk sealed, until their tally is over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-proof-'));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  const word = marker('held');
  try {
    const held = heldTexts(0);
    const texts = Array.from({ length: 20 }, (_, at) => held.hold(`${word} ${at}`));
    assert.equal(filesBelow(folder).length, 1);
    assert.deepEqual(filesWith([folder], word), [], 'a text lies on the disk in clear');
    assert.equal(String(texts[7]), `${word} 7`);
    held.close();
    assert.deepEqual(filesBelow(folder), [], 'what was held is left');
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(folder, { recursive: true });
  }
});
