import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { World } from './world.ts';

const noScript = { javaScriptEnabled: false };
const item = '/housing/publications/heating-charges';

export function feedSuite(world: () => World): void {
  const ballots = async (): Promise<number> => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ballots b
      join batches k on k.id = b.batch where k.survey = 'usefulness' and k.agency = 'housing'`.execute(
      world().services.database.db,
    );
    return rows[0]?.n ?? -1;
  };

  test('JavaScript off: found by another form of the word, narrowed, with an address to come back to', async () => {
    const { page } = await world().open('/housing/publications', noScript);
    await page.getByRole('searchbox', { name: 'Поиск по материалам' }).fill('начисленная плата');
    await page.getByRole('button', { name: 'Найти' }).click();
    const titles = page.getByRole('heading', { level: 3 });
    assert.match((await titles.allTextContents()).join('\n'), /Как проверить, правильно ли начислили плату/);
    assert.ok(await page.getByText(/^Нашл[^.]+ материал/).isVisible(), 'how many there are');
    await page.getByLabel('Вид материала').selectOption('Результаты проверки');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: 'Показать' }).click();
    const kinds = await page.locator('.when b').allTextContents();
    assert.ok(kinds.length > 1 && kinds.every((kind) => kind === 'Результаты проверки'), kinds.join());
    assert.match(page.url(), /[?&]kind=inspection/);
    assert.equal(await page.getByLabel('Вид материала').inputValue(), 'inspection', 'the choice is still seen');
    await page.getByRole('link', { name: 'Показать все материалы' }).click();
    assert.ok((await titles.count()) > kinds.length);
    await page.goto(`${world().origin}/housing/publications?q=%D1%82%D0%B0%D0%B1%D1%83%D1%80%D0%B5%D1%82%D0%BA%D0%B0`);
    assert.ok(await page.getByText('Ничего не нашлось').isVisible());
  });

  test('on the portal: words narrow the list in place', async () => {
    const { page, complaints } = await world().open('/');
    const feed = page.locator('otklik-feed');
    await feed.getByRole('searchbox', { name: 'Поиск по материалам' }).fill('отопительный');
    await page.keyboard.press('Enter');
    await feed
      .getByRole('status')
      .filter({ hasText: /материал/ })
      .waitFor({ state: 'attached' });
    const titles = await feed.getByRole('heading', { level: 3 }).allTextContents();
    assert.ok(titles.length > 0 && titles.length < 5, titles.join('\n'));
    assert.deepEqual(complaints, []);
  });

  test('what has changed since the version before, read from the server', async () => {
    const { page, complaints } = await world().open(item);
    await page.getByRole('button', { name: 'Что изменилось' }).click();
    await page.getByRole('heading', { name: 'Что изменилось после версии от 3 марта 2026' }).waitFor();
    const removed = await page.locator('del').allInnerTexts();
    const added = await page.locator('ins').allInnerTexts();
    assert.ok(
      removed.some((text) => text.includes('2210')),
      removed.join('|'),
    );
    assert.ok(
      added.some((text) => text.includes('2400')),
      added.join('|'),
    );
    assert.deepEqual(complaints, []);
  });

  test('whether it was useful: one press is one sealed ballot, with JavaScript and without', async () => {
    const before = await ballots();
    const { page, complaints } = await world().open('/');
    const feed = page.locator('otklik-feed');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.postData() ?? '');
    });
    await feed.getByRole('link', { name: 'Как проверить, правильно ли начислили плату за отопление' }).click();
    await feed.getByRole('group', { name: 'Была ли информация полезна?' }).getByRole('button', { name: 'Нет' }).click();
    await feed.getByText('Спасибо, ответ учтён').waitFor();
    assert.equal(await ballots(), before + 1);
    assert.equal(sent.length, 1);
    assert.doesNotMatch(sent.join(), /useful|"no"/);
    assert.deepEqual(complaints, []);

    const plain = await world().open(item, noScript);
    await plain.page.getByRole('button', { name: 'Да', exact: true }).click();
    await plain.page
      .getByText(/Спасибо/)
      .first()
      .waitFor();
    assert.equal(await ballots(), before + 2);
  });
}
