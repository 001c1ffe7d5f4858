import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { configurator } from './configurator/routes.ts';
import { contentSecurityPolicy, pages, renderSitePage, siteFiles, type DemonstrationCode } from './pages.ts';

export interface SiteOptions {
  /** Public origin of the back end; without it, each request's own. */
  origin?: string | undefined;
  codes: readonly DemonstrationCode[];
  /** Folder of the widgets' built files, for code that names one version of them. */
  assets?: string | undefined;
}

/** An origin that can stand in HTML and in a policy as it is. */
const safeOrigin = /^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?$|^https?:\/\/\[[0-9A-Fa-f:.]+\](?::\d+)?$/;

/** The portal that embeds the widgets: its pages, each under the policy that the README names, and their files. */
export function demoSite({ origin, codes, assets }: SiteOptions): (app: FastifyInstance) => Promise<void> {
  const origins = (request: FastifyRequest): string | null => {
    const here = (origin ?? `${request.protocol}://${request.host}`).replace(/\/+$/, '');
    return safeOrigin.test(here) ? here : null;
  };
  const sendPage = (at: (typeof pages)[number]) => (request: FastifyRequest, reply: FastifyReply) => {
    const here = origins(request);
    if (!here) return reply.code(400).type('text/plain; charset=utf-8').send('Bad Host header');
    const { vision } = request.query as Record<string, unknown>;
    return reply
      .headers({
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': contentSecurityPolicy(here),
        'Cache-Control': 'no-cache',
        'X-Frame-Options': 'SAMEORIGIN',
      })
      .send(renderSitePage(at, { origin: here, codes, vision: vision === 'on' }));
  };
  return async (app) => {
    await app.register(configurator({ here: origins, assets }));
    for (const page of pages) app.get(page.path, sendPage(page));
    for (const [path, { file, type }] of Object.entries(siteFiles)) {
      const bytes = readFileSync(file);
      app.get(path, (_, reply) =>
        reply.headers({ 'Content-Type': type, 'Cache-Control': 'public, max-age=3600' }).send(bytes),
      );
    }
  };
}
