import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { focusedName, sharedWorld } from '../e2e/world.ts';
import { atKeyboard, type Keyboard } from './keyboard.ts';

const start = atKeyboard(sharedWorld());
const steps = (): ReturnType<typeof start> => start('/trial/survey/every-kind', 'Как Вам помогли с ремонтом');

const table = (page: Page, name: string): Locator => page.getByRole('table', { name });

async function next(keys: Keyboard, step: RegExp, most: number): Promise<void> {
  await keys.to(/^button Дальше/, 'Tab', most);
  await keys.leads(step);
}

/** An arrow moves the choice, and the focus with it. */
async function chosen(keys: Keyboard, key: string, name: RegExp): Promise<void> {
  await keys.press(key);
  assert.match(await focusedName(keys.page), name);
  assert.ok(await keys.page.locator('input:focus').isChecked(), `${name.source} is chosen`);
}

test('by keyboard alone: every kind of question, step by step and back, an error mended, sent, and what was sent', async () => {
  const { keys, page, complaints } = await steps();
  const ticked = (name: string): Promise<boolean> => page.getByRole('checkbox', { name }).isChecked();
  await keys.to(/^input На сайте/);
  await keys.press('Space');
  await keys.to(/^input Никак/, 'Tab', 2);
  await keys.press('Space');
  assert.deepEqual([await ticked('На сайте'), await ticked('Никак')], [false, true]);
  await keys.to(/^input По телефону/, 'Shift+Tab', 1);
  await keys.press('Space');
  assert.deepEqual([await ticked('По телефону'), await ticked('Никак')], [true, false]);
  await keys.to(/^input Да$/, 'Tab', 2);
  await chosen(keys, 'ArrowDown', /Частично$/);
  // What this answer brings is a step of its own.
  await next(keys, /Шаг 2 из 4.*Чего не хватило/, 1);
  await keys.to(/^input Сроков/, 'Tab', 1);
  await chosen(keys, 'ArrowDown', /Цен$/);

  // Back: the answers stand, another one takes the step away and brings it again, with what was chosen there.
  await keys.to(/^button Назад/, 'Shift+Tab', 2);
  await keys.leads(/Шаг 1 из 4.*Что искали/);
  await keys.to(/^input Частично/, 'Tab', 4);
  assert.equal(await ticked('По телефону'), true);
  await chosen(keys, 'ArrowUp', /Да$/);
  await page.getByRole('heading', { name: 'Шаг 1 из 3' }).waitFor();
  await chosen(keys, 'ArrowDown', /Частично$/);
  await page.getByRole('heading', { name: 'Шаг 1 из 4' }).waitFor();
  await next(keys, /Чего не хватило/, 1);
  await keys.to(/^input Цен/, 'Tab', 1);

  await next(keys, /Шаг 3 из 4.*Оценки/, 1);
  await keys.to(/^input 1, непонятно/, 'Tab', 1);
  await keys.press('Space');
  for (const _ of '23') await keys.press('ArrowRight');
  await chosen(keys, 'ArrowRight', /4, скорее понятно$/);
  await page.getByText('Ваша оценка: 4, скорее понятно').waitFor();
  await keys.to(/^input 0, ни за что/, 'Tab', 1);
  await chosen(keys, 'ArrowLeft', /Затрудняюсь ответить$/);
  await chosen(keys, 'ArrowLeft', /10, непременно$/);
  await page.getByText('Ваша оценка: 10, непременно').waitFor();
  await keys.to(/^input Скорость Хорошо/, 'Tab', 1);
  await chosen(keys, 'ArrowRight', /Скорость Так себе$/);
  await keys.to(/^input Вежливость Хорошо/, 'Tab', 1);
  await keys.press('Space');

  await next(keys, /Шаг 4 из 4.*Предложения/, 1);
  await keys.to(/^textarea .*Что улучшить/, 'Tab', 1);
  await keys.type(`Пишите проще.${' И короче.'.repeat(20)}`);
  await keys.to(/^button Отправить/, 'Tab', 1);
  await keys.press('Enter');
  await page.getByRole('alert').waitFor();
  await keys.look('the error');
  assert.match(await focusedName(page), /^div Проверьте ответы/);
  await keys.to(/^a Вопрос 7 из 7\. Сократите ответ на 13/, 'Tab', 1);
  await keys.press('Enter');
  assert.match(await focusedName(page), /^textarea .*Что улучшить/);
  await keys.press('Control+A');
  await keys.type('Пишите проще.');
  await keys.to(/^button Отправить/, 'Tab', 1);
  await keys.leads('Спасибо, ответы приняты');

  await keys.to(/^summary Посмотреть, что ушло/, 'Tab', 3);
  await keys.press('Enter');
  const sent = table(page, 'Ответы до шифрования');
  assert.match(
    await sent.innerText(),
    /узнавали[^\n]*По телефону[\s\S]*Частично[\s\S]*Цен[\s\S]*4, скорее понятно[\s\S]*\t10\n[\s\S]*Скорость\s+Так себе[\s\S]*Вежливость\s+Хорошо[\s\S]*Пишите проще\.$/,
  );
  await keys.to(/^a Что хранит сервер/, 'Tab', 1);
  await keys.to(/^summary/, 'Shift+Tab', 1);
  await keys.press('Space');
  await sent.waitFor({ state: 'hidden' });
  assert.match(await focusedName(page), /^summary Посмотреть, что ушло/);
  await keys.to(/^button Скачать для проверки/, 'Tab', 1);
  await keys.takes(/\.json$/);
  assert.deepEqual(complaints, []);
});

test('by keyboard alone: where nothing was answered, the way from the last step is to the first question', async () => {
  const { keys, page, complaints } = await steps();
  await next(keys, /Оценки/, 40);
  await next(keys, /Предложения/, 8);
  await keys.to(/^button Отправить/, 'Tab', 2);
  await keys.press('Enter');
  await page.getByRole('alert').waitFor();
  await keys.look('the error');
  await keys.to(/^a Ответьте хотя бы на один вопрос/, 'Tab', 1);
  await keys.press('Enter');
  await page.getByRole('heading', { name: 'Что искали' }).waitFor();
  await keys.look('another step');
  assert.match(await focusedName(page), /^input На сайте/);
  await keys.press('Space');
  await next(keys, /Оценки/, 4);
  await next(keys, /Предложения/, 8);
  await keys.to(/^button Отправить/, 'Tab', 2);
  await keys.leads('Спасибо, ответы приняты');
  assert.deepEqual(complaints, []);
});

test('by keyboard alone, on a page of a site: a hint followed, a draft kept and removed, what would go, sent', async () => {
  const { keys, page, complaints } = await start('/demo/survey.html', 'Что Вы думаете о нашей информации');
  await keys.to(/^input Сайт Службы/);
  await keys.press('Space');
  await keys.to(/^textarea .*Какой информации не хватает/);
  await keys.type('Сроков работ. 8 (900) 000-00-00');
  await page.getByText('Похоже, здесь есть телефон').waitFor();
  await keys.to(/^button Показать в тексте/, 'Tab', 1);
  await keys.press('Enter');
  assert.match(await focusedName(page), /^textarea .*Какой информации не хватает/);
  await keys.press('Backspace');
  await page.getByText('Похоже, здесь есть телефон').waitFor({ state: 'detached' });
  await keys.look('the hint is gone');

  await keys.to(/^summary Посмотреть, что уйдёт/, 'Tab', 8);
  await keys.press('Space');
  const going = table(page, 'Ответы до шифрования');
  await going.waitFor();
  assert.match(await going.innerText(), /Сроков работ\.\n/);
  await keys.look('what would go');
  assert.match(await focusedName(page), /^summary/);
  await keys.press('Space');
  await going.waitFor({ state: 'hidden' });
  await keys.to(/^button Сохранить черновик/, 'Tab', 1);
  await keys.press('Enter');
  await page.getByText('Черновик сохранён').waitFor();
  assert.match(await focusedName(page), /^button Удалить черновик/);
  await keys.press('Enter');
  await page.getByText('Черновик удалён').waitFor();
  assert.match(await focusedName(page), /^button Сохранить черновик/);
  await keys.to(/^button Отправить/, 'Shift+Tab', 2);
  await keys.leads('Спасибо, ответы приняты');
  assert.deepEqual(complaints, []);
});

test('by keyboard alone: where another tab has kept other answers, the choice has the focus', async () => {
  const { keys, page, complaints } = await start(
    '/housing/survey/information-access',
    'Что Вы думаете о нашей информации',
  );
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.waitForLoadState('networkidle');
  await other.getByRole('checkbox').first().check();
  await other.getByRole('button', { name: 'Сохранить черновик' }).click();
  await other.getByText('Черновик сохранён').waitFor();
  await page.bringToFront();
  await keys.to(/^input Форма запроса/);
  await keys.press('Space');
  await keys.to(/^button Сохранить черновик/);
  await page.keyboard.press('Enter');
  await page.getByText('В другой вкладке сохранили другие ответы').waitFor();
  await keys.look('another draft');
  assert.match(await focusedName(page), /^div В другой вкладке сохранили другие ответы/);
  await keys.to(/^button Оставить то, что здесь/, 'Tab', 2);
  await page.keyboard.press('Enter');
  await page.getByText('Черновик сохранён').waitFor();
  await keys.look('this one is kept');
  assert.match(await focusedName(page), /^button Удалить черновик/);
  assert.deepEqual(complaints, []);
});
