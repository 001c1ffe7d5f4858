import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missing, parse } from './expectation.ts';

test('steps are told apart, and what the task is belongs to none', () => {
  const steps = parse('What it is.\n\n== first\nlink «a»\n\n  • link «b»\n== second\n…\n');
  assert.deepEqual(
    [...steps],
    [
      ['first', ['link «a»', '  • link «b»']],
      ['second', ['…']],
    ],
  );
});

const heard = ['a', 'b', 'c', 'b', 'd'];

for (const [expected, lacking] of [
  [heard, null],
  [['…'], null],
  [['a', '…', 'd'], null],
  [['…', 'b', '…', 'b', '…'], null],
  [['a', 'b', '…', 'b', 'd'], null],
  [['…', 'b', 'd'], null],
  // Not from the beginning, not to the end, not in this order, not next to each other, not twice.
  [['b', '…'], ['b']],
  [['a', '…', 'b'], ['b']],
  [
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ],
  [['…', 'c', '…', 'a', '…'], ['a']],
  [
    ['a', '…', 'b', 'b', '…'],
    ['b', 'b'],
  ],
  [['…', 'd', '…', 'd'], ['d']],
  [[], []],
] as const) {
  test(`of a b c b d, ${expected.join(' ') || 'nothing'} ${lacking ? 'isn’t' : 'is'} what is heard`, () => {
    assert.deepEqual(missing(expected, heard), lacking);
  });
}
