import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryBackend } from '@otklik/core/backend/memory/memory.js';
import { serveBackend } from '@otklik/core/backend/memory/serve.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { attachmentId, attachmentText, memoryContent } from './content.ts';
import { listen, type Listening } from './listen.ts';

/** Where the build puts the widgets' files. */
export const builtWidgets = fileURLToPath(new URL('../../packages/widgets/dist/v1', import.meta.url));

export type TestServer = Listening;

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/** The policy of design.md, for a page of the back end's own origin. */
export const policy = (origin: string): string =>
  `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src ${origin}; ` +
  "require-trusted-types-for 'script'; trusted-types lit-html otklik 'allow-duplicates'";

/** A built file under /v1/ or its version, as small as the browser takes it. */
function serveFile(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  const folder = join(builtWidgets, '..');
  const file = join(folder, normalize(path));
  if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return false;
  const brotli = /\bbr\b/.test(String(request.headers['accept-encoding'])) && existsSync(`${file}.br`);
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'no-cache',
    ...(brotli && { 'Content-Encoding': 'br' }),
  });
  response.end(readFileSync(brotli ? `${file}.br` : file));
  return true;
}

async function toRequest(incoming: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const { method = 'GET' } = incoming;
  const body = chunks.length > 0 && method !== 'GET' ? { body: Buffer.concat(chunks) } : {};
  return new Request(new URL(incoming.url ?? '/', origin), { method, headers, ...body });
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

const attachment = (agency: string, id: string): Response | null =>
  agency === 'housing' && id === attachmentId
    ? new Response(attachmentText, {
        headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Access-Control-Allow-Origin': '*' },
      })
    : null;

export type Api = (request: Request) => Promise<Response>;

export interface ServerOptions {
  /** The HTML of a path; null: none. */
  pages?: (path: string, origin: string) => string | null;
  /** Put around the API, to change or break it. */
  around?: (api: Api) => Api;
  /** What the agency asks beside. */
  surveys?: Manifest[];
}

/**
 * The back end in memory, behind real HTTP, with the widgets' built files at /v1/ and pages of
 * one's own under the product's policy. No part of packages/server.
 */
export async function startServer({
  pages = () => null,
  around = (api) => api,
  surveys = [],
}: ServerOptions = {}): Promise<TestServer> {
  const agency = memoryContent(new Date());
  const agencies = [{ ...agency, surveys: [...agency.surveys, ...surveys] }];
  const backend = memoryBackend({ agencies, calendar: productionCalendar });
  const api = around(serveBackend(backend, attachment));
  let origin = '';
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(incoming.url ?? '/', origin);
    // Browsers ask for it by themselves, and a 404 would stand among a page's errors.
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    if (/^\/v\d/.test(pathname) && serveFile(incoming, response, pathname)) return;
    const page = pages(pathname, origin);
    if (page === null) return send(await api(await toRequest(incoming, origin)), response);
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy(origin) });
    response.end(page);
  };
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  const listening = await listen(server);
  origin = listening.origin;
  return listening;
}
