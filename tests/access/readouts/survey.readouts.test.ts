import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { task } from './expectation.ts';
import { readingWorld } from './reading.ts';
import { announced, focused, readOut } from './tree.ts';

const { open } = readingWorld();
const heard = (page: Page): Promise<string[]> => readOut(page, 'otklik-survey');

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const asked = (page: Page, title: string): Locator => page.getByRole('group', { name: title });

async function next(page: Page, step: string): Promise<void> {
  await button(page, 'Дальше').press('Enter');
  await page.getByRole('heading', { name: step }).waitFor();
}

/** To the last step, all that is asked on the way passed over. */
async function toSuggestions(page: Page): Promise<Locator> {
  await next(page, 'Оценки');
  await next(page, 'Предложения');
  return page.getByLabel('Что улучшить?');
}

test('survey: every kind of question answered, step by step', async () => {
  const { hears, done } = task('survey-answer');
  const page = await open('/trial/survey/every-kind');
  hears('it is read from its beginning', await heard(page));
  await page.getByLabel('На сайте').press(' ');
  await page.getByLabel('Никак').press(' ');
  await page.getByText('Снята отметка').waitFor({ state: 'attached' });
  hears('what goes with nothing else is chosen', announced(await heard(page)));
  await page.getByLabel('По телефону').press(' ');
  await asked(page, 'Нашли, что искали?').getByLabel('Нет', { exact: true }).press(' ');
  await page.getByText('Теперь вопросов: 7.').waitFor({ state: 'attached' });
  hears('an answer brings more questions', announced(await heard(page)));
  await next(page, 'Чего не хватило');
  hears('the next step: where the focus is', [focused(await heard(page))]);
  hears('the next step: the question that was brought, and the way back', await heard(page));
  await page.getByRole('radio', { name: 'Цен' }).press(' ');
  await next(page, 'Оценки');
  hears('marks, and a matrix', await heard(page));
  await page.getByLabel('4, скорее понятно').press(' ');
  hears('a mark is chosen', [focused(await heard(page))]);
  await page.getByRole('radio', { name: 'Вежливость Хорошо' }).press(' ');
  hears('in the matrix, too', [focused(await heard(page))]);
  await next(page, 'Предложения');
  hears('the last step', await heard(page));
  await page.getByLabel('Что улучшить?').fill('Позвоните мне: 8 (900) 000-00-00');
  await page.getByText('Похоже').waitFor();
  hears('a telephone in a text: what is said', announced(await heard(page)));
  done();
});

test('survey: an error', async () => {
  const { hears, done } = task('survey-error');
  const page = await open('/trial/survey/every-kind');
  const text = await toSuggestions(page);
  await text.fill('Пишите проще. '.repeat(17));
  await page.getByText('Лишних знаков').waitFor();
  hears('too much is written: what is said', announced(await heard(page)));
  await button(page, 'Отправить').press('Enter');
  await page.getByRole('alert').waitFor();
  hears('sent all the same: where the focus is', [focused(await heard(page))]);
  hears('what the error says', await readOut(page, 'otklik-survey', 'alert'));
  await page.getByRole('alert').getByRole('link').press('Enter');
  hears('its link leads to the field, which says the error itself', [focused(await heard(page))]);
  await text.fill('');
  await button(page, 'Отправить').press('Enter');
  await page.getByText('Ответьте хотя бы').first().waitFor();
  hears('nothing is answered', await readOut(page, 'otklik-survey', 'alert'));
  await page.getByRole('alert').getByRole('link').press('Enter');
  await page.getByRole('heading', { name: 'Что искали' }).waitFor();
  hears('its link leads to the first question, on another step', [focused(await heard(page))]);
  done();
});

test('survey: sent, and what was sent', async () => {
  const { hears, done } = task('survey-sent');
  const page = await open('/trial/survey/every-kind');
  const text = await toSuggestions(page);
  await text.fill('Пишите проще.');
  await button(page, 'Отправить').press('Enter');
  await page.getByRole('heading', { name: 'Спасибо' }).waitFor();
  hears('where the focus is', [focused(await heard(page))]);
  hears('thanks, when there will be results, and where to go', await heard(page));
  await page.getByText('Посмотреть, что ушло').press('Enter');
  await page.getByRole('table').waitFor();
  hears('what was sent is opened', await heard(page));
  done();
});

test('results read', async () => {
  const { hears, done } = task('results-read');
  const page = await open('/housing/results/information-access');
  const read = (role?: string): Promise<string[]> => readOut(page, 'otklik-results', role);
  hears('figures, what is hidden and why, and what was decided', await read());
  await page.getByText('Таблица и пояснения').first().press('Enter');
  await page.getByRole('table', { name: 'Какими каналами связи' }).waitFor();
  hears('the table of a question', await read('table'));
  await page.getByRole('link', { name: '11 ноября 2026' }).press('Enter');
  await page.getByText('Опубликовано 11 ноября 2026').waitFor();
  hears('another release: where the focus is', [focused(await read())]);
  hears('another release: that it isn’t the newest', await read());
  done();
});
