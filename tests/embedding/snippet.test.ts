import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page, Route } from 'playwright-core';
import { fullerSnippet, snippet, type SnippetWidget, type WidgetName } from '@otklik/widgets/snippet.js';
import type { Listening } from '../support/listen.ts';
import { builtWidgets, startServer, type TestServer } from '../support/server.ts';
import { builtFiles, hostOf, openBrowser, visit } from './host.ts';

const survey = { survey: 'information-access' };
const attributes: Partial<Record<WidgetName, Record<string, string>>> = {
  feed: { topic: 'repair', limit: '7' },
  survey,
  results: survey,
};
const names: readonly WidgetName[] = ['feed', 'channels', 'consultation', 'case', 'survey', 'results'];
const widget = (name: WidgetName): SnippetWidget => ({
  name,
  text: `Запасная ссылка ${name}`,
  ...(attributes[name] && { attributes: attributes[name] }),
});

let browser: Browser;
let backend: TestServer;
/** Every request that reached the API. */
const asked: string[] = [];
const hosts: Listening[] = [];
before(async () => {
  backend = await startServer({
    around: (api) => (request) => {
      asked.push(request.url);
      return api(request);
    },
  });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  for (const one of [backend, ...hosts]) await one.close();
});

/** Another file than that of the hash, as a break-in would leave it. */
const changed = (route: Route): Promise<void> =>
  route.fulfill({
    body: `${readFileSync(join(builtWidgets, new URL(route.request().url()).pathname.replace(/^\/[^/]+/, '')), 'utf8')}\nwindow.changed = true;`,
    headers: { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' },
  });

const ready = async (page: Page, name: WidgetName): Promise<void> => {
  await page.waitForFunction(
    (tag) => document.querySelector(tag)?.shadowRoot?.querySelector('.o')?.checkVisibility(),
    `otklik-${name}`,
  );
  await page.getByText(`Запасная ссылка ${name}`).waitFor({ state: 'hidden' });
};

/** The page of these widgets, made by the fuller snippet. */
async function shown(
  widgets: readonly WidgetName[],
  pinned: boolean,
  before?: (page: Page) => Promise<unknown>,
  width = 1280,
) {
  const made = await fullerSnippet({
    backend: backend.origin,
    agency: 'housing',
    widgets: widgets.map(widget),
    ...(pinned && { pinned: builtFiles() }),
  });
  const host = await hostOf(made);
  hosts.push(host);
  asked.length = 0;
  return { made, ...(await visit(browser, host.origin, { ...(before && { before }), width })) };
}

describe('the fuller snippet', () => {
  for (const name of names)
    test(`${name}: first data come with the script, and nothing is fetched twice`, async () => {
      const { page, requests, complaints, close } = await shown([name], true);
      await ready(page, name);
      await page.waitForLoadState('networkidle');
      const preloads = await page
        .locator('link[rel=preload]')
        .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
      assert.deepEqual([...asked].sort(), [...preloads].sort(), 'what the widget asks for is what was preloaded');
      assert.equal(new Set(requests).size, requests.length, `twice: ${requests.join(' ')}`);
      assert.deepEqual(complaints, []);
      await close();
    });

  // Results read the survey's own manifest too.
  test('several on one page: one script, each address once', async () => {
    const several = names.filter((name) => name !== 'results');
    const { page, requests, complaints, close } = await shown(several, true);
    for (const name of several) await ready(page, name);
    await page.waitForLoadState('networkidle');
    assert.equal(new Set(asked).size, asked.length, asked.join(' '));
    assert.deepEqual(
      requests.filter((url) => url.endsWith('.js')).map((url) => new URL(url).pathname),
      [`/v${builtFiles().version}/otklik.js`],
    );
    assert.deepEqual(complaints, []);
    await close();
  });

  test('the window of the page has nothing of ours on it', async () => {
    const { page, close } = await shown(names, true, (page) =>
      page.addInitScript(() => Object.assign(window, { before: Object.getOwnPropertyNames(window) })),
    );
    for (const name of names) await ready(page, name);
    const added = await page.evaluate(() => {
      const { before } = window as unknown as { before: string[] };
      return Object.getOwnPropertyNames(window).filter((name) => name !== 'before' && !before.includes(name));
    });
    assert.deepEqual(added, []);
    await close();
  });

  for (const width of [360, 1280])
    for (const name of names)
      test(`${name} at ${width} px: what stands below doesn’t move`, async () => {
        const watch = (page: Page) =>
          page.addInitScript(() => {
            const world = window as unknown as { shift: number };
            world.shift = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                world.shift += (entry as PerformanceEntry & { value: number }).value;
            }).observe({ type: 'layout-shift', buffered: true });
          });
        const { page, close } = await shown([name], false, watch, width);
        await ready(page, name);
        await page.waitForLoadState('networkidle');
        assert.equal(
          await page.evaluate(
            () =>
              new Promise((done) =>
                setTimeout(() => requestAnimationFrame(() => done((window as unknown as { shift: number }).shift))),
              ),
          ),
          0,
        );
        await close();
      });

  test('a script that isn’t the one of the hash doesn’t run, and the link stays', async () => {
    const { page, close } = await shown(['consultation'], true, (page) => page.route('**/consultation.js', changed));
    await page.waitForLoadState('networkidle');
    assert.equal(await page.getByText('Запасная ссылка consultation').isVisible(), true);
    assert.equal(await page.evaluate(() => 'changed' in window || !!customElements.get('otklik-consultation')), false);
    await close();
  });

  test('nor does what is loaded later', async () => {
    const { page, close } = await shown(['case'], true, (page) => page.route('**/chunks/**', changed));
    await ready(page, 'case');
    const told = page.evaluate(
      () =>
        new Promise((done) =>
          document.addEventListener('otklik-error', (event) => done((event as Event & { code: string }).code), true),
        ),
    );
    await page.getByRole('textbox').focus();
    assert.equal(await told, 'part_missing');
    assert.equal(await page.evaluate(() => 'changed' in window), false);
    await close();
  });

  test('what is loaded later runs where it is the one of the hash', async () => {
    const { page, complaints, requests, close } = await shown(['case'], true);
    await ready(page, 'case');
    await page.getByRole('textbox').fill('1');
    await page.getByRole('button').click();
    await page.locator('[aria-invalid=true]').waitFor();
    assert.ok(requests.some((url) => url.includes('/chunks/')));
    assert.deepEqual(complaints, []);
    await close();
  });
});

describe('a snippet', () => {
  test('is what README shows', () => {
    const made = snippet({
      backend: 'https://otklik.example.gov/',
      agency: 'housing',
      widgets: [{ name: 'consultation', text: 'Задать вопрос Службе' }],
    });
    assert.equal(made.head, '<script type="module" src="https://otklik.example.gov/v1/consultation.js"></script>');
    assert.equal(
      made.body,
      `<otklik-consultation backend="https://otklik.example.gov" agency="housing">
  <a href="https://otklik.example.gov/housing/consultation">Задать вопрос Службе</a>
</otklik-consultation>`,
    );
  });

  test('the fuller one is what README shows, in both languages', async () => {
    const made = await fullerSnippet({
      backend: 'https://otklik.example.gov',
      agency: 'housing',
      widgets: [{ name: 'consultation', text: 'Задать вопрос Службе' }],
    });
    for (const name of ['README.md', 'README.ru.md']) {
      const readme = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
      assert.ok(readme.includes(`\`\`\`html\n${made.head}\n\`\`\``), name);
    }
  });

  test('names the file of all widgets for one too, where a site wants one file for all its pages', async () => {
    const options = { backend: 'https://otklik.example.gov', agency: 'housing', all: true };
    const widgets: SnippetWidget[] = [{ name: 'case', text: 'Узнать, что с запросом' }];
    const pinned = builtFiles();
    assert.match(snippet({ ...options, widgets }).head, /\/v1\/otklik\.js"/);
    const { head } = await fullerSnippet({ ...options, widgets, pinned });
    assert.ok(head.includes(`/otklik.js" integrity="${pinned.integrity['otklik.js'] ?? ''}"`), head);
    assert.ok(head.includes(`/${pinned.later['otklik.js']?.[0] ?? ''}":"sha384-`), head);
  });

  test('lets nothing out of its quotes', async () => {
    const made = await fullerSnippet({
      backend: 'https://otklik.example.gov',
      agency: '"><script>',
      files: 'https://site.example.gov/</script>',
      widgets: [{ name: 'feed', text: '<b>&', attributes: { topic: '"><i>' } }],
      pinned: builtFiles(),
    });
    const { head, body } = made;
    assert.doesNotMatch(body, /<(?!\/?(?:otklik-feed|a)[ >])/);
    assert.equal(head.match(/<\/?script/g)?.length, 4);
  });

  test('asks for nothing ahead on the back end’s own origin, where a preload would carry cookies', async () => {
    const site = 'https://otklik.example.gov';
    const made = await fullerSnippet({ backend: `${site}/`, agency: 'housing', widgets: names.map(widget), site });
    assert.doesNotMatch(made.head, /preload/);
  });
});
