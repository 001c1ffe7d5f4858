import type { Agency } from '@otklik/core/contract/agencies.js';
import { audiences } from '@otklik/core/contract/common.js';
import { addDays, localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { defaultPolicy, rulesFor, termsOf } from '@otklik/core/domain/consultations/rules.js';
import { listAgencies } from '../../agencies/store.ts';
import { requireAgencyCalendar, type AgencyCalendar } from '../../calendar/calendar.ts';
import { enqueue } from '../../notices/store.ts';
import type { Services } from '../../services.ts';
import { findCase } from '../store.ts';
import { currentAlarms } from './current.ts';
import { listWatched, markTold, type Watch } from './store.ts';

type Needs = Pick<Services, 'database' | 'calendar'>;

function watchOf(agency: Agency, today: IsoDate): Watch {
  const { nearDays } = agency.consultations ?? defaultPolicy;
  const windows = audiences.flatMap((audience) => {
    const { deferralNoticeDays, forwardingDays } = termsOf(agency, audience);
    return [deferralNoticeDays, forwardingDays];
  });
  return {
    today,
    dueBy: addDays(today, Math.max(0, ...nearDays)),
    registeredFrom: addDays(today, -Math.max(...windows)),
  };
}

/** @returns of how many alarms of a case staff are told now */
async function tell(
  { database: { db } }: Needs,
  agency: Agency,
  { calendar }: AgencyCalendar,
  id: string,
  moment: Date,
): Promise<number> {
  const found = await findCase(db, agency.id, { id });
  if (!found) return 0;
  const { record } = found;
  const due = currentAlarms(record, moment, rulesFor(agency, record.audience, calendar)).map(({ name }) => name);
  if (due.length === 0) return 0;
  return db.transaction().execute(async (tx) => {
    const news = await markTold(tx, id, due, moment);
    await enqueue(
      tx,
      ...news.map(
        (about) => ({ kind: 'case_staff_notice', payload: { consultation: id, about }, at: moment }) as const,
      ),
    );
    return news.length;
  });
}

/** Watches the terms of open cases; asked again and again, as of now. @returns of how many alarms staff are told */
export type AlarmWatch = (services: Needs, moment: Date, stopped?: AbortSignal) => Promise<number>;

/**
 * Sees to it that staff are told of each alarm once: the database remembers of which, together with
 * the job to tell it. This process remembers which cases it has looked at on this day, so that one
 * is read whole only when the day or the case is another one: each minute costs a query an agency.
 */
export function watchAlarms(): AlarmWatch {
  /** By agency and case: as what it was looked at. */
  const looked = new Map<string, Map<string, string>>();
  return async (services, moment, stopped) => {
    const { db } = services.database;
    let told = 0;
    const faults: unknown[] = [];
    for (const { id: agencyId } of await listAgencies(db)) {
      const { agency, calendar } = await requireAgencyCalendar(db, services.calendar, agencyId);
      const today = localTime(moment, agency.timeZone).date;
      const before = looked.get(agencyId);
      const now = new Map<string, string>();
      for (const { id, state } of await listWatched(db, agencyId, watchOf(agency, today))) {
        if (stopped?.aborted) return told;
        const as = [today, calendar.name, state].join(' ');
        try {
          if (before?.get(id) !== as) told += await tell(services, agency, calendar, id, moment);
          now.set(id, as);
        } catch (fault) {
          // One that can't be read must not keep the others from being told.
          faults.push(fault);
        }
      }
      looked.set(agencyId, now);
    }
    if (faults.length > 0) throw faults[0];
    return told;
  };
}
