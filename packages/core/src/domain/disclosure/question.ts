import { inBands } from './bands.ts';
import { majorityOf } from './majority.ts';
import { protectOptions } from './options.ts';
import type { Count, ProtectedQuestion, QuestionCounts, Thresholds } from './types.ts';

type Table = QuestionCounts['counts'];
/** Which figures are hidden. `null`: the table isn't published at all. */
type Hides = ((count: number) => boolean) | null;

/**
 * The table of one question, fit for publication (anonymity.md, “Publication”). Input that doesn't
 * add up is withheld.
 *
 * It holds against whoever knows the sum and this method: what is hidden depends on figures alone,
 * not on places, so any exchange of hidden figures among their options gives the same publication.
 */
export function protectQuestion({ kind, answered, counts }: QuestionCounts, thresholds: Thresholds): ProtectedQuestion {
  const small = answered < thresholds.subgroup;
  const banded = kind === 'scale' && small;
  const table = banded ? inBands(counts) : counts;
  const withheld = (why: 'few' | 'audit'): ProtectedQuestion => ({
    answered: why === 'few' ? null : answered,
    withheld: why,
    banded,
    counts: table.map(({ option }) => ({ option, count: null, majority: null })),
  });
  // Not "less than", so that what isn't a number is withheld too.
  if (!(answered >= thresholds.answers)) return withheld('few');
  if (!addsUp(kind, answered, table)) return withheld('audit');

  const shown = (kind === 'options' ? protectOptions : protectChoices)(table, answered, thresholds);
  return shown ? { answered, withheld: null, banded, counts: shown } : withheld('audit');
}

function protectChoices(table: Table, answered: number, thresholds: Thresholds): Count[] | null {
  const majorities = table.map(({ count }) => majorityOf(count, answered, thresholds));
  // That nearly all picked one tells of the others as well.
  if (majorities.includes('chosen'))
    return table.map(({ option }, at) => ({ option, count: null, majority: majorities[at] ?? 'not_chosen' }));
  const hides = hiddenChoices(
    table.map(({ count }) => count),
    thresholds,
  );
  return hides && table.map(({ option, count }) => ({ option, count: hides(count) ? null : count, majority: null }));
}

function addsUp(kind: QuestionCounts['kind'], answered: number, table: Table): boolean {
  if (!table.every(({ count }) => Number.isSafeInteger(count) && count >= 0)) return false;
  const sum = (counts: Table): number => counts.reduce((total, { count }) => total + count, 0);
  if (kind !== 'options') return sum(table) === answered;
  const shared = table.filter(({ exclusive }) => !exclusive);
  const rest = answered - sum(table.filter(({ exclusive }) => exclusive));
  return shared.every(({ count }) => count <= rest) && (table.length === 0 || sum(shared) >= rest) && rest >= 0;
}

/**
 * Where figures add up to the number of answers: hides those of 1 to 4 and with them the next larger,
 * step by step. Whatever is left out, zeros stay: nobody can be recognised by them. Nothing but zeros
 * to show is withheld, so that to be withheld tells little.
 */
function hiddenChoices(figures: readonly number[], { cell, width }: Thresholds): Hides {
  const positive = [...new Set(figures)].filter((count) => count > 0).sort((a, b) => a - b);
  const [least = 0] = positive;
  if (least >= cell || positive.length === 0) return () => false;
  const limits = positive.filter((count) => count >= cell);
  for (const [step, limit] of limits.slice(0, -1).entries()) {
    const next = limits[step + 1] ?? Infinity;
    const hidden = figures.filter((count) => count > 0 && count <= limit);
    // Hidden figures change places in what the publication could come from: each may be any of them.
    if (limit - least >= width || reach(hidden, next, cell) >= width) return (count) => count > 0 && count <= limit;
  }
  return null;
}

/**
 * How far hidden figures could differ if the first step had hidden them: some of 1 to 4, all others
 * equal, at least 5 and under the least that is shown. Only what is published counts here, their
 * number and sum, so all those tables pass alike.
 */
function reach(hidden: readonly number[], next: number, cell: number): number {
  const sum = hidden.reduce((total, count) => total + count, 0);
  let [from, to] = [Infinity, -Infinity];
  for (let large = cell; large < next && large <= sum; large++) {
    for (let many = 1; many < hidden.length && many * large <= sum; many++) {
      const few = hidden.length - many;
      const rest = sum - many * large;
      if (rest < few || rest > few * (cell - 1)) continue;
      from = Math.min(from, Math.max(1, rest - (few - 1) * (cell - 1)));
      to = Math.max(to, large);
    }
  }
  return to - from;
}
