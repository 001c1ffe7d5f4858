import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findings } from './findings.ts';
import type { World } from './world.ts';

const tags = ['feed', 'channels', 'consultation', 'case', 'survey', 'results'];

export function portalSuite(world: () => World): void {
  for (const [width, height] of [
    [1280, 900],
    [360, 740],
  ] as const) {
    test(`shows all widgets with content at ${width} px, without complaint and without sideways scroll`, async () => {
      const { page, complaints } = await world().open('/', { viewport: { width, height } });
      await page.getByRole('heading', { name: 'Задать вопрос' }).waitFor();
      await page.locator('otklik-feed').getByRole('article').first().waitFor();
      await page.waitForLoadState('networkidle');
      for (const tag of tags) {
        const shown = await page
          .locator(`otklik-${tag}`)
          .first()
          .evaluate((element) => {
            const wrapper = element.shadowRoot?.querySelector('.o');
            return !!wrapper?.checkVisibility() && (wrapper.textContent ?? '').trim().length > 20;
          });
        assert.ok(shown, `otklik-${tag}`);
      }
      assert.ok(
        await page
          .getByText(/Демонстрация/)
          .first()
          .isVisible(),
      );
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }

  test('every page of the demonstration is accessible and keeps to its policy', async () => {
    const { page, complaints } = await world().open('/');
    const paths = await page
      .locator('a[href^="/demo/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    for (const path of new Set(paths.filter((one) => one.endsWith('.html')))) {
      await page.goto(world().origin + path);
      await page.waitForLoadState('networkidle');
      assert.deepEqual(await findings(page), [], path);
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  test('no link of the portal leads nowhere', async () => {
    const { page } = await world().open('/');
    await page.waitForLoadState('networkidle');
    const hrefs = await page
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    const own = new Set(
      hrefs.filter((href) => href.startsWith(world().origin)).map((href) => href.split('#')[0] ?? ''),
    );
    assert.ok(own.size > 10);
    for (const href of own) assert.equal((await page.request.get(href)).status(), 200, href);
    await page.context().close();
  });

  test('the snippet of the README works, pasted into an empty page', async () => {
    const [snippet = '', russian] = ['README.md', 'README.ru.md'].map((name) => {
      const readme = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
      return /```html\n(<script[\s\S]*?)```/.exec(readme)?.[1];
    });
    assert.equal(russian, snippet);
    assert.match(snippet, /otklik\.example\.gov/);
    const { page, complaints } = await world().open('/healthz');
    const body = snippet.replaceAll('https://otklik.example.gov', world().origin);
    await page.route('**/pasted.html', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
    await page.goto(`${world().origin}/pasted.html`);
    await page.getByRole('button', { name: 'Проверить и отправить' }).waitFor();
    await page.getByLabel('Тема').locator('option').nth(1).waitFor({ state: 'attached' });
    assert.equal(await page.getByRole('link', { name: 'Задать вопрос Службе' }).isVisible(), false);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  test('an item opens in place, with where it comes from, and closes again', async () => {
    const { page, complaints } = await world().open('/');
    const first = page.locator('otklik-feed').getByRole('link').first();
    const title = (await first.textContent())?.trim() ?? '';
    await first.click();
    await page.getByText('Откуда эти сведения').waitFor();
    assert.ok(await page.getByRole('heading', { name: title }).isVisible());
    assert.ok(page.url().startsWith(world().origin));
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}
