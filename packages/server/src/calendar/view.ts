import type { CalendarYear, StaffCalendar } from '@otklik/core/contract/staff/calendar.js';
import { incompleteYears } from '@otklik/core/data/production-calendar.js';
import { addDays, localTime, type CalendarDay, type IsoDate } from '@otklik/core/domain/calendar.js';
import { audiences } from '@otklik/core/contract/common.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import { termsOf } from '@otklik/core/domain/consultations/rules.js';
import type { OwnCalendar } from '../database/schema.ts';
import type { Services } from '../services.ts';
import { requireAgencyCalendar } from './calendar.ts';
import { yearsReached } from './store.ts';

export const yearOf = (date: IsoDate): number => Number(date.slice(0, 4));

/** Days in the order of their dates: the same calendar is the same text. */
export const inOrder = (days: readonly CalendarDay[]): CalendarDay[] =>
  days.toSorted((one, other) => (one.date < other.date ? -1 : 1));

/** Year by year. What an administrator set is taken for complete. */
function yearsOf(shipped: readonly CalendarDay[], own: OwnCalendar): CalendarYear[] {
  const years = new Set([...Object.keys(own).map(Number), ...shipped.map(({ date }) => yearOf(date))]);
  return [...years]
    .sort((one, other) => one - other)
    .map((year): CalendarYear => {
      const days = own[year];
      if (days) return { year, source: 'own', complete: true, days: [...days] };
      const known = shipped.filter(({ date }) => yearOf(date) === year);
      return { year, source: 'shipped', complete: !incompleteYears.includes(year), days: inOrder(known) };
    });
}

/** The day that a request of this moment can come to: registered, answered and deferred at the last. */
function horizon(agency: Agency, today: IsoDate): IsoDate {
  const longest = audiences.map((audience) => {
    const { registrationDays, answerDays, deferralDays } = termsOf(agency, audience);
    return registrationDays + answerDays + deferralDays;
  });
  return addDays(today, Math.max(...longest));
}

/**
 * The calendar as staff see it, with the years that terms come to and whose days off aren't known:
 * transfers are set by the Government year by year (Labour Code, article 112), so dates there may
 * still move.
 * @throws BackendError agency_unknown
 */
export async function staffCalendar(
  { database: { db }, calendar: shipped, now }: Pick<Services, 'database' | 'calendar' | 'now'>,
  agencyId: string,
): Promise<StaffCalendar> {
  const { agency, calendar } = await requireAgencyCalendar(db, shipped, agencyId);
  const years = yearsOf(shipped, calendar.own);
  const today = localTime(now(), agency.timeZone).date;
  const reached = new Set([...(await yearsReached(db, agencyId)), yearOf(today), yearOf(horizon(agency, today))]);
  const known = new Set(years.filter(({ complete }) => complete).map(({ year }) => year));
  return { years, warnings: [...reached].filter((year) => !known.has(year)).sort((one, other) => one - other) };
}
