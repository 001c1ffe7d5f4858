import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { tabTo } from '../../e2e/world.ts';
import { task } from './expectation.ts';
import { readingWorld } from './reading.ts';
import { announced, focused, readOut } from './tree.ts';

const { open } = readingWorld();
const heard = (page: Page): Promise<string[]> => readOut(page, 'otklik-consultation');

async function write(page: Page): Promise<void> {
  await page.getByLabel('Имя и фамилия').fill('Анна Примерова');
  await page.getByLabel('Тема').selectOption({ label: 'Капитальный ремонт' });
  await page.locator('textarea').first().fill('График ремонта крыши, ул. Примерная, 5');
}

test('consultation: a request with an error in it', async () => {
  const { hears, done } = task('consultation-error');
  const page = await open('/demo/consultation.html');
  hears('what is needed is asked first', await heard(page));
  await write(page);
  await page.getByLabel('Адрес электронной почты').first().fill('anna.example.org');
  await page.getByRole('button', { name: 'Проверить и отправить' }).press('Enter');
  await page.getByRole('alert').getByText('Исправьте').waitFor();
  hears('sent with an error: where the focus is', [focused(await heard(page))]);
  hears('what the error says', await readOut(page, 'otklik-consultation', 'alert'));
  await tabTo(page, /^a Добавьте/, 3);
  await page.keyboard.press('Enter');
  hears('its link leads to the field, which says the error itself', [focused(await heard(page))]);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('anna@example.org');
  await page.getByRole('button', { name: 'Проверить и отправить' }).press('Enter');
  await page.getByRole('heading', { name: 'Проверьте' }).waitFor();
  hears('mended: all answers once more', [focused(await heard(page))]);
  hears('each answer is read with its question', await heard(page));
  await page.getByRole('button', { name: 'Отправить', exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'Сохраните код' }).waitFor();
  hears('sent: where the focus is', [focused(await heard(page))]);
  done();
});

test('consultation: files', async () => {
  const { hears, done } = task('consultation-files');
  const page = await open('/demo/consultation.html');
  await write(page);
  await page.getByLabel('Адрес электронной почты').first().fill('anna@example.org');
  await page.getByText('Выбрать файлы').waitFor();
  hears('what can be added', await heard(page));
  const input = page.locator('input[type=file]').first();
  await input.setInputFiles({ name: 'Протокол.txt', mimeType: 'text/plain', buffer: Buffer.from('Протокол собрания') });
  await page.getByText('Загружен').first().waitFor();
  hears('a file is chosen: what is said', announced(await heard(page)));
  await input.setInputFiles({ name: 'Видео.avi', mimeType: 'video/avi', buffer: Buffer.from('RIFF') });
  await page.getByText('Видео.avi').first().waitFor();
  hears('one that can’t be sent: what is said', announced(await heard(page)));
  await page.getByRole('button', { name: /Убрать.*Видео/ }).press('Enter');
  await page.getByRole('button', { name: 'Проверить и отправить' }).press('Enter');
  await page.getByRole('heading', { name: 'Проверьте' }).waitFor();
  hears('all answers once more, with the file', await heard(page));
  done();
});

test('consultation: a visit', async () => {
  const { hears, done } = task('consultation-visit');
  const page = await open('/demo/consultation.html');
  await page.getByRole('radio', { name: 'Записаться на приём' }).press(' ');
  await page.getByRole('group', { name: 'Когда Вам удобно прийти' }).getByRole('radio').first().waitFor();
  hears('the need is chosen: what comes', await readOut(page, 'otklik-consultation'));
  await page.getByRole('group', { name: 'Когда Вам удобно прийти' }).getByRole('radio').first().press(' ');
  await write(page);
  await page.getByRole('textbox', { name: 'Телефон' }).fill('8 (000) 000-00-00');
  await page.getByRole('button', { name: 'Проверить и отправить' }).press('Enter');
  await page.getByRole('heading', { name: 'Проверьте' }).waitFor();
  hears('checked: when and where', await heard(page));
  await page.getByRole('button', { name: 'Отправить', exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'Сохраните код' }).waitFor();
  hears('booked', [focused(await heard(page))]);
  done();
});
