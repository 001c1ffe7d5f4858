import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { readMain, type World } from './world.ts';

const noScript = { javaScriptEnabled: false };
/** The number stands over its radio, both in one label. */
const mark = { force: true };
const survey = '/trial/survey/every-kind';

/** Answering every kind of question and reading results without JavaScript. */
export function surveyPlainSuite(world: () => World): void {
  const ballots = async (): Promise<number> =>
    (await world().services.database.db.selectFrom('ballots').select('batch').execute()).length;

  test('JavaScript off: every kind of question answered, errors mended, and told honestly how it went', async () => {
    const { page } = await world().open(survey, noScript);
    const before = await ballots();
    await page.getByText(/Защита слабее/).waitFor();
    // All is on one page; what is asked of some alone says so.
    assert.match(await readMain(page), /Часть вопросов касается не всех/);
    const asked = (title: string): Locator => page.getByRole('group', { name: title });
    const channels = asked('Как Вы узнавали о ремонте?');
    const lacking = asked('Чего не нашли?');
    const parts = asked('Как мы работаем?');
    await channels.getByLabel('На сайте').check();
    await channels.getByLabel('Никак').check();
    await asked('Нашли, что искали?').getByLabel('Нет', { exact: true }).check();
    await lacking.getByLabel('Сроков').check();
    await asked('Посоветуете сайт соседям?').getByLabel('9', { exact: true }).check(mark);
    await parts.getByRole('radio', { name: 'Скорость Хорошо' }).check();
    await parts.getByRole('radio', { name: 'Вежливость Так себе' }).check();
    await page.getByLabel('Что улучшить?').fill(`${'Пишите проще. '.repeat(17)}конец`);
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();

    await page.getByRole('alert').getByText('Проверьте ответы').waitFor();
    const alert = page.getByRole('alert');
    await alert.getByRole('link', { name: /ни с чем не сочетается/ }).waitFor();
    await alert.getByRole('link', { name: /Сократите ответ на 43 знака/ }).waitFor();
    assert.equal(await ballots(), before, 'nothing was taken');
    // All of it is where it was.
    assert.ok(await channels.getByLabel('Никак').isChecked());
    assert.ok(await lacking.getByLabel('Сроков').isChecked());
    assert.ok(await parts.getByRole('radio', { name: 'Вежливость Так себе' }).isChecked());
    assert.match(await page.getByLabel('Что улучшить?').inputValue(), /конец$/);

    await channels.getByLabel('Никак').uncheck();
    await asked('Понятно ли написано?').getByLabel('4, скорее понятно').check(mark);
    await page.getByLabel('Что улучшить?').fill('Пишите проще.');
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Спасибо, ответы приняты' }).waitFor();
    assert.match(await readMain(page), /без собственного шифрования[\s\S]*между получением и шифрованием ответы видел/);
    assert.equal(await ballots(), before + 1);
    await page.context().close();
  });

  test('JavaScript off: nothing answered is said, and is no ballot', async () => {
    const { page } = await world().open(survey, noScript);
    const before = await ballots();
    // Every group of radios says so itself; an answer can be taken back.
    const found = page.getByRole('group', { name: 'Нашли, что искали?' });
    const none = page.getByLabel('Без ответа');
    assert.equal(await none.and(page.locator(':checked')).count(), await none.count());
    await found.getByLabel('Нет', { exact: true }).check();
    await found.getByLabel('Без ответа').check();
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('alert').getByText('Ответьте хотя бы на один вопрос').waitFor();
    assert.equal(await ballots(), before);
    await page.context().close();
  });

  test('JavaScript off: results are read whole, with tables, decisions, files and another release', async () => {
    const { page } = await world().open('/housing/results/information-access', noScript);
    const folded = page.getByText('Таблица и пояснения', { exact: true });
    assert.ok((await folded.count()) > 5);
    await folded.first().click();
    const table = page.getByRole('table', { name: 'Какими каналами связи Вы пользовались?' });
    assert.match(await table.getByRole('row', { name: /Сайт Службы/ }).innerText(), /\d+\s+\d+%/);
    await page.getByRole('heading', { name: 'Вы предложили – мы сделали' }).waitFor();

    const file = page.getByRole('link', { name: /CSV/ });
    const csv = await fetch(new URL((await file.getAttribute('href')) ?? '', page.url()));
    assert.equal(csv.status, 200);
    assert.match(csv.headers.get('content-type') ?? '', /text\/csv/);

    const older = page.locator('a[data-release][aria-current=false]').first();
    const date = await older.innerText();
    await older.click();
    await page.waitForURL(/release=/);
    await page.getByText(`Опубликовано ${date}`).waitFor();
    await page.context().close();
  });
}
