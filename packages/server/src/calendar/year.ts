import { BackendError } from '@otklik/core/backend/error.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { CalendarChanged, CalendarYearInput } from '@otklik/core/contract/staff/calendar.js';
import { weekday, type CalendarDay, type CalendarDayKind } from '@otklik/core/domain/calendar.js';
import { canonicalJson } from '@otklik/core/domain/surveys/canonical.js';
import { withJournal, type Json } from '../journal/journal.ts';
import type { Services } from '../services.ts';
import type { Worker } from '../staff/worker.ts';
import { sharedCalendar } from './calendar.ts';
import { recomputeCases } from './recompute.ts';
import { lockOwnCalendar, updateOwnCalendar } from './store.ts';
import { inOrder, staffCalendar } from './view.ts';

const wrong = (path: string, code: string): FieldError => ({ path, code, params: {} });

/** @throws BackendError fields_invalid: year */
function yearNamed(part: string): string {
  if (!/^(?:20\d\d|2100)$/.test(part)) throw new BackendError('fields_invalid', {}, [wrong('year', 'format')]);
  return part;
}

/** What a day is called that its kind doesn't make another one than it is anyway: a slip of the date. */
const saysNothing = ({ date, kind }: CalendarDay): boolean => kind === 'working' && weekday(date) < 6;

/** @throws BackendError fields_invalid: days, days.N.date, days.N.kind */
function requireSensible(year: string, days: readonly CalendarDay[]): void {
  // No year is without holidays (Labour Code, article 112): one that has none was sent by mistake.
  const fields = days.length === 0 ? [wrong('days', 'required')] : [];
  for (const [index, day] of days.entries()) {
    if (!day.date.startsWith(`${year}-`)) fields.push(wrong(`days.${index}.date`, 'choice_unknown'));
    else if (saysNothing(day)) fields.push(wrong(`days.${index}.kind`, 'choice_unknown'));
  }
  if (fields.length > 0) throw new BackendError('fields_invalid', {}, fields);
}

/** For the journal: dates by what they are. */
function datesByKind(days: readonly CalendarDay[]): Record<CalendarDayKind, Json> {
  const of = (kind: CalendarDayKind): string[] => days.filter((day) => day.kind === kind).map(({ date }) => date);
  return { off: of('off'), short: of('short'), working: of('working') };
}

/**
 * Puts a year of the agency's own in place of the one that was there. The calendar is changed and
 * journalled first, then open cases follow; what of that is cut short the jobs finish.
 * @throws BackendError agency_unknown, fields_invalid
 */
export async function replaceYear(
  services: Services,
  { agency, staff }: Worker,
  yearPart: string,
  input: CalendarYearInput,
): Promise<CalendarChanged> {
  const year = yearNamed(yearPart);
  requireSensible(year, input.days);
  const days = inOrder(input.days);
  await withJournal(services, async (tx, append) => {
    const before = await lockOwnCalendar(tx, agency);
    if (canonicalJson(before[year] ?? null) === canonicalJson(days)) return;
    const own = { ...before, [year]: days };
    await updateOwnCalendar(tx, agency, own);
    append({
      ...{ agency, at: services.now(), staff: staff.id, position: staff.position },
      ...{ subject: 'calendar', id: year, action: 'replaced' },
      data: { ...datesByKind(days), calendar: sharedCalendar(services.calendar, own).name },
    });
  });
  const { recomputed, moved } = await recomputeCases(services, agency);
  return { calendar: await staffCalendar(services, agency), recomputed, moved };
}
