import type { FastifyReply } from 'fastify';
import { BackendError } from '@otklik/core/backend/error.js';
import { csvHeaders } from '@otklik/core/domain/csv.js';
import { requireAgency } from '../agencies/port.ts';
import { endpoint } from '../http/endpoint.ts';
import { originOf } from '../http/origin.ts';
import type { Routes } from '../http/routes.ts';
import { listFile, openDataFile } from './files.ts';

function send(reply: FastifyReply, name: string, bytes: Buffer): Buffer {
  void reply.headers(csvHeaders(name));
  return bytes;
}

export const openDataRoutes: Routes = (app, { services, now, publicUrl }) => {
  endpoint(app, 'readOpenDataList', async ({ agency, request, reply }) => {
    const about = await requireAgency(services.database.db, agency);
    return send(reply, 'list.csv', listFile({ services, agency: about, origin: originOf(request, publicUrl) }));
  });
  endpoint(app, 'readOpenDataFile', async ({ agency, id, request, reply }) => {
    const about = await requireAgency(services.database.db, agency);
    const { file } = request.params as { file: string };
    const source = { services, agency: about, origin: originOf(request, publicUrl) };
    const bytes = await openDataFile(id, file, source, now());
    if (!bytes) throw new BackendError('open_data_unknown', { set: id.slice(0, 64), file: file.slice(0, 64) });
    return send(reply, file, bytes);
  });
};
