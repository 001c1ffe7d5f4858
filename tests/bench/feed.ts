import { fileURLToPath } from 'node:url';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import { bundle, serve, type ServedFile } from '../support/pages.ts';
import { policy } from '../support/server.ts';
import { jsonFeed, page as pageOf, pageSize, total } from './feed.data.ts';
import { elementsOfItem, scrollThrough, showAll, shown, watch, type LongTask, type Watched } from './feed.page.ts';

/** Where the publications come from: our API, or one JSON Feed file by `src`. */
export type Source = 'api' | 'src';

export interface OursMeasured {
  /** ms since the navigation. */
  first: number;
  /** Longest task after that, ms, 0 where none is over 50: until the first page stands, while all are shown, while scrolling. */
  longest: { page: number; more: number; scroll: number };
  /** How many tasks were over 50 ms after the first item. */
  over: number;
  /** ms between frames while scrolling. */
  frames: number[];
  /** Of the page with all of them, px. */
  height: number;
  elements: number;
}
export interface NaiveMeasured {
  first: number;
  longest: number;
  elements: number;
}

export interface Bench {
  ours(): Promise<OursMeasured>;
  naive(): Promise<NaiveMeasured>;
  /** Frames while scrolling through an empty page of that height, and its longest task. */
  empty(height: number): Promise<{ frames: number[]; longest: number }>;
  close(): Promise<void>;
}

export interface BenchOptions {
  source: Source;
  /** How many times slower than this machine. */
  throttle: number;
  /** The same while scrolling. */
  scrollThrottle: number;
  /** Scrolled each frame, px. */
  step: number;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const listPath = '/api/v1/agencies/housing/publications';
const html = (title: string, head: string, body: string): string =>
  `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${head}</head><body>${body}</body></html>`;
const script = (name: string): string => `<script type="module" src="/${name}.js"></script>`;

/** Longest of the tasks that began in that time, ms. */
const longest = (tasks: readonly LongTask[], from: number, to = Infinity): number =>
  Math.max(0, ...tasks.filter(({ start }) => start >= from && start < to).map(({ duration }) => duration));

const watched = (page: Page): Promise<Omit<Watched, 'count'>> =>
  page.evaluate(() => {
    const { first, tasks } = (globalThis as unknown as { watched: Watched }).watched;
    return { first, tasks };
  });
const clock = (page: Page): Promise<number> => page.evaluate(() => performance.now());

export async function openBench({ source, throttle, scrollThrottle, step }: BenchOptions): Promise<Bench> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium here: install it, or name it in CHROME_PATH.');
  const files = new Map([
    ...(await bundle('feed', here('../../packages/widgets/src/feed/feed.define.ts'))),
    ...[...(await bundle('naive', here('feed.naive.ts')))],
  ]);
  const tag = (origin: string): string =>
    `<otklik-feed id="feed" limit="${pageSize}" ${source === 'src' ? 'src="/feed.json"' : `backend="${origin}" agency="housing"`}></otklik-feed>`;
  const pages: Record<string, (origin: string) => string> = {
    '/ours': (origin) => html('Ours', script('feed'), tag(origin)),
    '/naive': () =>
      html(
        'Naive',
        script('naive'),
        `<div id="feed" data-address="${source === 'src' ? '/feed.json' : `${listPath}?limit=${total}`}"></div>`,
      ),
    '/empty': () => html('Empty', '', '<div id="feed"></div>'),
  };
  const json = (value: unknown): ServedFile => ({
    body: JSON.stringify(value),
    headers: { 'Content-Type': 'application/json' },
  });
  const server = await serve(({ pathname, searchParams, origin }) => {
    const shape = pages[pathname];
    if (shape) return { body: shape(origin), headers: { 'Content-Security-Policy': policy(origin) } };
    if (pathname === listPath) return json(pageOf(searchParams.get('cursor'), Number(searchParams.get('limit'))));
    if (pathname === '/feed.json') return { body: jsonFeed(origin) };
    const file = files.get(pathname);
    return file === undefined ? null : { body: file };
  });
  const browser = await chromium.launch({ executablePath, args: browserArguments });

  /** A fresh page, slowed down from its first moment. */
  const measured = async <T>(path: string, work: (page: Page, session: CDPSession) => Promise<T>): Promise<T> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
    try {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await page.addInitScript(watch);
      await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
      await page.goto(server.origin + path);
      return await work(page, session);
    } finally {
      await context.close();
    }
  };

  return {
    ours: () =>
      measured('/ours', async (page, session) => {
        await page.evaluate(shown, pageSize);
        const elements = await page.evaluate(elementsOfItem);
        const asked = await clock(page);
        await page.evaluate(showAll, { wanted: total, step: pageSize });
        const scrolled = await clock(page);
        await session.send('Emulation.setCPUThrottlingRate', { rate: scrollThrottle });
        const frames = await page.evaluate(scrollThrough, step);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        const { first, tasks } = await watched(page);
        return {
          first,
          longest: {
            page: longest(tasks, first, asked),
            more: longest(tasks, asked, scrolled),
            scroll: longest(tasks, scrolled),
          },
          over: tasks.filter(({ start }) => start >= first).length,
          frames,
          height,
          elements,
        };
      }),
    naive: () =>
      measured('/naive', async (page) => {
        await page.evaluate(shown, total);
        const { first, tasks } = await watched(page);
        return { first, longest: longest(tasks, 0), elements: await page.evaluate(elementsOfItem) };
      }),
    empty: (height) =>
      measured('/empty', async (page, session) => {
        await session.send('Emulation.setCPUThrottlingRate', { rate: scrollThrottle });
        await page.evaluate((px) => {
          document.body.style.margin = '0';
          document.body.style.height = `${px}px`;
        }, height);
        const begun = await clock(page);
        const frames = await page.evaluate(scrollThrough, step);
        return { frames, longest: longest((await watched(page)).tasks, begun) };
      }),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
