import type { FastifyReply } from 'fastify';
import { partType, type Upload } from '@otklik/core/contract/uploads.js';
import { takeBytes } from '../http/body.ts';
import { endpoint, type Call } from '../http/endpoint.ts';
import type { Routes } from '../http/routes.ts';
import { appendToUpload, createUpload, dropUpload, readUpload, type UploadName } from './uploads.ts';

const nameOf = ({ id, header }: Pick<Call<'readUpload'>, 'id' | 'header'>): UploadName => ({
  id,
  token: header('Upload-Token'),
});

/** As tus 1.0.0 and draft-ietf-httpbis-resumable-upload write it; null: no offset. */
const offsetOf = (value: string): number | null => (/^\d{1,10}$/.test(value) ? Number(value) : null);

/** For whoever asks by HEAD. */
function told<U extends Pick<Upload, 'offset' | 'size'>>(reply: FastifyReply, upload: U): U {
  void reply.headers({
    'Cache-Control': 'no-store',
    'Upload-Offset': String(upload.offset),
    'Upload-Length': String(upload.size),
  });
  return upload;
}

export const uploadRoutes: Routes = (app, { services, uploads, callerOf }) => {
  takeBytes(app, partType, uploads.limits.partBytes);

  endpoint(app, 'createUpload', async ({ agency, body, header, request, reply }) => {
    const key = header('Idempotency-Key');
    const upload = await createUpload(services, uploads, callerOf(request), agency, body, key);
    void reply.header('Location', `/api/v1/agencies/${agency}/uploads/${upload.id}`);
    return told(reply, upload);
  });
  endpoint(app, 'readUpload', async (call) => told(call.reply, await readUpload(services, call.agency, nameOf(call))));
  endpoint(app, 'appendToUpload', async (call) => {
    const part = Buffer.isBuffer(call.body) ? call.body : Buffer.alloc(0);
    const offset = offsetOf(call.header('Upload-Offset'));
    return told(call.reply, await appendToUpload(services, uploads, call.agency, nameOf(call), offset, part));
  });
  endpoint(app, 'deleteUpload', (call) => dropUpload(services, call.agency, nameOf(call)));
};
