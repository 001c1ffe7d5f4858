import type { Count, Span, Thresholds } from './types.ts';

/** Which figures of a small group are told as a large majority, or as what one left. */
export function majorityOf(count: number, answered: number, { majority, subgroup }: Thresholds): Count['majority'] {
  if (answered >= subgroup) return null;
  if (count * 100 > majority * answered) return 'chosen';
  return (answered - count) * 100 > majority * answered ? 'not_chosen' : null;
}

/** What that tells of the figure. */
export const majoritySpan = (told: 'chosen' | 'not_chosen', answered: number, { majority }: Thresholds): Span =>
  told === 'chosen'
    ? { from: Math.floor((majority * answered) / 100) + 1, to: answered }
    : { from: 0, to: Math.floor(((100 - majority) * answered) / 100) };
