import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit, isNarrow } from './audit.ts';
import { bruteForce } from './brute-force.ts';
import { protectCrossTab } from './cross-tab.ts';
import { cellName, crossTabStatements } from './statements.ts';
import { dice, publish, type Ballots, type Published } from './testing.ts';
import { defaultThresholds, type Statement } from './types.ts';

const { width } = defaultThresholds;
const lines = ({ table }: Published): string[] => table.cells.map((row) => row.map((count) => count ?? '·').join(' '));
const hiddenCells = ({ input, table }: Published): string[] =>
  input.rows.flatMap((row, r) =>
    input.columns.flatMap((column, c) => (table.cells[r]?.[c] === null ? [cellName(row, column)] : [])),
  );
const statements = ({ input, table, known }: Published): Statement[] =>
  crossTabStatements(input, table, known, defaultThresholds);

test('of few ballots there is no cross-tab', () => {
  const nineteen = publish({
    cells: [
      [5, 5],
      [5, 4],
    ],
  });
  assert.equal(nineteen.table.withheld, 'few');
  assert.equal(nineteen.table.answered, null);
  assert.deepEqual(
    lines(
      publish({
        cells: [
          [10, 10],
          [10, 10],
        ],
      }),
    ),
    ['10 10', '10 10'],
  );
});

test('a small figure is hidden with others in its rows and columns', () => {
  const one = publish({
    cells: [
      [3, 20, 31, 33],
      [25, 24, 30, 41],
      [30, 30, 30, 30],
      [40, 40, 40, 40],
    ],
  });
  assert.deepEqual(lines(one), ['· · 31 33', '· · 30 41', '30 30 30 30', '40 40 40 40']);
  assert.deepEqual(one.table.rowTotals, [87, 120, 120, 160]);
  // 3 small ones alone, as in a table that is solved exactly.
  const small = publish({
    cells: [
      [2, 29, 26],
      [27, 3, 28],
      [26, 29, 1],
    ],
  });
  assert.notEqual(small.table.cells[0]?.[1], 29);
});

test('groups under twenty are hidden as a whole, and never one alone', () => {
  const table = publish({
    cells: [
      [6, 7, 5],
      [30, 20, 20],
      [40, 30, 40],
      [50, 60, 50],
    ],
  });
  assert.deepEqual(lines(table), ['· · ·', '· · ·', '40 30 40', '50 60 50']);
  assert.deepEqual(table.table.rowTotals, [null, 70, 110, 160]);
});

test('what nobody chose is told, and opens nothing', () => {
  const table = publish({
    cells: [
      [0, 20, 30],
      [0, 40, 30],
    ],
  });
  assert.deepEqual(lines(table), ['0 20 30', '0 40 30']);
});

test('a row whose figure its question hides is hidden here', () => {
  const cells = [
    [20, 10],
    [30, 30],
    [50, 60],
    [60, 60],
  ];
  assert.deepEqual(publish({ cells }).table.cells, cells);
  // Row a is what the question's own table hides together with row b.
  const hides = publish({ cells: cells.with(1, [1, 2]) });
  assert.deepEqual(hides.table.rowTotals.slice(0, 2), [null, null]);
  assert.equal(lines(hides)[3], '60 60');
});

test('what can’t be kept from being found out is withheld', () => {
  assert.equal(
    publish({
      cells: [
        [3, 40],
        [40, 2],
      ],
    }).table.withheld,
    'audit',
  );
  assert.equal(publish({ cells: [[3, 40, 40]] }).table.withheld, 'audit');
});

test('an earlier release counts', () => {
  const cells = [
    [12, 30, 40],
    [30, 30, 30],
    [50, 40, 30],
  ];
  const { input, known } = publish({ cells });
  const free = protectCrossTab(input, defaultThresholds, known);
  assert.deepEqual(free.cells, cells);
  // Ten of cell a0 were hidden in a release before: to publish it now would tell how many.
  const earlier = {
    ...known,
    statements: [
      { cells: ['before', 'since'], span: { from: 12, to: 12 } },
      { cells: ['before', cellName('a', '0')], span: { from: 22, to: 24 } },
    ],
    hidden: ['before'],
  };
  assert.ok(isNarrow(audit(earlier.statements, ['before']).get('before') ?? { from: 0, to: 0 }, 100));
  assert.equal(protectCrossTab(input, defaultThresholds, earlier).withheld, 'audit');
});

test('odd input is withheld, and nothing throws', () => {
  const known = { rows: null, columns: null };
  for (const cells of [
    [],
    [[]],
    [[30]],
    [[30], [30, 1]],
    [[-1, 40]],
    [[NaN, 40]],
    [[1.5, 40]],
    [
      [0, 0],
      [0, 0],
    ],
  ]) {
    for (const [rows, columns] of [
      [['a'], ['0']],
      [['a'], ['0', '1']],
      [
        ['a', 'a'],
        ['0', '1'],
      ],
      [[], []],
    ] as const) {
      const table = protectCrossTab({ rows, columns, cells }, defaultThresholds, known);
      if (cells.length === 1 && cells[0]?.[0] === 30 && columns.length === 1) assert.equal(table.withheld, null);
      else assert.ok(table.withheld !== null, JSON.stringify({ rows, columns, cells }));
    }
  }
  const none = { answered: null, withheld: 'few' as const, banded: false, counts: [] };
  const wrong = { answered: 50, withheld: null, banded: false, counts: [{ option: 'a', count: 7, majority: null }] };
  for (const rows of [none, wrong]) {
    protectCrossTab(
      {
        rows: ['a', 'b'],
        columns: ['0', '1'],
        cells: [
          [30, 3],
          [30, 30],
        ],
      },
      defaultThresholds,
      { rows, columns: none },
    );
  }
});

/** Tables from 1x2 to 3x4, figures small, or small and large as they come. */
function ballots(roll: (below: number) => number): Ballots {
  const list = (length: number, count: () => number): number[] => Array.from({ length }, count);
  const [rows, columns] = [1 + roll(3), 2 + roll(3)];
  const large = [13, 30, 60][roll(3)] ?? 0;
  const figure = (): number => (roll(4) === 0 ? roll(5) : 3 + roll(large));
  const skips = roll(3) === 0;
  return {
    cells: list(rows, () => 0).map(() => list(columns, figure)),
    ...(skips && { rowsOnly: list(rows, () => roll(4)), columnsOnly: list(columns, () => roll(4)) }),
  };
}

test('brute force narrows no hidden figure of what is published', () => {
  const roll = dice(11);
  let published = 0;
  let forced = 0;
  for (let round = 0; round < 2000; round++) {
    const all = publish(ballots(roll));
    const names = hiddenCells(all);
    if (all.table.withheld || names.length === 0) continue;
    published++;
    const said = statements(all);
    const ranges = audit(said, names);
    for (const [name, range] of ranges) assert.ok(!isNarrow(range, width), `${name} in ${JSON.stringify(all)}`);
    const name = names[roll(names.length)] ?? '';
    try {
      assert.deepEqual(bruteForce(said, [name], 5000).get(name), ranges.get(name), JSON.stringify(all));
      forced++;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  assert.ok(published > 300 && forced > 200, `${published} published, ${forced} by brute force`);
});

interface Range {
  from: number;
  to: number;
}

/**
 * Looks for ballots that are published alike in each word, both questions and cross-tab: from those found
 * before, by ballots that change places so that all totals stay, or some, and by rows or columns that do.
 * @returns hidden cells for which it found no range wide enough.
 */
function alike(ballots: Ballots, roll: (below: number) => number): string[] {
  const first = publish(ballots);
  const shape = JSON.stringify([first.table, first.known]);
  const places = first.table.cells.flatMap((row, r) =>
    row.flatMap((count, c) => (count === null ? [[r, c] as const] : [])),
  );
  const ranges = places.map(([r, c]): Range => ({ from: ballots.cells[r]?.[c] ?? 0, to: ballots.cells[r]?.[c] ?? 0 }));
  const swapped = <T>(items: readonly T[], a: number, b: number): T[] =>
    items.map((item, at) => items[at === a ? b : at === b ? a : at] ?? item);
  const step = (from: Ballots): Ballots => {
    const [[r = 0, c = 0] = [], [s = 0, d = 0] = []] = [places[roll(places.length)], places[roll(places.length)]];
    const kind = roll(8);
    if (kind === 0) return { ...from, cells: swapped(from.cells, r, s), rowsOnly: swapped(from.rowsOnly ?? [], r, s) };
    if (kind === 1) {
      const cells = from.cells.map((row) => swapped(row, c, d));
      return { ...from, cells, columnsOnly: swapped(from.columnsOnly ?? [], c, d) };
    }
    const cells = from.cells.map((row) => [...row]);
    const change = (row: number, column: number, by: number): void => {
      cells[row]?.splice(column, 1, (cells[row][column] ?? 0) + by);
    };
    if (kind === 2 && from.columnsOnly) {
      // Who picked column c passed the rows over instead, and another way round for d.
      const columnsOnly = from.columnsOnly.map((count, at) => count + (at === c ? 1 : 0) - (at === d ? 1 : 0));
      change(r, c, -1);
      change(r, d, 1);
      return [...cells.flat(), ...columnsOnly].every((count) => count >= 0) ? { ...from, cells, columnsOnly } : from;
    }
    const cycle = (
      r === s || c === d
        ? [
            [r, c],
            [s, d],
          ]
        : [
            [r, c],
            [r, d],
            [s, d],
            [s, c],
          ]
    ) as [number, number][];
    const room = Math.min(...cycle.filter((_, at) => at % 2 === 0).map(([row, column]) => cells[row]?.[column] ?? 0));
    const by = roll(2) === 0 ? Math.min(room, 1 + roll(3)) : roll(room + 1);
    for (const [at, [row, column]] of cycle.entries()) {
      change(row, column, at % 2 === 0 ? -by : by);
    }
    return { ...from, cells };
  };
  const found = [ballots];
  for (let tries = 0; tries < 40_000 && ranges.some((range) => isNarrow(range, width)); tries++) {
    let other = found[roll(found.length)] ?? ballots;
    for (let steps = 1 + roll(4); steps > 0; steps--) other = step(other);
    const counts = places.map(([r, c]) => other.cells[r]?.[c] ?? 0);
    const widens = (range: Range, at: number): boolean =>
      isNarrow(range, width) && ((counts[at] ?? 0) < range.from || (counts[at] ?? 0) > range.to);
    if (!ranges.some(widens)) continue;
    const again = publish(other);
    if (JSON.stringify([again.table, again.known]) !== shape) continue;
    found.push(other);
    for (const [at, range] of ranges.entries()) {
      range.from = Math.min(range.from, counts[at] ?? 0);
      range.to = Math.max(range.to, counts[at] ?? 0);
    }
  }
  return places.flatMap(([r, c], at) => (isNarrow(ranges[at] ?? { from: 0, to: 0 }, width) ? [`${r},${c}`] : []));
}

test('knowing the method doesn’t help: for every hidden figure there are ballots that are published alike', () => {
  const roll = dice(23);
  const bad: string[] = [];
  let looked = 0;
  for (let round = 0; round < 600; round++) {
    const one = ballots(roll);
    const all = publish(one);
    if (all.table.withheld || hiddenCells(all).length === 0) continue;
    looked++;
    const found = alike(one, roll);
    if (found.length > 0) bad.push(`${found.join(' ')} in ${JSON.stringify(one)}: ${lines(all).join(' / ')}`);
  }
  assert.deepEqual(bad, [], `${bad.length} of ${looked}`);
  assert.ok(looked > 100, `${looked}`);
});
