import type { CrossTabCounts, Known, ProtectedCrossTab, ProtectedQuestion, Statement, Thresholds } from './types.ts';

/** The ballots that picked both options. `null`: they passed that question over. */
export const cellName = (row: string | null, column: string | null): string => JSON.stringify([row, column]);

/**
 * What the table of a question with single answers says, with what its method tells: a hidden figure is
 * at least 1 and less than every positive one that is shown. (That some hidden one is from 1 to 4, and
 * why the others are hidden, is no sum.)
 * @param cells the unknowns whose sum an option's figure is.
 */
export function questionStatements(
  { answered, withheld, counts }: ProtectedQuestion,
  cells: (option: string) => readonly string[],
): Statement[] {
  if (answered === null) return [];
  const exact = (names: readonly string[], value: number): Statement => ({
    cells: names,
    span: { from: value, to: value },
  });
  const all = exact(
    counts.flatMap(({ option }) => cells(option)),
    answered,
  );
  if (withheld) return [all];
  const shown = counts.flatMap(({ count }) => count ?? []).filter((count) => count > 0);
  const hidden = { from: 1, to: Math.min(answered, ...shown.map((count) => count - 1)) };
  return [
    all,
    ...counts
      .filter(({ majority }) => majority === null)
      .map(({ option, count }) =>
        count === null ? { cells: cells(option), span: hidden } : exact(cells(option), count),
      ),
  ];
}

type Names = Pick<CrossTabCounts, 'rows' | 'columns'>;

/** The unknowns of each row's, or column's, figure in its question's own table. */
export const rowCells =
  ({ rows, columns }: Names) =>
  (row: string): string[] => [
    ...(rows.includes(row) ? columns.map((column) => cellName(row, column)) : []),
    cellName(row, null),
  ];
export const columnCells =
  ({ rows, columns }: Names) =>
  (column: string): string[] => [
    ...(columns.includes(column) ? rows.map((row) => cellName(row, column)) : []),
    cellName(null, column),
  ];

/** Whether a question's own table hides an option. */
export const hidesOption = (table: ProtectedQuestion | null, option: string): boolean =>
  table?.counts.some((count) => count.option === option && count.count === null) ?? false;

/** All that a cross-tab says together with the tables of its questions. */
export function crossTabStatements(
  { rows, columns }: Names,
  published: ProtectedCrossTab,
  known: Known,
  { subgroup }: Thresholds,
): Statement[] {
  const exact = (value: number | null): Statement['span'] => ({ from: value ?? 0, to: value ?? Infinity });
  /** A line is closed for having from 1 to 19 ballots, unless its own table hides it. */
  const line = (total: number | null, ownHides: boolean): Statement['span'] =>
    total === null && !ownHides ? { from: 1, to: subgroup - 1 } : exact(total);
  return [
    { cells: rows.flatMap((row) => columns.map((column) => cellName(row, column))), span: exact(published.answered) },
    ...rows.flatMap((row, r) => [
      {
        cells: columns.map((column) => cellName(row, column)),
        span: line(published.rowTotals[r] ?? null, hidesOption(known.rows, row)),
      },
      ...columns.map((column, c) => ({ cells: [cellName(row, column)], span: exact(published.cells[r]?.[c] ?? null) })),
    ]),
    ...columns.map((column, c) => ({
      cells: rows.map((row) => cellName(row, column)),
      span: line(published.columnTotals[c] ?? null, hidesOption(known.columns, column)),
    })),
    ...ownStatements({ rows, columns }, known),
  ];
}

/** What the tables of its questions tell of a cross-tab's ballots. */
export function ownStatements(input: Names, known: Known): Statement[] {
  return [
    ...(known.rows ? questionStatements(known.rows, rowCells(input)) : []),
    ...(known.columns ? questionStatements(known.columns, columnCells(input)) : []),
  ];
}
