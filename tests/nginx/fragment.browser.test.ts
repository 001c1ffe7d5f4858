// The same in a browser, under the policy that docs/fragments.md states: with JavaScript the widgets live, without it their forms post.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { hostedPages } from '@otklik/server/hosted/routes.js';
import { openWorld, type World } from '@otklik/server/testing/app.js';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import { content } from '../support/content.ts';
import { builtWidgets } from '../support/server.ts';
import { include, startNginx, startPhp, type Site } from './sites.ts';

const fragments = {
  feed: 'publications',
  channels: 'channels',
  consultation: 'consultation',
  case: 'case',
  survey: 'survey/information-access',
  results: 'results/information-access',
};

let world: World;
let service: string;
let sites: { nginx: Site; php: Site };
let browser: Browser;

before(async () => {
  world = await openWorld([content]);
  const app = await world.app({
    assets: builtWidgets,
    register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
  });
  service = await app.listen({ port: 0, host: '127.0.0.1' });
  const includes = Object.entries(fragments).map(([name, path]) => [name, include(service, path)] as const);
  sites = {
    nginx: await startNginx(join(world.folder, 'nginx'), service, {
      ...Object.fromEntries(includes),
      all: includes.map(([, one]) => one).join('\n'),
    }),
    php: await startPhp(join(world.folder, 'php'), service),
  };
  browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: browserArguments });
});
after(async () => {
  await browser.close();
  for (const site of Object.values(sites)) await site.stop();
  await world.close();
});

interface Opened {
  page: Page;
  /** Whatever was thrown, is in the console or against the policy. */
  complaints: string[];
}

async function opened(
  address: string,
  { hold, ...options }: BrowserContextOptions & { hold?: string } = {},
): Promise<Opened & { release(): void }> {
  const context = await browser.newContext({ locale: 'ru-RU', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => complaints.push(message.text()));
  let release = (): void => undefined;
  const held = new Promise<void>((done) => (release = done));
  if (hold)
    await page.route(hold, async (route) => {
      await held;
      await route.continue();
    });
  await page.goto(address, { waitUntil: hold ? 'commit' : 'load' });
  return { page, complaints, release };
}

/** All widgets of a page are taken over, with styles of their own. */
const alive = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => {
    const widgets = [...document.querySelectorAll('[backend]')];
    return (
      widgets.length > 0 &&
      widgets.every(
        ({ shadowRoot }) => shadowRoot?.adoptedStyleSheets.length && !shadowRoot.querySelector('link, noscript'),
      )
    );
  });
};

const write = async (page: Page): Promise<void> => {
  await page.getByLabel('Имя и фамилия').fill('Анна Примерова');
  await page.getByLabel('Тема', { exact: true }).last().selectOption({ label: 'Капитальный ремонт' });
  await page.getByLabel('Какая информация нужна').fill('Когда начнут ремонт крыши?');
  await page.getByLabel('Адрес электронной почты').first().fill('anna@example.org');
};

test('all widgets on one page of nginx’s live, and nothing is against the policy', async () => {
  const { page, complaints } = await opened(`${sites.nginx.origin}/all.html`);
  await alive(page);
  assert.equal(await page.locator('[backend]').count(), Object.keys(fragments).length);
  // The choice of a channel is the script's.
  await page.getByLabel('Написать', { exact: true }).check();
  await page.locator('otklik-channels .fit').first().waitFor();
  await page.getByRole('link', { name: /Написать запрос/ }).click();
  assert.equal(page.url(), `${sites.nginx.origin}/all.html`, 'it hands over to the form on the same page');
  assert.deepEqual(complaints, []);
  await page.context().close();
});

for (const name of ['nginx', 'php'] as const) {
  const address = (widget: keyof typeof fragments): string =>
    name === 'nginx' ? `${sites.nginx.origin}/${widget}.html` : `${sites.php.origin}/${fragments[widget]}`;

  test(`${name}: what is typed before the script has come stays, and is filed without leaving the page`, async () => {
    const { page, complaints, release } = await opened(address('consultation'), {
      hold: '**/v1/hosted-consultation.js',
    });
    await write(page);
    release();
    await alive(page);
    assert.equal(await page.getByLabel('Какая информация нужна').inputValue(), 'Когда начнут ремонт крыши?');
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Сохраните код' }).waitFor();
    assert.equal(page.url(), address('consultation'));
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  test(`${name}: a survey is answered on the page, sealed by the browser`, async () => {
    const { page, complaints } = await opened(address('survey'));
    await alive(page);
    assert.equal(await page.getByLabel('Без ответа').count(), 0);
    await page.getByRole('radio', { name: 'Сайт' }).check();
    const sealed = page.waitForRequest(/\/ballots$/);
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Спасибо, ответы приняты' }).waitFor();
    assert.doesNotMatch((await sealed).postData() ?? '', /site/);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  test(`${name}, JavaScript off: the form on the page leads to the service’s own, which shows what comes of it`, async () => {
    const { page, complaints } = await opened(address('consultation'), { javaScriptEnabled: false });
    await write(page);
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    await page.getByRole('heading', { name: 'Проверьте перед отправкой' }).waitFor();
    assert.equal(page.url(), `${service}/housing/consultation?check`);
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Сохраните код' }).waitFor();
    await page.goto(address('survey'));
    await page.getByRole('radio', { name: 'Сайт' }).check();
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Спасибо, ответы приняты' }).waitFor();
    assert.equal(page.url(), `${service}/housing/survey/information-access`);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}
