import {
  addDays,
  calendarOf,
  daysBetween,
  isWorkingDay,
  localTime,
  workingDayFrom,
  type IsoDate,
} from '@otklik/core/domain/calendar.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { agency } from '../agency.ts';

export const calendar = calendarOf(productionCalendar);

/** The moment at which the Service's clocks show `time` (HH:MM) on `date`. */
export function momentAt(date: IsoDate, time: string): Date {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const shown = localTime(new Date(wanted), agency.timeZone);
  const ahead = Date.parse(`${shown.date}T00:00:00Z`) + shown.minutes * 60_000 - wanted;
  return new Date(wanted - ahead);
}

/** Working days of the Service, counted back from a moment: 1 is the last one before today. */
export interface WorkingDays {
  back(days: number): IsoDate;
}

export function workingDaysBefore(now: Date): WorkingDays {
  const days: IsoDate[] = [localTime(now, agency.timeZone).date];
  return {
    back(count) {
      while (days.length <= count) days.push(workingDayFrom(days.at(-1) ?? '', -1, calendar));
      return days[count] ?? '';
    },
  };
}

/** Days on which a case was registered and taken up, and on which the client was told something of it. */
export interface NoticeDays {
  registered: IsoDate;
  started: IsoDate;
  told: IsoDate;
}

/**
 * The latest days that fit a notice which the client must have within so many days of registration,
 * and which was given at least `latest` working days ago. Holidays may lie between, so registration
 * is as early as the term allows.
 */
export function noticeDays(days: WorkingDays, within: number, latest: number): NoticeDays {
  for (let back = latest; ; back++) {
    const told = days.back(back);
    let registered = addDays(told, -within);
    if (!isWorkingDay(registered, calendar)) registered = workingDayFrom(registered, 1, calendar);
    const started = workingDayFrom(registered, 1, calendar);
    if (daysBetween(started, told) > 0) return { registered, started, told };
  }
}
