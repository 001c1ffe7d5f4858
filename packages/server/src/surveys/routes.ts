import { releasesFile } from '@otklik/core/backend/releases-file.js';
import { csvHeaders } from '@otklik/core/domain/csv.js';
import { endpoint } from '../http/endpoint.ts';
import type { Routes } from '../http/routes.ts';

export const surveyRoutes: Routes = (app, { backendFor }) => {
  endpoint(app, 'listSurveys', ({ agency, query, request }) => backendFor(request).listSurveys(agency, query.audience));
  endpoint(app, 'readManifest', ({ agency, id, request }) => backendFor(request).readManifest(agency, id));
  endpoint(app, 'readManifestVersion', ({ agency, id, params: { version = '' }, request }) =>
    backendFor(request).readManifestVersion(agency, id, /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 0),
  );
  endpoint(app, 'listThemes', ({ agency, id, request }) => backendFor(request).listThemes(agency, id));
  endpoint(app, 'readBatch', ({ agency, id, request, reply }) => {
    // A batch may close at any moment: a copy of it is of no use to anybody.
    void reply.header('Cache-Control', 'no-store');
    return backendFor(request).readBatch(agency, id);
  });
  endpoint(app, 'castBallot', async ({ agency, id, body, request }) => {
    await backendFor(request).castBallot(agency, id, body as never);
    return { accepted: true as const };
  });
  endpoint(app, 'listReleases', ({ agency, id, request }) => backendFor(request).listReleases(agency, id));
  endpoint(app, 'readReleasesFile', async ({ agency, id, request, reply }) => {
    const file = await releasesFile(backendFor(request), agency, id);
    void reply.headers(csvHeaders(`${id}.csv`));
    return Buffer.from(file);
  });
};
