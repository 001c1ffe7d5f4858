import type { VersionAction } from '@otklik/core/domain/publications/lifecycle.js';
import type { Routes } from '../../http/routes.ts';
import { staffEndpoint } from '../../http/staff-endpoint.ts';
import { sendAttachment } from '../attachments.ts';
import { listVersions, readOneVersion, readPublication, readVersionAttachment, versionNumber } from './reads.ts';
import { attachFile, detachFile } from './files.ts';
import { changeVersions, cleanContent, createPublication } from './rules.ts';

/** Publications as staff work on them: prepared by authors, decided by heads. */
export const versionRoutes: Routes = (app, context) => {
  const { services } = context;

  staffEndpoint(app, context, 'listVersions', ({ agency, staff, query }) =>
    listVersions(services, agency, staff.id, query),
  );
  staffEndpoint(app, context, 'createPublication', ({ body, ...worker }) => createPublication(services, worker, body));
  staffEndpoint(app, context, 'readStaffPublication', ({ agency, staff, params }) =>
    readPublication(services, agency, staff.id, params.id ?? ''),
  );
  staffEndpoint(app, context, 'createVersion', ({ params, ...worker }) =>
    changeVersions(services, worker, params.id ?? '', { action: { type: 'renew' } }),
  );
  staffEndpoint(app, context, 'readVersion', ({ agency, staff, params }) =>
    readOneVersion(services, agency, staff.id, params.id ?? '', versionNumber(params.version)),
  );
  staffEndpoint(app, context, 'previewAttachment', async ({ agency, params, reply }) => {
    const version = versionNumber(params.version);
    const file = await readVersionAttachment(services, agency, params.id ?? '', version, params.attachment ?? '');
    return sendAttachment(reply, file);
  });

  staffEndpoint(app, context, 'changeVersion', ({ params, body: { revision, ...input }, ...worker }) => {
    const content = cleanContent(input);
    const { reviewBy } = content;
    const action: VersionAction = { type: 'edit', version: versionNumber(params.version), revision, reviewBy };
    return changeVersions(services, worker, params.id ?? '', { action, content });
  });
  staffEndpoint(app, context, 'submitVersion', ({ params, body, ...worker }) =>
    changeVersions(services, worker, params.id ?? '', {
      action: { type: 'submit', version: versionNumber(params.version), ...body },
    }),
  );
  staffEndpoint(app, context, 'returnVersion', ({ params, body, ...worker }) =>
    changeVersions(services, worker, params.id ?? '', {
      action: { type: 'return', version: versionNumber(params.version), ...body },
    }),
  );
  staffEndpoint(app, context, 'approveVersion', ({ params, body, ...worker }) =>
    changeVersions(services, worker, params.id ?? '', {
      action: { type: 'approve', version: versionNumber(params.version), ...body },
    }),
  );
  staffEndpoint(app, context, 'withdrawVersion', ({ params, body, ...worker }) =>
    changeVersions(services, worker, params.id ?? '', {
      action: { type: 'withdraw', version: versionNumber(params.version), ...body },
    }),
  );

  staffEndpoint(app, context, 'attachFile', ({ params, body, ...worker }) =>
    attachFile(services, worker, { id: params.id ?? '', version: versionNumber(params.version) }, body),
  );
  staffEndpoint(app, context, 'detachFile', ({ params, query: { revision }, ...worker }) => {
    const { id = '', version, attachment = '' } = params;
    return detachFile(services, worker, { id, version: versionNumber(version) }, revision, attachment);
  });
};
