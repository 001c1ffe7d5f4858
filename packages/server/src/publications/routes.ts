import { endpoint } from '../http/endpoint.ts';
import type { Routes } from '../http/routes.ts';
import { sendAttachment } from './attachments.ts';
import { readAttachment, readVersions } from './port.ts';

export const publicationRoutes: Routes = (app, { services, backendFor, callerOf }) => {
  endpoint(app, 'listPublications', ({ agency, query, request }) =>
    backendFor(request).listPublications(agency, query),
  );
  endpoint(app, 'readPublication', ({ agency, id, request }) => backendFor(request).readPublication(agency, id));
  endpoint(app, 'listPublicationVersions', async ({ agency, id, request }) => ({
    items: await readVersions(services, callerOf(request), agency, id),
    next: null,
  }));
  endpoint(
    app,
    'readAttachment',
    async ({ agency, id, request, reply }) => {
      const file = await readAttachment(services, callerOf(request), agency, id);
      void reply.header('Cache-Control', 'no-cache');
      return sendAttachment(reply, file);
    },
    { compress: false },
  );
};
