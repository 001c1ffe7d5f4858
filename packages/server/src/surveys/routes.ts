import { endpoint } from '../http/endpoint.ts';
import type { Routes } from '../http/routes.ts';

/** Quiet, all of them: when somebody was here must stand nowhere (anonymity.md). */
const quiet = { quiet: true };

export const surveyRoutes: Routes = (app, { backendFor }) => {
  endpoint(app, 'listSurveys', ({ agency, query, request }) => backendFor(request).listSurveys(agency, query.audience), quiet);
  endpoint(app, 'readManifest', ({ agency, id, request }) => backendFor(request).readManifest(agency, id), quiet);
  endpoint(app, 'readBatch', ({ agency, id, request }) => backendFor(request).readBatch(agency, id), quiet);
  endpoint(
    app,
    'castBallot',
    async ({ agency, id, body, request }) => {
      await backendFor(request).castBallot(agency, id, body as never);
      return { accepted: true as const };
    },
    quiet,
  );
  endpoint(app, 'listReleases', ({ agency, id, request }) => backendFor(request).listReleases(agency, id), quiet);
};
