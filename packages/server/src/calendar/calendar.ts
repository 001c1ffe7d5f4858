import { createHash } from 'node:crypto';
import type { Agency } from '@otklik/core/contract/agencies.js';
import { calendarOf, type Calendar, type CalendarDay } from '@otklik/core/domain/calendar.js';
import { canonicalJson } from '@otklik/core/domain/surveys/canonical.js';
import { unknownAgency } from '../agencies/port.ts';
import { findAgencyWithCalendar } from '../agencies/store.ts';
import type { Db } from '../database/open.ts';
import type { OwnCalendar } from '../database/schema.ts';
import { isName } from '../http/names.ts';
import type { Services } from '../services.ts';

/** The calendar that an agency computes terms by. */
export interface AgencyCalendar {
  days: readonly CalendarDay[];
  calendar: Calendar;
  /** Years of the agency's own among them. */
  own: OwnCalendar;
  /** Names these very days: what was computed by others is computed anew. */
  name: string;
}

/** Whole years of the agency's own in place of those that are shipped. */
export function agencyCalendar(shipped: readonly CalendarDay[], own: OwnCalendar): AgencyCalendar {
  const days = [...shipped.filter(({ date }) => !own[date.slice(0, 4)]), ...Object.values(own).flat()];
  const name = createHash('sha256').update(canonicalJson(days)).digest('base64url').slice(0, 16);
  return { days, calendar: calendarOf(days), own, name };
}

/** Kept, since every request with a term in it needs one, and they change once a year. */
const made = new WeakMap<readonly CalendarDay[], Map<string, AgencyCalendar>>();

/** The same each time. */
export function sharedCalendar(shipped: readonly CalendarDay[], own: OwnCalendar): AgencyCalendar {
  const known = made.get(shipped) ?? new Map<string, AgencyCalendar>();
  made.set(shipped, known);
  const key = JSON.stringify(own);
  const found = known.get(key) ?? agencyCalendar(shipped, own);
  if (known.size > 100) known.clear();
  known.set(key, found);
  return found;
}

/** An agency and its calendar, by one query. @throws BackendError agency_unknown */
export async function requireAgencyCalendar(
  db: Db,
  shipped: Services['calendar'],
  id: string,
): Promise<{ agency: Agency; calendar: AgencyCalendar }> {
  const found = isName(id) ? await findAgencyWithCalendar(db, id) : undefined;
  if (!found) throw unknownAgency(id);
  return { agency: found.agency, calendar: sharedCalendar(shipped, found.calendar) };
}
