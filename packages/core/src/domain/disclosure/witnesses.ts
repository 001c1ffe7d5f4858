import { System, type Effort, type Witness } from './system.ts';
import type { Span, Statement } from './types.ts';

/** A sum that mustn't be narrowed, by its unknowns. */
export type Target = readonly string[];

/**
 * Which targets one could narrow to less than `width` who knows, beside `statements`, that each of
 * `groups` has an unknown within `span`. Shown by witnesses: tables that fit all of this. A table is
 * looked for with one such unknown chosen for each group, so some that would do aren't found; the
 * answer errs to the safe side, and depends on nothing but the arguments.
 */
export function narrowed(
  statements: readonly Statement[],
  targets: readonly Target[],
  { groups, span, width }: { groups: readonly (readonly string[])[]; span: Span; width: number },
  effort?: Effort,
): Set<Target> {
  const system = new System(statements, effort);
  const chosen: string[] = [];
  const without: (readonly string[])[] = [];
  for (const [at, one] of choose(system, groups, span).entries()) {
    if (one === null) without.push(groups[at] ?? []);
    else chosen.push(one);
  }
  if (without.length > 0)
    return new Set(targets.filter((target) => target.some((cell) => without.flat().includes(cell))));

  const ranges = new Map(targets.map((target) => [target, { from: Infinity, to: -Infinity }]));
  const isWide = (target: Target): boolean => {
    const { from, to } = ranges.get(target) ?? { from: 0, to: 0 };
    return to - from >= width;
  };
  const learn = (witness: Witness): void => {
    for (const [target, range] of ranges) {
      const values = target.map((cell) => witness.get(cell) ?? system.fixed(cell) ?? NaN);
      const sum = values.reduce((total, value) => total + value, 0);
      if (Number.isNaN(sum)) continue;
      range.from = Math.min(range.from, sum);
      range.to = Math.max(range.to, sum);
    }
  };

  for (const target of targets) {
    const own = groups.findIndex((group) => target.some((cell) => group.includes(cell)));
    // Another unknown of the target's own group may be the one within the span, which leaves it more room.
    const others = (groups[own] ?? []).filter((cell) => cell !== chosen[own] && !target.includes(cell));
    for (const other of [null, ...others]) {
      const within = other === null ? chosen : chosen.with(own, other);
      const bounds = new Map(within.map((cell) => [cell, span]));
      for (const direction of ['maximize', 'minimize'] as const) {
        if (isWide(target)) break;
        const found = system.extreme(target, direction, bounds);
        // Where the other isn't solved together with the target, nothing says that it can be so.
        if (!found || (other !== null && !found.witness.has(other))) continue;
        learn(found.witness);
        if (found.sum === Infinity) ranges.set(target, { from: 0, to: Infinity });
      }
    }
  }
  return new Set(targets.filter((target) => !isWide(target)));
}

/** One unknown of each group, so that all can be within the span at once; `null` for a group without. */
function choose(system: System, groups: readonly (readonly string[])[], span: Span): (string | null)[] {
  const fits = (cells: readonly string[]): boolean =>
    cells.every((cell) => {
      const value = system.fixed(cell);
      return value === undefined || (value >= span.from && value <= span.to);
    }) && system.extreme(cells, 'minimize', new Map(cells.map((cell) => [cell, span]))) !== null;
  const first = groups.flatMap((group) => group[0] ?? []);
  if (fits(first)) return first;
  const chosen: string[] = [];
  return groups.map((group) => {
    const next = group.find((cell) => fits([...chosen, cell]));
    if (next !== undefined) chosen.push(next);
    return next ?? null;
  });
}
