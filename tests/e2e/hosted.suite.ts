import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from './findings.ts';
import { readMain, type World } from './world.ts';

const code = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;
const noScript = { javaScriptEnabled: false };
const paths = [
  '/housing/publications',
  '/housing/channels',
  '/housing/consultation',
  '/housing/case',
  '/housing/survey/information-access',
  '/housing/survey/information-access/stored',
  '/trial/survey/every-kind',
  '/housing/results/information-access',
];

export function hostedSuite(world: () => World): void {
  test('JavaScript off: an error shown, the consultation filed, the receipt read, the case looked up', async () => {
    const { page } = await world().open('/housing/consultation', noScript);
    await page.getByLabel('Имя и фамилия').fill('Анна <b>Примерова</b>');
    await page.getByLabel('Какая информация нужна').fill('Первая строка\nвторая </textarea><script>x</script> & конец');
    await page.getByLabel('Адрес электронной почты').first().fill('anna.example.org');
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    await page.getByText('Исправьте 2 поля').waitFor();
    assert.ok(await page.getByText('Добавьте в адрес почты знак @').first().isVisible());
    assert.equal(await page.getByLabel('Имя и фамилия').inputValue(), 'Анна <b>Примерова</b>');
    const typed = 'Первая строка\nвторая </textarea><script>x</script> & конец';
    assert.equal(await page.getByLabel('Какая информация нужна').inputValue(), typed);
    await page.getByLabel('Тема').selectOption({ index: 2 });
    await page.getByLabel('Расскажите по телефону').check();
    await page.getByLabel('Телефон', { exact: true }).first().fill('8 (000) 000-00-00');
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    // All once more, as it was typed; one of them is changed.
    await page.getByRole('heading', { name: 'Проверьте перед отправкой' }).waitFor();
    assert.match(await readMain(page), /Анна <b>Примерова<\/b>/);
    assert.match(await readMain(page), /По телефону|Расскажите по телефону/);
    await page.getByRole('button', { name: 'Изменить Имя' }).click();
    assert.equal(await page.getByLabel('Какая информация нужна').inputValue(), typed);
    await page.getByLabel('Имя и фамилия').fill('Анна Примерова');
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Сохраните код' }).waitFor();
    const receipt = await readMain(page);
    assert.match(receipt, /Ответим не позднее/);
    assert.match(receipt, /последний день для ответа/);
    const secret = code.exec(receipt)?.[0] ?? 'no code';
    const number = /И-\d+\/\d\d/.exec(receipt)?.[0] ?? 'no number';
    await page.getByRole('link', { name: 'Открыть мой запрос' }).click();
    await page.getByLabel('Код из квитанции').fill(secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0'));
    await page.getByRole('button', { name: 'Показать' }).click();
    await page.getByText('В коде опечатка').waitFor();
    await page.getByLabel('Код из квитанции').fill(secret);
    await page.getByRole('button', { name: 'Показать' }).click();
    await page.getByRole('heading', { name: 'Запрос получен' }).waitFor();
    assert.match(await readMain(page), new RegExp(number));
    assert.ok(!page.url().includes(secret));
    await page.context().close();
  });

  test('posted twice, by a reload, it is one case', async () => {
    const { page } = await world().open('/housing/consultation', noScript);
    await page.getByLabel('Имя и фамилия').fill('Анна Примерова');
    await page.getByLabel('Тема').selectOption({ index: 1 });
    await page.getByLabel('Какая информация нужна').fill('Один раз');
    await page.getByLabel('Адрес электронной почты').first().fill('anna@example.org');
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Сохраните код' }).waitFor();
    const first = code.exec(await readMain(page))?.[0];
    await page.reload();
    assert.ok(first);
    assert.equal(code.exec(await readMain(page))?.[0], first);
    await page.context().close();
  });

  test('JavaScript off: only what a visit needs is asked, language and audience stay, an appeal is led elsewhere', async () => {
    const { page } = await world().open('/housing/consultation?lang=en', noScript);
    await page.getByLabel('Book a visit').check();
    assert.equal(await page.getByLabel('By post').isVisible(), false);
    await page.getByLabel('Your name').fill('Anna Example');
    await page.getByLabel('Topic').selectOption({ index: 1 });
    await page.getByLabel('What you need to know').fill('Roof repair');
    await page.getByLabel('Telephone', { exact: true }).last().fill('8 (000) 000-00-00');
    await page.getByRole('button', { name: 'Check and send' }).click();
    // The time wasn't chosen.
    await page.getByRole('heading', { name: 'Correct 1 field' }).waitFor();
    assert.match(page.url(), /lang=en/);
    assert.ok(await page.getByLabel('Book a visit').isChecked());
    assert.ok(await page.getByText('Choose a time').first().isVisible());
    await page.getByLabel('Submit a complaint').check();
    assert.equal(await page.getByLabel('Your name').isVisible(), false);
    await page.context().close();
  });

  for (const path of paths) {
    test(`${path} reads without JavaScript, and is accessible and complains of nothing with it`, async () => {
      const plain = await world().open(path, noScript);
      const read = await readMain(plain.page);
      assert.ok(read.length > 60, read);
      await plain.page.context().close();
      const { page, complaints } = await world().open(path);
      await page.waitForLoadState('networkidle');
      assert.deepEqual(await findings(page), []);
      const headings = await page.locator('main').getByRole('heading').allInnerTexts();
      assert.ok(headings.length > 0);
      for (const heading of headings) assert.ok(read.includes(heading), `${heading} isn't in ${read.slice(0, 200)}`);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }

  test('a publication has a page of its own, with its text and provenance', async () => {
    const list = await world().open('/housing/publications', noScript);
    await list.page
      .getByRole('link', { name: /Приказ № 078-О/ })
      .first()
      .click();
    const text = await readMain(list.page);
    assert.match(text, /Опросы клиентов проводятся с соблюдением максимально возможного уровня анонимности/);
    assert.match(text, /Откуда эти сведения/);
    await list.page.context().close();
  });

  test('hydration keeps the server’s nodes and what was typed before it', async () => {
    const context = await world().browser.newContext({ locale: 'ru-RU' });
    const page = await context.newPage();
    let release = (): void => undefined;
    const held = new Promise<void>((done) => (release = done));
    await page.route('**/v1/hosted.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${world().origin}/housing/consultation`, { waitUntil: 'commit' });
    const question = page.getByLabel('Какая информация нужна');
    await question.fill('Напечатано до загрузки');
    await page.getByLabel('Тема').selectOption({ index: 3 });
    await page.getByLabel('Письмом по почте').check();
    await question.focus();
    await question.evaluate((element) => ((globalThis as unknown as { before: Element }).before = element));
    release();
    await page.waitForFunction(() => !!customElements.get('otklik-consultation'));
    await page.waitForFunction(
      () => document.querySelector('otklik-consultation')?.shadowRoot?.firstElementChild?.localName !== 'style',
    );
    assert.equal(await question.inputValue(), 'Напечатано до загрузки');
    assert.ok(await page.getByLabel('Письмом по почте').isChecked());
    assert.ok(await question.evaluate((element) => (globalThis as unknown as { before: Element }).before === element));
    assert.ok(await question.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element));
    // And it is alive: an error is found without asking the server.
    await page.getByRole('button', { name: 'Проверить и отправить' }).click();
    await page.getByText('Напишите имя и фамилию').first().waitFor();
    assert.equal(await question.inputValue(), 'Напечатано до загрузки');
    await context.close();
  });

  test('English pages are English from the server on, and hydrate', async () => {
    for (const path of paths) {
      const { page, complaints } = await world().open(`${path}?lang=en`, { locale: 'en-GB' });
      await page.waitForLoadState('networkidle');
      const text = await readMain(page);
      assert.ok(!/Попробовать|Задать вопрос|Код из квитанции/.test(text), path);
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
  });

  test('an unknown agency or page is told in words, as 404', async () => {
    for (const path of ['/nobody/consultation', '/housing/publications/nothing', '/housing/survey/nothing']) {
      const response = await fetch(world().origin + path);
      assert.equal(response.status, 404, path);
      assert.match(await response.text(), /Такой страницы нет/);
    }
  });
}
