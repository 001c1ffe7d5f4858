import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SnippetFiles } from '@otklik/widgets/snippet.js';
import { readChoice } from './options.ts';
import { extents, renderConfigurator, renderPreview, resultOf, type Shown } from './page.ts';
import { platformNames } from './platforms.ts';

export interface ConfiguratorOptions {
  /** Public origin of the back end for a request; null where there is none that can be trusted. */
  here: (request: FastifyRequest) => string | null;
  /** Folder of the widgets' built files; without it the fuller code names no version. */
  assets?: string | undefined;
}

const read = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');

/** The script and the frames of the page are its own; everything else it doesn't need. */
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; style-src 'self'; frame-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

function builtFiles(assets?: string): SnippetFiles | undefined {
  if (!assets || !existsSync(join(assets, 'later.json'))) return undefined;
  const list = (name: string): unknown => JSON.parse(readFileSync(join(assets, name), 'utf8'));
  const { version } = JSON.parse(
    readFileSync(new URL(import.meta.resolve('@otklik/widgets/package.json')), 'utf8'),
  ) as { version: string };
  return {
    version,
    integrity: list('integrity.json') as SnippetFiles['integrity'],
    later: list('later.json') as SnippetFiles['later'],
  };
}

/** A page that makes the code for a site: `/demo/configurator.html`, and what it needs. */
export function configurator({ here, assets }: ConfiguratorOptions): (app: FastifyInstance) => Promise<void> {
  const choice = (request: FastifyRequest, origin: string): Shown => {
    const query = new URL(request.url, origin).searchParams;
    const one = <T extends string>(all: readonly T[], name: string, first: T): T =>
      all.find((word) => word === query.get(name)) ?? first;
    return {
      ...readChoice(query, origin),
      platform: one(platformNames, 'platform', 'html'),
      extent: one(extents, 'extent', 'short'),
    };
  };
  const answer =
    (make: (shown: Shown, origin: string, reply: FastifyReply) => Promise<string | object>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const origin = here(request);
      if (!origin) return reply.code(400).type('text/plain; charset=utf-8').send('Bad Host header');
      void reply.headers({ 'Cache-Control': 'no-cache', 'Referrer-Policy': 'same-origin' });
      return reply.send(await make(choice(request, origin), origin, reply));
    };
  const html = 'text/html; charset=utf-8';

  return async (app) => {
    app.get(
      '/demo/configurator.html',
      answer(async (shown, _, reply) => {
        void reply.type(html).header('Content-Security-Policy', policy);
        return renderConfigurator(shown, await resultOf(shown, builtFiles(assets)));
      }),
    );
    app.get(
      '/demo/configurator/result.json',
      answer((shown) => resultOf(shown, builtFiles(assets))),
    );
    app.get(
      '/demo/configurator/preview.html',
      answer(async (shown, origin, reply) => {
        const preview = renderPreview(shown, origin);
        void reply.type(html).headers({ 'Content-Security-Policy': preview.policy, 'X-Frame-Options': 'SAMEORIGIN' });
        return preview.html;
      }),
    );
    for (const [path, type, body] of [
      ['page.css', 'text/css', () => read('page.css')],
      ['preview.css', 'text/css', () => read('preview.css')],
      ['page.js', 'text/javascript', () => stripTypeScriptTypes(read('page.client.ts'))],
    ] as const)
      app.get(`/demo/configurator/${path}`, (_, reply) =>
        reply.headers({ 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' }).send(body()),
      );
  };
}
