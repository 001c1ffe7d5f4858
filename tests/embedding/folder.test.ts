import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Listening } from '../support/listen.ts';
import { serve, type ServedFile } from '../support/pages.ts';
import { builtWidgets } from '../support/server.ts';
import { openBrowser, visit, type Visited } from './host.ts';

const [english = '', russian = ''] = ['README.md', 'README.ru.md'].map((name) =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'),
);
/** What README tells to put into the page, and into the file. */
const snippet = /```html\n(<script type="module" src="\/otklik[^`]*)```/.exec(english)?.[1] ?? '';
const channels = /```json\n(\{ "timeZone"[^`]*)```/.exec(english)?.[1] ?? '';

const page = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Сайт службы</title></head><body>
${snippet}</body></html>`;

const rss = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Новости</title>
<item><title>Отопление включат 1 октября</title><link>/news/101/</link><guid>101</guid><pubDate>Wed, 24 Sep 2025 10:00:00 +0300</pubDate>
<description>Подача тепла начнётся с социальных объектов.</description></item>
<item><title>Приём в субботу</title><link>/news/102/</link><guid>102</guid><pubDate>Tue, 23 Sep 2025 10:00:00 +0300</pubDate></item>
</channel></rss>`;

const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html otklik 'allow-duplicates'";

/** A site that knows nothing but files: ours lie in /otklik/. */
function fileOf(path: string): ServedFile | null {
  if (path === '/') return { body: page, headers: { 'Content-Security-Policy': policy } };
  if (path === '/news/rss.xml') return { body: rss, headers: { 'Content-Type': 'text/xml' } };
  if (path === '/otklik/channels.json') return { body: channels };
  const file = join(builtWidgets, path.replace('/otklik/', '/'));
  return path.startsWith('/otklik/') && existsSync(file) && statSync(file).isFile()
    ? { body: readFileSync(file) }
    : null;
}

let browser: Browser;
let site: Listening;
before(async () => {
  site = await serve(({ pathname }) => fileOf(pathname));
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});

async function works({ page, requests, complaints, close }: Visited): Promise<void> {
  page.setDefaultTimeout(15_000);
  const feed = page.locator('otklik-feed');
  const ways = page.locator('otklik-channels');
  await feed.getByRole('link', { name: 'Отопление включат 1 октября' }).waitFor();
  await ways.getByRole('heading', { name: 'Телефон' }).waitFor();
  assert.equal(await ways.getByRole('link', { name: /Телефон/ }).getAttribute('href'), 'tel:80000000002');
  assert.equal(await ways.getByRole('link', { name: /Портал/ }).getAttribute('href'), 'https://portal.example.gov/ask');
  await page.getByRole('link', { name: 'Задать вопрос', exact: true }).waitFor();
  for (const text of ['Все новости', 'Контакты'])
    assert.equal(await page.getByText(text, { exact: true }).isVisible(), false, text);
  await page.waitForLoadState('networkidle');
  assert.deepEqual([...new Set(requests.map((url) => new URL(url).origin))], [site.origin]);
  assert.deepEqual(complaints, []);
  await close();
}

describe('a plain folder on the agency’s own site, no back end', () => {
  test('feed and channels show what the site’s own files say, the rest is links', async () => {
    await works(await visit(browser, site.origin));
  });

  test('both READMEs tell the same', () => {
    assert.ok(snippet && channels);
    for (const part of [snippet, channels]) assert.ok(russian.includes(part));
  });

  test('in the oldest browsers that are supported, which lack what came later', async () => {
    const before = (page: Visited['page']) =>
      page.addInitScript(() => {
        delete (URL as { canParse?: unknown }).canParse;
        for (const name of ['setHTML', 'setHTMLUnsafe', 'checkVisibility'])
          delete (Element.prototype as unknown as Record<string, unknown>)[name];
        for (const name of ['groupBy', 'fromAsync'])
          for (const owner of [Object, Map, Array]) delete (owner as unknown as Record<string, unknown>)[name];
        delete (Promise as { withResolvers?: unknown }).withResolvers;
        for (const name of ['toSorted', 'toSpliced', 'toReversed', 'with'])
          delete (Array.prototype as unknown as Record<string, unknown>)[name];
      });
    await works(await visit(browser, site.origin, { before }));
  });
});
