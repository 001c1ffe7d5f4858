/** A calendar date without time, ISO 8601 (`2026-12-30`). Comparable as text. */
export type IsoDate = string;

/** How days differ from "Saturday and Sunday off" (production calendar, Labour Code article 112). */
export type CalendarDayKind = 'off' | 'short' | 'working';
export interface CalendarDay {
  date: IsoDate;
  kind: CalendarDayKind;
}
export type Calendar = ReadonlyMap<IsoDate, CalendarDayKind>;

export const calendarOf = (days: readonly CalendarDay[]): Calendar =>
  new Map(days.map(({ date, kind }) => [date, kind]));

const day = 86_400_000;

/** Later (or, with a negative number, earlier) by whole calendar days. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day;
}

/** Day of the week, ISO 8601: 1 is Monday, 7 is Sunday. */
export function weekday(date: IsoDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** Working unless the calendar says otherwise: Monday to Friday. A short day is a working day. */
export function isWorkingDay(date: IsoDate, calendar: Calendar): boolean {
  const kind = calendar.get(date);
  return kind ? kind !== 'off' : weekday(date) < 6;
}

/** The next working day in the direction of `step` (1 or -1), `date` itself excluded. */
export function workingDayFrom(date: IsoDate, step: 1 | -1, calendar: Calendar): IsoDate {
  let found = addDays(date, step);
  while (!isWorkingDay(found, calendar)) found = addDays(found, step);
  return found;
}

/** The date and the minutes since midnight that clocks show in a time zone (IANA name). */
export function localTime(moment: Date, timeZone: string): { date: IsoDate; minutes: number } {
  const parts: Record<string, string> = {};
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  for (const { type, value } of format.formatToParts(moment)) parts[type] = value;
  return { date: `${parts.year}-${parts.month}-${parts.day}`, minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}
