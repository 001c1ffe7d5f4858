import fastifyStatic from '@fastify/static';
import type { FastifyError, FastifyInstance } from 'fastify';
import { sendUnknown } from './problems.ts';

/** Files named by their own hash never change. */
const hashed = /[\\/]chunks[\\/]/;
/** `/v1/` moves within compatible versions: ten minutes, and another day while a newer one is fetched. */
const moving = 'public, max-age=600, stale-while-revalidate=86400';
const lasting = 'public, max-age=31536000, immutable';

/** The widgets' built files at /v1/, each with its compressed twin (`.br`), for pages of any origin. */
export async function serveAssets(app: FastifyInstance, folder: string): Promise<void> {
  // Paths that lead out of the folder, or can't be one, are as unknown as any other.
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if ((error.statusCode ?? 500) >= 500) throw error;
    return sendUnknown(request, reply);
  });
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/v1/',
    preCompressed: true,
    index: false,
    redirect: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.headers({
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': hashed.test(path) ? lasting : moving,
      });
    },
  });
}
