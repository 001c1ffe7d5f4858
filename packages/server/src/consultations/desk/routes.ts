import { BackendError } from '@otklik/core/backend/error.js';
import type { Routes } from '../../http/routes.ts';
import { staffEndpoint } from '../../http/staff-endpoint.ts';
import { sendCaseFile } from '../case-file.ts';
import { readStoredFile } from '../client.ts';
import { sendExport } from './export.ts';
import { listCases, readCase } from './register.ts';
import { actOnCase, assignCase, attachFile, enterConsultation, setRegistry } from './work.ts';

/** Consultations as staff work on them: answered by consultants, decided by heads. */
export const deskRoutes: Routes = (app, context) => {
  const { services } = context;

  staffEndpoint(app, context, 'listCases', ({ query, ...worker }) => listCases(services, worker, query));
  staffEndpoint(app, context, 'enterCase', ({ body, request, ...worker }) =>
    enterConsultation(services, worker, body, String(request.headers['idempotency-key'] ?? '')),
  );
  staffEndpoint(app, context, 'readStaffCase', ({ params, ...worker }) => readCase(services, worker, params.id ?? ''));
  staffEndpoint(app, context, 'actOnCase', ({ params, body, ...worker }) =>
    actOnCase(services, worker, params.id ?? '', body),
  );
  staffEndpoint(app, context, 'assignCase', ({ params, body, ...worker }) =>
    assignCase(services, worker, params.id ?? '', body.responsible),
  );
  staffEndpoint(app, context, 'setCaseRegistry', ({ params, body, ...worker }) =>
    setRegistry(services, worker, params.id ?? '', body),
  );
  staffEndpoint(app, context, 'attachCaseFile', ({ params, body, ...worker }) =>
    attachFile(services, worker, params.id ?? '', body),
  );
  staffEndpoint(app, context, 'readStaffCaseFile', async ({ params, reply, ...worker }) => {
    const { id } = await readCase(services, worker, params.id ?? '');
    const file = await readStoredFile(services, worker.agency, id, params.file ?? '');
    if (!file) throw new BackendError('file_unknown');
    return sendCaseFile(reply, file);
  });
  staffEndpoint(app, context, 'exportCase', async ({ params, reply, ...worker }) =>
    sendExport(services, reply, worker.agency, await readCase(services, worker, params.id ?? '')),
  );
};
