import { endpoint } from '../http/endpoint.ts';
import type { Routes } from '../http/routes.ts';

export const touchpointRoutes: Routes = (app, { backendFor }) => {
  endpoint(app, 'readTouchpoints', ({ agency, query, request }) =>
    backendFor(request).readTouchpoints(agency, query.audience),
  );
};
