import { endpoint } from '../http/endpoint.ts';
import type { Routes } from '../http/routes.ts';
import { staffEndpoint } from '../http/staff-endpoint.ts';
import { createSlots, readFreeSlots, readSlots, removeSlot } from './rules.ts';

export const slotRoutes: Routes = (app, { services }) => {
  endpoint(app, 'listSlots', ({ agency, query, reply }) => {
    // What is free now is taken in a moment.
    void reply.header('Cache-Control', 'no-store');
    return readFreeSlots(services, agency, query);
  });
};

/** Times that staff offer, and take away. */
export const slotStaffRoutes: Routes = (app, context) => {
  const { services } = context;

  staffEndpoint(app, context, 'listStaffSlots', ({ agency, query }) => readSlots(services, agency, query));
  staffEndpoint(app, context, 'createSlots', ({ body, ...worker }) => createSlots(services, worker, body));
  staffEndpoint(app, context, 'removeSlot', ({ params, body, ...worker }) =>
    removeSlot(services, worker, params.id ?? '', body.reason),
  );
};
