import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** On every answer. Pages that need more than nothing set their own policy over this one. */
export const safeHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
} as const;

export function secureHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers(safeHeaders);
  });
}

/** The API is for pages of any origin, and knows no credentials. What is personal is opened by a code that the page was given. */
export async function openToPages(app: FastifyInstance): Promise<void> {
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: ['Content-Type', 'Idempotency-Key', 'Case-Code'],
    exposedHeaders: ['Retry-After', 'ETag', 'Content-Disposition'],
    maxAge: 86_400,
    strictPreflight: false,
    optionsSuccessStatus: 204,
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('Cross-Origin-Resource-Policy', 'cross-origin');
    // What is public may be kept if it is asked for anew each time; nothing else may be kept.
    const personal = request.method !== 'GET' || request.headers['case-code'] !== undefined;
    void reply.header('Cache-Control', personal ? 'no-store' : 'no-cache');
  });
}
