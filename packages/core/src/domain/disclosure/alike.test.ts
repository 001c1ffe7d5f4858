import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNarrow } from './audit.ts';
import { ballots, dice, hiddenCells, lines, publish, type Ballots } from '../../testing/disclosure.ts';
import { defaultThresholds } from './types.ts';

const { width } = defaultThresholds;

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
