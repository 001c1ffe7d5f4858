import type { Tally } from '../../contract/surveys.ts';

type TallyCount = Tally['counts'][number];

/** Nothing of a question is published under so many answers (domain.md, 9). */
export const leastAnswers = 10;
/** Figures from 1 to this are hidden: with them one could recognise a person. */
export const smallCount = 4;

/**
 * Figures of one question, fit for publication: withheld under 10 answers; counts of 1 to 4 hidden,
 * and with them always the smallest larger count (all that are equal to it). So whoever knows the
 * sum and this rule can't tell which of the hidden ones is the large one; small ones alone could
 * be found where their sum leaves no choice, as 8 does for two.
 */
export function protectCounts(
  answered: number,
  counts: { option: string; count: number }[],
): {
  answered: number | null;
  counts: TallyCount[];
} {
  if (answered < leastAnswers)
    return { answered: null, counts: counts.map(({ option }) => ({ option, count: null, majority: null })) };
  const hides = counts.some(({ count }) => count > 0 && count <= smallCount);
  const cover = Math.min(...counts.map(({ count }) => count).filter((count) => count > smallCount));
  const limit = !hides ? 0 : Number.isFinite(cover) ? cover : smallCount;
  return {
    answered,
    counts: counts.map(({ option, count }) => ({
      option,
      count: count > 0 && count <= limit ? null : count,
      majority: null,
    })),
  };
}
