import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page, Route } from 'playwright-core';
import { builtWidgets, startServer, type TestServer } from '../support/server.ts';
import { openBrowser, openElsewhere } from './host.ts';

const site = 'https://site.example.gov';
const api = 'https://otklik.example.gov';
/** What the tag says besides its fallback. */
const good = `backend="${api}" agency="housing"`;
const types: Record<string, string> = { '.js': 'text/javascript', '.html': 'text/html; charset=utf-8' };

let browser: Browser;
let backend: TestServer;
/** What stands between the API and the browser; each test puts its own there. */
let answer: ((request: Request) => Response | null) | undefined;
let closed = false;
before(async () => {
  backend = await startServer({
    around: (api) => async (request) => {
      const own = answer?.(request);
      if (own) return own;
      const response = await api(request);
      return closed ? openElsewhere(response) : response;
    },
  });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await backend.close();
});

interface Shown {
  page: Page;
  /** Ours in the console; the browser's own words about requests stand there too. */
  lines: string[];
  thrown: string[];
  /** The line, when it is there. */
  line(): Promise<string>;
  close(): Promise<void>;
}

/** A page on https with its own copy of our files, and a back end on https elsewhere: no browser lets such a page ask this machine. */
async function show(
  body: string,
  { policy, files = {}, script = 'otklik' }: { policy?: string; files?: Record<string, string>; script?: string } = {},
): Promise<Shown> {
  answer = undefined;
  closed = false;
  const context = await browser.newContext({ locale: 'ru-RU' });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const [lines, thrown]: [string[], string[]] = [[], []];
  page.on('pageerror', (error) => void thrown.push(String(error)));
  page.on('console', (message) => {
    if (message.text().startsWith('otklik')) lines.push(message.text());
  });
  const html = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Сайт</title><link rel="icon" href="data:,"></head><body><script type="module" src="/v1/${script}.js"></script>${body}</body></html>`;
  await page.route(`${site}/**`, (route: Route) => {
    const { pathname } = new URL(route.request().url());
    const file = join(builtWidgets, '..', pathname);
    const own = pathname === '/' ? html : files[pathname];
    if (own === undefined && !(existsSync(file) && statSync(file).isFile())) return route.fulfill({ status: 404 });
    const headers = { 'Content-Type': types[extname(pathname) || '.html'] ?? 'text/plain; charset=utf-8' };
    return route.fulfill({
      body: own ?? readFileSync(file, 'utf8'),
      headers: pathname === '/' && policy ? { ...headers, 'Content-Security-Policy': policy } : headers,
    });
  });
  await page.route(`${api}/**`, async (route) => {
    const url = route.request().url().replace(api, backend.origin);
    const response = await fetch(url, { method: route.request().method() });
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
  const line = async (): Promise<string> => {
    if (!lines[0]) await page.waitForEvent('console', (message) => message.text().startsWith('otklik'));
    return lines[0] ?? '';
  };
  return { page, lines, thrown, line, close: () => context.close() };
}

const tag = (name: string, attributes = good): string =>
  `<otklik-${name} ${attributes}><a href="/${name}">Запасная ссылка</a></otklik-${name}>`;
const fallback = (page: Page) => page.getByText('Запасная ссылка');

interface Case {
  name: string;
  body: string;
  line: RegExp;
  policy?: () => string;
  /** How the back end is. */
  set?: () => void;
  files?: Record<string, string>;
  /** Whether the widget goes on with something better instead of its fallback. */
  works?: boolean;
  /** What is done to the page before the line is there. */
  act?: (page: Page) => Promise<unknown>;
}

const json = (status: number, body: unknown): Response =>
  Response.json(body, { status, headers: { 'Access-Control-Allow-Origin': '*' } });

const cases: Case[] = [
  { name: 'neither back end nor agency', body: tag('feed', ''), line: /set the attributes "backend" and "agency"$/ },
  { name: 'no survey', body: tag('survey'), line: /<otklik-survey>: set the attribute "survey"$/ },
  { name: 'no survey, of results', body: tag('results'), line: /<otklik-results>: set the attribute "survey"$/ },
  {
    name: 'an unknown agency',
    body: tag('channels', 'backend="https://otklik.example.gov" agency="hausing"'),
    line: /^otklik: <otklik-channels>: http\S+ knows no agency "hausing": correct the attribute "agency"$/,
  },
  {
    name: 'an unknown agency, of a form',
    body: tag('consultation', 'backend="https://otklik.example.gov" agency="hausing"'),
    line: /knows no agency "hausing"/,
  },
  {
    name: 'an unknown survey',
    body: tag('survey', `${good} survey="nothing"`),
    line: /knows no survey "nothing" of this agency: correct the attribute "survey"$/,
  },
  {
    name: 'a token by a name that it had before',
    body: `<style>body{--otklik-color-scheme:dark}</style>${tag('channels')}`,
    line: /^otklik: --otklik-color-scheme is called --otklik-scheme now: rename it in the page's styles/,
    works: true,
  },
  {
    name: 'a misspelt audience',
    body: tag('feed', `${good} audience="extern"`),
    line: /audience="extern" is none of external, internal$/,
  },
  {
    name: 'a misspelt audience around',
    body: `<otklik-settings audience="extern">${tag('channels')}</otklik-settings>`,
    line: /<otklik-channels>: audience="extern" is none of external, internal$/,
  },
  { name: 'a misspelt kind', body: tag('feed', `${good} kind="novosti"`), line: /kind="novosti" is none of news, / },
  {
    name: 'a topic by its title',
    body: tag('feed', `${good} topic="Отопление"`),
    line: /topic="Отопление" is no name of a topic: correct the attribute "topic"$/,
  },
  {
    name: 'a misspelt theme',
    body: tag('channels', `${good} theme="drak"`),
    line: /theme="drak" is none of auto, light, dark, contrast$/,
    works: true,
  },
  {
    name: 'a limit that is no number',
    body: tag('feed', `${good} limit="ten"`),
    line: /limit="ten" is no number from 1 to 50$/,
    works: true,
    act: (page) => page.locator('otklik-feed').getByRole('link').first().click(),
  },
  {
    name: 'a misspelt need',
    body: tag('consultation', `${good} need="infromation"`),
    line: /need="infromation" is none of information, /,
    works: true,
    act: async (page) => {
      assert.equal(await page.locator('[name=need]').first().isChecked(), true, 'as if it weren’t there');
      await page.getByLabel('Имя').first().focus();
    },
  },
  {
    name: 'a misspelt reply form',
    body: tag('consultation', `${good} reply-form="fax"`),
    line: /reply-form="fax" is none of email, post, phone, visit, case$/,
    works: true,
    act: async (page) => {
      assert.equal(await page.locator('[name=replyForm]').first().isChecked(), true, 'as if it weren’t there');
      await page.getByLabel('Имя').first().focus();
    },
  },
  {
    name: 'a back end without its scheme',
    body: tag('feed', 'backend="otklik.example.gov" agency="housing"'),
    line: /backend="otklik.example.gov" is no web address: write it whole, with https:\/\/ before the name$/,
  },
  {
    name: 'quotes of a word processor',
    body: tag('feed', 'backend=”https://otklik.example.gov” agency=”housing”'),
    line: /is no web address: put straight quotes \("\) round it$/,
  },
  {
    name: 'a back end on http, of a page on https',
    body: tag('channels', 'backend="http://otklik.example.gov" agency="housing"'),
    line: /a page on https can't ask backend="http:\/\/otklik.example.gov": write it with https$/,
  },
  {
    name: 'an older back end, which has no such address',
    body: tag('channels'),
    set: () =>
      (answer = (request) =>
        request.url.includes('/touchpoints') ? json(404, { code: 'route_unknown', status: 404 }) : null),
    line: /answers what this script can't read: correct the attribute "backend", or take the script from there/,
  },
  {
    name: 'a newer back end, which answers otherwise',
    body: tag('channels'),
    set: () => (answer = (request) => (request.url.includes('/touchpoints') ? json(200, { lists: [] }) : null)),
    line: /answers what this script can't read/,
  },
  {
    name: 'a newer back end, of a feed',
    body: tag('feed'),
    set: () => (answer = (request) => (request.url.includes('/publications') ? json(200, { entries: [] }) : null)),
    line: /answers what this script can't read/,
  },
  {
    name: 'some page in place of the back end',
    body: tag('feed', `backend="${site}" agency="housing"`),
    line: /https:\/\/site\.example\.gov answers what this script can't read/,
  },
  {
    name: 'a back end, or its proxy, that answers no foreign page',
    body: tag('channels'),
    set: () => (closed = true),
    line: /answers, but not to pages of https:\/\/site\.example\.gov: it, or a proxy before it, must send the header Access-Control-Allow-Origin$/,
  },
  {
    name: 'a policy without the back end in connect-src',
    body: tag('channels'),
    policy: () => `default-src 'none'; script-src ${site}; connect-src ${site}`,
    line: /the page's content security policy stops it: add https:\/\/otklik\.example\.gov to connect-src$/,
  },
  {
    name: 'a page where a feed should be',
    body: tag('feed', 'src="/news.rss"'),
    files: { '/news.rss': '<!doctype html><title>404</title>' },
    line: /<otklik-feed>: no RSS, Atom or JSON Feed at https:\/\/site\.example\.gov\/news\.rss$/,
  },
  { name: 'no feed at its address', body: tag('feed', 'src="/gone.rss"'), line: /no file at \S+\/gone\.rss$/ },
  {
    name: 'a list of channels that is none',
    body: tag('channels', 'src="/channels.json"'),
    files: { '/channels.json': '{"channels": [}' },
    line: /<otklik-channels>: no JSON file with "channels" at \S+\/channels\.json$/,
  },
  {
    name: 'a feed on http, of a page on https',
    body: tag('feed', 'src="http://news.example.gov/rss"'),
    line: /a page on https can't ask src="http:\/\/news\.example\.gov\/rss": write it with https$/,
  },
  {
    name: 'a feed of another site that lets nobody read it',
    body: tag('feed', 'src="https://otklik.example.gov/api/v1/agencies/housing"'),
    set: () => (closed = true),
    line: /answers, but not to pages of https:\/\/site\.example\.gov/,
  },
];

describe('one line says what to change, nothing throws', () => {
  for (const { name, body, line, policy, set, files, works, act } of cases)
    test(name, async () => {
      const shown = await show(body, { ...(policy && { policy: policy() }), ...(files && { files }) });
      set?.();
      await shown.page.goto(site);
      if (works) await fallback(shown.page).waitFor({ state: 'hidden' });
      await act?.(shown.page);
      assert.match(await shown.line(), line);
      await shown.page.waitForLoadState('networkidle');
      if (!works) await fallback(shown.page).waitFor();
      assert.equal(shown.lines.length, 1, shown.lines.join('\n'));
      assert.deepEqual(shown.thrown, []);
      await shown.close();
    });

  test('two copies of the library: one line for each tag, and the first works', async () => {
    const shown = await show(`${tag('channels')}<script type="module" src="/v1/channels.js?2"></script>`, {
      script: 'channels',
    });
    await shown.page.goto(site);
    assert.match(
      await shown.line(),
      /^otklik: <otklik-channels> is registered already by another copy of the library$/,
    );
    await fallback(shown.page).waitFor({ state: 'hidden' });
    await shown.page.waitForLoadState('networkidle');
    assert.ok(shown.lines.every((line) => /<otklik-(channels|settings)> is registered/.test(line)));
    assert.equal(new Set(shown.lines).size, shown.lines.length);
    assert.deepEqual(shown.thrown, []);
    await shown.close();
  });

  test('of a line that is down nothing is said: that is nobody’s to mend', async () => {
    const shown = await show(tag('channels'));
    await shown.page.route(`${api}/**`, (route) => route.abort());
    await shown.page.goto(site);
    await shown.page.getByText('Нет связи').waitFor();
    await shown.page.waitForLoadState('networkidle');
    await fallback(shown.page).waitFor();
    assert.deepEqual([...shown.lines, ...shown.thrown], []);
    await shown.close();
  });

  test('nor of one that comes and goes, though a request that fails between others looks like a refusal', async () => {
    const shown = await show(tag('channels'));
    let failed = 0;
    await shown.page.route(`${api}/**`, async (route) => {
      // What is asked for without CORS, to see whether anybody is there, comes through.
      const readable = 'origin' in (await route.request().allHeaders());
      return readable && failed++ < 2 ? route.abort() : route.fallback();
    });
    await shown.page.goto(site);
    await shown.page.getByText('Нет связи').waitFor();
    await shown.page.waitForLoadState('networkidle');
    assert.equal(failed, 3, 'what failed twice is asked for again');
    assert.deepEqual([...shown.lines, ...shown.thrown], []);
    await shown.page.getByRole('button', { name: 'Попробовать ещё раз' }).click();
    await fallback(shown.page).waitFor({ state: 'hidden' });
    await shown.close();
  });

  test('once the setting is right it works, without a new page', async () => {
    const shown = await show(tag('channels', 'backend="https://otklik.example.gov" agency="hausing"'));
    await shown.page.goto(site);
    await shown.line();
    await shown.page.locator('otklik-channels').evaluate((element) => element.setAttribute('agency', 'housing'));
    await fallback(shown.page).waitFor({ state: 'hidden' });
    assert.equal(shown.lines.length, 1);
    await shown.close();
  });
});
