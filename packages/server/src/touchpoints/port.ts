import type { TouchpointsPort } from '@otklik/core/backend/port.js';
import { addDays, localTime } from '@otklik/core/domain/calendar.js';
import { requireAgency, seen } from '../agencies/port.ts';
import type { Caller, Services } from '../services.ts';
import { findTouchpointList } from './store.ts';

/** The days of the production calendar that an opening hour within reach can depend on. */
const daysBack = 1;
const daysAhead = 60;

export const touchpointsPort = ({ database: { db }, now, calendar }: Services, caller: Caller): TouchpointsPort => ({
  readTouchpoints: async (id, audience) => {
    const { timeZone } = await requireAgency(db, id);
    const list = seen(audience, caller) ? await findTouchpointList(db, id, audience) : undefined;
    const today = localTime(now(), timeZone).date;
    const first = addDays(today, -daysBack);
    const last = addDays(today, daysAhead);
    return {
      audience,
      timeZone,
      calendar: calendar.filter(({ date }) => date >= first && date <= last),
      ...(list ?? { document: null, channels: [], items: [] }),
      next: null,
    };
  },
});
