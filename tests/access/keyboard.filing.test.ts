import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Draft } from '@otklik/core/contract/staff/consultations.js';
import type { CaseAction } from '@otklik/core/domain/consultations/actions.js';
import { file, work } from '../e2e/case.suite.ts';
import { focusedName, readMain, sharedWorld } from '../e2e/world.ts';
import { atKeyboard } from './keyboard.ts';

/* The form and the case. */

const code = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;

const refusal: Draft = {
  kind: 'refusal',
  ground: 'analysis_wanted',
  act: null,
  explanation: { ru: 'Вы просите правовую оценку.' },
  given: null,
  advice: { ru: 'Её даст юридическое бюро.' },
  appeal: { ru: 'Обжалуйте отказ у руководителя Службы или в суде.' },
  preparedBy: { ru: 'Правовой отдел' },
  files: [
    {
      id: 'refusal',
      title: { ru: 'Отказ на бланке' },
      mediaType: 'application/pdf',
      format: 'PDF',
      size: 210_000,
      language: 'ru',
      url: '/api/v1/agencies/housing/attachments/refusal',
    },
  ],
};

const world = sharedWorld();

const start = atKeyboard(world);
const receiptOf = async (page: Page): Promise<string> =>
  code.exec((await page.locator('otklik-consultation').evaluate((one) => one.shadowRoot?.textContent)) ?? '')?.[0] ??
  'no code';

test('by keyboard alone: a request with a file, one that isn’t taken, and the file fetched again', async () => {
  const { keys, page, complaints } = await start('/demo/consultation.html', 'Задать вопрос');
  await keys.to(/^input Имя и фамилия/);
  await keys.type('Анна Примерова');
  await keys.to(/^select Тема/);
  await keys.press('ArrowDown');
  await keys.to(/^textarea Какая информация/);
  await keys.type('Протокол собрания');
  await keys.to(/^input .*Выбрать файлы/);
  await keys.choose('Enter', 'Протокол.txt', 'Протокол собрания');
  await page.getByText('Загружен, 1 КБ').first().waitFor();
  assert.match(await focusedName(page), /Выбрать файлы/);
  await keys.choose('Space', 'Видео.avi', 'RIFF');
  await page.getByText('Такие файлы не принимаем').first().waitFor();
  await keys.to(/^button Убрать Видео\.avi/, 'Tab', 4);
  await keys.press('Enter');
  await page.getByRole('button', { name: /^Убрать Видео/ }).waitFor({ state: 'detached' });
  await keys.look('the file is out');
  // Still among the files: the way on isn't begun anew.
  await keys.to(/^input .*электронной почты/, 'Tab', 8);
  await keys.type('anna@example.org');
  await keys.to(/^button Проверить и отправить/);
  await keys.leads('Проверьте перед отправкой');
  // Back to one answer, and to the checking again.
  await keys.to(/^button Изменить Файлы/);
  await keys.press('Enter');
  assert.match(await focusedName(page), /Выбрать файлы/);
  await keys.to(/^button Проверить и отправить/);
  await keys.leads('Проверьте перед отправкой');
  await keys.to(/^button Отправить/);
  await keys.leads('Сохраните код, чтобы следить за запросом');
  const secret = await receiptOf(page);
  await keys.to(/^button Код сохранён у меня/, 'Tab', 8);
  await keys.leads('Сохраните код, чтобы следить за запросом');
  await keys.to(/^a Открыть мой запрос/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/housing/case');
  await page.getByLabel('Код из квитанции').waitFor();
  await page.waitForLoadState('networkidle');
  await keys.open(secret, /Запрос получен/);
  await keys.to(/^button Протокол\.txt/);
  await keys.takes(/^Протокол\.txt$/);
  assert.deepEqual(complaints, []);
});

test('by keyboard alone: a visit is booked', async () => {
  const { keys, page, complaints } = await start('/demo/consultation.html', 'Задать вопрос');
  await keys.to(/^input Запросить информацию/);
  await keys.to(/^input Записаться на приём/, 'ArrowDown', 3);
  await page.getByRole('group', { name: 'Когда Вам удобно прийти' }).getByRole('radio').first().waitFor();
  await keys.look('times are there');
  await keys.to(/^input \d\d:\d\d/, 'Tab', 4);
  await keys.press('Space');
  await keys.press('ArrowDown');
  const time = /\d\d:\d\d/.exec(await focusedName(page))?.[0] ?? 'no time';
  // Backwards, and on again: what is chosen keeps its place in the order.
  await keys.to(/^input Записаться на приём/, 'Shift+Tab', 4);
  await keys.to(new RegExp(`^input ${time}`), 'Tab', 4);
  await keys.to(/^input Имя и фамилия/);
  await keys.type('Анна Примерова');
  await keys.to(/^select Тема/);
  await keys.press('ArrowDown');
  await keys.to(/^textarea О чём хотите поговорить/);
  await keys.type('Ремонт крыши');
  await keys.to(/^input Телефон/);
  await keys.type('8 (000) 000-00-00');
  await keys.to(/^button Проверить и отправить/);
  await keys.leads('Проверьте перед отправкой');
  assert.ok(
    await page
      .getByText(new RegExp(`20\\d\\d, ${time}`))
      .first()
      .isVisible(),
  );
  await keys.to(/^button Отправить/);
  await keys.leads('Сохраните код, чтобы следить за запросом');
  assert.deepEqual(complaints, []);
});

test('by keyboard alone: a question for clarification is answered', async () => {
  const receipt = await file(world(), 'Сколько собрано на ремонт дома?');
  const unit = { ru: 'Отдел ремонта' };
  const question = { ru: 'За какой период?' };
  await work(world(), receipt.number, { type: 'register' }, { type: 'start', unit }, { type: 'ask', question });
  const { keys, page, complaints } = await start('/demo/case.html', 'Узнать, что с запросом');
  await keys.open(receipt.code, /Ответьте на вопрос/);
  await keys.to(/^a Сразу к вопросу/, 'Tab', 4);
  await keys.press('Enter');
  await keys.to(/^textarea Ваш ответ/, 'Tab', 3);
  // Nothing written yet: the error takes the focus to where it is mended.
  await keys.to(/^button Отправить ответ/, 'Tab', 6);
  await keys.press('Enter');
  await page.getByText('Ошибка:').first().waitFor();
  await keys.look('the error');
  if (!/^textarea Ваш ответ/.test(await focusedName(page))) await keys.to(/^textarea Ваш ответ/, 'Tab', 4);
  await keys.type('С начала сборов');
  await keys.to(/^button Отправить ответ/, 'Tab', 6);
  await keys.leads('Вы уточнили');
  assert.match(await readMain(page), /С начала сборов/);
  assert.deepEqual(complaints, []);
});

test('by keyboard alone: a refusal is read, to how to appeal and to its files', async () => {
  const receipt = await file(world(), 'Кто прав по договору?');
  const unit = { ru: 'Отдел ремонта' };
  const started: CaseAction[] = [{ type: 'register' }, { type: 'start', unit }];
  const decided: CaseAction[] = [
    { type: 'draft', draft: refusal },
    { type: 'submit', revision: 1 },
    { type: 'approve', revision: 1, number: '17-О', signatures: [] },
  ];
  await work(world(), receipt.number, ...started, ...decided);
  const { keys, page, complaints } = await start('/demo/case.html', 'Узнать, что с запросом');
  await keys.open(receipt.code, /Предоставить информацию нельзя/);
  await keys.to(/^a Сразу к причине и обжалованию/, 'Tab', 4);
  await keys.press('Enter');
  assert.match(await focusedName(page), /^h3 Отказали/);
  const read = await page.locator('otklik-case').evaluate((one) => one.shadowRoot?.textContent ?? '');
  assert.match(read, /Если Вы не согласны[\s\S]*До \d+\s\S+\s20\d\d\sвключительно/);
  await keys.to(/^a Госуслуги/, 'Tab', 4);
  await keys.to(/^a Отказ на бланке PDF/, 'Tab', 2);
  assert.deepEqual(complaints, []);
});
