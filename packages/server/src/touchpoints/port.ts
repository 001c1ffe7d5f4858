import type { TouchpointsPort } from '@otklik/core/backend/port.js';
import { touchpointList } from '@otklik/core/domain/touchpoints/list.js';
import { requireAgency, seen } from '../agencies/port.ts';
import type { Caller, Services } from '../services.ts';
import { findTouchpointList } from './store.ts';

export const touchpointsPort = ({ database: { db }, now, calendar }: Services, caller: Caller): TouchpointsPort => ({
  readTouchpoints: async (id, audience) => {
    const { timeZone } = await requireAgency(db, id);
    const list = seen(audience, caller) ? await findTouchpointList(db, id, audience) : undefined;
    return touchpointList(list, audience, now(), timeZone, calendar);
  },
});
