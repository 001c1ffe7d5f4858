import type { Thresholds } from './types.ts';

/** A row or column of a cross-tab. `closed`: hidden as a whole, so its total isn't told either. */
export interface Line {
  at: number;
  total: number;
  closed: boolean;
}
/** Lines that are hidden together where they are. The group of closed ones is always hidden. */
export interface Group {
  lines: readonly number[];
  closed: boolean;
}
/** Where a group of rows meets a group of columns. */
export interface Block {
  row: number;
  column: number;
  closed: boolean;
  cells: readonly { row: number; column: number }[];
}

/**
 * The rows and the columns of a cross-tab in groups. Only what is published decides: totals of open
 * lines, which are closed, and how many ballots those have together; nothing inside.
 *
 * Closed lines are one group. A single one, or few ballots, are no cover: then the smallest open lines
 * are hidden with them, up to twice a `subgroup` if a third of the ballots is as much. Open lines stand
 * in groups by their totals, smallest first: two each, as a hidden figure needs others in its row and
 * in its column that give way. Closed rows that are large enough do that in every column, so beside
 * them each open row is a group of its own; or so with columns, but not both, as a block of a single
 * cell would say that this is the small one.
 */
export function groupLines(
  rows: readonly Line[],
  columns: readonly Line[],
  { subgroup, width }: Thresholds,
): [Group[], Group[]] {
  const all = ballots(rows);
  const cover = Math.max(subgroup, Math.min(2 * subgroup, all / 3));
  const closedRows = closedGroup(rows, cover);
  const closedColumns = closedGroup(columns, cover);
  /** Whether one would expect closed lines to have `width` ballots in each line across. */
  const yields = (closed: readonly Line[], across: readonly Line[]): boolean =>
    closed.length > 0 && ballots(closed) * (openLines(across)[0]?.total ?? 0) >= width * all;
  const alone = yields(closedRows, columns);
  return [
    groupsOf(rows, closedRows, alone ? 1 : 2),
    groupsOf(columns, closedColumns, !alone && yields(closedColumns, rows) ? 1 : 2),
  ];
}

const ballots = (lines: readonly Line[]): number => lines.reduce((sum, { total }) => sum + total, 0);

/** Lines that anybody is in and that aren't closed, smallest totals first. */
const openLines = (lines: readonly Line[]): Line[] =>
  lines.filter(({ closed, total }) => !closed && total > 0).sort((a, b) => a.total - b.total || a.at - b.at);

function closedGroup(lines: readonly Line[], cover: number): Line[] {
  const group = lines.filter(({ closed }) => closed);
  const open = openLines(lines);
  while (group.length > 0 && open.length > 0 && (group.length === 1 || ballots(group) < cover)) {
    group.push(...open.splice(0, 1));
  }
  return group;
}

function groupsOf(lines: readonly Line[], closed: readonly Line[], size: number): Group[] {
  const open = openLines(lines.filter((line) => !closed.includes(line)));
  const groups: Group[] = closed.length > 0 ? [{ lines: closed.map(({ at }) => at), closed: true }] : [];
  while (open.length > 0) {
    // None is left over alone.
    const next = open.splice(0, size > 1 && open.length === size + 1 ? open.length : size);
    groups.push({ lines: next.map(({ at }) => at), closed: false });
  }
  return groups;
}

export function blocksOf(rows: readonly Group[], columns: readonly Group[]): Block[] {
  return rows.flatMap((rowGroup, row) =>
    columns.map((columnGroup, column) => ({
      row,
      column,
      closed: rowGroup.closed || columnGroup.closed,
      cells: rowGroup.lines.flatMap((r) => columnGroup.lines.map((c) => ({ row: r, column: c }))),
    })),
  );
}

/**
 * Blocks to hide beside those that still can be found out: the nearest of the same rows, or of the same
 * columns, in turn. Adds to `hidden`, and tells whether there was any.
 */
export function hideMore(
  blocks: readonly Block[],
  hidden: Set<Block>,
  narrow: Iterable<Block>,
  along: 'row' | 'column',
): boolean {
  const before = hidden.size;
  const across = along === 'row' ? 'column' : 'row';
  for (const block of narrow) {
    const nearest = (same: 'row' | 'column', other: 'row' | 'column'): Block | undefined =>
      blocks
        .filter((one) => one[same] === block[same] && !hidden.has(one))
        .sort(
          (a, b) => Math.abs(a[other] - block[other]) - Math.abs(b[other] - block[other]) || b[other] - a[other],
        )[0];
    const next = nearest(along, across) ?? nearest(across, along);
    if (next) hidden.add(next);
  }
  return hidden.size > before;
}
