import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit, isNarrow } from './audit.ts';
import { bruteForce } from '../../testing/brute-force.ts';
import { protectCrossTab } from './cross-tab.ts';
import { crossTabStatements } from './statements.ts';
import { System } from './system.ts';
import { ballots, dice, hiddenCells, lines, publish, type Ballots, type Published } from '../../testing/disclosure.ts';
import { defaultThresholds, type Statement } from './types.ts';

const { width } = defaultThresholds;
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

test('that a block is hidden counts as known', () => {
  // By sums alone, the first figure could be 0 to 6. But 0 and 6 are not small, nor would be those below:
  // the block would be shown. So it is 1 to 5.
  const six = publish({
    cells: [
      [3, 3, 30, 31],
      [40, 45, 30, 31],
      [60, 60, 60, 60],
      [60, 60, 60, 60],
    ],
  });
  assert.deepEqual(lines(six).slice(0, 2), ['· · · ·', '· · · ·']);
  const seven = publish({
    cells: [
      [3, 4, 30, 31],
      [40, 45, 30, 31],
      [60, 60, 60, 60],
      [60, 60, 60, 60],
    ],
  });
  assert.deepEqual(lines(seven).slice(0, 2), ['· · 30 31', '· · 30 31']);
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

test('what takes too long to be checked is withheld', () => {
  const roll = dice(7);
  const table = (rows: number, columns: number, ballots: number): Ballots => {
    const flat = Array.from({ length: rows * columns }, () => 0);
    for (let at = 0; at < ballots; at++) {
      const cell = roll(rows * columns);
      flat[cell] = (flat[cell] ?? 0) + 1;
    }
    return { cells: Array.from({ length: rows }, (_, row) => flat.slice(row * columns, (row + 1) * columns)) };
  };
  const small = publish(table(12, 12, 900));
  assert.equal(small.table.withheld, null);
  const effort = { left: 1_000_000 };
  assert.equal(protectCrossTab(small.input, defaultThresholds, small.known, effort).withheld, 'audit');
  assert.ok(effort.left < 0);

  const large = publish(table(5, 60, 1200));
  assert.equal(large.table.withheld, 'audit');
  assert.equal(protectCrossTab(large.input, defaultThresholds, large.known, { left: Infinity }).withheld, null);
});

test('two cross-tabs that share a question tell together no more than each tells alone', () => {
  const roll = dice(5);
  const options = (count: number): (number | null)[] => [...Array(count).keys(), null];
  const all = [...'abc'].map((_, at) => `${at}`);
  let looked = 0;
  for (let round = 0; round < 4000 && looked < 60; round++) {
    const [as, bs, cs] = [options(3), options(2 + roll(2)), options(2)];
    const large = [12, 40][roll(2)] ?? 0;
    const skips = roll(2) === 0;
    const cube = as.flatMap((a) =>
      bs.flatMap((b) =>
        cs.map((c) => {
          const passed = [a, b, c].filter((one) => one === null).length;
          const most = passed === 0 ? (roll(3) === 0 ? 4 : large) : skips && passed === 1 ? 3 : 0;
          return { a, b, c, name: [a, b, c].join(), count: roll(most + 1) };
        }),
      ),
    );
    const count = (of: Partial<Record<'a' | 'b' | 'c', number | null>>): number =>
      cube
        .filter((one) => (['a', 'b', 'c'] as const).every((key) => !(key in of) || one[key] === of[key]))
        .reduce((sum, one) => sum + one.count, 0);
    const tab = (other: 'b' | 'c', of: (number | null)[]) =>
      publish({
        cells: [0, 1, 2].map((a) => of.flatMap((one) => (one === null ? [] : [count({ a, [other]: one })]))),
        rowsOnly: [0, 1, 2].map((a) => count({ a, [other]: null })),
        columnsOnly: of.flatMap((one) => (one === null ? [] : [count({ a: null, [other]: one })])),
      });
    const two = [tab('b', bs), tab('c', cs)] as const;
    assert.deepEqual(two[0].known.rows, two[1].known.rows);
    if (two.some(({ table }) => table.withheld) || two.every((one) => hiddenCells(one).length === 0)) continue;
    looked++;
    /** A cell of one of the two by the ballots that tell all three answers apart. */
    const parts = (other: 'b' | 'c', cell: string): string[] => {
      const [row, column] = JSON.parse(cell) as [string | null, string | null];
      const a = row === null ? null : row.charCodeAt(0) - 97;
      const at = column === null ? null : all.indexOf(column);
      return cube.filter((one) => one.a === a && one[other] === at).map(({ name }) => name);
    };
    const both = (['b', 'c'] as const).flatMap((other, at) =>
      statements(two[at] ?? two[0]).map(({ cells, span }) => ({
        cells: cells.flatMap((cell) => parts(other, cell)),
        span,
      })),
    );
    const system = new System(both);
    for (const [at, other] of (['b', 'c'] as const).entries()) {
      const one = two[at] ?? two[0];
      for (const [cell, range] of audit(statements(one), hiddenCells(one))) {
        const [least, most] = (['minimize', 'maximize'] as const).map((way) => system.extreme(parts(other, cell), way));
        assert.deepEqual({ from: least?.sum, to: most?.sum }, range, `${other} ${cell} of ${JSON.stringify(two)}`);
      }
    }
  }
  assert.equal(looked, 60);
});
