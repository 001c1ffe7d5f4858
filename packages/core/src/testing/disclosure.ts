import { protectCrossTab } from '../domain/disclosure/cross-tab.ts';
import { protectQuestion } from '../domain/disclosure/question.ts';
import { cellName } from '../domain/disclosure/statements.ts';
import {
  defaultThresholds,
  type CrossTabCounts,
  type Known,
  type ProtectedCrossTab,
} from '../domain/disclosure/types.ts';

/** A generator with a seed (mulberry32): the same figures each time. Gives integers from 0 to `below` - 1. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A cross-tab, and how many of each row, and of each column, passed the other question over. */
export interface Ballots {
  cells: readonly (readonly number[])[];
  rowsOnly?: readonly number[];
  columnsOnly?: readonly number[];
}

/** All that is published of two questions and their cross-tab. */
export interface Published {
  input: CrossTabCounts;
  known: Known;
  table: ProtectedCrossTab;
}

/** Publishes both questions and their cross-tab, rows named a, b, c and columns 0, 1, 2. */
export function publish({ cells, rowsOnly = [], columnsOnly = [] }: Ballots): Published {
  const rows = cells.map((_, at) => String.fromCharCode(97 + at));
  const columns = (cells[0] ?? []).map((_, at) => `${at}`);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const question = (options: string[], count: (at: number) => number): Known['rows'] => {
    const counts = options.map((option, at) => ({ option, count: count(at) }));
    const answered = sum(counts.map((option) => option.count));
    return protectQuestion({ kind: 'choice', answered, counts }, defaultThresholds);
  };
  const known = {
    rows: question(rows, (at) => sum(cells[at] ?? []) + (rowsOnly[at] ?? 0)),
    columns: question(columns, (at) => sum(cells.map((row) => row[at] ?? 0)) + (columnsOnly[at] ?? 0)),
  };
  const input = { rows, columns, cells };
  return { input, known, table: protectCrossTab(input, defaultThresholds, known) };
}

/** Tables from 1x2 to 3x4, figures small, or small and large as they come. */
export function ballots(roll: (below: number) => number): Ballots {
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

/** The cells as they are shown, a row a line. */
export const lines = ({ table }: Published): string[] =>
  table.cells.map((row) => row.map((count) => count ?? '·').join(' '));
/** The names of cells that are hidden. */
export const hiddenCells = ({ input, table }: Published): string[] =>
  input.rows.flatMap((row, r) =>
    input.columns.flatMap((column, c) => (table.cells[r]?.[c] === null ? [cellName(row, column)] : [])),
  );
