import type { CaseContent } from '@otklik/core/backend/content.js';
import { localTime } from '@otklik/core/domain/calendar.js';

/**
 * The numbers that a back end gives to the cases it starts with: counted in their order, from 1, by
 * audience and by year of receipt. A case that was merged into another names it by its number.
 */
export function caseNumbers(
  cases: readonly Pick<CaseContent, 'consultation' | 'receivedAt'>[],
  timeZone: string,
): string[] {
  const last = new Map<string, number>();
  return cases.map(({ consultation, receivedAt }) => {
    const series = consultation.audience === 'internal' ? 'В' : 'И';
    const year = localTime(receivedAt, timeZone).date.slice(2, 4);
    const next = (last.get(series + year) ?? 0) + 1;
    last.set(series + year, next);
    return `${series}-${next}/${year}`;
  });
}
