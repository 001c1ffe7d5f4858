import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import fastify, { type FastifyInstance } from 'fastify';
import type { Plugin, ViteDevServer } from 'vite';
import { contentSecurityPolicy, pages, renderSitePage, siteFiles, type DemonstrationCode } from '../pages.ts';

const require = createRequire(import.meta.url);
const fileOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const html = 'text/html; charset=utf-8';

/** The hosted pages come with the server; links to them shouldn't look broken. */
const noHostedPages = `<!doctype html>
<html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Этой страницы здесь нет</title>
<h1>Этой страницы здесь нет</h1>
<p>Страницы самой Службы отдаёт сервер, а этот режим работает без него. Запустите <code>npm start</code>.</p>
<p><a href="/">На портал</a></p></html>`;

/** The page that makes the code for a site, with its frames and files, as the server has it. */
async function configurator(server: ViteDevServer, url: string, origin: string): Promise<Answer> {
  const { configurator } = (await server.ssrLoadModule('/configurator/routes.ts')) as {
    configurator: (options: { here: () => string }) => (app: FastifyInstance) => Promise<void>;
  };
  const app = fastify();
  await app.register(configurator({ here: () => origin }));
  const { headers, rawPayload } = await app.inject(url);
  const policy = headers['content-security-policy'];
  return { type: String(headers['content-type']), body: rawPayload, ...(policy && { policy: String(policy) }) };
}

/** The portal's policy, and the channel by which Vite tells pages to reload. */
const developmentPolicy = (origin: string): string =>
  contentSecurityPolicy(origin).replace(
    `connect-src ${origin}`,
    `connect-src ${origin} ${origin.replace(/^http/, 'ws')}`,
  );

interface Answer {
  type: string;
  body: string | Buffer;
  policy?: string;
}

async function answerTo(server: ViteDevServer, request: IncomingMessage): Promise<Answer | null> {
  const origin = `http://${request.headers.host ?? 'localhost'}`;
  const { pathname, searchParams } = new URL(request.url ?? '/', origin);
  const page = pages.find(({ path }) => path === pathname);
  if (page) {
    const { codes } = (await server.ssrLoadModule('/dev/codes.ts')) as { codes: () => Promise<DemonstrationCode[]> };
    const vision = searchParams.get('vision') === 'on';
    const rendered = renderSitePage(page, { origin, codes: await codes(), vision });
    return { type: html, body: await server.transformIndexHtml(pathname, rendered), policy: developmentPolicy(origin) };
  }
  if (pathname.startsWith('/demo/configurator')) return configurator(server, request.url ?? '', origin);
  const file = siteFiles[pathname];
  if (file) return { type: file.type, body: readFileSync(file.file) };
  if (pathname === '/mockServiceWorker.js') {
    return { type: 'text/javascript; charset=utf-8', body: readFileSync(require.resolve('msw/mockServiceWorker.js')) };
  }
  return pathname.startsWith('/housing/') ? { type: html, body: noHostedPages } : null;
}

/** Serves the portal from its sources, with a back end in each page's memory. */
export function demonstration(): Plugin {
  return {
    name: 'otklik-demonstration',
    apply: 'serve',
    // A frame of the configurator has the script of one widget.
    resolveId: (id) => (/^\/v1\/[a-z]+\.js$/.test(id) ? fileOf('./otklik.ts') : null),
    configureServer(server) {
      const site = fileOf('../site/');
      server.watcher.add(site).on('change', (path) => {
        if (path.startsWith(site)) server.ws.send({ type: 'full-reload' });
      });
      server.middlewares.use((request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => {
        answerTo(server, request).then((answer) => {
          if (!answer) return next();
          response.setHeader('Content-Type', answer.type);
          response.setHeader('Cache-Control', 'no-store');
          if (answer.policy) response.setHeader('Content-Security-Policy', answer.policy);
          response.end(answer.body);
        }, next);
      });
    },
  };
}
