import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { sharedWorld } from '../e2e/world.ts';
import { inPieces, late, move, shifted, staysWhole, translate, zoomed } from './adapting.ts';

/* Surveys and results on real pages; their examples, one by one: surveys.test.ts. */

const world = sharedWorld();

const survey = '/trial/survey/every-kind';
const results = '/housing/results/information-access';
const stored = '/housing/survey/information-access/stored';

const button = (page: Page, name: RegExp): Locator => page.getByRole('button', { name });
const asked = (page: Page, title: RegExp): Locator => page.getByRole('group', { name: title });
/** The number of a mark stands over its radio, both in one label. */
const mark = { force: true };

async function next(page: Page, step: RegExp): Promise<void> {
  await button(page, /Дальше/).click();
  await page.getByRole('heading', { name: step }).waitFor();
}

async function toMarks(page: Page): Promise<void> {
  await asked(page, /Нашли, что искали/)
    .getByLabel(/^«?Нет/)
    .check();
  await next(page, /Чего не хватило/);
  await page.getByRole('radio', { name: /Цен/ }).check();
  await next(page, /Оценки/);
}

async function toEnd(page: Page): Promise<void> {
  await toMarks(page);
  await asked(page, /Посоветуете сайт/)
    .getByRole('radio')
    .nth(9)
    .check(mark);
  await next(page, /Предложения/);
}

async function send(page: Page): Promise<void> {
  await toEnd(page);
  await button(page, /Отправить/).click();
  await page.getByRole('heading', { name: /Спасибо, ответы приняты/ }).waitFor();
}

async function tooLong(page: Page): Promise<void> {
  await toEnd(page);
  await page.getByLabel(/Что улучшить/).fill(`${'Пишите проще. '.repeat(17)}8 (900) 000-00-00`);
  await page.getByText(/Похоже, здесь есть/).waitFor();
  await button(page, /Отправить/).click();
  await page.getByRole('alert').waitFor();
}

const states: [name: string, path: string, reach: (page: Page) => Promise<unknown>][] = [
  ['the first step', survey, () => Promise.resolve()],
  ['a step with marks and a matrix', survey, toMarks],
  ['the last step', survey, toEnd],
  ['errors, and a hint', survey, tooLong],
  ['sent', survey, send],
  ['results', results, () => Promise.resolve()],
  ['what is stored', stored, () => Promise.resolve()],
];

for (const [name, path, reach] of states) {
  test(`${name}: at 400%, with text at 200%, right to left, in forced colours and without motion it stays whole`, async () => {
    const { page, complaints } = await world().open(path, { viewport: zoomed });
    await page.waitForLoadState('networkidle');
    await reach(page);
    await staysWhole(page, path === survey ? 'otklik-survey' : path === results ? 'otklik-results' : 'main');
    assert.deepEqual(complaints, []);
  });
}

test('a page that is translated asks, counts steps, tells of errors and sends', async () => {
  const { page, complaints } = await world().open(survey);
  await page.waitForLoadState('networkidle');
  await translate(page);
  await page.getByLabel(/На сайте/).check();
  await page.getByLabel(/Никак/).check();
  await page.getByText(/Снята отметка/).waitFor({ state: 'attached' });
  await page.getByLabel(/По телефону/).check();
  await page.getByRole('heading', { name: /Шаг 1 из 3/ }).waitFor();
  await asked(page, /Нашли, что искали/)
    .getByLabel(/^«?Частично/)
    .check();
  // What changes of itself is the widget's own words again, once.
  await page.getByRole('heading', { name: /Шаг 1 из 4/ }).waitFor();
  assert.equal(await page.getByText(/Шаг 1 из 3/).count(), 0, 'nothing tells of the steps before');
  await translate(page);
  await next(page, /Чего не хватило/);
  await page.getByRole('radio', { name: /Цен/ }).check();
  await next(page, /Оценки/);
  await translate(page);
  const score = asked(page, /Посоветуете сайт/);
  await score.getByRole('radio').nth(9).check(mark);
  await score.getByText('Ваша оценка: 9').waitFor();
  await score.getByRole('radio').nth(10).check(mark);
  await score.getByText('Ваша оценка: 10, непременно').waitFor();
  assert.equal(await score.getByText('Ваша оценка: 9').count(), 0);
  await next(page, /Предложения/);
  await page.getByLabel(/Что улучшить/).fill('Пишите проще. '.repeat(17));
  await page.getByText(/Лишних знаков: 37/).waitFor();
  await translate(page);
  await button(page, /Отправить/).click();
  await page
    .getByText(/Сократите ответ на 37/)
    .first()
    .waitFor();
  await translate(page);
  await page.getByLabel(/Что улучшить/).fill('Пишите проще.');
  await page.getByText(/Осталось 187/).waitFor();
  await button(page, /Отправить/).click();
  await page.getByRole('heading', { name: /Спасибо, ответы приняты/ }).waitFor();
  await translate(page);
  await page.getByText(/Посмотреть, что ушло/).click();
  await page
    .getByRole('table', { name: /Ответы до шифрования/ })
    .getByText(/Частично/)
    .waitFor();
  assert.deepEqual(complaints, []);
});

test('results that are translated go over to another release whole', async () => {
  const { page, complaints } = await world().open(results);
  await page.waitForLoadState('networkidle');
  const told = page.getByText(/Опубликовано/);
  const newest = await told.innerText();
  await translate(page);
  await page.locator('a[data-release][aria-current=false]').first().click();
  await page.waitForFunction(
    (before) => {
      const read = document.querySelector('otklik-results')?.shadowRoot?.textContent ?? '';
      return /Опубликовано/.test(read) && !read.includes(before);
    },
    newest.replace(/[«»]/g, ''),
  );
  assert.equal(await told.count(), 1);
  assert.doesNotMatch(await told.innerText(), /«/, 'the figures are new ones, not written over');
  await page.getByText('Таблица и пояснения').first().click();
  await page.getByRole('table').first().waitFor();
  assert.deepEqual(complaints, []);
});

test('moved about in the page, a survey keeps its step and answers, results their release, and ask for nothing again', async () => {
  const { page, complaints } = await world().open(survey);
  await page.waitForLoadState('networkidle');
  await toEnd(page);
  await page.getByLabel('Что улучшить?').fill('Пишите проще.');
  // All that a survey loads while it is answered is there once its room is told, a second after the last letter.
  await page.getByText('Осталось 187').waitFor();
  await button(page, /Сохранить черновик/).waitFor();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await move(page.locator('otklik-survey'));
  assert.ok(await page.getByRole('heading', { name: /Шаг 4 из 4/ }).isVisible());
  assert.equal(await page.getByLabel('Что улучшить?').inputValue(), 'Пишите проще.');
  await button(page, /Назад/).click();
  assert.ok(
    await asked(page, /Посоветуете сайт/)
      .getByRole('radio')
      .nth(9)
      .isChecked(),
  );
  assert.deepEqual(requests, []);

  await page.goto(world().origin + results);
  await page.waitForLoadState('networkidle');
  const older = page.locator('a[data-release][aria-current=false]').first();
  const date = await older.innerText();
  await older.click();
  await page.getByText(`Опубликовано ${date}`).waitFor();
  await page.getByText('Таблица и пояснения').first().click();
  await page.getByRole('table').first().waitFor();
  requests.length = 0;
  await move(page.locator('otklik-results'));
  assert.ok(await page.getByText(`Опубликовано ${date}`).isVisible());
  assert.ok(await page.getByRole('table').first().isVisible());
  assert.deepEqual(requests, []);
  assert.deepEqual(complaints, []);
});

test('nothing moves while a survey, results and what is stored come in pieces', async () => {
  const line = await inPieces(world().origin, 4000);
  try {
    for (const width of [360, 1280])
      for (const path of [survey, '/housing/survey/information-access', results, stored]) {
        const { page } = await world().open('/v1/licences.txt', { viewport: { width, height: 800 } });
        await page.goto(line.origin + path);
        await page.waitForLoadState('networkidle');
        assert.equal(await shifted(page), 0, `${path} at ${width} px`);
      }
  } finally {
    await line.close();
  }
});

test('nothing moves once what a survey needs later is there', async () => {
  for (const width of [360, 1280]) {
    const { page } = await world().open('/v1/licences.txt', { viewport: { width, height: 800 } });
    await late(page, /\/chunks\/|\/batch/);
    await page.goto(`${world().origin}/demo/survey.html`);
    const first = page.locator('otklik-survey').first();
    await first.getByRole('radio').or(first.getByRole('checkbox')).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    // Until here the page itself made room for the form.
    const before = await shifted(page);
    await Promise.all([page.waitForResponse(/\/batch/), first.getByRole('checkbox').first().focus()]);
    // What can be done with answers stands there once the late part does.
    await first.getByRole('button', { name: 'Сохранить черновик' }).waitFor();
    assert.equal((await shifted(page)) - before, 0, `embedded at ${width} px`);

    const { page: hosted } = await world().open(survey, { viewport: { width, height: 800 } });
    await hosted.waitForLoadState('networkidle');
    await late(hosted, /\/chunks\/|\/batch/);
    await Promise.all([hosted.waitForResponse(/\/batch/), hosted.getByRole('checkbox').first().focus()]);
    assert.equal(await shifted(hosted), 0, `hosted at ${width} px`);
  }
});
