// What the configurator gives for React, Vue and Angular, built by them and run: as in plain HTML.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { WidgetName } from '@otklik/widgets/snippet.js';
import { readChoice } from '../../demo/configurator/options.ts';
import { extents, resultOf, type Extent } from '../../demo/configurator/page.ts';
import type { PlatformName } from '../../demo/configurator/platforms.ts';
import { builtFiles, openBrowser } from '../embedding/host.ts';
import { serve } from '../support/pages.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { buildSite, frameworks } from './projects.ts';

let browser: Browser;
let backend: TestServer;
before(async () => {
  backend = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await backend.close();
});

/** Means something to each of them. */
const odd = '{{ x }} ${y} {z} `@if` </script> "q" \'p\' & \\n';

/** Every option of each widget that can be told without a back end of one's own. */
const choices: Readonly<Record<WidgetName, Record<string, string>>> = {
  feed: { limit: '3', audience: 'external', lang: 'en', theme: 'dark', kind: 'order' },
  channels: { for: 'ask', audience: 'external', theme: 'contrast' },
  consultation: { need: 'information', topic: 'repair', 'reply-form': 'post', channel: odd, lang: 'ru' },
  case: { lang: 'en', theme: 'light' },
  survey: { survey: 'information-access', theme: 'auto' },
  results: { survey: 'information-access', lang: 'en' },
};
const names = Object.keys(choices) as WidgetName[];
/** As little as the configurator asks for, too: no option but what a widget needs. */
const pages = names.flatMap((name) => extents.map((extent) => ({ name, extent, page: `${name}-${extent}` })));

async function code(platform: PlatformName, widget: WidgetName, extent: Extent): Promise<string[]> {
  const query = new URLSearchParams({ widget, ...choices[widget], backend: backend.origin });
  const shown = { ...readChoice(query, backend.origin), platform, extent };
  return (await resultOf(shown, builtFiles())).parts;
}

interface Seen {
  view: string;
  /** What is inside the tag. */
  fallback: string | undefined;
  /** As texts: a framework may set a property, a number where it is one. */
  settings: Record<string, string>;
  values: string[];
  asked: string[];
  complaints: string[];
}

interface Opened {
  page: Page;
  asked: string[];
  complaints: string[];
}

async function open(address: string, use: (opened: Opened) => Promise<void>, withoutUs = false): Promise<void> {
  const context = await browser.newContext({ locale: 'ru-RU', timezoneId: 'Europe/Astrakhan' });
  const page = await context.newPage();
  if (withoutUs) await page.route(`${backend.origin}/**`, (route) => route.abort());
  const [asked, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => {
    if (request.url().startsWith(backend.origin)) asked.push(request.url().slice(backend.origin.length));
  });
  page.on('pageerror', (error) => void complaints.push(String(error)));
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) complaints.push(message.text());
  });
  await page.goto(address);
  await use({ page, asked, complaints });
  await context.close();
}

/** What a widget shows, what it was told, and what it asked of the back end. */
async function look({ page, asked, complaints }: Opened, widget: WidgetName): Promise<Seen> {
  const view = page.locator(`otklik-${widget} .o`);
  await view.locator('input:not([type=hidden]), button, article, summary').first().waitFor();
  await page.waitForLoadState('networkidle');
  const seen = await view.evaluate(
    (view, names) => {
      const { lang, dataset, innerText } = view as HTMLElement;
      const { host } = view.getRootNode() as ShadowRoot;
      const fields = view.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), select, textarea');
      return {
        fallback: host.querySelector(':scope > a')?.outerHTML,
        view: `${lang} ${dataset['theme']} ${innerText}`,
        settings: Object.fromEntries(
          names.map((name) => [
            name,
            host.getAttribute(name) ?? String((host as unknown as Record<string, unknown>)[name]),
          ]),
        ),
        values: [...fields].map(({ type, name, checked, value }) =>
          /radio|checkbox/.test(type) ? `${name} ${value} ${checked}` : `${name} ${value}`,
        ),
      };
    },
    [...Object.keys(choices[widget]), 'backend', 'agency'],
  );
  return { ...seen, asked: asked.sort(), complaints };
}

const plain = new Map<string, Seen>();

test('plain HTML shows each widget as it was chosen', async (t) => {
  const site = await serve(async ({ pathname }) => {
    const found = pages.find(({ page }) => pathname === `/${page}/`);
    if (!found) return null;
    const [head, body] = await code('html', found.name, found.extent);
    return {
      body: `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Сайт</title><link rel="icon" href="data:,">\n${head}</head><body>${body}</body></html>`,
    };
  });
  t.after(() => site.close());
  for (const { name, page } of pages) {
    await open(`${site.origin}/${page}/`, async (opened) => {
      const seen = await look(opened, name);
      for (const [option, value] of Object.entries(choices[name])) assert.equal(seen.settings[option], value, option);
      assert.match(seen.fallback ?? '', /^<a href="http:[^"]+">[^<]+<\/a>$/);
      assert.deepEqual(seen.complaints, [], page);
      plain.set(page, seen);
    });
  }
});

for (const framework of frameworks)
  test(`${framework} builds its code, and each widget is as in plain HTML`, async (t) => {
    const pasted = await Promise.all(
      pages.map(async ({ name, extent, page }) => [page, await code(framework, name, extent)] as const),
    );
    const files = await buildSite(framework, new Map(pasted));
    const site = await serve(({ pathname }) => {
      const body = files.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
      return body ? { body } : null;
    });
    t.after(() => site.close());
    for (const { name, page } of pages)
      await open(`${site.origin}/${page}/`, async (opened) =>
        assert.deepEqual(await look(opened, name), plain.get(page), page),
      );
    const blocked = async ({ page, complaints }: Opened): Promise<void> => {
      await page.getByRole('link', { name: 'Каналы связи' }).waitFor();
      assert.deepEqual(complaints, ['Failed to load resource: net::ERR_FAILED']);
    };
    await open(`${site.origin}/channels-short/`, blocked, true);
  });
