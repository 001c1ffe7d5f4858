import { after, afterEach, before, mock, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openWorld, tabTo, type World } from '../../e2e/world.ts';
import { task } from './expectation.ts';
import { announced, focused, readOut } from './tree.ts';

/** A Wednesday, 10:00 where the agency is: it is open then, and closed at other times. */
const now = new Date('2026-11-25T06:00:00Z');

let opened: World | undefined;
before(async () => {
  // The server lives in this process, and its clock is this one.
  mock.timers.enable({ apis: ['Date'], now });
  opened = await openWorld();
});
afterEach(() => opened?.closePages());
after(async () => {
  await opened?.close();
  mock.timers.reset();
});

/** A page of the demonstration at that time. */
async function open(path: string): Promise<Page> {
  if (!opened) throw new Error('not started');
  const context = await opened.browser.newContext({
    locale: 'ru-RU',
    timezoneId: 'Europe/Astrakhan',
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(now);
  await page.goto(opened.origin + path);
  await page.waitForLoadState('networkidle');
  return page;
}

test('channels: open now, and called', async () => {
  const { hears, done } = task('channels-open-and-call');
  const page = await open('/demo/channels.html');
  hears('the widget is read from its beginning', await readOut(page, 'otklik-channels'));
  await page.getByRole('radio', { name: 'Поговорить' }).focus();
  await tabTo(page, /^a 8 \(000\)/);
  hears('by Tab, from the ways on, to the call', [focused(await readOut(page, 'otklik-channels'))]);
  done();
});

test('channels: a need and a way chosen, the form picked', async () => {
  const { hears, done } = task('channels-choose');
  const page = await open('/demo/channels.html');
  const channels = page.locator('otklik-channels');
  const heard = (): Promise<string[]> => readOut(page, 'otklik-channels');
  await channels.getByLabel('Что Вам нужно?').selectOption({ label: 'Получить копию документа' });
  await channels.getByText('Подходят 4').waitFor({ state: 'attached' });
  hears('the need is chosen', announced(await heard()));
  await channels.getByRole('radio', { name: 'Написать' }).press(' ');
  await channels.getByText('Подходят 2').waitFor({ state: 'attached' });
  hears('the way is chosen, too', announced(await heard()));
  hears('where the focus is: where it was', [focused(await heard())]);
  hears('the list is read', await readOut(page, 'otklik-channels', 'list'));
  await channels.getByRole('radio', { name: 'Найти самостоятельно' }).press(' ');
  await channels.getByText('ничего не подходит').waitFor({ state: 'attached' });
  hears('a choice that nothing fits', announced(await heard()));
  await channels.getByRole('link', { name: /^Написать запрос.*Форма запроса/ }).press('Enter');
  await page.waitForURL(/\/housing\/consultation/);
  hears('the form is picked, and is on a page of its own', await readOut(page, 'main'));
  done();
});

test('feed: a publication found, opened and closed', async () => {
  const { hears, done } = task('feed-find-and-open');
  const page = await open('/');
  const feed = page.locator('otklik-feed');
  const heard = (): Promise<string[]> => readOut(page, 'otklik-feed');
  hears('the widget is read from its beginning', await heard());
  await feed.getByRole('link', { name: 'Как проверить, правильно ли начислили' }).press('Enter');
  await feed.getByText('Откуда эти сведения').waitFor();
  hears('it is opened: where the focus is', [focused(await heard())]);
  hears('the opened one is read', await readOut(page, 'otklik-feed', 'article'));
  await feed.getByRole('button', { name: 'Свернуть' }).press('Enter');
  await feed.getByText('Откуда эти сведения').waitFor({ state: 'detached' });
  hears('it is closed again: where the focus is', [focused(await heard())]);
  done();
});

test('feed: more is shown, and read on from there', async () => {
  const { hears, done } = task('feed-more');
  const page = await open('/');
  const feed = page.locator('otklik-feed');
  await feed.getByRole('button', { name: 'Показать ещё' }).press('Enter');
  await feed.getByRole('article').nth(5).waitFor();
  await page.waitForFunction(() => !!document.querySelector('otklik-feed')?.shadowRoot?.activeElement?.closest('li'));
  const heard = await readOut(page, 'otklik-feed');
  hears('more is asked for: what is said', announced(heard));
  hears('where the focus is: on the first new one', [focused(heard)]);
  hears('the list', (await readOut(page, 'otklik-feed', 'list')).slice(0, 1));
  done();
});
