import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Listening } from '../support/listen.ts';
import { serve } from '../support/pages.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { openBrowser } from './host.ts';

const names = ['feed', 'channels', 'consultation', 'case', 'survey', 'results'];

let browser: Browser;
let backend: TestServer;
let host: Listening;
let policy = '';
before(async () => {
  backend = await startServer();
  host = await serve(({ pathname }) => {
    const shown =
      pathname === '/' ? names : pathname === '/ask' ? ['consultation'] : pathname === '/ways' ? ['channels'] : null;
    const tags = shown?.map(
      (name) =>
        `<otklik-${name} backend="${backend.origin}" agency="housing" survey="information-access"><a href="/${name}">Запасная ссылка ${name}</a></otklik-${name}>`,
    );
    return {
      body: `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Сайт</title><script type="module" src="${backend.origin}/v1/otklik.js"></script>${tags?.join('') ?? 'Страница'}</html>`,
      headers: policy ? { 'Content-Security-Policy': policy } : {},
    };
  });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await host.close();
  await backend.close();
});

async function opened(
  path: string,
  { prepare, ...options }: { prepare?: (page: Page) => Promise<unknown>; javaScriptEnabled?: boolean } = {},
) {
  const context = await browser.newContext({ locale: 'ru-RU', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const [thrown, ours]: [string[], string[]] = [[], []];
  page.on('pageerror', (error) => void thrown.push(String(error)));
  page.on('console', (message) => {
    if (message.text().startsWith('otklik')) ours.push(message.text());
  });
  await prepare?.(page);
  await page.goto(host.origin + path);
  await page.waitForLoadState('networkidle');
  return { page, thrown, ours, close: () => context.close() };
}

async function allLinks(page: Page): Promise<void> {
  for (const name of names) {
    const link = page.getByRole('link', { name: `Запасная ссылка ${name}` });
    assert.equal(await link.isVisible(), true, name);
  }
}

const script = '**/v1/otklik.js';

describe('where our file doesn’t run, every link stays and nothing throws', () => {
  const ways: [string, (page: Page) => Promise<unknown>][] = [
    ['it isn’t there', (page) => page.route(script, (route) => route.fulfill({ status: 404 }))],
    ['the server can’t be reached', (page) => page.route(script, (route) => route.abort())],
    [
      'it is served as something else, which is how a browser without modules takes it',
      (page) => page.route(script, (route) => route.fulfill({ contentType: 'text/plain', body: 'throw 1' })),
    ],
  ];
  for (const [name, prepare] of ways)
    test(name, async () => {
      const { page, thrown, ours, close } = await opened('/', { prepare });
      await allLinks(page);
      assert.deepEqual([...thrown, ...ours], []);
      await close();
    });

  test('the page’s policy blocks it', async () => {
    policy = "default-src 'self'";
    const { page, thrown, ours, close } = await opened('/');
    policy = '';
    await allLinks(page);
    assert.deepEqual([...thrown, ...ours], []);
    await close();
  });

  test('there is no JavaScript', async () => {
    const { page, close } = await opened('/', { javaScriptEnabled: false });
    await allLinks(page);
    await close();
  });
});

test('a browser without custom elements keeps the links', async () => {
  const prepare = (page: Page) =>
    page.addInitScript(() => delete (window as { customElements?: unknown }).customElements);
  const { page, close } = await opened('/', { prepare });
  await allLinks(page);
  await close();
});

describe('where a later file can’t be had', () => {
  const prepare = (page: Page) => page.route('**/v1/chunks/**', (route) => route.fulfill({ status: 404 }));

  test('a form says so when it is sent, and keeps what was typed', async () => {
    const { page, thrown, close } = await opened('/ask', { prepare });
    const question = page.getByRole('textbox', { name: /информация нужна/ });
    await question.fill('Когда включат отопление?');
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
    assert.equal(await question.inputValue(), 'Когда включат отопление?');
    assert.deepEqual(thrown, []);
    await close();
  });

  test('a link leads to its page', async () => {
    const { page, thrown, close } = await opened('/ways', { prepare });
    await page
      .locator('otklik-channels')
      .getByRole('link', { name: /Написать запрос/ })
      .first()
      .click();
    await page.waitForURL('**/housing/consultation**');
    assert.deepEqual(thrown, []);
    await close();
  });
});
