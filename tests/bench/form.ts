import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { fullerSnippet, snippet, type Snippet, type SnippetOptions } from '@otklik/widgets/snippet.js';
import { openWorld } from '../e2e/world.ts';
import { builtFiles } from '../embedding/host.ts';
import { bundle, serve, type ServedFile } from '../support/pages.ts';
import { watchForm, type FormWatched } from './form.page.ts';
import { plainForm, plainScript, plainStyle } from './form.plain.ts';

/**
 * `plain`: HTML with a style sheet and a script of its own. `own`: one line on a page of another origin, with the
 * widget's own file; `all`: with the file of all widgets. `fuller`, `fullerAll`: the same by the fuller snippet,
 * which names a version. `hosted`: rendered by the server. `bare`: Lit as it comes.
 */
export const formPages = ['plain', 'own', 'fuller', 'all', 'fullerAll', 'hosted', 'bare'] as const;
export type FormPage = (typeof formPages)[number];

/** Times in ms. */
export interface FormMeasured extends FormWatched {
  /** All that the main thread had to do until all was there and quiet. */
  busy: number;
  /** Of all that came, bytes as they came over the line. */
  bytes: number;
}

interface FormBench {
  /** In a fresh browser, on a bad line. */
  onLine(page: FormPage): Promise<FormMeasured>;
  /** In a fresh browser, on a slow machine. */
  onMachine(page: FormPage): Promise<FormMeasured>;
  close(): Promise<void>;
}

/** The bad line: kbit/s, and ms until an answer begins. */
export const kbits = 400;
export const latency = 400;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const document = (head: string, body: string): string =>
  `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Form</title>${head}</head><body>${body}</body></html>`;

/** Until its topics are there, and a while after. */
async function settled(): Promise<void> {
  const { watched } = globalThis as unknown as { watched: FormWatched };
  const until = performance.now() + 60_000;
  while (!watched.topics) {
    if (performance.now() > until) throw new Error('no topics after a minute');
    await new Promise((done) => setTimeout(done, 50));
  }
  await new Promise((done) => setTimeout(done, 1500));
}

/** `throttle`: how many times slower than this one the slow machine is. */
export async function openFormBench(throttle: number): Promise<FormBench> {
  const world = await openWorld();
  const bare = await bundle('bare', here('form.bare.ts'));
  const options: SnippetOptions = {
    ...{ backend: world.origin, agency: 'housing' },
    widgets: [{ name: 'consultation', text: 'Задать вопрос' }],
  };
  const [all, pinned] = [{ ...options, all: true }, builtFiles()];
  // What stands below is what moves.
  const pasted = ({ head, body }: Snippet): string =>
    document(head, `<h1>Дом и двор</h1>${body}<p>Служба жилищного надзора</p>`);
  const pages: Record<string, string> = {
    '/plain': document('<link rel="stylesheet" href="/plain.css"><script defer src="/plain.js"></script>', plainForm),
    '/plain.css': plainStyle,
    '/plain.js': plainScript,
    '/own': pasted(snippet(options)),
    '/fuller': pasted(await fullerSnippet({ ...options, pinned })),
    '/all': pasted(snippet(all)),
    '/fullerAll': pasted(await fullerSnippet({ ...all, pinned })),
    '/bare': document(
      '<script type="module" src="/bare.js"></script>',
      `<bare-form backend="${world.origin}"></bare-form>`,
    ),
    ...Object.fromEntries(bare),
  };
  const packed = new Map<string, ServedFile>(
    Object.entries(pages).map(([path, body]) => [
      path,
      { body: brotliCompressSync(body), headers: { 'Content-Encoding': 'br' } },
    ]),
  );
  const server = await serve(({ pathname }) => packed.get(pathname) ?? null);
  const addressOf = (page: FormPage): string =>
    page === 'hosted' ? `${world.origin}/housing/consultation` : `${server.origin}/${page}`;

  const measured = async (
    address: string,
    slowDown: (session: CDPSession) => Promise<unknown>,
  ): Promise<FormMeasured> => {
    const context = await world.browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ru-RU' });
    try {
      const page: Page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Performance.enable');
      let bytes = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
      await page.addInitScript(watchForm);
      await slowDown(session);
      await page.goto(address, { waitUntil: 'commit' });
      await page.evaluate(settled);
      const { metrics } = await session.send('Performance.getMetrics');
      const watched = await page.evaluate(() => (globalThis as unknown as { watched: FormWatched }).watched);
      const busy = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
      return { ...watched, busy, bytes };
    } finally {
      await context.close();
    }
  };

  return {
    onLine: (page) =>
      measured(addressOf(page), (session) =>
        session.send('Network.emulateNetworkConditions', {
          ...{ offline: false, latency, uploadThroughput: -1 },
          downloadThroughput: (kbits * 1000) / 8,
        }),
      ),
    onMachine: (page) =>
      measured(addressOf(page), (session) => session.send('Emulation.setCPUThrottlingRate', { rate: throttle })),
    close: async () => {
      await server.close();
      await world.close();
    },
  };
}
