import type { Choice, Row } from './results.figures.ts';

/** A mark of a scale, or several that are told together. */
export interface Scaled extends Choice {
  from?: number;
  to?: number;
}

/** What is made of marks: how many in all, of them good and bad ones, and their sum. What a hidden one is in isn't a number. */
export interface Marks {
  n: number;
  good: number;
  bad: number;
  sum: number;
}

/**
 * Marks of `good` and more are good, of `bad` and less bad (domain.md, 5); «затрудняюсь» is no mark.
 * Where several are told together, what divides them, as the sum does, isn't a number.
 */
export function marksOf(
  rows: readonly (Pick<Row, 'id' | 'count'> & Pick<Scaled, 'from' | 'to'>)[],
  good = 4,
  bad = -1,
): Marks {
  const marks = { n: 0, good: 0, bad: 0, sum: 0 };
  for (const { id, from = Number(id), to = from, count } of rows) {
    if (!(from >= 0)) continue;
    marks.n += count;
    marks.sum += from < to && count ? NaN : from * count;
    marks.good += to < good ? 0 : from < good && count ? NaN : count;
    marks.bad += from > bad ? 0 : to > bad && count ? NaN : count;
  }
  return marks;
}

/** NPS = % of 9 and 10 − % of 0 to 6 (domain.md, 5); not a number while it can't be told. */
export function netPromoters(rows: readonly Row[]): Marks & { nps: number } {
  const marks = marksOf(rows, 9, 6);
  return { ...marks, nps: marks.n > 0 ? Math.round((100 * (marks.good - marks.bad)) / marks.n) : NaN };
}

export const signed = (number: number): string => `${number > 0 ? '+' : number < 0 ? '−' : ''}${Math.abs(number)}`;

/** A weight with the mean mark that it goes with. */
export interface Weighed {
  importance: number;
  mean: number;
}

/** CSI = Σ(importance × mean mark) / Σ(importance × 5) (domain.md, 5). */
export function satisfactionIndex(parts: readonly Weighed[]): number {
  // By a loop: up to Prototype 1.6 lists have a `reduce` of their own.
  let sum = 0;
  for (const { importance, mean } of parts) sum += importance * mean;
  return sum / weightOf(parts);
}

/** What marks of 5 all over would come to. */
export function weightOf(parts: readonly Weighed[]): number {
  let sum = 0;
  for (const { importance } of parts) sum += importance * 5;
  return sum;
}
