import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import fastify, { type FastifyInstance } from 'fastify';
import { demoSite } from '../../demo/site.ts';
import { builtWidgets, startServer, type TestServer } from '../support/server.ts';
import { openBrowser } from './host.ts';

let browser: Browser;
let backend: TestServer;
let app: FastifyInstance;
let site = '';
before(async () => {
  backend = await startServer();
  app = fastify();
  await app.register(demoSite({ origin: backend.origin, codes: [], assets: builtWidgets }));
  site = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await app.close();
  await backend.close();
});

async function open(
  { width = 1280, javaScriptEnabled = true, query = '' },
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    locale: 'ru-RU',
    viewport: { width, height: 900 },
    javaScriptEnabled,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => void complaints.push(String(error)));
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) complaints.push(message.text());
  });
  await page.goto(`${site}/demo/configurator.html${query}`);
  await use(page);
  assert.deepEqual(complaints, []);
  await context.close();
}

test('by keyboard alone: another widget with an option, its code copied, the frames follow, each as wide as told', async () => {
  await open({}, async (page) => {
    await page.getByRole('radio', { name: 'Лента материалов' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('radio', { name: 'Каналы связи', checked: true }).waitFor();
    await page.getByText('Код и показ обновлены').waitFor();
    await page.getByRole('textbox', { name: 'Форма, которой передать выбор' }).focus();
    await page.keyboard.type('ask');
    await page.keyboard.press('Enter');
    const tag = `<otklik-channels backend="${backend.origin}" agency="housing" for="ask">`;
    await page.getByText(tag).waitFor();
    assert.match(page.url(), /widget=channels&.*for=ask/);
    await page.getByRole('button', { name: 'Скопировать' }).nth(1).press('Enter');
    await page.getByText('Скопировано').waitFor();
    assert.ok((await page.evaluate(() => navigator.clipboard.readText())).startsWith(tag));
    for (const width of [360, 768, 1280]) {
      const frame = page.locator(`iframe[width="${width}"]`);
      await frame.scrollIntoViewIfNeeded();
      const inside = frame.contentFrame();
      await inside.locator('otklik-channels[for=ask] h2').first().waitFor();
      assert.equal(await inside.locator('html').evaluate(() => innerWidth), width);
    }
  });
});

test('the fuller code for a kind of site names the version by its hashes', async () => {
  await open({ query: '?platform=vue' }, async (page) => {
    await page.getByRole('radio', { name: 'Полный' }).check();
    await page.getByText('"integrity":{').waitFor();
    await page.getByText('isCustomElement').waitFor();
    assert.match((await page.getByRole('region', { name: /Content-Security-Policy/ }).textContent()) ?? '', /sha256-/);
  });
});

test('where the code can’t be had anew it says so, and that the old one is of another choice', async () => {
  await open({}, async (page) => {
    // As some proxy in between answers.
    await page.route('**/result.json?*', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Wait</h1>' }));
    await page.getByRole('radio', { name: 'Каналы связи' }).check();
    await page.getByText('Код не обновлён').waitFor({ timeout: 10_000 });
    await page.unroute('**/result.json?*');
    await page.getByRole('button', { name: 'Показать', exact: true }).click();
    await page.getByText('<otklik-channels backend').waitFor();
  });
});

test('at 360 px nothing sticks out, and without JavaScript the form does it', async () => {
  await open({ width: 360, javaScriptEnabled: false, query: '?lang-of-page=en' }, async (page) => {
    await page.getByRole('radio', { name: 'Survey results' }).check();
    await page.getByRole('radio', { name: 'React' }).check();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('export function Otklik()').waitFor();
    await page.getByText('survey="information-access"').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Copy' }).count(), 0);
  });
  await open({ width: 360 }, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  });
});
