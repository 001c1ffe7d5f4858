import type { Span, Statement } from '../domain/disclosure/types.ts';

/**
 * What the auditor must find, without its means: for each value of an unknown, from either end, all
 * tables are tried until one fits.
 * @throws RangeError where that would take too long, or an unknown has no limit.
 */
export function bruteForce(
  statements: readonly Statement[],
  hidden: readonly string[],
  tries = 1_000_000,
): Map<string, Span> {
  const names = [...new Set(statements.flatMap(({ cells }) => cells))];
  const sums = statements.map(({ cells, span }) => ({ cells: cells.map((cell) => names.indexOf(cell)), ...span }));
  const most = names.map((_, at) => Math.min(...sums.filter(({ cells }) => cells.includes(at)).map(({ to }) => to)));
  return new Map(
    hidden.map((name) => {
      const at = names.indexOf(name);
      const limit = most[at] ?? Infinity;
      if (!Number.isFinite(limit)) throw new RangeError(name);
      let from = 0;
      while (from <= limit && !fits(sums, most, [at, from], tries)) from++;
      let to = limit;
      while (to > from && !fits(sums, most, [at, to], tries)) to--;
      return [name, from <= limit ? { from, to } : { from: 0, to: -1 }];
    }),
  );
}

interface Sum {
  cells: number[];
  from: number;
  to: number;
}

/** Whether any table has `value` at `given`: one unknown after the other, with each count that its sums leave room for. */
function fits(
  sums: readonly Sum[],
  most: readonly number[],
  [given, value]: [unknown: number, value: number],
  tries: number,
): boolean {
  const upTo = most.map((limit, at) => (at === given ? value : limit));
  // Unknowns of few choices first.
  const order = most
    .map((_, at) => at)
    .sort((a, b) => (a === given ? -1 : b === given ? 1 : (most[a] ?? 0) - (most[b] ?? 0)));
  const last = sums.map(({ cells }) => Math.max(...cells.map((at) => order.indexOf(at))));
  const of = most.map((_, at) => sums.flatMap(({ cells }, sum) => (cells.includes(at) ? [sum] : [])));
  const done = sums.map(() => 0);
  /** What the unknowns of a sum that have no count yet could add at most. */
  const room = sums.map(({ cells }) => cells.reduce((total, at) => total + (upTo[at] ?? 0), 0));
  const dead = new Set<string>();
  let left = tries;

  const search = (position: number): boolean => {
    const at = order[position];
    if (at === undefined) return true;
    const state = `${position}:${done.filter((_, sum) => (last[sum] ?? 0) >= position).join()}`;
    if (dead.has(state)) return false;
    const mine = of[at] ?? [];
    const limit = upTo[at] ?? 0;
    let least = at === given ? value : 0;
    let largest = limit;
    for (const sum of mine) {
      const { from = 0, to = 0 } = sums[sum] ?? {};
      least = Math.max(least, from - (done[sum] ?? 0) - (room[sum] ?? 0) + limit);
      largest = Math.min(largest, to - (done[sum] ?? 0));
    }
    const add = (sum: number, count: number, sign: number): void => {
      done[sum] = (done[sum] ?? 0) + sign * count;
      room[sum] = (room[sum] ?? 0) - sign * limit;
    };
    for (let count = least; count <= largest; count++) {
      if (left-- <= 0) throw new RangeError('too many tables');
      for (const sum of mine) add(sum, count, 1);
      const found = search(position + 1);
      for (const sum of mine) add(sum, count, -1);
      if (found) return true;
    }
    dead.add(state);
    return false;
  };
  return search(0);
}
