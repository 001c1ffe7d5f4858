import type { TouchpointsPort } from '@otklik/core/backend/port.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { touchpointList } from '@otklik/core/domain/touchpoints/list.js';
import { seen } from '../agencies/port.ts';
import { requireAgencyCalendar } from '../calendar/calendar.ts';
import type { Caller, Services } from '../services.ts';
import { findTouchpointList } from './store.ts';

export const touchpointsPort = (
  { database: { db }, now, calendar: shipped }: Services,
  caller: Caller,
): TouchpointsPort => ({
  readTouchpoints: async (id, audience) => {
    const { agency, calendar } = await requireAgencyCalendar(db, shipped, id);
    const { timeZone, appealPortals } = agency;
    const moment = now();
    const { date } = localTime(moment, timeZone);
    const list = seen(audience, caller) ? await findTouchpointList(db, id, audience, date) : undefined;
    return touchpointList(list, audience, moment, timeZone, calendar.days, appealPortals);
  },
});
