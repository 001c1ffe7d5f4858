import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { heldTexts } from './held-texts.ts';

const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('otklik-'));

test('texts come back as they were, in whatever order, and what lies on the disk says nothing', () => {
  const before = new Set(folders());
  const texts = Array.from({ length: 200 }, (_, at) => `Ответ ${at} 🙂 marker-${at} `.repeat(1 + (at % 7)));
  const held = heldTexts(500);
  const places = texts.map((text) => held.hold(text));
  assert.equal(typeof places[0], 'string');
  assert.equal(typeof places.at(-1), 'object');
  for (const at of [199, 0, 57, 198, 1, 57]) assert.equal(String(places[at]), texts[at]);
  const made = folders().filter((name) => !before.has(name));
  const files = made.flatMap((name) => {
    const folder = join(tmpdir(), name);
    return readdirSync(folder, { recursive: true }).map((file) => readFileSync(join(folder, String(file))));
  });
  assert.ok(files.length > 0);
  for (const bytes of files) assert.equal(bytes.includes('marker-'), false);
  held.close();
  assert.deepEqual(
    folders().filter((name) => made.includes(name)),
    [],
  );
  assert.throws(() => String(places.at(-1)));
});

test('few texts make no file', () => {
  const before = folders().length;
  const held = heldTexts(500);
  assert.equal(String(held.hold('да')), 'да');
  assert.equal(folders().length, before);
  held.close();
});
