import type { Routes } from '../http/routes.ts';
import { endpoint } from '../http/endpoint.ts';

export const agencyRoutes: Routes = (app, { backendFor }) => {
  endpoint(app, 'readAgency', ({ agency, request }) => backendFor(request).readAgency(agency));
};
