import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeCursor, encodeCursor } from './cursor.ts';

test('a cursor comes back as it went', () => {
  const position = { publishedAt: '2026-11-20T06:00:00.000Z', id: 'heating-charges' };
  assert.deepEqual(decodeCursor(encodeCursor(position)), position);
});

test('anything else is no cursor', () => {
  const foreign = [
    '',
    'x',
    '%%%',
    btoa('2026-11-20'),
    btoa('2026-99-99T00:00:00Z a'),
    btoa("2026-11-20T06:00:00.000Z '; drop"),
    'A'.repeat(200),
  ];
  for (const cursor of foreign) assert.equal(decodeCursor(cursor), null, cursor);
});
