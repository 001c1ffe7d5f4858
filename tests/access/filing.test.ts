import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { check, email, kept, send, write } from '../e2e/form.ts';
import { codeOf, sharedWorld } from '../e2e/world.ts';
import { inPieces, late, move, shifted, staysWhole, translate, zoomed } from './adapting.ts';

/* The form and the case, as adapt.test.ts has the feed and the channels. */

const world = sharedWorld();

const form = '/housing/consultation';
const caseForm = '/housing/case';

const button = (page: Page, name: RegExp): Locator => page.getByRole('button', { name });

/** All that must be written. */
async function fill(page: Page): Promise<void> {
  await write(page);
  await email(page).fill('anna@example.org');
}

async function reachCheck(page: Page): Promise<void> {
  await fill(page);
  await check(page);
}

async function reachReceipt(page: Page): Promise<void> {
  await reachCheck(page);
  await send(page);
  await kept(page);
}

/** Code of a case of the demonstration, by its status as its page calls it. */
async function codeWith(status: string): Promise<string> {
  const { page } = await world().open('/demo/case.html', { javaScriptEnabled: false });
  const code = await codeOf(page, status);
  await page.context().close();
  return code;
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByLabel('Код из квитанции').fill(code);
  await button(page, /Показать/).click();
  await page.locator('[part=timeline]').waitFor();
}

const opened =
  (status: string) =>
  async (page: Page): Promise<void> =>
    enter(page, await codeWith(status));

const need =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.getByLabel(name, { exact: true }).check();
    await page.getByText('Черновик', { exact: true }).waitFor({ state: 'attached' });
  };

async function book(page: Page): Promise<void> {
  await opened('Готовим ответ')(page);
  await page.locator('summary', { hasText: 'Записаться на приём' }).click();
  const act = page.locator('details.act[open]');
  await act.getByRole('radio').first().check();
  await act.getByRole('button', { name: 'Записаться' }).click();
  await page.getByRole('heading', { name: 'Вы записались на приём' }).waitFor();
}

const states: [name: string, path: string, reach: (page: Page) => Promise<unknown>][] = [
  ['information', form, need('Запросить информацию')],
  ['consultation', form, need('Получить консультацию')],
  ['visit', form, need('Записаться на приём')],
  ['callback', form, need('Заказать звонок')],
  ['appeal', form, need('Подать жалобу, заявление или предложение')],
  [
    'errors',
    form,
    async (page) => {
      await button(page, /Проверить и отправить/).click();
      await page.getByRole('alert').waitFor();
    },
  ],
  ['check', form, reachCheck],
  ['receipt', form, reachReceipt],
  ['no case', caseForm, () => Promise.resolve()],
  ['clarification', caseForm, opened('Нужно уточнение')],
  ['refusal', caseForm, opened('Отказано')],
  ['refusal in part', caseForm, opened('Ответ дан частично')],
  ['answer', caseForm, opened('Ответ направлен')],
  ['visit to come', caseForm, book],
];

for (const [name, path, reach] of states) {
  test(`${name}: at 400%, with text at 200%, right to left, in forced colours and without motion it stays whole`, async () => {
    const { page, complaints } = await world().open(path, { viewport: zoomed });
    await page.waitForLoadState('networkidle');
    await reach(page);
    await staysWhole(page, path === form ? 'otklik-consultation' : 'otklik-case');
    assert.deepEqual(complaints, []);
  });
}

test('a page that is translated files a whole request, and answers what is asked of it', async () => {
  const { page, complaints } = await world().open(form);
  await page.waitForLoadState('networkidle');
  await translate(page);
  await page.getByLabel('Записаться на приём').check();
  await page.getByLabel('Запросить информацию').check();
  await button(page, /Проверить и отправить/).click();
  await page.getByText('Напишите, какая информация нужна').first().waitFor();
  await translate(page);
  await write(page);
  await email(page).fill('anna.example.org');
  await button(page, /Проверить и отправить/).click();
  const at = page.getByText('Добавьте в адрес почты знак @');
  await at.first().waitFor();
  await email(page).fill('anna@example.org');
  await translate(page);
  await page.getByLabel('В этом браузере, 7 дней').check();
  await page.getByText(/Сохранено/).waitFor();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'План.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('план'),
    });
  await page.getByText('Загружен').first().waitFor();
  await translate(page);
  await button(page, /Проверить и отправить/).click();
  await page.getByRole('heading', { name: 'Проверьте перед отправкой' }).waitFor();
  assert.equal(await at.filter({ visible: true }).count(), 0);
  await translate(page);
  await button(page, /^«?Изменить»? «? ?Какая информация нужна/).click();
  await page.getByLabel('Какая информация нужна').fill('Совсем другой вопрос');
  await button(page, /Проверить и отправить/).click();
  await page.getByText('Совсем другой вопрос').filter({ visible: true }).waitFor();
  await translate(page);
  await button(page, /^«?Отправить»?$/).click();
  await page.getByRole('heading', { name: 'Сохраните код' }).waitFor();
  await translate(page);
  await button(page, /Код сохранён у меня/).click();
  await page.getByText('Здесь код больше не храним').waitFor();
  await page.getByRole('link', { name: 'Отправить ещё один' }).click();
  await page.getByLabel('Какая информация нужна').waitFor();
  assert.equal(await page.getByLabel('Какая информация нужна').inputValue(), '');

  await page.goto(world().origin + caseForm);
  await translate(page);
  await enter(page, await codeWith('Нужно уточнение'));
  await translate(page);
  await page.getByLabel('Ваш ответ').fill('За 2026 год');
  await button(page, /Отправить ответ/).click();
  await page.getByRole('heading', { name: 'Вы уточнили' }).waitFor();
  assert.equal(await button(page, /Отправить ответ/).count(), 0);
  assert.equal(await page.getByRole('heading', { name: /уточнение/ }).count(), 0, 'nothing tells of the state before');
  await translate(page);
  await page.locator('summary', { hasText: 'Записаться на приём' }).click();
  const act = page.locator('details.act[open]');
  await act.getByRole('radio').first().check();
  await act.getByRole('button', { name: /Записаться/ }).click();
  await page.getByRole('heading', { name: 'Вы записались на приём' }).waitFor();
  assert.deepEqual(complaints, []);
});

test('moved about in the page, the form and the case keep what was typed and ask for nothing again', async () => {
  const { page, complaints } = await world().open(form);
  await page.waitForLoadState('networkidle');
  await fill(page);
  await page.getByLabel('Заказать звонок').check();
  await page
    .getByText('Свободное время')
    .or(page.getByRole('radio', { name: /\d\d:\d\d/ }).first())
    .first()
    .waitFor();
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await move(page.locator('otklik-consultation'));
  assert.ok(await page.getByLabel('Заказать звонок', { exact: true }).isChecked());
  assert.equal(await page.getByLabel('Имя и фамилия').inputValue(), 'Анна Примерова');
  assert.equal(await page.getByLabel('О чём хотите поговорить').inputValue(), 'График ремонта крыши, ул. Примерная, 5');
  assert.deepEqual(asked, []);

  await page.goto(world().origin + caseForm);
  await enter(page, await codeWith('Готовим ответ'));
  await page.locator('summary', { hasText: 'Как сообщать о новом' }).click();
  await page.getByLabel('Не сообщать').check();
  await page.waitForLoadState('networkidle');
  asked.length = 0;
  await move(page.locator('otklik-case'));
  assert.ok(await page.getByLabel('Не сообщать').isChecked());
  assert.deepEqual(asked, []);
  assert.deepEqual(complaints, []);
});

test('nothing moves while a page comes in pieces', async () => {
  const line = await inPieces(world().origin);
  try {
    for (const width of [360, 1280])
      for (const path of [form, caseForm]) {
        const { page } = await world().open('/v1/licences.txt', { viewport: { width, height: 800 } });
        await page.goto(line.origin + path);
        await page.waitForLoadState('networkidle');
        assert.equal(await shifted(page), 0, `${path} at ${width} px`);
      }
  } finally {
    await line.close();
  }
});

for (const width of [360, 1280])
  test(`at ${width} px nothing moves while the form and the case load, and what comes later`, async () => {
    const viewport = { width, height: 800 };
    for (const path of [form, caseForm]) {
      const { page } = await world().open(path, { viewport });
      await page.waitForLoadState('networkidle');
      await late(page, /\/chunks\//);
      await page
        .locator(path === form ? '[name="applicant.name"]' : 'input[name=code]')
        .first()
        .focus();
      await page.waitForTimeout(1200);
      await page.waitForLoadState('networkidle');
      assert.equal(await shifted(page), 0, path);
    }

    const { page } = await world().open('/v1/licences.txt', { viewport });
    await late(page, /\/chunks\/|\/api\//);
    await page.goto(`${world().origin}/demo/consultation.html`);
    await page.getByLabel('Имя и фамилия').waitFor();
    await page.evaluate(() => document.fonts.ready);
    // Until here the page itself made room for the form.
    const before = await shifted(page);
    await page.locator('[name=topic] option').nth(1).waitFor({ state: 'attached' });
    await page.getByLabel('Имя и фамилия').focus();
    await page.locator('[name=draft]').first().waitFor({ state: 'attached' });
    assert.equal((await shifted(page)) - before, 0, 'embedded');

    const code = await codeWith('Отказано');
    const { page: shown } = await world().open(`${caseForm}#otklik-code=${code}`, { viewport });
    await shown.locator('[part=timeline]').waitFor();
    await shown.waitForLoadState('networkidle');
    assert.equal(await shifted(shown), 0, 'a case that shows itself');
  });
