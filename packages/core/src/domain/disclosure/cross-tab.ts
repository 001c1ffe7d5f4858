import { blocksOf, groupLines, hideMore, type Block } from './blocks.ts';
import { cellName, columnCells, crossTabStatements, hidesOption, ownStatements, rowCells } from './statements.ts';
import type { CrossTabCounts, Known, ProtectedCrossTab, ProtectedQuestion, Thresholds, Withheld } from './types.ts';
import type { Effort } from './system.ts';
import { narrowed, type Target } from './witnesses.ts';

/** A second or so. A large table with nearly everything hidden would take more; it is withheld. */
const mostEffort = 100_000_000;

/**
 * A cross-tab, fit for publication beside the tables of its two questions (anonymity.md,
 * “Publication”). Input that isn't a table is withheld. Rows and columns of fewer than 20 ballots are
 * hidden as a whole, and those that are hidden in their question's own table.
 *
 * All others stand in blocks that follow from totals alone (`groupLines`), and a block with a figure of
 * 1 to 4 is hidden as a whole. So all that the method tells of a hidden block is that there is one in
 * it. Where that could still be narrowed too far, blocks are hidden with it, by an audit that sees only
 * what would be published. Its witnesses are tables with a small figure in every hidden block: they are
 * published alike, and at once, so neither the method nor the steps it took rule them out.
 *
 * Not counted as figures: how many of a row's ballots passed the other question over. Of the questions'
 * own tables their sums and limits count (`questionStatements`), not all that their method tells. Another
 * cross-tab that shares a question tells nothing more, as all that binds the two is that question's own
 * table (decision 0017; `checkDefinition` sees to it that nothing else does).
 */
export function protectCrossTab(
  input: CrossTabCounts,
  thresholds: Thresholds,
  known: Known,
  effort: Effort = { left: mostEffort },
): ProtectedCrossTab {
  const { rows, columns, cells } = input;
  const withheld = (why: Withheld, answered: number | null): ProtectedCrossTab => ({
    withheld: why,
    answered,
    cells: rows.map(() => columns.map(() => null)),
    rowTotals: rows.map(() => null),
    columnTotals: columns.map(() => null),
  });
  if (!isTable(input)) return withheld('audit', null);
  const answered = sum(cells.flat());
  if (answered < Math.max(thresholds.answers, thresholds.subgroup)) return withheld('few', null);

  const rowTotals = totals(rows, known.rows, thresholds, (at) => sum(cells[at] ?? []));
  const columnTotals = totals(columns, known.columns, thresholds, (at) => sum(cells.map((row) => row[at] ?? 0)));
  const blocks = blocksOf(...groupLines(rowTotals, columnTotals, thresholds));
  const hidden = new Set(
    blocks.filter(
      (block) =>
        block.closed ||
        block.cells.some(({ row, column }) => {
          const count = cells[row]?.[column] ?? 0;
          return count > 0 && count < thresholds.cell;
        }),
    ),
  );
  // Each round hides more, or is the last.
  for (let round = 0; ; round++) {
    const published: ProtectedCrossTab = {
      withheld: null,
      answered,
      cells: cells.map((line) => [...line]),
      rowTotals: rowTotals.map(({ closed, total }) => (closed ? null : total)),
      columnTotals: columnTotals.map(({ closed, total }) => (closed ? null : total)),
    };
    for (const block of hidden) {
      for (const { row, column } of block.cells) published.cells[row]?.splice(column, 1, null);
    }
    if (!published.cells.some((line) => line.some((count) => count))) return withheld('audit', answered);
    const narrow = audited(input, published, [...hidden], thresholds, known, effort);
    if (narrow && narrow.length === 0) return published;
    if (effort.left < 0) return withheld('audit', answered);
    const along = round % 2 === 0 ? 'row' : 'column';
    if (!narrow || !hideMore(blocks, hidden, narrow, along)) return withheld('audit', answered);
  }
}

/** Blocks with a cell that could be narrowed too far. `null`: a figure that its question's table hides could. */
function audited(
  { rows, columns }: CrossTabCounts,
  published: ProtectedCrossTab,
  hidden: readonly Block[],
  thresholds: Thresholds,
  known: Known,
  effort: Effort,
): Block[] | null {
  const { cell, width } = thresholds;
  const names = { rows, columns };
  const cellsOf = (block: Block): string[] =>
    block.cells.map(({ row, column }) => cellName(rows[row] ?? '', columns[column] ?? ''));
  const targets = hidden.map((block) => ({ block, cells: cellsOf(block).map((name): Target => [name]) }));
  const before = ownStatements(names, known);
  const earlier: Target[] = [
    ...rows.filter((row) => hidesOption(known.rows, row)).map(rowCells(names)),
    ...columns.filter((column) => hidesOption(known.columns, column)).map(columnCells(names)),
  ];
  // What wasn't safe before can't be kept so.
  const lost = narrowed(before, earlier, { groups: [], span: { from: 1, to: cell - 1 }, width }, effort);
  const kept = earlier.filter((target) => !lost.has(target));

  const narrow = narrowed(
    crossTabStatements(names, published, known, thresholds),
    [...targets.flatMap(({ cells }) => cells), ...kept],
    { groups: hidden.filter(({ closed }) => !closed).map(cellsOf), span: { from: 1, to: cell - 1 }, width },
    effort,
  );
  const opened = targets.filter(({ cells }) => cells.some((target) => narrow.has(target))).map(({ block }) => block);
  return opened.length === 0 && kept.some((target) => narrow.has(target)) ? null : opened;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The lines of a table with their totals, and whether these may be told. */
function totals(
  names: readonly string[],
  own: ProtectedQuestion | null,
  { subgroup }: Thresholds,
  count: (at: number) => number,
): { at: number; total: number; closed: boolean }[] {
  return names.map((name, at) => {
    const total = count(at);
    return { at, total, closed: hidesOption(own, name) || (total > 0 && total < subgroup) };
  });
}

/** Whether there are as many figures as the names say, whole ones from 0 on, and no name twice. */
function isTable({ rows, columns, cells }: CrossTabCounts): boolean {
  const once = (names: readonly string[]): boolean => new Set(names).size === names.length;
  return (
    once(rows) &&
    once(columns) &&
    cells.length === rows.length &&
    cells.every(
      (row) => row.length === columns.length && row.every((count) => Number.isSafeInteger(count) && count >= 0),
    )
  );
}
