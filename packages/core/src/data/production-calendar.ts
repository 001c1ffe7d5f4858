import type { CalendarDay, CalendarDayKind } from '../domain/calendar.ts';

/** One year of the Russian production calendar: what differs from "Saturday and Sunday off", as MM.DD. */
interface Year {
  off: string;
  short: string;
  working: string;
  /** False: only the statutory holidays of Labour Code article 112 are known, transfers are not. */
  complete: boolean;
}

const newYear = '01.01 01.02 01.03 01.04 01.05 01.06 01.07 01.08';

/** Government resolutions on transfers of days off, as published in the production calendars. */
const years: Record<number, Year> = {
  2024: {
    off: `${newYear} 02.23 03.08 04.29 04.30 05.01 05.09 05.10 06.12 11.04 12.30 12.31`,
    short: '02.22 03.07 05.08 06.11 11.02',
    working: '04.27 12.28',
    complete: true,
  },
  2025: {
    off: `${newYear} 05.01 05.02 05.08 05.09 06.12 06.13 11.03 11.04 12.31`,
    short: '03.07 04.30 06.11 11.01',
    working: '',
    complete: true,
  },
  2026: {
    off: `${newYear} 01.09 02.23 03.09 05.01 05.11 06.12 11.04 12.31`,
    short: '04.30 05.08 06.11 11.03',
    working: '',
    complete: true,
  },
  2027: { off: `${newYear} 02.23 03.08 05.01 05.09 06.12 11.04`, short: '', working: '', complete: false },
};

const daysOf = (year: number, list: string, kind: CalendarDayKind): CalendarDay[] =>
  list
    .split(' ')
    .filter(Boolean)
    .map((monthDay) => ({ date: `${year}-${monthDay.replace('.', '-')}`, kind }));

/** The calendar that a new installation starts with; an administrator can replace any year. */
export const productionCalendar: CalendarDay[] = Object.entries(years).flatMap(([key, year]) => [
  ...daysOf(Number(key), year.off, 'off'),
  ...daysOf(Number(key), year.short, 'short'),
  ...daysOf(Number(key), year.working, 'working'),
]);

/** Years whose transfers of days off aren't known: staff are warned that terms may move. */
export const incompleteYears: number[] = Object.entries(years)
  .filter(([, year]) => !year.complete)
  .map(([key]) => Number(key));
