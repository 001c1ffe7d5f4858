import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { check, email, kept, send, write } from './form.ts';
import { codeOf, readMain, type World } from './world.ts';

const noScript = { javaScriptEnabled: false };

/** Asking and reading the answer without JavaScript, as far as the pages say that it goes; an error in a request: hosted.suite.ts. */
export function plainSuite(world: () => World): void {
  /** A case of the demonstration in a state, by the code that its page tells. */
  async function opened(state: string): Promise<Page> {
    const { page } = await world().open('/demo/case.html', noScript);
    const code = await codeOf(page, state);
    await page.goto(`${world().origin}/housing/case`);
    await page.getByLabel('Код из квитанции').fill(code);
    await page.getByRole('button', { name: 'Показать' }).click();
    return page;
  }

  test('JavaScript off: a file goes with the request', async () => {
    const { page } = await world().open('/housing/consultation', noScript);
    await write(page);
    await email(page).fill('anna@example.org');
    const text = { name: 'Протокол.txt', mimeType: 'text/plain', buffer: Buffer.from('Протокол собрания') };
    await page.locator('input[type=file]').setInputFiles(text);
    // What needs JavaScript isn't offered.
    assert.equal(await page.getByRole('group', { name: 'Черновик' }).count(), 0);
    await check(page);
    assert.match(await readMain(page), /Протокол\.txt/);
    await send(page);
    await kept(page);
    assert.deepEqual(await page.getByRole('button').allTextContents(), []);
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await readMain(page))?.[0] ?? '';
    await page.getByRole('link', { name: 'Открыть мой запрос' }).click();
    await page.getByLabel('Код из квитанции').fill(code);
    await page.getByRole('button', { name: 'Показать' }).click();
    await page.getByText('Протокол.txt').first().waitFor();
    await page.context().close();
  });

  test('JavaScript off: a visit is booked at a free time', async () => {
    const { page } = await world().open('/housing/consultation', noScript);
    await page.getByLabel('Записаться на приём').check();
    const times = page.getByRole('group', { name: 'Когда Вам удобно прийти' });
    assert.ok(await times.getByLabel('Время не выбрано').isChecked());
    await times
      .getByRole('radio', { name: /\d\d:\d\d/ })
      .first()
      .check();
    await write(page);
    await page.getByLabel('Телефон', { exact: true }).last().fill('8 (000) 000-00-00');
    await check(page);
    assert.match(await readMain(page), /Когда Вам удобно прийти\s+\d+\s\S+\s20\d\d, \d\d:\d\d/);
    await send(page);
    await kept(page);
    await page.context().close();
  });

  test('JavaScript off: a question for clarification is answered', async () => {
    const page = await opened('Нужно уточнение');
    const answer = 'Дом 5 по ул. Примерной, за 2026 год';
    await page.getByLabel('Ваш ответ').fill(answer);
    await page.getByRole('button', { name: 'Отправить ответ' }).click();
    await page.getByRole('heading', { name: 'Вы уточнили' }).waitFor();
    assert.match(await readMain(page), new RegExp(answer));
    await page.context().close();
  });

  test('JavaScript off: a refusal is read with its reason, and how and until when to appeal', async () => {
    const page = await opened('Отказано');
    const read = await readMain(page);
    for (const part of [
      /Почему/,
      /закон 8.ФЗ, статья\s20/,
      /Что отдаём/,
      /Если Вы не согласны/,
      /До \d+\s\S+\s20\d\d\sвключительно/,
    ])
      assert.match(read, part);
    await page.context().close();
  });
}
