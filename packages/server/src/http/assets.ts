import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendUnknown } from './problems.ts';
import { keptVersions, versionPattern } from './versions.ts';

/** Where the widgets' files are. */
export interface Assets {
  /** Those of the version that runs. */
  current: string;
  /** Its number, `1.2.3`. */
  version: string;
  /** A folder of folders for those of earlier versions, named `v1.2.3`. */
  kept?: string | undefined;
}

/** Addresses of what never changes: under its version, or in a folder that is named by the hash of its files. */
const lastingAddress = /^\/v(?:\d+\.|1\/chunks\/)/;
/** `/v1/` moves within compatible versions: ten minutes, and another day while a newer one is fetched. */
export const moving = 'public, max-age=600, stale-while-revalidate=86400';
const lasting = 'public, max-age=31536000, immutable';
const chunk = /^chunks\/[\w-]+\/\w+\.js$/;

/** The widgets' built files at /v1/ and at /v1.2.3/, each with its compressed twin (`.br`), for pages of any origin. */
export async function serveAssets(app: FastifyInstance, { current, version, kept }: Assets): Promise<void> {
  // Paths that lead out of the folder, or can't be one, are as unknown as any other.
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if ((error.statusCode ?? 500) >= 500) throw error;
    return sendUnknown(request, reply);
  });
  await app.register(fastifyStatic, {
    root: current,
    serve: false,
    preCompressed: true,
    index: false,
    redirect: false,
    cacheControl: false,
    // Their tag says all that a date would; nobody reads them by halves.
    lastModified: false,
    acceptRanges: false,
    setHeaders: (reply) => {
      // A policy is about documents; of code it says nothing, and a first screen waits for it.
      if (reply.request.url.endsWith('.js')) void reply.removeHeader('Content-Security-Policy');
      void reply.headers({
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': lastingAddress.test(reply.request.url) ? lasting : moving,
      });
    },
  });
  const send = (request: FastifyRequest, reply: FastifyReply, folder: string): FastifyReply =>
    reply.sendFile((request.params as { '*': string })['*'], folder);

  app.get('/v1/*', async (request, reply) => {
    const { '*': file } = request.params as { '*': string };
    // Who has an otklik.js of before, in a cache or on a page that is open, asks for what that one loads later.
    const old = kept && chunk.test(file) && !existsSync(join(current, file));
    const from = old && (await keptVersions(kept)).find((folder) => existsSync(join(folder, file)));
    return send(request, reply, from || current);
  });
  app.get(`/:version(${versionPattern})/*`, (request, reply) => {
    const { version: wanted } = request.params as { version: string };
    if (wanted === `v${version}`) return send(request, reply, current);
    return kept ? send(request, reply, join(kept, wanted)) : sendUnknown(request, reply);
  });
}
