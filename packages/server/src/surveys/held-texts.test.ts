import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { heldTexts } from './held-texts.ts';

const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('otklik-'));

/** What this process holds open in such a folder, though it has no name any more. */
const unnamed = (): string[] =>
  readdirSync('/proc/self/fd')
    .map((one) => `/proc/self/fd/${one}`)
    .filter((one) => {
      try {
        return /otklik-\w+\/texts \(deleted\)$/.test(readlinkSync(one));
      } catch {
        return false;
      }
    });

test('texts come back as they were, in whatever order, and what lies on the disk says nothing', () => {
  const before = new Set(folders());
  const texts = Array.from({ length: 200 }, (_, at) => `Ответ ${at} 🙂 marker-${at} `.repeat(1 + (at % 7)));
  const held = heldTexts(500);
  const places = texts.map((text) => held.hold(text));
  assert.equal(typeof places[0], 'string');
  assert.equal(typeof places.at(-1), 'object');
  for (const at of [199, 0, 57, 198, 1, 57]) assert.equal(String(places[at]), texts[at]);
  assert.deepEqual(
    folders().filter((name) => !before.has(name)),
    [],
    'killed now, it would leave nothing',
  );
  const [file, ...more] = unnamed();
  assert.deepEqual(more, []);
  assert.equal(readFileSync(file ?? '').includes('marker-'), false);
  held.close();
  assert.deepEqual(unnamed(), []);
  assert.throws(() => String(places.at(-1)));
});

test('few texts make no file', () => {
  const before = folders().length;
  const held = heldTexts(500);
  assert.equal(String(held.hold('да')), 'да');
  assert.equal(folders().length, before);
  held.close();
});
