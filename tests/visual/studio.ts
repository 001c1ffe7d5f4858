import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import { bundle, serve } from '../support/pages.ts';
import { policy } from '../support/server.ts';
import type { Gallery } from './page.ts';

export const widths = [360, 1280];
export const themes = ['light', 'dark', 'contrast'];

/** What a picture shows. */
export interface Scene {
  widget: string;
  /** Of the example. */
  name: string;
  width: number;
  theme: string;
}

export interface Studio {
  /** Of every example its scenes: every width and theme. */
  examples: Scene[][];
  /** Of the browser, since another one may draw letters another way. */
  version: string;
  /** The elements of one example's scenes, each as a PNG, from one page. @throws when the page complains */
  pictures(scenes: readonly Scene[]): Promise<Map<Scene, Buffer>>;
  close(): Promise<void>;
}

const site = new URL('../../demo/site/', import.meta.url);

/** The demonstration's font, so that no picture depends on what the machine has. */
const styles = (): string => {
  const portal = readFileSync(new URL('portal.css', site), 'utf8');
  return `${[...portal.matchAll(/@font-face \{[^}]+\}/g)].join('\n')}
html { font: 16px/1.5 'PT Sans'; }
body { margin: 16px; }
otklik-feed, otklik-channels, otklik-consultation, otklik-case, otklik-survey, otklik-results, otklik-settings { --otklik-weight-strong: 700; --otklik-weight-title: 700; }`;
};

/** Where the gallery stands, whatever port the machine had free: a picture may show its address. */
const origin = 'http://gallery.localhost';

const html = `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gallery</title><link rel="stylesheet" href="${origin}/gallery.css"><script type="module" src="${origin}/gallery.js"></script></head><body></body></html>`;

/** Room around the element for rings of focus, px. */
const margin = 8;
/** For examples that set no clock of their own. */
const clock = new Date('2026-11-22T08:00:00Z');

/** Letters are drawn alike with and without a screen, whatever the machine's settings for fonts. */
const drawing = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];

async function picture(page: Page, { widget, name, width, theme }: Scene): Promise<Buffer> {
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: 800 });
  const box = await page.evaluate(
    ([widget, name, theme]) => (globalThis as unknown as { gallery: Gallery }).gallery.show(widget, name, theme),
    [widget, name, theme] as const,
  );
  const x = Math.max(0, Math.floor(box.x) - margin);
  const y = Math.max(0, Math.floor(box.y) - margin);
  const size = {
    width: Math.min(width - x, Math.ceil(box.width) + 2 * margin),
    height: Math.ceil(box.height) + 2 * margin,
  };
  return page.screenshot({ clip: { x, y, ...size }, fullPage: true, animations: 'disabled', caret: 'hide' });
}

export async function openStudio(): Promise<Studio> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium here: install it, or name it in CHROME_PATH.');
  const scripts = await bundle('gallery', fileURLToPath(new URL('page.ts', import.meta.url)));
  const server = await serve(({ pathname }) => {
    const rules = `${policy(origin)}; style-src ${origin}; font-src ${origin}`;
    if (pathname === '/') return { body: html, headers: { 'Content-Security-Policy': rules } };
    if (pathname === '/gallery.css') return { body: styles() };
    if (/^\/fonts\/[\w-]+\.woff2$/.test(pathname)) return { body: readFileSync(new URL(`.${pathname}`, site)) };
    const script = scripts.get(pathname);
    return script === undefined ? null : { body: script };
  });
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...browserArguments,
      ...drawing,
      `--host-resolver-rules=MAP gallery.localhost:80 ${new URL(server.origin).host}`,
    ],
  });

  /** A page nobody has used: whatever an example keeps in the browser is its own. */
  const inPage = async <T>(work: (page: Page) => Promise<T>): Promise<T> => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 800 },
      locale: 'ru-RU',
      timezoneId: 'Europe/Astrakhan',
      reducedMotion: 'reduce',
      colorScheme: 'light',
    });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.clock.setFixedTime(clock);
      await page.goto(origin);
      const result = await work(page);
      if (complaints.length) throw new Error(complaints.join('; '));
      return result;
    } finally {
      await context.close();
    }
  };

  const names = await inPage((page) =>
    page.evaluate(() => (globalThis as unknown as { gallery: Gallery }).gallery.names()),
  );
  const examples = Object.entries(names).flatMap(([widget, all]) =>
    all.map((name) => widths.flatMap((width) => themes.map((theme) => ({ widget, name, width, theme })))),
  );
  return {
    examples,
    version: browser.version(),
    pictures: (wanted) =>
      inPage(async (page) => {
        const made = new Map<Scene, Buffer>();
        for (const scene of wanted) made.set(scene, await picture(page, scene));
        return made;
      }),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
