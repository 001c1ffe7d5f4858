import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tabTo, type World } from './world.ts';

const code = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;

export function consultationSuite(world: () => World): void {
  test('by keyboard alone: filed, the receipt read, the case looked up', async () => {
    const { page, complaints } = await world().open('/demo/consultation.html');
    await page.getByRole('heading', { name: 'Задать вопрос', level: 2 }).waitFor();
    const type = (text: string): Promise<void> => page.keyboard.type(text);
    await tabTo(page, /^input Имя и фамилия/);
    await type('Анна Примерова');
    await tabTo(page, /^select Тема/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /^textarea Какая информация/);
    await type('График ремонта крыши, 2026 год, ул. Примерная, 5');
    await tabTo(page, /^input Адрес электронной почты/);
    await type('anna.example.org');
    await tabTo(page, /^button Проверить и отправить/);
    await page.keyboard.press('Enter');
    // The error takes the focus, its link leads to the field.
    await page.getByRole('alert').waitFor();
    await tabTo(page, /^a Добавьте в адрес почты знак @/, 3);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await type('anna@example.org');
    await tabTo(page, /^button Проверить и отправить/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Проверьте перед отправкой' }).waitFor();
    await tabTo(page, /^button Отправить/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Сохраните код, чтобы следить за запросом' }).waitFor();
    const receipt =
      (await page.locator('otklik-consultation').evaluate((element) => element.shadowRoot?.textContent)) ?? '';
    assert.match(receipt, /Ответим не позднее/);
    assert.match(receipt, /последний день для ответа/);
    const number = /[ИВ]-\d+\/\d\d/.exec(receipt)?.[0] ?? 'no number';
    const secret = code.exec(receipt)?.[0] ?? 'no code';
    assert.ok(!page.url().includes(secret));
    await tabTo(page, /^a Открыть мой запрос/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/housing/case');
    await tabTo(page, /^input Код из квитанции/);
    await type(secret);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Запрос получен' }).waitFor();
    assert.ok(await page.getByText(number).first().isVisible());
    assert.ok(await page.getByText('Вы отправили запрос').isVisible());
    assert.ok(!page.url().includes(secret));
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  test('without a network nothing is lost: it says so, and the same is sent once the network is back', async () => {
    const { page } = await world().open('/demo/consultation.html');
    await page.getByLabel('Имя и фамилия').fill('Анна Примерова');
    await page.getByLabel('Тема').selectOption({ index: 1 });
    await page.getByLabel('Какая информация нужна').fill('Когда отремонтируют крышу?');
    await page.getByLabel('Адрес электронной почты').first().fill('anna@example.org');
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByText('Не отправлено').waitFor();
    assert.ok(await page.getByText('Когда отремонтируют крышу?').first().isVisible());
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Сохраните код' }).waitFor();
    await page.context().close();
  });
}
