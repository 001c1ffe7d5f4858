import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedWorld } from '../e2e/world.ts';
import { move, shifted, staysWhole, translate, zoomed } from './adapting.ts';

/* What a person and a page bring along: zoom, colours, direction, a translator, a parent that moves things. */

const world = sharedWorld();

const hosted = ['/housing/publications', '/housing/publications/heating-charges', '/housing/channels'];

for (const path of hosted)
  test(`${path}: at 400%, with text at 200%, right to left, in forced colours and without motion it stays whole`, async () => {
    const { page, complaints } = await world().open(path, { viewport: zoomed });
    await page.waitForLoadState('networkidle');
    await staysWhole(page, path.endsWith('channels') ? 'otklik-channels' : 'otklik-feed');
    assert.deepEqual(complaints, []);
  });

test('a page that is translated goes on working', async () => {
  const { page, complaints } = await world().open('/');
  const feed = page.locator('otklik-feed');
  await feed.getByRole('button', { name: /Показать ещё/ }).waitFor();
  await translate(page);
  const items = feed.getByRole('listitem').filter({ has: page.getByRole('heading') });
  const before = await items.count();
  await feed.getByRole('button', { name: /Показать ещё/ }).click();
  await items.nth(before).waitFor();
  await feed.getByRole('searchbox').fill('отопительный');
  await feed.getByRole('button', { name: /Найти/ }).click();
  await page.waitForFunction((most) => {
    const root = document.querySelector('otklik-feed')?.shadowRoot;
    return (root?.querySelectorAll('[part=item]').length ?? most) < most;
  }, before);
  await translate(page);
  await items.first().getByRole('link').first().click();
  await feed.getByText('Откуда эти сведения').waitFor();

  await page.goto(`${world().origin}/demo/channels.html`);
  const channels = page.locator('otklik-channels');
  await channels.getByRole('radio').first().waitFor();
  await translate(page);
  await channels.getByRole('radio').nth(1).check();
  await channels.getByText('Подходит под Ваш выбор').first().waitFor();
  await channels.getByRole('radio').nth(2).check();
  await channels.getByText('Подходит под Ваш выбор').first().waitFor();
  assert.deepEqual(complaints, []);
});

test('moved about in the page, it keeps what was typed and asks for nothing again', async () => {
  const { page, complaints } = await world().open('/');
  const feed = page.locator('otklik-feed');
  await feed.getByRole('searchbox').fill('крыша');
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await move(feed);
  assert.equal(await feed.getByRole('searchbox').inputValue(), 'крыша');
  assert.deepEqual(asked, []);
  assert.deepEqual(complaints, []);
});

test('many on one page, of two agencies, each shows its own', async () => {
  const { page, complaints } = await world().open('/demo/privacy.html');
  await page.evaluate((origin) => {
    const main = document.querySelector('main');
    for (const [agency, kind] of [
      ['housing', 'inspection'],
      ['trial', 'vacancy'],
      ['housing', ''],
      ['nobody', ''],
    ])
      for (const tag of ['otklik-feed', 'otklik-channels']) {
        const element = document.createElement(tag);
        element.setAttribute('backend', origin);
        element.setAttribute('agency', agency ?? '');
        if (kind) element.setAttribute('kind', kind);
        element.id = `${tag}-${agency}-${kind}`;
        element.textContent = 'Все материалы';
        main?.append(element);
      }
  }, world().origin);
  if (!(await page.evaluate(() => !!customElements.get('otklik-feed'))))
    await page.addScriptTag({ url: `${world().origin}/v1/otklik.js`, type: 'module' });
  const kinds = async (id: string): Promise<string[]> => {
    const when = page.locator(`#${id} .when b`);
    await when.first().waitFor();
    return [...new Set(await when.allTextContents())];
  };
  assert.deepEqual(await kinds('otklik-feed-housing-inspection'), ['Результаты проверки']);
  assert.deepEqual(await kinds('otklik-feed-trial-vacancy'), ['Вакансия']);
  assert.ok((await kinds('otklik-feed-housing-')).length > 1);
  // An agency that isn't there is the page's mistake: what stood there stays, and the console says why.
  for (const tag of ['otklik-feed', 'otklik-channels']) {
    const nobody = page.locator(`#${tag}-nobody-`);
    await nobody.locator('.o').waitFor({ state: 'hidden' });
    assert.ok(await nobody.getByText('Все материалы').isVisible(), tag);
  }
  const told = complaints.filter((one) => !one.includes('404'));
  assert.deepEqual(told.map((one) => /<(.+)>:.* knows no agency "nobody"/.exec(one)?.[1] ?? one).sort(), [
    'otklik-channels',
    'otklik-feed',
  ]);
});

test('pages that the server rendered don’t move while they load', async () => {
  for (const path of hosted)
    for (const width of [360, 1280]) {
      const { page } = await world().open(path, { viewport: { width, height: 800 } });
      await page.waitForLoadState('networkidle');
      const shift = await shifted(page);
      assert.equal(shift, 0, `${path} at ${width}`);
    }
});
