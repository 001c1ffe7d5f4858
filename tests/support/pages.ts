import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { listen, type Listening } from './listen.ts';
import { entryConfig } from '../../scripts/build/entry.mjs';

/** What a path answers with; `headers` beside its type. */
export interface ServedFile {
  body: string | Uint8Array;
  headers?: Record<string, string>;
}
/** `url` is the whole address that was asked for; null: nothing is there. */
export type Answers = (url: URL) => ServedFile | null | Promise<ServedFile | null>;

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
};

type OnLog = NonNullable<Rolldown.InputOptions['onLog']>;

/** A module and what it imports, sources of the widgets included, as files a page loads: by path, `/name.js` first. */
export async function bundle(name: string, entry: string): Promise<Map<string, string>> {
  const config = entryConfig(name, entry, fileURLToPath(new URL('../..', import.meta.url)));
  const { rolldownOptions } = config.build ?? {};
  // A page of many examples has more chunks than what is served, and names of six letters aren't enough for them.
  const output = { ...rolldownOptions?.output, chunkFileNames: 'chunks/[hash:8].js' };
  const onLog: OnLog = (level, log, handle) => {
    // An example may bring at once what an embedded widget brings late.
    if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') rolldownOptions?.onLog?.(level, log, handle);
  };
  const options = { ...config.build, rolldownOptions: { ...rolldownOptions, onLog, output }, write: false };
  const built = await build({ ...config, build: options });
  const chunks = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  return new Map(chunks.flatMap((one) => (one.type === 'chunk' ? [[`/${one.fileName}`, one.code]] : [])));
}

/** Serves them on a port of its own, uncompressed and never kept. */
export async function serve(answers: Answers): Promise<Listening> {
  let origin = '';
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin);
    const answer = async (): Promise<void> => {
      const found = url.pathname === '/favicon.ico' ? { body: '' } : await answers(url);
      response.writeHead(found ? 200 : 404, {
        'Content-Type': types[extname(url.pathname)] ?? 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        ...found?.headers,
      });
      response.end(found?.body);
    };
    answer().catch(() => response.destroy());
  });
  const listening = await listen(server);
  origin = listening.origin;
  return listening;
}
