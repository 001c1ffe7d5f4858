import { inBands } from './bands.ts';
import type { Count, ProtectedQuestion, QuestionCounts, Span, Thresholds } from './types.ts';

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

  const independent = kind === 'options';
  const majorities = table.map(({ count }) => (small ? majorityOf(count, answered, thresholds) : null));
  // Where every answer picks one option, that nearly all picked one tells of the others as well.
  const whole = !independent && majorities.includes('chosen');
  const shown: Count[] = table.map(({ option, count }, at) => {
    const majority = independent || whole ? (majorities[at] ?? null) : null;
    return { option, count: majority ? null : count, majority: whole ? (majority ?? 'not_chosen') : majority };
  });
  if (whole) return { answered, withheld: null, banded, counts: shown };

  const figures = shown.flatMap(({ count }) => count ?? []);
  const hides = independent ? hiddenOptions(shown, answered, thresholds) : hiddenChoices(figures, thresholds);
  if (!hides) return withheld('audit');
  return {
    answered,
    withheld: null,
    banded,
    counts: shown.map((count) => (count.count !== null && hides(count.count) ? { ...count, count: null } : count)),
  };
}

function addsUp(kind: QuestionCounts['kind'], answered: number, table: Table): boolean {
  const whole = table.every(({ count }) => Number.isSafeInteger(count) && count >= 0 && count <= answered);
  const sum = table.reduce((total, { count }) => total + count, 0);
  return whole && (kind === 'options' ? table.length === 0 || sum >= answered : sum === answered);
}

function majorityOf(count: number, answered: number, { majority }: Thresholds): Count['majority'] {
  if (count * 100 > majority * answered) return 'chosen';
  return (answered - count) * 100 > majority * answered ? 'not_chosen' : null;
}

/** What is told of a figure by naming it a majority, or what such a majority left. */
export const majoritySpan = (told: 'chosen' | 'not_chosen', answered: number, { majority }: Thresholds): Span =>
  told === 'chosen'
    ? { from: Math.floor((majority * answered) / 100) + 1, to: answered }
    : { from: 0, to: Math.floor(((100 - majority) * answered) / 100) };

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

/**
 * Where options are independent: hides figures of 1 to 4, and those that all but 1 to 4 chose. One who
 * knows the method can't tell which of the two a hidden one is. Everybody picks something: where the
 * figures shown leave hidden ones with more than one each to pick, larger ones are hidden too.
 */
function hiddenOptions(shown: readonly Count[], answered: number, thresholds: Thresholds): Hides {
  const { cell, width, majority, subgroup } = thresholds;
  const isSmall = (count: number): boolean => count > 0 && count < cell;
  const hidesFirst = (count: number): boolean => isSmall(count) || isSmall(answered - count);
  const figures = shown.flatMap(({ count }) => count ?? []);
  const first = figures.filter(hidesFirst);
  if (first.length === 0) return () => false;

  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  /** Of those told as majorities only the most that they can be is known. */
  const minority = Math.floor(((100 - majority) * answered) / 100);
  const told = sum(shown.map((count) => (count.majority === 'chosen' ? answered : count.majority ? minority : 0)));
  const left = answered - told - sum(figures.filter((count) => !hidesFirst(count)));
  // Each is as small as isn't told as a majority, or as large. Where they are all small, that everybody
  // picks something mustn't tell how small; in a small group that isn't known to be the case.
  const least = answered < subgroup ? minority + 1 : 1;
  const many = first.length;
  const open = many > 1 && (answered < subgroup || left > many * (cell - 1));
  if ((left <= many * least || open) && answered - 2 * least >= width) return hidesFirst;
  const limits = [...new Set(figures.filter((count) => count > 0 && !hidesFirst(count)))].sort((a, b) => a - b);
  for (const limit of limits.slice(0, -1)) {
    const hidden = figures.filter((count) => hidesFirst(count) || (count > 0 && count <= limit));
    if (Math.max(...hidden) - Math.min(...hidden) >= width) return (count) => hidden.includes(count);
  }
  return null;
}
