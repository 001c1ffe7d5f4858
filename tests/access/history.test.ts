import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { file } from '../e2e/case.suite.ts';
import { check, fields, kept, question as questionOf, send, write } from '../e2e/form.ts';
import { readMain, sharedWorld, type Watched } from '../e2e/world.ts';

/* Back and Forward, with the browser's page cache and without. */

const world = sharedWorld();

/** Written in the page by `watch`. */
type Shown = { persisted?: boolean };

/** Notes whether the page came out of the page cache. */
const watch = (): void => {
  addEventListener('pageshow', ({ persisted }) => ((globalThis as Shown).persisted = persisted));
  addEventListener('pagehide', () => delete (globalThis as Shown).persisted);
};

/** Until it is so; tells what it was when it never is. */
async function comesTo(page: Page, expected: Record<string, string>): Promise<void> {
  const until = Date.now() + 10_000;
  let now = await fields(page);
  while (JSON.stringify(now) !== JSON.stringify(expected) && Date.now() < until) {
    await page.waitForTimeout(100);
    now = await fields(page);
  }
  assert.deepEqual(now, expected);
}

/** Something other than what stands there from the beginning, wherever there is a choice. */
async function choose(page: Page, text: string): Promise<void> {
  await page.getByLabel('Получить консультацию').check();
  await page.getByLabel('Кто спрашивает').selectOption({ index: 1 });
  await write(page, text);
  await page.getByLabel('Письмом по почте').check();
  await page.getByLabel('Почтовый адрес с индексом').fill('414000, г. Примерск, ул. Примерная, 5');
}

const elsewhere = '/demo/about.html';

for (const pageCache of [true, false]) {
  const how = `${pageCache ? 'with' : 'without'} the page cache`;

  const open = async (path: string): Promise<Watched> => {
    const watched = await world().open('/healthz', { pageCache });
    await watched.page.addInitScript(watch);
    await watched.page.goto(world().origin + path);
    await watched.page.waitForLoadState('networkidle');
    return watched;
  };
  const leave = async (page: Page): Promise<void> => {
    await page.goto(world().origin + elsewhere);
  };
  /** Back to a page that is really out of the cache, or really isn't. */
  const goBack = async (page: Page, cached = pageCache): Promise<void> => {
    await page.goBack({ waitUntil: 'commit' });
    const found = await page.waitForFunction(() => {
      const { persisted } = globalThis as Shown;
      return persisted === undefined ? '' : String(persisted);
    });
    assert.equal(await found.jsonValue(), String(cached), 'out of the page cache');
    await page.waitForLoadState('networkidle');
  };
  /** Forward, and Back again. */
  const thereAndBack = async (page: Page, cached = pageCache): Promise<void> => {
    await page.goForward({ waitUntil: 'commit' });
    await page.waitForFunction((path) => location.pathname === path, elsewhere);
    await goBack(page, cached);
  };

  for (const path of ['/', '/housing/consultation']) {
    // Chromium keeps no page that mustn't be stored once a script of it has got what mustn't be, either.
    const cachedAfterSending = pageCache && path === '/';

    test(`${path}: a draft on the device is all there after Back and Forward, ${how}`, async () => {
      const { page, complaints } = await open(path);
      await choose(page, 'Когда отремонтируют крышу?');
      await page.getByLabel('В этом браузере, 7 дней').check();
      const before = await fields(page);
      assert.equal(before['question'], 'Когда отремонтируют крышу?');
      assert.equal(before['draft'], 'device');
      await leave(page);
      await goBack(page);
      await comesTo(page, before);
      await thereAndBack(page);
      await comesTo(page, before);
      // It goes as it stands there, once.
      const question = `${before['question']} ${path} ${how}`;
      await questionOf(page).fill(question);
      await check(page);
      await send(page);
      await kept(page);
      assert.equal(await world().casesWith(question), 1);
      assert.deepEqual(complaints, []);
    });

    test(`${path}: what isn’t kept on the device is there after Back as far as the platform lets, ${how}`, async () => {
      const { page } = await open(path);
      await choose(page, 'Нигде не хранится');
      const before = await fields(page);
      assert.equal(before['draft'], 'none');
      await leave(page);
      await goBack(page);
      if (pageCache) return comesTo(page, before);
      // Browsers fill fields in again after Back, but none that stand in a shadow root (Chromium,
      // Firefox and WebKit): without the cache only what the person lets the device keep comes back.
      await page.getByLabel('Имя и фамилия').waitFor();
      assert.equal((await fields(page))['question'], '');
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft'))), []);
    });

    for (const place of ['В этом браузере, 7 дней', 'Не сохранять'])
      test(`${path}: what was sent is never shown as unsent nor sent again, ${how}, draft: ${place}`, async () => {
        const { page, complaints } = await open(path);
        const question = `Один раз: ${path} ${how} ${place}`;
        await choose(page, question);
        await page.getByLabel(place).check();
        await check(page);
        await send(page);
        await kept(page);
        await page.getByRole('button', { name: 'Код сохранён у меня' }).click();
        const sent: string[] = [];
        page.on('request', (request) => {
          if (request.method() === 'POST') sent.push(request.url());
        });
        await leave(page);
        for (const go of [goBack, thereAndBack]) {
          await go(page, cachedAfterSending);
          // Out of the cache as it was left; else a form for another one.
          if (cachedAfterSending) await kept(page);
          else await comesTo(page, { ...(await fields(page)), question: '' });
          const read = await page.locator('otklik-consultation').evaluate((one) => one.shadowRoot?.textContent ?? '');
          assert.doesNotMatch(read, /Не отправлено|не ушёл|Восстановлен черновик|Проверьте перед отправкой/);
          assert.doesNotMatch(read, new RegExp(question));
        }
        assert.deepEqual(sent, []);
        assert.equal(await world().casesWith(question), 1);
        assert.deepEqual(complaints, []);
      });

    test(`${path}: what another tab has sent meanwhile is neither unsent after Back nor sent again, ${how}`, async () => {
      const { page } = await open(path);
      const question = `Из другой вкладки: ${path} ${how}`;
      await choose(page, question);
      await page.getByLabel('В этом браузере, 7 дней').check();
      await check(page);
      const filing = (url: URL): boolean => url.pathname.endsWith('/consultations');
      await page.route(filing, (route) => route.abort('connectionreset'));
      await send(page);
      await page.getByText('Страницу можно закрыть').waitFor();
      await page.unroute(filing);
      await leave(page);
      const other = await page.context().newPage();
      await other.goto(world().origin + path);
      await kept(other);
      await other.getByRole('button', { name: 'Код сохранён у меня' }).click();
      await goBack(page);
      await page.getByRole('heading', { name: 'Задать вопрос', level: 2 }).waitFor();
      const read = await page.locator('otklik-consultation').evaluate((one) => one.shadowRoot?.textContent ?? '');
      assert.doesNotMatch(read, /Не отправлено|не ушёл/);
      if (pageCache) assert.match(read, /В другой вкладке этот черновик отправлен или удалён/);
      assert.equal(await world().casesWith(question), 1);
    });
  }

  test(`a case is shown by its own code alone, after Back and Forward too, ${how}`, async () => {
    const [first, second] = [await file(world(), `Первый ${how}`), await file(world(), `Второй ${how}`)];
    for (const path of ['/', '/housing/case']) {
      const { page, complaints } = await open(path);
      const cached = pageCache && path === '/';
      const show = async ({ code, number }: typeof first): Promise<void> => {
        await page.getByLabel('Код из квитанции').fill(code);
        await page.getByRole('button', { name: 'Показать', exact: true }).click();
        await page.getByText(number).first().waitFor();
      };
      const read = (): Promise<string> =>
        page.locator('otklik-case').evaluate(({ shadowRoot }) => {
          const typed = [...(shadowRoot?.querySelectorAll('input') ?? [])].map(({ value }) => value);
          return [shadowRoot?.textContent, ...typed].join('\n');
        });
      await show(first);
      await page.getByRole('link', { name: 'Ввести другой код' }).click();
      await show(second);
      await leave(page);
      for (const go of [goBack, thereAndBack]) {
        await go(page, cached);
        const now = await read();
        for (const part of [first.number, first.code, `Первый ${how}`]) assert.ok(!now.includes(part), now);
        // Out of the cache it is the page as it was left; a new one asks for the code.
        assert.equal(now.includes(second.number), cached);
        if (!cached) {
          assert.equal(await page.getByLabel('Код из квитанции').inputValue(), '');
          assert.ok(!now.includes(second.code));
        }
      }
      assert.ok(!page.url().includes(second.code));
      assert.deepEqual(complaints, []);
    }
  });
}

/* Without JavaScript a page can't say where it came from: a mark that is still there says that it is the same page. */
const mark = (page: Page): Promise<unknown> =>
  page.evaluate(() => ((globalThis as { marked?: boolean }).marked = true));
const marked = (page: Page): Promise<boolean> =>
  page.evaluate(() => (globalThis as { marked?: boolean }).marked === true);

test('JavaScript off: Back from the page of errors and from that of checking leads to what was typed, and sending it makes one case', async () => {
  const { page } = await world().open('/housing/consultation', { javaScriptEnabled: false, pageCache: true });
  const question = 'Назад без сценариев';
  const back = async (): Promise<void> => {
    await page.goBack({ waitUntil: 'commit' });
    assert.ok(await marked(page), 'not out of the page cache');
  };
  await choose(page, question);
  await page.getByLabel('Имя и фамилия').fill('');
  const first = await fields(page);
  await mark(page);
  await page.getByRole('button', { name: 'Проверить и отправить' }).click();
  await page.getByText('Исправьте 1 поле').waitFor();
  await back();
  assert.deepEqual(await fields(page), first);
  await page.getByLabel('Имя и фамилия').fill('Анна Примерова');
  const second = await fields(page);
  await check(page);
  await back();
  assert.deepEqual(await fields(page), second);
  await check(page);
  await send(page);
  await kept(page);
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await readMain(page))?.[0];
  assert.ok(code);
  // The page of checking was posted, so browsers ask before they show it again; the form can't know
  // that it was sent. Sent from there as it is, it is the same case.
  await page.goBack().catch(() => undefined);
  // The page that asks takes the place of the other first.
  await page.waitForTimeout(1000);
  await back();
  assert.deepEqual(await fields(page), second);
  await check(page);
  await send(page);
  await kept(page);
  assert.match(await readMain(page), new RegExp(code));
  assert.equal(await world().casesWith(question), 1);
});
