import { endpoint } from '../http/endpoint.ts';
import type { Routes } from '../http/routes.ts';

export const consultationRoutes: Routes = (app, { backendFor }) => {
  endpoint(app, 'listConsultationTopics', ({ agency, query, request }) =>
    backendFor(request).listConsultationTopics(agency, query.audience),
  );
  endpoint(app, 'fileConsultation', ({ agency, body, header, request }) =>
    backendFor(request).fileConsultation(agency, body as never, header('Idempotency-Key')),
  );
  endpoint(app, 'readCase', ({ agency, header, request }) => backendFor(request).readCase(agency, header('Case-Code')));
};
