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

/** The same day so many calendar months later, or the last one of a month that has no such day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(day, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
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

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Kept, since making one takes many times as long as using it. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, made);
  return made;
}

/** The date and the minutes since midnight that clocks show in a time zone (IANA name). */
export function localTime(moment: Date, timeZone: string): { date: IsoDate; minutes: number } {
  const parts: Record<string, string> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(moment)) parts[type] = value;
  return { date: `${parts.year}-${parts.month}-${parts.day}`, minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}

/**
 * The moment at which clocks in a time zone (IANA name) show a date and the minutes since its
 * midnight, 1440 being the next one. Of a time that comes twice, since clocks are put back, it is
 * the first; one that is skipped counts on by the clock before (RFC 5545, section 3.3.5).
 */
export function instantOf(date: IsoDate, minutes: number, timeZone: string): Date {
  const shown = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  /** What clocks show at a moment, as if it were UTC. */
  const read = (at: number): number => {
    const { date: on, minutes: past } = localTime(new Date(at), timeZone);
    return Date.parse(`${on}T00:00:00Z`) + past * 60_000;
  };
  // No zone changes its clocks twice within two days: their offset is that of the day before or of the day after.
  const by = (near: number): number => shown + near - read(near);
  const before = by(shown - day);
  if (read(before) === shown) return new Date(before);
  const after = by(shown + day);
  return new Date(read(after) === shown ? after : before);
}
