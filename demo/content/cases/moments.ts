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

const calendar = calendarOf(productionCalendar);

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

/** Days on which a case was registered, taken up and deferred. */
export interface DeferralDays {
  registered: IsoDate;
  started: IsoDate;
  deferred: IsoDate;
}

/**
 * The latest days that fit a deferral: it must be announced within `deferralNoticeDays` of
 * registration, and holidays may lie between. Registration is as early as that allows.
 */
export function deferralDays(days: WorkingDays): DeferralDays {
  for (let back = 2; ; back++) {
    const deferred = days.back(back);
    let registered = addDays(deferred, -agency.terms.deferralNoticeDays);
    if (!isWorkingDay(registered, calendar)) registered = workingDayFrom(registered, 1, calendar);
    const started = workingDayFrom(registered, 1, calendar);
    if (daysBetween(started, deferred) > 0) return { registered, started, deferred };
  }
}
