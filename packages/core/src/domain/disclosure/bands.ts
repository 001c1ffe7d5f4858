import type { QuestionCounts, Span, Thresholds } from './types.ts';

/** The answer beside a scale that is none of its marks. */
const apart = 'unsure';

export type Band = 'low' | 'middle' | 'high';

/** The band of each mark of a scale, worst first: the outer ones alike, 1–2, 3, 4–5 and 0–3, 4–6, 7–10. */
export function bandOf(at: number, marks: number): Band {
  const outer = Math.floor((marks + 1) / 3);
  if (at < outer) return 'low';
  return at < marks - outer ? 'middle' : 'high';
}

/** The table of a scale in bands, as many as it has; what isn't a mark stands after them as it is. */
export function inBands(counts: QuestionCounts['counts']): QuestionCounts['counts'] {
  const marks = counts.filter(({ option }) => option !== apart);
  const bands = new Map<string, number>();
  for (const [at, { count }] of marks.entries()) {
    const band = bandOf(at, marks.length);
    bands.set(band, (bands.get(band) ?? 0) + count);
  }
  const table = [...bands].map(([option, count]) => ({ option, count }));
  return [...table, ...counts.filter(({ option }) => option === apart)];
}

/** How many took part, as it is published: exact from 20 on, otherwise 0–9 or 10–19. */
export function participation(count: number, { answers, subgroup }: Thresholds): Span {
  if (count >= subgroup) return { from: count, to: count };
  return count < answers ? { from: 0, to: answers - 1 } : { from: answers, to: subgroup - 1 };
}
