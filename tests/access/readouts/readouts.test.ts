import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { tabTo } from '../../e2e/world.ts';
import { task } from './expectation.ts';
import { hold, readingWorld } from './reading.ts';
import { announced, focused, readOut } from './tree.ts';

const { open } = readingWorld();

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
  // The first new ones are there before the last.
  await feed.getByText('Добавлено').waitFor({ state: 'attached' });
  const heard = await readOut(page, 'otklik-feed');
  hears('more is asked for: what is said', announced(heard));
  hears('where the focus is: on the first new one', [focused(heard)]);
  hears('the list', (await readOut(page, 'otklik-feed', 'list')).slice(0, 1));
  done();
});

test('feed: found by words, narrowed, and all of it taken back', async () => {
  const { hears, done } = task('feed-search-and-narrow');
  const page = await open('/');
  const feed = page.locator('otklik-feed');
  const heard = (): Promise<string[]> => readOut(page, 'otklik-feed');
  const left = (found: number): Promise<unknown> =>
    page.waitForFunction(
      (wanted) => document.querySelector('otklik-feed')?.shadowRoot?.querySelectorAll('article').length === wanted,
      found,
    );
  hears('what there is to look with', await heard());
  await feed.getByRole('searchbox', { name: 'Поиск по материалам' }).fill('отоплением');
  await feed.getByRole('button', { name: 'Найти' }).press('Enter');
  await left(3);
  hears('words are sought: what is said', announced(await heard()));
  hears('words are sought: where the focus is', [focused(await heard())]);
  hears('what was found is read', await readOut(page, 'otklik-feed', 'list'));

  await feed.getByText('Тема, вид, период').press('Enter');
  await feed.getByLabel('Тема', { exact: true }).waitFor();
  hears('the fold is opened: where the focus is', [focused(await heard())]);
  hears('what narrows is read', await heard());
  const narrow = async (by: Record<string, string>, found: number): Promise<void> => {
    for (const [label, option] of Object.entries(by))
      await feed.getByLabel(label, { exact: true }).selectOption({ label: option });
    await feed.getByRole('button', { name: 'Показать', exact: true }).press('Enter');
    await left(found);
  };
  await narrow({ 'Вид материала': 'Разъяснение' }, 2);
  hears('a kind is chosen', announced(await heard()));
  hears('a kind is chosen: where the focus is', [focused(await heard())]);
  await narrow({ Тема: 'Начисление платы и перерасчёт', Период: 'За последние 30 дней' }, 1);
  hears('topic and time, too', announced(await heard()));
  await narrow({ Тема: 'Капитальный ремонт' }, 0);
  hears('a choice that nothing fits', announced(await heard()));

  await feed.getByRole('button', { name: 'Показать все материалы' }).press('Enter');
  await left(5);
  hears('all of it is taken back: what is said', announced(await heard()));
  hears('all of it is taken back: where the focus is', [focused(await heard())]);
  hears('and the list is what it was', await readOut(page, 'otklik-feed', 'list'));
  done();
});

test('feed: a publication is said to have been useful', async () => {
  const { hears, done } = task('feed-usefulness');
  const page = await open('/');
  const feed = page.locator('otklik-feed');
  const heard = (): Promise<string[]> => readOut(page, 'otklik-feed', 'article');
  await feed.getByRole('link', { name: 'Как проверить, правильно ли начислили' }).press('Enter');
  await feed.getByRole('group', { name: 'Была ли информация полезна?' }).waitFor();
  hears('the question is heard after the text, and that nobody learns who answered', await heard());
  await tabTo(page, /^button Да$/);
  hears('by Tab, from the title on, to the answer', [focused(await heard())]);
  const deliver = await hold(page, '**/ballots');
  await Promise.all([page.waitForRequest('**/ballots'), page.keyboard.press('Enter')]);
  hears('it is pressed, and the answer is on its way', announced(await heard()));
  deliver((route) => route.continue());
  await feed.getByText('Спасибо, ответ учтён').waitFor();
  await feed.getByRole('group', { name: 'Была ли информация полезна?' }).waitFor({ state: 'hidden' });
  hears('it has arrived: what is said', announced(await heard()));
  hears('the question isn’t asked again', await heard());
  done();
});

test('feed: what has changed since the version before', async () => {
  const { hears, done } = task('feed-what-changed');
  const page = await open('/');
  const feed = page.locator('otklik-feed');
  const heard = (): Promise<string[]> => readOut(page, 'otklik-feed', 'article');
  await feed.getByRole('link', { name: 'Как проверить, правильно ли начислили' }).press('Enter');
  const button = feed.getByRole('button', { name: 'Что изменилось' });
  await button.waitFor();
  hears('where it can be asked for', await heard());
  await button.press('Enter');
  await feed.getByRole('heading', { name: 'Версии', exact: true }).waitFor();
  hears('it is asked for: where the focus is', [focused(await heard())]);
  hears('what has changed is read', await heard());
  await button.press('Enter');
  await feed.getByRole('heading', { name: 'Версии', exact: true }).waitFor({ state: 'detached' });
  hears('it is closed again: where the focus is', [focused(await heard())]);
  done();
});

test('feed: the back end can’t be reached', async () => {
  const { hears, done } = task('feed-unreachable');
  const list = /\/publications\?/;
  const cut = (page: Page): Promise<unknown> => page.route(list, (route) => route.abort());
  const page = await open('/', cut);
  const feed = page.locator('otklik-feed');
  const heard = (): Promise<string[]> => readOut(page, 'otklik-feed');
  const again = feed.getByRole('button', { name: 'Попробовать ещё раз' });
  await again.waitFor();
  hears('nothing was ever kept: what is said', announced(await heard()));
  hears('nothing was ever kept: where else to go', await heard());
  await page.unroute(list);
  await again.press('Enter');
  await feed.getByRole('article').first().waitFor();
  hears('there is a line now: where the focus is', [focused(await heard())]);

  await cut(page);
  await page.reload({ waitUntil: 'networkidle' });
  await again.waitFor();
  hears('the last good copy is read, after a word on how old it is', await heard());
  const answer = await hold(page, list);
  await Promise.all([page.waitForRequest(list), again.press('Enter')]);
  hears('it is tried again in vain: what is said meanwhile', announced(await heard()));
  answer((route) => route.abort());
  await again.waitFor();
  hears('it was tried in vain: what is said', announced(await heard()));
  await page.unroute(list);
  await again.press('Enter');
  // The button says for a moment that it loads.
  await feed.getByRole('button', { name: 'Загружаем' }).or(again).waitFor({ state: 'detached' });
  hears('the copy has given way to what is new: where the focus is', [focused(await heard())]);
  hears('and nothing is said of a copy any more', await heard());
  done();
});
