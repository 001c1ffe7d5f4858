import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leastAnswers, protectCounts, smallCount } from './disclosure.ts';

const shown = (...counts: number[]): (number | null)[] => {
  const answered = counts.reduce((sum, count) => sum + count, 0);
  return protectCounts(
    answered,
    counts.map((count, at) => ({ option: `${at}`, count })),
  ).counts.map(({ count }) => count);
};

test('nothing under ten answers, not even how many there were', () => {
  assert.deepEqual(
    protectCounts(9, [
      { option: 'a', count: 9 },
      { option: 'b', count: 0 },
    ]),
    {
      answered: null,
      counts: [
        { option: 'a', count: null },
        { option: 'b', count: null },
      ],
    },
  );
  assert.equal(protectCounts(10, [{ option: 'a', count: 10 }]).answered, 10);
});

test('figures of one to four are hidden, and another with them', () => {
  assert.deepEqual(shown(20, 10, 3), [20, null, null]);
  assert.deepEqual(shown(20, 10, 7), [20, 10, 7]);
  assert.deepEqual(shown(20, 10, 0), [20, 10, 0], 'nobody is no one to be recognised');
  assert.deepEqual(shown(20, 10, 2, 2), [20, null, null, null], 'as the sum of two would be 4');
  assert.deepEqual(shown(20, 5, 4, 4), [20, null, null, null], 'as the sum of two would be 8');
  assert.deepEqual(shown(20, 9, 9, 3), [20, null, null, null], 'which of two equals was taken would tell something');
  assert.deepEqual(shown(4, 4, 4, 0), [null, null, null, 0]);
  assert.deepEqual(shown(18, 1), [null, null]);
});

test('no hidden figure can be found from the sum: in every small table some other one gives the same', () => {
  const give = (sum: number, parts: number): number[][] =>
    parts === 1
      ? [[sum]]
      : Array.from({ length: sum + 1 }, (_, first) =>
          give(sum - first, parts - 1).map((rest) => [first, ...rest]),
        ).flat();
  for (const [parts, most] of [
    [2, 40],
    [3, 30],
    [4, 20],
    [6, 13],
  ] as const) {
    for (let sum = leastAnswers; sum <= most; sum++) audit(give(sum, parts));
  }
});

/** Among all tables of one sum: whatever is published, each hidden figure could be another one. */
function audit(tables: number[][]): void {
  const published = new Map<string, number[][]>();
  for (const table of tables) {
    const key = JSON.stringify(shown(...table));
    published.set(key, [...(published.get(key) ?? []), table]);
  }
  for (const [key, alike] of published) {
    for (const [at, count] of (JSON.parse(key) as (number | null)[]).entries()) {
      if (count !== null) assert.ok(count === 0 || count > smallCount, key);
      else assert.ok(new Set(alike.map((table) => table[at])).size > 1, `${key}: only ${JSON.stringify(alike[0])}`);
    }
  }
}
