import type { Routes } from '../../http/routes.ts';
import { staffEndpoint } from '../../http/staff-endpoint.ts';
import { routedTopics, routeTopic } from './routing.ts';

/** Topics of consultations as staff see them, and whom new cases of each go to. */
export const routingRoutes: Routes = (app, context) => {
  const { services } = context;

  staffEndpoint(app, context, 'listStaffTopics', ({ agency }) => routedTopics(services, agency));
  staffEndpoint(app, context, 'routeTopic', ({ params, body, ...worker }) =>
    routeTopic(services, worker, params, body.responsible),
  );
};
