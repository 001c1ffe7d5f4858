import { majorityOf } from './majority.ts';
import type { Count, QuestionCounts, Span, Thresholds } from './types.ts';

type Table = QuestionCounts['counts'];
type Hides = ((count: number) => boolean) | null;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/**
 * The figures of a question with several answers to a person. Options that stand alone divide those who
 * answered: the others are counted over the rest, and none is larger than that.
 *
 * Where all that stand alone are shown the rest is known. Few in one of them would give few away by
 * themselves, so they are hidden up to 6, which is range enough (`width`); then the rest is known to be
 * one of as many, and no figure of the others may say which.
 * @returns `null` where nothing can be published.
 */
export function protectOptions(table: Table, answered: number, thresholds: Thresholds): Count[] | null {
  const { answers, cell, width, subgroup } = thresholds;
  const small = answered < subgroup;
  const apart = table.filter(({ exclusive }) => exclusive).map(({ count }) => count);
  const few = Math.max(cell - 1, width + 1);
  const isFew = (count: number): boolean => count > 0 && count <= few;
  const many = apart.filter(isFew).length;
  const rest = answered - sum(apart);
  const known = answered - sum(apart.filter((count) => !isFew(count)));
  // Those who picked anything else are a group of their own, that may be as small as hidden figures leave it.
  const least = Math.max(answers, few + 1);
  if (apart.length > 0 && (rest > 0 || small) && rest < least) return null;
  if (many > 0 && (small || known - many * few < least)) return null;

  const shared = table
    .filter(({ exclusive }) => !exclusive)
    .map(({ option, count }): Count => {
      const majority = many > 0 ? null : majorityOf(count, rest, thresholds);
      return { option, count: majority ? null : count, majority };
    });
  const hides =
    many > 0
      ? hiddenBeside({ from: known - many * few, to: known - many }, shared, thresholds)
      : hiddenShared(shared, rest, thresholds);
  return (
    hides &&
    table.map(({ option, count }) => {
      const one = shared.find((other) => other.option === option);
      if (one) return one.count !== null && hides(one.count) ? { ...one, count: null } : one;
      const majority = majorityOf(count, answered, thresholds);
      return { option, count: majority || isFew(count) ? null : count, majority };
    })
  );
}

/**
 * Where options are independent: hides figures of 1 to 4, and those that all but 1 to 4 chose. One who
 * knows the method can't tell which of the two a hidden one is. Everybody picks something: where the
 * figures shown leave hidden ones with more than one each to pick, larger ones are hidden too.
 */
function hiddenShared(shown: readonly Count[], answered: number, thresholds: Thresholds): Hides {
  const { cell, width, majority, subgroup } = thresholds;
  const isSmall = (count: number): boolean => count > 0 && count < cell;
  const hidesFirst = (count: number): boolean => isSmall(count) || isSmall(answered - count);
  const figures = shown.flatMap(({ count }) => count ?? []);
  const first = figures.filter(hidesFirst);
  if (first.length === 0) return () => false;

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
  return hidesUpTo(figures, hidesFirst, width);
}

/** Hides the next larger figures, too, until hidden ones that change places are far enough apart. */
function hidesUpTo(figures: readonly number[], hidesFirst: (count: number) => boolean, width: number): Hides {
  const limits = [...new Set(figures.filter((count) => count > 0 && !hidesFirst(count)))].sort((a, b) => a - b);
  for (const limit of limits.slice(0, -1)) {
    const hidden = figures.filter((count) => hidesFirst(count) || (count > 0 && count <= limit));
    if (Math.max(...hidden) - Math.min(...hidden) >= width) return (count) => hidden.includes(count);
  }
  return null;
}

/**
 * The same beside hidden figures of options that stand alone, which leave a rest of `from` to `to`.
 * What few chose is hidden, and what all but few of any such rest did. Small figures must do for everybody
 * of the largest rest to pick something. Otherwise larger ones are hidden with them: these must do for it,
 * wherever they stand, and be possible beside the smallest.
 */
function hiddenBeside({ from, to }: Span, shown: readonly Count[], { cell, width }: Thresholds): Hides {
  const figures = shown.flatMap(({ count }) => count ?? []);
  const hidesFirst = (count: number): boolean => (count > 0 && count < cell) || count > from - cell;
  const first = figures.filter(hidesFirst);
  if (to - sum(figures.filter((count) => !hidesFirst(count))) <= first.length)
    return first.length === 0 || to - 1 >= width ? hidesFirst : null;
  if (first.length === 0 || sum(figures) < to || Math.max(...figures) > from) return null;
  return hidesUpTo(figures, hidesFirst, width);
}
