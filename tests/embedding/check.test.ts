import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Listening } from '../support/listen.ts';
import { serve } from '../support/pages.ts';
import { builtWidgets, startServer, type TestServer } from '../support/server.ts';
import { openBrowser, openElsewhere } from './host.ts';

let browser: Browser;
let backend: TestServer;
let closed = false;
before(async () => {
  backend = await startServer({
    around: (api) => async (request) => {
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

interface Case {
  body?: string;
  /** What the site has beside its page, by path. */
  files?: Record<string, string>;
  head?: string;
  /** Instead of the policy that Otklik needs. */
  policy?: (origin: string) => string;
  lang?: string;
}

const tag = (name: string, more = '', text = 'Запасная ссылка'): string =>
  `<otklik-${name} backend="ORIGIN" agency="housing"${more}><a href="/">${text}</a></otklik-${name}>`;
const script = '<script type="module" src="ORIGIN/v1/otklik.js"></script>';
const strict = (origin: string): string =>
  `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src ${origin}; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types lit-html otklik 'allow-duplicates'`;

/** A page of another site with the line of the check in it; `told` is the box once it has found out. */
async function check(
  { body = tag('channels'), files = {}, head = script, policy = strict, lang = 'ru' }: Case,
  use: (told: string, page: Page, asked: string[]) => Promise<void> | void,
): Promise<void> {
  const fill = (text: string): string => text.replaceAll('ORIGIN', backend.origin);
  const site: Listening = await serve(({ pathname }) =>
    pathname === '/'
      ? {
          body: fill(
            `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Сайт</title><link rel="icon" href="data:,">${head}<script type="module" src="ORIGIN/v1/check.js"></script></head><body>${body}</body></html>`,
          ),
          headers: { 'Content-Security-Policy': policy(backend.origin) },
        }
      : pathname in files
        ? { body: files[pathname] ?? '' }
        : null,
  );
  const context = await browser.newContext({ locale: 'ru-RU' });
  try {
    const page = await context.newPage();
    const [asked, thrown]: [string[], string[]] = [[], []];
    page.on('request', (request) => void asked.push(request.url()));
    page.on('pageerror', ({ stack = '' }) => void (stack.includes('/check.js') && thrown.push(stack)));
    await page.goto(site.origin);
    const region = page.getByRole('region', { name: /Проверка «Отклика»|Otklik check/ });
    await region.getByRole('button', { name: /Проверить снова|Check again/ }).waitFor({ timeout: 40_000 });
    await use((await region.textContent()) ?? '', page, asked);
    for (const address of asked)
      assert.ok(
        [site.origin, backend.origin, 'data:,'].some((known) => address.startsWith(known)),
        address,
      );
    assert.deepEqual(thrown, []);
  } finally {
    await context.close();
    await site.close();
  }
}

describe('the self-check', () => {
  test('all is well under the strict policy, once each widget is shown; nothing foreign is asked', async () => {
    const added = ' _ngcontent-ng-c1="" ng-reflect-x="1" v-once accesskey="f" itemprop="x"';
    await check({ body: tag('channels') + tag('feed', added) }, async (told, page) => {
      assert.match(told, /Всё в порядке: показано элементов – 2/);
      assert.doesNotMatch(told, /Что поправить/);
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByText('All is well: widgets shown: 2').waitFor();
      await page.getByRole('button', { name: 'Close' }).press('Enter');
      assert.equal(await page.getByRole('region', { name: /check/ }).count(), 0);
    });
  });

  test('again: what was mended meanwhile is well', async () => {
    await check({ body: tag('channels').replace('housing', 'hausing'), lang: 'en' }, async (told, page) => {
      assert.match(told, /knows no agency “hausing”\. Correct the option agency/);
      await page.locator('otklik-channels').evaluate((element) => element.setAttribute('agency', 'housing'));
      const status = await page.getByRole('region').getByRole('status').elementHandle();
      await page.getByRole('button', { name: 'Check again' }).press('Enter');
      const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName);
      assert.equal(await focused(), 'section', 'whoever pressed stays in the box');
      await page.getByText('All is well').waitFor();
      assert.equal(await focused(), 'section');
      // What is heard must have been there before: readers miss a new one.
      assert.match((await status?.textContent()) ?? '', /All is well/);
      await page.getByRole('button', { name: 'Русский' }).press('Enter');
      assert.equal(await focused(), 'button', 'on the other language');
    });
  });

  const wrong: (Case & { name: string; told: RegExp; set?: () => void })[] = [
    { name: 'no widget', body: '<p>Текст</p>', told: /нет ни одного элемента/ },
    { name: 'a misspelt tag', body: tag('chanels'), told: /Элемента <otklik-chanels> нет/ },
    {
      name: 'a misspelt attribute',
      body: tag('feed', ' limmit="3"'),
      told: /нет настройки «limmit»\. Есть: src, limit/,
    },
    {
      name: 'a word that it can’t be',
      body: tag('channels', ' theme="drak"'),
      told: /theme="drak" не подходит\. Можно: auto, light/,
    },
    { name: 'no survey told', body: tag('survey'), told: /<otklik-survey>: не указаны настройки survey/ },
    { name: 'no script', head: '', told: /Нет скрипта для <otklik-channels>/ },
    {
      name: 'a script that isn’t there',
      head: script.replace('/otklik.js', '/channels.js').replace('/v1/', '/v1.9.9/'),
      told: /Файла нет по адресу \S+\/v1\.9\.9\/channels\.js/,
    },
    {
      name: 'a script whose name is misspelt',
      head: script.replace('/otklik.js', '/otklic.js'),
      told: /Файла нет по адресу \S+\/v1\/otklic\.js \(ответ 404\)/,
    },
    {
      name: 'a script of a version that there isn’t',
      head: script.replace('/v1/', '/v2/'),
      told: /Файла нет по адресу \S+\/v2\/otklik\.js \(ответ 404\)/,
    },
    {
      name: 'the address of a page in place of that of the back end',
      body: tag('channels').replace('"ORIGIN"', '"ORIGIN/housing"'),
      told: /housing\/api\S+ отвечает не так, как сервер «Отклика» \(ответ 404\)\. Исправьте настройку backend/,
    },
    {
      name: 'quotes of a word processor',
      body: tag('channels').replace('"ORIGIN"', '”ORIGIN”'),
      told: /Что поправить<otklik-channels>: вокруг backend стоят кавычки из текстового редактора[^<]*$/,
    },
    {
      name: 'quotes of a word processor, of a script',
      head: script.replaceAll('"', '”'),
      told: /<script>: вокруг src стоят кавычки/,
    },
    {
      name: 'a page in place of a feed',
      body: '<otklik-feed src="/news"><a href="/">Новости</a></otklik-feed>',
      files: { '/news': '<!doctype html><title>Новости</title>' },
      policy: (origin) => strict(origin).replace('connect-src', "connect-src 'self'"),
      told: /По адресу \S+\/news нет ленты RSS, Atom или JSON Feed/,
    },
    {
      name: 'JSON that holds no channels',
      body: '<otklik-channels src="/channels.json"><a href="/">Контакты</a></otklik-channels>',
      files: { '/channels.json': '{"chanels": []}' },
      policy: (origin) => strict(origin).replace('connect-src', "connect-src 'self'"),
      told: /По адресу \S+\/channels\.json нет файла JSON со списком channels/,
    },
    { name: 'a script that is no module', head: script.replace(' type="module"', ''), told: /нужно type="module"/ },
    {
      name: 'a script that isn’t the one of its hash',
      head: script.replace('></', ` integrity="sha384-${'A'.repeat(64)}" crossorigin></`),
      told: /не тот, что назван в integrity/,
    },
    {
      name: 'a policy without connect-src',
      policy: (origin) => `default-src 'none'; script-src ${origin}`,
      told: /Добавьте http:\S+ в connect-src/,
    },
    {
      name: 'a policy that has no room for another file',
      policy: (origin) => `default-src 'none'; connect-src ${origin}; script-src ${origin}/v1/check.js`,
      told: /Добавьте http:\S+ в script-src/,
    },
    {
      name: 'a policy that forbids what Lit needs',
      policy: (origin) => strict(origin).replace("lit-html otklik 'allow-duplicates'", "'none'"),
      told: /trusted-types lit-html otklik/,
    },
    {
      name: 'a policy that keeps pictures away, which come later',
      policy: (origin) => strict(origin).replace(`img-src ${origin}`, "img-src 'self'"),
      told: /Добавьте http:\S+ в img-src/,
    },
    {
      name: 'a policy that keeps texts with markup away, which come later',
      policy: (origin) => strict(origin).replace('lit-html otklik', 'lit-html'),
      told: /trusted-types lit-html otklik/,
    },
    {
      name: 'CORS',
      set: () => (closed = true),
      told: /отвечает, но не страницам http:\S+.*Access-Control-Allow-Origin/,
    },
    {
      name: 'an encoding that isn’t the file’s',
      body: tag('channels', '', 'ÐšÐ°Ð½Ð°Ð»Ñ‹'),
      told: /испорчен: кодировка/,
    },
    {
      name: 'a widget that the page hides',
      body: `<div hidden>${tag('channels')}</div>`,
      told: /скрыт стилями страницы/,
    },
    {
      name: 'text that is hard to see',
      body: `<style>:root{--otklik-text:#ddd}</style>${tag('channels')}`,
      told: /плохо виден текст «.+»: контраст 1\.\d, нужно 4,5/,
    },
  ];
  for (const { name, told: expected, set, ...page } of wrong)
    test(name, async () => {
      set?.();
      await check(page, (told) => {
        closed = false;
        assert.match(told, expected);
        assert.doesNotMatch(told, /Всё в порядке/);
      });
    });

  test('a tag that isn’t closed has the rest of the page in it, which is told; data of a fragment aren’t', async () => {
    const data = '<script type="application/json">{}</script>';
    const fragment = tag('feed').replace('<a ', `${data}<a `);
    await check({ body: `${fragment}${tag('channels').replace(/<a .*/, '')}<h2>Новости</h2><p>Текст</p>` }, (told) => {
      assert.match(told, /Всё в порядке/);
      assert.match(told, /Внутри <otklik-channels> стоит <h2>: пока показан элемент, его не видно/);
      assert.doesNotMatch(told, /Внутри <otklik-feed>/);
    });
  });

  test('one with nothing in it that isn’t shown isn’t called hidden', async () => {
    const empty = tag('channels')
      .replace('housing', 'hausing')
      .replace(/<a .*<\/a>/, '');
    await check({ body: empty }, (told) => {
      assert.match(told, /не знает органа «hausing»/);
      assert.doesNotMatch(told, /скрыт/);
    });
  });

  test('a request that fails once isn’t told as CORS', async () => {
    await check({ body: tag('channels').replace('housing', 'hausing') }, async (_, page) => {
      let failed = 0;
      await page.route(`${backend.origin}/api/**`, async (route) => {
        const readable = 'origin' in (await route.request().allHeaders());
        return readable && failed++ < 2 ? route.abort() : route.fallback();
      });
      await page.getByRole('button', { name: 'Проверить снова' }).click();
      const told = page.getByRole('region').getByText(/не знает органа|Access-Control/);
      await told.waitFor({ timeout: 30_000 });
      assert.match((await told.textContent()) ?? '', /не знает органа «hausing»/);
      assert.ok(failed > 2);
    });
  });

  test('a token by a name that it had before is told of, and all is well', async () => {
    const body = `<style>:root{--otklik-color-scheme:light}</style>${tag('channels')}${tag('feed')}`;
    await check({ body }, (told) => {
      assert.match(told, /Всё в порядке/);
      assert.equal(told.split('Переменная --otklik-color-scheme теперь называется --otklik-scheme').length, 2);
    });
  });

  test('a back end and a script on http, of a page on https', async () => {
    // No browser lets such a page ask this machine, so that its site has our files itself.
    const [site, api] = ['https://site.example.gov', 'http://otklik.example.gov'];
    const html = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Сайт</title><link rel="icon" href="data:,">
<script type="module" src="/v1/channels.js"></script><script type="module" src="${api}/v1/feed.js"></script><script type="module" src="/v1/check.js"></script></head>
<body>${tag('channels').replace('ORIGIN', api)}${tag('feed').replace('ORIGIN', site)}</body></html>`;
    const context = await browser.newContext({ locale: 'ru-RU' });
    const page = await context.newPage();
    const sent: string[] = [];
    await context.route('**', (route) => {
      const { href, origin, pathname } = new URL(route.request().url());
      if (origin !== site) sent.push(href);
      const file = join(builtWidgets, '..', pathname);
      if (pathname === '/') return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
      if (origin !== site || !existsSync(file)) return route.fulfill({ status: 404 });
      return route.fulfill({ body: readFileSync(file, 'utf8'), contentType: 'text/javascript; charset=utf-8' });
    });
    await page.goto(site);
    const region = page.getByRole('region', { name: 'Проверка «Отклика»' });
    await region.getByRole('button', { name: 'Проверить снова' }).waitFor({ timeout: 40_000 });
    const told = await region.getByRole('listitem').allTextContents();
    for (const address of [`${api}/v1/feed.js`, `${api}/api/v1/agencies/housing`])
      assert.ok(
        told.some((one) => one.startsWith(`Страница открыта по https, а ${address} – по http.`)),
        told.join('\n'),
      );
    assert.deepEqual(sent, []);
    await context.close();
  });

  test('an old library that patches what browsers have is told of, and all is well if the widgets are shown', async () => {
    const old = 'data:text/javascript,Array.from=function(x){return[].slice.call(x)};Prototype={Version:"1.6"}';
    await check(
      {
        head: `<script src='${old}'></script>${script}`,
        policy: (origin) => strict(origin).replace('script-src', 'script-src data:'),
      },
      (told) => {
        assert.match(told, /Всё в порядке/);
        assert.match(told, /Старая библиотека \(Prototype 1\.6\) заменила встроенное в браузер: Array\.from/);
      },
    );
  });
});

test('no page of citizens loads the check', () => {
  const later = readFileSync(join(builtWidgets, 'later.json'), 'utf8');
  assert.doesNotMatch(later, /check/);
});
