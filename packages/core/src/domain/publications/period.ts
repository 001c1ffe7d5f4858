import { addDays, type IsoDate } from '../calendar.ts';

const years = 3;

/** Stretches of time that people look in: the last month, this year and those before it, and all before them. */
export function periodsAt(today: IsoDate): string[] {
  const year = Number(today.slice(0, 4));
  const single = [...Array(years).keys()].map((at) => String(year - at));
  return ['month', ...single, `before-${year - years + 1}`];
}

/** A period that is told by a year: that one, or all before it; undefined for any other. */
export function yearOf(period: string): { year: string; before: boolean } | undefined {
  const [, before, year = ''] = /^(before-)?(\d{4})$/.exec(period) ?? [];
  return year ? { year, before: !!before } : undefined;
}

/** First and last day of a period; without both for what is none. */
export function rangeOf(period: string, today: IsoDate): { from?: IsoDate; to?: IsoDate } {
  if (period === 'month') return { from: addDays(today, -30) };
  const { year = '', before } = yearOf(period) ?? {};
  if (!year) return {};
  return before ? { to: `${Number(year) - 1}-12-31` } : { from: `${year}-01-01`, to: `${year}-12-31` };
}
