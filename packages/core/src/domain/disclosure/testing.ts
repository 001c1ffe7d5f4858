import { protectCrossTab } from './cross-tab.ts';
import { protectQuestion } from './question.ts';
import { defaultThresholds, type CrossTabCounts, type Known, type ProtectedCrossTab } from './types.ts';

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
