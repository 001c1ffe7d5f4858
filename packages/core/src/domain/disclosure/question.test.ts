import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bandOf, participation } from './bands.ts';
import { protectQuestion } from './question.ts';
import { defaultThresholds, type Counting, type ProtectedQuestion } from './types.ts';

/** @param alone how many of the first options are picked with no other. */
const protect = (kind: Counting, counts: readonly number[], answered?: number, alone = 0): ProtectedQuestion =>
  protectQuestion(
    {
      kind,
      answered: answered ?? counts.reduce((sum, count) => sum + count, 0),
      counts: counts.map((count, at) => ({ option: `${at}`, count, exclusive: at < alone })),
    },
    defaultThresholds,
  );
const figures = ({ counts }: ProtectedQuestion): unknown[] => counts.map(({ count, majority }) => majority ?? count);
const shown = (...counts: number[]): unknown => {
  const table = protect('choice', counts);
  return table.withheld ?? figures(table);
};

test('nothing under ten answers, not even how many there were', () => {
  const table = protect('choice', [9, 0]);
  assert.equal(table.answered, null);
  assert.equal(table.withheld, 'few');
  assert.deepEqual(figures(table), [null, null]);
  assert.equal(protect('choice', [5, 5]).answered, 10);
});

test('figures of one to four are hidden, and with them the next larger, until nobody can tell which is which', () => {
  assert.deepEqual(shown(20, 10, 7), [20, 10, 7]);
  assert.deepEqual(shown(20, 10, 3), [20, null, null]);
  assert.deepEqual(shown(20, 10, 0), [20, 10, 0], 'nobody is no one to be recognised');
  assert.deepEqual(shown(40, 9, 4, 0), [40, null, null, 0]);
  assert.deepEqual(shown(40, 9, 9, 3), [40, null, null, null], 'which of two equals was taken would tell something');
  assert.deepEqual(shown(40, 6, 5, 4), [40, null, null, null], 'two under 6 that add up to 9 can only be 4 and 5');
  assert.equal(shown(27, 3), 'audit', 'the sum gives the other');
  assert.equal(shown(4, 4, 4, 0), 'audit');
});

test('scales of small groups are shown in three bands', () => {
  const scale = (counts: number[]): ProtectedQuestion =>
    protectQuestion(
      {
        kind: 'scale',
        answered: counts.reduce((sum, count) => sum + count, 0),
        counts: counts.map((count, at) => ({ option: at === 5 ? 'unsure' : `${at + 1}`, count })),
      },
      defaultThresholds,
    );
  const small = scale([3, 3, 0, 1, 6, 6]);
  assert.ok(small.banded);
  assert.deepEqual(
    small.counts.map(({ option, count }) => [option, count]),
    [
      ['low', 6],
      ['middle', 0],
      ['high', 7],
      ['unsure', 6],
    ],
  );
  assert.ok(!scale([5, 5, 0, 5, 5, 0]).banded);
  const eleven = Array.from({ length: 11 }, (_, mark) => bandOf(mark, 11));
  assert.deepEqual([eleven.indexOf('middle'), eleven.indexOf('high')], [4, 7]);
  assert.deepEqual([bandOf(0, 1), bandOf(0, 2), bandOf(1, 2)], ['middle', 'low', 'high']);
});

test('a share above nine tenths of a small group is no figure', () => {
  assert.deepEqual(shown(18, 1, 0), ['chosen', 'not_chosen', 'not_chosen']);
  assert.deepEqual(shown(19, 1, 0), 'audit', 'in a group of twenty it is');
  assert.deepEqual(figures(protect('options', [11, 6, 1, 0], 12)), ['chosen', 6, 'not_chosen', 'not_chosen']);
  assert.deepEqual(figures(protect('options', [10, 6, 2], 12)), [null, 6, null]);
});

test('of independent options, what few chose is hidden, and what all but few did', () => {
  assert.deepEqual(figures(protect('options', [3, 200, 297, 0, 300], 300)), [null, 200, null, 0, 300]);
  const all = figures(protect('options', [4, 10, 100, 186], 300));
  assert.deepEqual(all, [null, null, 100, 186], 'as everybody picks something, 4 would be the least there can be');
});

test('options that stand alone divide those who answered', () => {
  const shown = (...[answered, ...counts]: number[]): unknown => {
    const table = protect('options', counts, answered, 1);
    return table.withheld ?? figures(table);
  };
  assert.equal(shown(40, 35, 5, 3, 0), 'audit', 'of the 5 who picked anything else 3 would be found out');
  assert.deepEqual(shown(60, 20, 30, 12, 3), [20, 30, 12, null], 'all but few of 40 would be 36');
  assert.equal(shown(60, 20, 38, 12), 'audit', '38 of 40');
  assert.deepEqual(shown(60, 3, 30, 25, 8), [null, 30, 25, 8]);
  assert.deepEqual(shown(60, 6, 30, 25, 8), [null, 30, 25, 8], 'otherwise hidden ones were 4 at most');
  assert.deepEqual(shown(60, 7, 30, 25, 8), [7, 30, 25, 8]);
  assert.deepEqual(shown(60, 0, 30, 25, 8), [0, 30, 25, 8]);
  assert.equal(shown(60, 3, 30, 20, 8), 'audit', '58 picks leave at least 2');
  assert.equal(protect('options', [20, 50, 0], 60, 1).withheld, 'audit', 'the figures don’t add up');
});

test('what is no table is withheld, and nothing throws', () => {
  for (const kind of ['choice', 'options', 'scale'] as const) {
    for (const counts of [[], [0], [0, 0], [12], [-3, 20], [NaN, 20], [1.5, 20], [Infinity]]) {
      for (const answered of [0, 12, 17, 40, NaN, Infinity, -1, undefined]) {
        const { withheld, counts: out } = protect(kind, counts, answered);
        if (counts.some((count) => !Number.isSafeInteger(count) || count < 0)) assert.ok(withheld !== null);
        if (withheld) assert.ok(out.every(({ count, majority }) => count === null && majority === null));
      }
    }
  }
  assert.equal(protect('choice', [20, 20], 41).withheld, 'audit', 'the figures don’t add up');
  assert.deepEqual(figures(protect('choice', [30])), [30]);
});

/** Every table whose sum is `sum`. */
function tables(sum: number, options: number): number[][] {
  if (options === 1) return [[sum]];
  return Array.from({ length: sum + 1 }, (_, first) =>
    tables(sum - first, options - 1).map((rest) => [first, ...rest]),
  ).flat();
}
/** Every table of independent options, of which the first stand alone. */
function picks(answered: number, options: number, alone = 0): number[][] {
  if (alone > 0)
    return Array.from({ length: answered + 1 }, (_, first) =>
      picks(answered - first, options - 1, alone - 1).map((rest) => [first, ...rest]),
    ).flat();
  const all = Array.from({ length: options }).reduce<number[][]>(
    (lists) => lists.flatMap((list) => Array.from({ length: answered + 1 }, (_, count) => [...list, count])),
    [[]],
  );
  return all.filter((table) => table.reduce((sum, count) => sum + count, 0) >= answered);
}

/** All tables that are published alike: what remains to one who knows the method by heart. */
function checkAlike(kind: Counting, answered: number, all: number[][], alone = 0): void {
  const alike = new Map<string, { figures: unknown[]; from: number[]; to: number[] }>();
  for (const table of all) {
    const published = protect(kind, table, answered, alone);
    if (published.withheld) continue;
    const shape = figures(published);
    const key = shape.join();
    // How many picked an option that doesn't stand alone is as good as told.
    const rest = answered - table.slice(0, alone).reduce((sum, count) => sum + count, 0);
    const all = alone > 0 ? [...table, rest] : table;
    const range = alike.get(key) ?? { figures: shape, from: [...all], to: [...all] };
    for (const [at, count] of all.entries()) {
      range.from[at] = Math.min(range.from[at] ?? count, count);
      range.to[at] = Math.max(range.to[at] ?? count, count);
    }
    alike.set(key, range);
  }
  for (const [key, { figures: shape, from, to }] of alike) {
    for (const [at, figure] of shape.entries()) {
      const wide = (to[at] ?? 0) - (from[at] ?? 0);
      if (figure === null)
        assert.ok(wide >= defaultThresholds.width, `${kind} of ${answered}: ${key}: ${wide} at ${at}`);
      if (typeof figure === 'number') assert.ok(figure === 0 || figure >= defaultThresholds.cell, key);
    }
    const [least = 0, most = 0] = [from[shape.length], to[shape.length]];
    if (least !== most) assert.ok(most - least >= defaultThresholds.width, `${key}: ${least} to ${most}`);
    else assert.ok(least === 0 || least >= defaultThresholds.cell, `${key}: ${least} picked any of the others`);
  }
  assert.ok(
    answered < 20 + 10 * alone || all.length < 40 || alike.size > 3,
    `${kind} of ${answered}: next to nothing is published`,
  );
}

test('knowing the method doesn’t help: every hidden figure of every small table could be another one', () => {
  for (const [options, most] of [
    [2, 60],
    [3, 44],
    [4, 30],
    [5, 21],
  ] as const) {
    for (let answered = 10; answered <= most; answered++) checkAlike('choice', answered, tables(answered, options));
  }
  for (const [options, most] of [
    [1, 40],
    [2, 40],
    [3, 24],
  ] as const) {
    for (let answered = 10; answered <= most; answered++) checkAlike('options', answered, picks(answered, options));
  }
  for (const [options, alone, most] of [
    [2, 1, 60],
    [3, 1, 40],
    [3, 2, 50],
    [4, 1, 21],
  ] as const) {
    for (let answered = 10; answered <= most; answered++)
      checkAlike('options', answered, picks(answered, options, alone), alone);
  }
});

test('how many took part is told in tens for small groups', () => {
  assert.deepEqual(
    [0, 9, 10, 19, 20, 57].map((count) => participation(count, defaultThresholds)),
    [
      { from: 0, to: 9 },
      { from: 0, to: 9 },
      { from: 10, to: 19 },
      { from: 10, to: 19 },
      { from: 20, to: 20 },
      { from: 57, to: 57 },
    ],
  );
});
