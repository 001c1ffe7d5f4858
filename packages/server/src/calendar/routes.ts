import type { Routes } from '../http/routes.ts';
import { staffEndpoint } from '../http/staff-endpoint.ts';
import { staffCalendar } from './view.ts';
import { replaceYear } from './year.ts';

/** The production calendar that an agency computes its terms by, as its staff see and change it. */
export const calendarRoutes: Routes = (app, context) => {
  const { services } = context;

  staffEndpoint(app, context, 'readCalendar', ({ agency }) => staffCalendar(services, agency));
  staffEndpoint(app, context, 'replaceCalendarYear', ({ params, body, ...worker }) =>
    replaceYear(services, worker, params.year ?? '', body),
  );
};
