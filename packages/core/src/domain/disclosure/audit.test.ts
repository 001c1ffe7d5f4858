import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit, isNarrow } from './audit.ts';
import { bruteForce } from '../../testing/brute-force.ts';
import { dice } from '../../testing/disclosure.ts';
import type { Statement } from './types.ts';

const exactly = (value: number, ...cells: string[]): Statement => ({ cells, span: { from: value, to: value } });
const ranges = (statements: readonly Statement[], hidden: readonly string[]): string[] =>
  [...audit(statements, hidden)].map(([cell, { from, to }]) => `${cell} ${from}–${to}`);

test('a table of which only small figures are hidden is solved exactly', () => {
  // 2 9 6 | 17
  // 7 3 8 | 18
  // 6 9 1 | 16
  const cells = ['2', '9', '6', '7', '3', '8', '6', '9', '1'].map(Number);
  const name = (row: number, column: number): string => `${row}${column}`;
  const three = [0, 1, 2];
  const margins = three.flatMap((line) => [
    exactly(
      three.reduce((sum, at) => sum + (cells[line * 3 + at] ?? 0), 0),
      ...three.map((at) => name(line, at)),
    ),
    exactly(
      three.reduce((sum, at) => sum + (cells[at * 3 + line] ?? 0), 0),
      ...three.map((at) => name(at, line)),
    ),
  ]);
  const small = ['00', '11', '22'];
  const shown = cells.flatMap((count, at) => {
    const cell = name(Math.floor(at / 3), at % 3);
    return small.includes(cell) ? [] : [exactly(count, cell)];
  });
  assert.deepEqual(ranges([...margins, ...shown], small), ['00 2–2', '11 3–3', '22 1–1']);
  assert.deepEqual(ranges(margins, ['00', '22']), ['00 0–15', '22 0–15']);
});

test('a later release over the ballots of an earlier one tells of both', () => {
  const first = exactly(12, 'a1', 'b1');
  assert.deepEqual(ranges([first, exactly(14, 'a1', 'a2')], ['a1', 'a2']), ['a1 0–12', 'a2 2–14']);
  assert.deepEqual(
    ranges([first, exactly(14, 'a1', 'a2'), exactly(3, 'b1', 'b2')], ['a1', 'a2']),
    ['a1 9–12', 'a2 2–5'],
    'earlier figures are no larger than later ones',
  );
});

test('whole numbers, limits and what has none', () => {
  const twice = exactly(7, 'a', 'b', 'b');
  assert.deepEqual(ranges([twice], ['a', 'b', 'c']), ['a 1–7', 'b 0–3', 'c 0–Infinity']);
  assert.deepEqual(ranges([{ cells: ['a'], span: { from: 3, to: Infinity } }], ['a']), ['a 3–Infinity']);
  const odd = [exactly(3, 'a', 'b', 'c'), exactly(1, 'a', 'b'), exactly(2, 'b', 'c')];
  assert.deepEqual(ranges(odd, ['b', 'c']), ['b 0–0', 'c 2–2']);
  assert.deepEqual(ranges([], []), []);
  for (const wrong of [
    [exactly(-1, 'a')],
    [exactly(1, 'a'), exactly(2, 'a')],
    [exactly(3, 'a', 'a')],
    [exactly(NaN, 'a', 'b')],
  ]) {
    const [range] = audit(wrong, ['a']).values();
    assert.ok(range && isNarrow(range, 0), JSON.stringify(wrong));
  }
});

/**
 * What a sequence of releases says of a table that grows: each over the ballots of those before and
 * some new ones. Margins are published mostly, exact or in tens, and figures where `shows` has it so.
 */
function releases(roll: (below: number) => number): { statements: Statement[]; hidden: string[] } {
  const [rows, columns] = [1 + roll(3), 2 + roll(3)];
  // As many as brute force has time for.
  const parts = roll(2) === 0 ? 1 : Math.max(1, Math.min(2 + roll(2), Math.floor(13 / (rows * columns))));
  const counts = new Map<string, number>();
  const name = (row: number, column: number, part: number): string => `${row},${column},${part}`;
  const list = (length: number): number[] => [...Array(length).keys()];
  for (const row of list(rows)) {
    for (const column of list(columns)) {
      // Mostly small ones.
      for (const part of list(parts)) counts.set(name(row, column, part), roll(3) === 0 ? roll(13) : roll(5));
    }
  }
  const say = (cells: string[], exact = true): Statement => {
    const sum = cells.reduce((total, cell) => total + (counts.get(cell) ?? 0), 0);
    const from = exact ? sum : sum - (sum % 10);
    return { cells, span: { from, to: exact ? sum : from + 9 } };
  };
  const statements: Statement[] = [];
  const hides = 1 + roll(3);
  for (const last of list(parts)) {
    const cells = (row: number, column: number): string[] => list(last + 1).map((part) => name(row, column, part));
    for (const row of list(rows)) {
      if (roll(8) > 0)
        statements.push(
          say(
            list(columns).flatMap((column) => cells(row, column)),
            roll(6) > 0,
          ),
        );
      for (const column of list(columns)) if (roll(4) >= hides) statements.push(say(cells(row, column)));
    }
    for (const column of list(columns)) {
      if (rows > 1 && roll(8) > 0)
        statements.push(
          say(
            list(rows).flatMap((row) => cells(row, column)),
            roll(6) > 0,
          ),
        );
    }
    statements.push(say(list(rows).flatMap((row) => list(columns).flatMap((column) => cells(row, column)))));
  }
  return { statements, hidden: [...counts.keys()] };
}

test('the auditor finds what brute force finds, in 5,000 tables and sequences of releases', () => {
  const roll = dice(6);
  let wide = 0;
  let sequences = 0;
  for (let at = 0; at < 5000; at++) {
    const { statements, hidden } = releases(roll);
    // Three unknowns of a table, so that there is time for many tables.
    const some = hidden.length <= 3 ? hidden : [0, 1, 2].map(() => hidden[roll(hidden.length)] ?? '');
    const found = audit(statements, some);
    assert.deepEqual(found, bruteForce(statements, some), JSON.stringify(statements));
    for (const range of found.values()) if (!isNarrow(range, 5)) wide++;
    if (hidden.some((cell) => cell.endsWith(',1'))) sequences++;
  }
  assert.ok(wide > 1500 && sequences > 1500, `${wide} wide ranges, ${sequences} sequences`);
});
