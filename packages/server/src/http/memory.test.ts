import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodingOf } from './encoding.ts';
import { Memory } from './memory.ts';

const answer = (stamp: string, size: number) => ({ stamp, headers: [], body: Buffer.alloc(size) });

test('an answer is found while it stands for the same', () => {
  const memory = new Memory(100_000);
  memory.keep('a', answer('1', 10));
  assert.equal(memory.find('a', '1')?.body.length, 10);
  assert.equal(memory.find('b', '1'), null);
  assert.equal(memory.find('a', '2'), null);
  assert.equal(memory.find('a', '1'), null, 'what is outdated is gone');
});

test('those that nobody asked for longest go first; none may drive out the rest', () => {
  const memory = new Memory(40_000);
  for (const key of ['a', 'b', 'c']) memory.keep(key, answer('1', 4_000));
  memory.find('a', '1');
  for (let at = 0; at < 6; at++) memory.keep(`more-${at}`, answer('1', 4_000));
  const there = (key: string): boolean => memory.find(key, '1') !== null;
  assert.deepEqual(['a', 'b', 'c', 'more-5'].map(there), [true, false, false, true]);
  memory.keep('huge', answer('1', 30_000));
  assert.deepEqual(['huge', 'a', 'more-5'].map(there), [false, true, true]);
  for (let at = 0; at < 1_000; at++) memory.keep('a', answer(String(at), 4_000));
  assert.equal(there('more-5'), true, 'an answer in place of another takes no more room');
});

test('the encoding is one that the sender takes', () => {
  const cases: [string | undefined, string | null][] = [
    [undefined, null],
    ['', null],
    ['gzip', 'gzip'],
    ['gzip, br', 'br'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br;q=0.0,gzip;q=0', null],
    ['BR ; Q=1', 'br'],
    ['brotli, xgzip', null],
    ['*', null],
    ['identity', null],
    ['deflate, zstd', null],
  ];
  for (const [accepted, expected] of cases) assert.equal(encodingOf(accepted), expected, String(accepted));
});
