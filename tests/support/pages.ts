import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { cssTemplates } from '../../scripts/build/minify-css.mjs';

/** What a path answers with; `headers` beside its type. */
export interface ServedFile {
  body: string | Uint8Array;
  headers?: Record<string, string>;
}
/** `url` is the whole address that was asked for; null: nothing is there. */
export type Answers = (url: URL) => ServedFile | null;

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** A module and what it imports, sources of the widgets included, as files a page loads: by path, `/name.js` first. */
export async function bundle(name: string, entry: string): Promise<Map<string, string>> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    mode: 'production',
    logLevel: 'warn',
    publicDir: false,
    // Style sheets as they are served.
    plugins: [cssTemplates()],
    resolve: { conditions: ['source', 'browser', 'module', 'production'] },
    build: {
      target: 'es2022',
      write: false,
      reportCompressedSize: false,
      lib: { entry: { [name]: entry }, formats: ['es'], fileName: (_, chunk) => `${chunk}.js` },
      rolldownOptions: {
        // @hpke asks Node's crypto only where the platform has none; a browser gets an empty module.
        onLog: (level, log, handle) => {
          if (!log.message.includes('externalized for browser compatibility')) handle(level, log);
        },
        output: { minify: true, chunkFileNames: 'chunks/[hash:6].js' },
      },
    },
  });
  const chunks = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  return new Map(chunks.flatMap((one) => (one.type === 'chunk' ? [[`/${one.fileName}`, one.code]] : [])));
}

/** Serves them on a port of its own, uncompressed and never kept. */
export async function serve(answers: Answers): Promise<{ origin: string; close(): Promise<void> }> {
  let origin = '';
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin);
    const found = url.pathname === '/favicon.ico' ? { body: '' } : answers(url);
    response.writeHead(found ? 200 : 404, {
      'Content-Type': types[extname(url.pathname)] ?? 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...found?.headers,
    });
    response.end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
