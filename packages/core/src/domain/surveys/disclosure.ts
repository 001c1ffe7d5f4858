import type { Tally } from '../../contract/surveys.ts';

type TallyCount = Tally['counts'][number];

/** Nothing of a question is published under so many answers (domain.md, 9). */
export const leastAnswers = 10;
/** Figures from 1 to this are hidden: with them one could recognise a person. */
export const smallCount = 4;

/**
 * Figures of one question, fit for publication: withheld under 10 answers; counts of 1 to 4
 * hidden, and where only one is hidden, or the hidden ones together are still small, the next
 * smallest too, so that none can be found from the sum.
 */
export function protectCounts(answered: number, counts: { option: string; count: number }[]): {
  answered: number | null;
  counts: TallyCount[];
} {
  if (answered < leastAnswers) return { answered: null, counts: counts.map(({ option }) => ({ option, count: null })) };
  const hidden = new Set(counts.filter(({ count }) => count > 0 && count <= smallCount).map(({ option }) => option));
  const hiddenSum = (): number => counts.reduce((sum, { option, count }) => sum + (hidden.has(option) ? count : 0), 0);
  while (hidden.size > 0 && (hidden.size < 2 || hiddenSum() <= smallCount)) {
    const next = counts.filter(({ option, count }) => count > 0 && !hidden.has(option)).sort((a, b) => a.count - b.count)[0];
    if (!next) break;
    hidden.add(next.option);
  }
  return { answered, counts: counts.map(({ option, count }) => ({ option, count: hidden.has(option) ? null : count })) };
}
