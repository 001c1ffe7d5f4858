import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isReading } from './etag.ts';

/** On every answer. Pages that need more than nothing set their own policy over this one. */
export const safeHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** On what can hold links or scripts of its own besides. */
const documentHeaders = {
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
} as const;

/** Data and code hold neither, and on a bad line each byte before them is waited for. */
const noDocument = /^(application\/(problem\+)?json|(text|application)\/javascript)\b/;

export function secureHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers(safeHeaders);
  });
  app.addHook('onSend', async (_request, reply) => {
    if (noDocument.test(String(reply.getHeader('Content-Type')))) return;
    for (const [name, value] of Object.entries(documentHeaders))
      if (!reply.hasHeader(name)) void reply.header(name, value);
  });
}

const staffRoot = '/api/v1/staff/';

/** The API is for pages of any origin, and knows no credentials. What is personal is opened by a code that the page was given. */
export async function openToPages(app: FastifyInstance): Promise<void> {
  const open: FastifyCorsOptions = {
    origin: '*',
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      ...['Content-Type', 'Idempotency-Key', 'Consultation-Proof', 'Case-Code'],
      ...['Upload-Token', 'Upload-Offset'],
    ],
    // All: none of them is a secret, and no request brings credentials (Fetch, 3.3.2).
    exposedHeaders: '*',
    maxAge: 86_400,
    strictPreflight: false,
    optionsSuccessStatus: 204,
  };
  // The plugin answers every preflight under the prefix, and the staff API stands under it, too.
  await app.register(
    cors,
    () => (request: FastifyRequest, callback: (error: Error | null, options: FastifyCorsOptions) => void) =>
      callback(null, request.url.startsWith(staffRoot) ? { origin: false } : open),
  );
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('Cross-Origin-Resource-Policy', 'cross-origin');
    // What is public may be kept if it is asked for anew each time; nothing else may be kept.
    const personal =
      !isReading(request.method) || ['case-code', 'upload-token'].some((name) => request.headers[name] !== undefined);
    void reply.header('Cache-Control', personal ? 'no-store' : 'no-cache');
  });
}
