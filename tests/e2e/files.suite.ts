import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readMain, type World } from './world.ts';

const code = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;

export function filesSuite(world: () => World): void {
  test('files go along over a line that breaks, and are fetched from the case', async () => {
    const { page } = await world().open('/demo/consultation.html', { viewport: { width: 360, height: 900 } });
    const plan = Buffer.alloc(400_000, 'План дома. ');
    await page.getByLabel('Имя и фамилия').fill('Анна Примерова');
    await page.getByLabel('Тема').selectOption({ index: 1 });
    await page.getByLabel('Какая информация нужна').fill('График ремонта крыши');
    await page.getByLabel('Адрес электронной почты').first().fill('anna@example.org');
    let parts = 0;
    let cut = true;
    await page.route('**/uploads/**', (route) => {
      const part = route.request().method() === 'PATCH' && ++parts >= 2;
      return part && cut ? route.abort('connectionreset') : route.continue();
    });
    await page.getByRole('button', { name: /^Файлы/ }).setInputFiles([
      { name: 'план.txt', mimeType: 'text/plain', buffer: plan },
      { name: 'смета.csv', mimeType: 'text/csv', buffer: Buffer.from('а;б') },
      { name: 'не.pdf', mimeType: 'application/pdf', buffer: Buffer.from('не PDF') },
    ]);
    await page.getByText('Нет связи, загружено').first().waitFor();
    assert.ok(await page.getByText('По имени это PDF, а внутри другое').first().isVisible());
    cut = false;
    await page.getByRole('button', { name: 'Ещё раз загрузить план.txt' }).click();
    await page.getByText('Загружен, 400 КБ').first().waitFor();
    await page.getByRole('button', { name: 'Убрать не.pdf' }).click();
    await page.getByText('Загружен, 1 КБ').first().waitFor();
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    await page.getByRole('heading', { name: 'Проверьте перед отправкой' }).waitFor();
    assert.ok(await page.getByText('план.txt, 400 КБ').isVisible());
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Сохраните код' }).waitFor();
    const receipt =
      (await page.locator('otklik-consultation').evaluate((element) => element.shadowRoot?.textContent)) ?? '';
    const { page: found, complaints } = await world().open('/demo/case.html', {
      viewport: { width: 360, height: 900 },
    });
    await found.getByLabel('Код из квитанции').fill(code.exec(receipt)?.[0] ?? '');
    await found.getByRole('button', { name: 'Показать' }).click();
    const [download] = await Promise.all([
      found.waitForEvent('download'),
      found.getByRole('button', { name: /^план\.txt/ }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'план.txt');
    assert.deepEqual(await readFile(await download.path()), plan);
    await found.getByText('Скачан: ищите его в загрузках').waitFor();
    assert.deepEqual(complaints, []);
  });

  test('JavaScript off: a file goes along, and is fetched by a form', async () => {
    const { page } = await world().open('/housing/consultation', { javaScriptEnabled: false });
    await page.getByLabel('Имя и фамилия').fill('Анна Примерова');
    await page.getByLabel('Тема').selectOption({ index: 1 });
    await page.getByLabel('Какая информация нужна').fill('График ремонта крыши');
    await page.getByRole('button', { name: /^Файлы/ }).setInputFiles({
      name: 'план.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('План дома'),
    });
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    // The address is missing: the file stays.
    await page.getByText('Исправьте 1 поле').waitFor();
    assert.ok(await page.getByText('Загружен, 1 КБ').isVisible());
    assert.ok(await page.getByLabel('Убрать этот файл').isVisible());
    assert.equal(await page.getByRole('button', { name: 'Убрать' }).count(), 0, 'what only a script does');
    await page.getByLabel('Адрес электронной почты').first().fill('anna@example.org');
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    await page.getByRole('heading', { name: 'Проверьте перед отправкой' }).waitFor();
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Сохраните код' }).waitFor();
    const secret = code.exec(await readMain(page))?.[0] ?? 'no code';
    await page.goto(`${world().origin}/housing/case`);
    await page.getByLabel('Код из квитанции').fill(secret);
    await page.getByRole('button', { name: 'Показать' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^план\.txt/ }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'план.txt');
    assert.equal(String(await readFile(await download.path())), 'План дома');
  });
}
