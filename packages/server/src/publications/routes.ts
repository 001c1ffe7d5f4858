import { versionOf } from '@otklik/core/domain/publications/history.js';
import { endpoint } from '../http/endpoint.ts';
import type { Routes } from '../http/routes.ts';
import { sendAttachment } from './attachments.ts';
import { readAttachment } from './port.ts';

export const publicationRoutes: Routes = (app, { services, backendFor, callerOf }) => {
  endpoint(app, 'listPublications', ({ agency, query, request }) =>
    backendFor(request).listPublications(agency, query),
  );
  endpoint(app, 'readPublication', ({ agency, id, request }) => backendFor(request).readPublication(agency, id));
  endpoint(app, 'listPublicationVersions', ({ agency, id, request }) =>
    backendFor(request).listPublicationVersions(agency, id),
  );
  // What is no number names no version; which of the names is wrong first, the port says.
  endpoint(app, 'readPublicationVersion', ({ agency, id, params: { version = '' }, request }) =>
    backendFor(request).readPublicationVersion(agency, id, versionOf(version)),
  );
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
