import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import type { Listening } from '../support/listen.ts';
import { bundle, serve } from '../support/pages.ts';
import { policy } from '../support/server.ts';
import type { Gallery } from './gallery.page.ts';

const html = (origin: string): string => `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Примеры</title>
<link rel="stylesheet" href="${origin}/gallery.css"><script type="module" src="${origin}/gallery.js"></script></head>
<body><main><h1>Примеры</h1><h2>Пример</h2></main></body></html>`;
const styles = 'html { font: 16px/1.5 sans-serif; } body { margin: 16px; }';

interface Showing {
  page: Page;
  /** What it threw or wrote as an error. */
  complaints: string[];
}

/** Examples of survey and results, each on a page of its own under the product's policy. */
export interface Examples {
  names(): Promise<[widget: string, name: string][]>;
  show(widget: string, name: string, viewport: { width: number; height: number }): Promise<Showing>;
}

const inPage = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(() => (globalThis as unknown as { gallery: Gallery }).gallery.names());

/** For all tests of a file; started once. */
export function examplesGallery(): Examples {
  let server: Listening;
  let browser: Browser;
  before(async () => {
    const executablePath = findBrowser();
    if (!executablePath) throw new Error('no browser');
    const scripts = await bundle('gallery', fileURLToPath(new URL('gallery.page.ts', import.meta.url)));
    server = await serve(({ pathname }) => {
      const { origin } = server;
      if (pathname === '/') {
        const rules = `${policy(origin)}; style-src ${origin}`;
        return { body: html(origin), headers: { 'Content-Security-Policy': rules } };
      }
      if (pathname === '/gallery.css') return { body: styles };
      const script = scripts.get(pathname);
      return script === undefined ? null : { body: script };
    });
    browser = await chromium.launch({ executablePath, args: browserArguments });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async (viewport = { width: 1280, height: 800 }): Promise<Showing> => {
    const page = await (await browser.newContext({ locale: 'ru-RU', viewport })).newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(server.origin);
    await page.waitForFunction(() => 'gallery' in globalThis);
    return { page, complaints };
  };
  return {
    names: async () => {
      const { page } = await open();
      const names = await inPage(page);
      await page.context().close();
      return Object.entries(names).flatMap(([widget, all]) => all.map((name): [string, string] => [widget, name]));
    },
    show: async (widget, name, viewport) => {
      const showing = await open(viewport);
      await showing.page.evaluate(
        ([widget, name]) => (globalThis as unknown as { gallery: Gallery }).gallery.show(widget, name),
        [widget, name] as const,
      );
      return showing;
    },
  };
}
