import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { findings } from '../e2e/findings.ts';
import { focusedName, sharedWorld } from '../e2e/world.ts';
import { overflow, zoomed } from './adapting.ts';
import { Keyboard } from './keyboard.ts';
import { showPanel } from './panel.ts';

const world = sharedWorld();

const path = '/demo/privacy.html';

/** How the feed is seen. */
const looks = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() => {
    const view = document.querySelector('otklik-feed')?.shadowRoot?.querySelector('.o');
    if (!view) return {};
    const { fontSize, color, backgroundColor, fontFamily, lineHeight } = getComputedStyle(view);
    return { fontSize, color, backgroundColor, fontFamily, lineHeight };
  });
const kept = (page: Page): Promise<string | null> => page.evaluate(() => localStorage.getItem('otklik-vision'));

test('by keyboard alone: size, colours, spacing and font are chosen, remembered only when asked, and the usual version is back', async () => {
  const { page, complaints } = await world().open(path);
  await showPanel(page);
  const keys = new Keyboard(page);
  const usual = await looks(page);
  const said = page.getByRole('region', { name: 'Версия для слабовидящих' }).getByRole('status');
  await page.evaluate(() => document.body.focus());

  await keys.to(/^input А, обычный/);
  await keys.press('ArrowRight');
  await keys.press('ArrowRight');
  assert.match(await focusedName(page), /крупнее в полтора раза/);
  assert.equal((await looks(page))['fontSize'], `${1.5 * parseFloat(usual['fontSize'] ?? '')}px`);
  await keys.to(/^input Вкл/, 'Tab', 1);
  await keys.press('ArrowRight');
  assert.match(await focusedName(page), /^input Выкл/);
  await keys.to(/^input Ц, обычный/, 'Tab', 1);
  await keys.press('ArrowRight');
  await keys.press('ArrowRight');
  assert.match(await focusedName(page), /белым по чёрному/);
  const black = await looks(page);
  assert.deepEqual([black['color'], black['backgroundColor']], ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);

  await keys.to(/^summary Шрифт и интервалы/, 'Tab', 1);
  await keys.press('Enter');
  await keys.to(/^input Обычно/, 'Tab', 1);
  await keys.press('ArrowRight');
  await keys.to(/^input Обычно/, 'Tab', 1);
  await keys.press('ArrowRight');
  await keys.to(/^input Как на сайте/, 'Tab', 1);
  await keys.press('ArrowRight');
  await keys.press('ArrowRight');
  assert.match(await focusedName(page), /^input С засечками/);
  assert.match((await looks(page))['fontFamily'] ?? '', /Times New Roman/);
  // With all of it nothing goes sideways on a small screen, and axe finds nothing.
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize(zoomed);
  assert.deepEqual(await overflow(page), []);
  await page.setViewportSize({ width, height });
  assert.deepEqual(await findings(page), []);
  // The site's own words are as they were: what was chosen is only noted there.
  assert.equal(await page.getByText('Слова сайта').evaluate((words) => getComputedStyle(words).color), usual['color']);
  assert.equal(await page.getByText('Слова сайта').getAttribute('data-otklik-colors'), 'black');
  assert.equal(await kept(page), null, 'nothing is remembered that nobody asked for');

  await keys.to(/^input Запомнить на этом устройстве/, 'Tab', 2);
  await keys.press('Space');
  await page.waitForFunction(() => localStorage.getItem('otklik-vision'));
  assert.deepEqual(JSON.parse((await kept(page)) ?? ''), {
    ...{ size: '150', images: 'off', colors: 'black', letters: 'average', lines: 'average', family: 'times' },
  });
  const chosen = await looks(page);
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.postData() ?? ''));
  await page.reload();
  await showPanel(page);
  assert.deepEqual(await looks(page), chosen, 'the next page is as it was chosen');
  assert.deepEqual(
    asked.filter((body) => /black|times/.test(body)),
    [],
    'nobody is told',
  );
  assert.deepEqual(await page.context().cookies(), []);

  await keys.to(/^button Обычная версия/);
  await keys.press('Enter');
  await said.getByText('Включена обычная версия').waitFor();
  assert.match(await focusedName(page), /^button Обычная версия/);
  assert.deepEqual(await looks(page), usual);
  assert.equal(await kept(page), null);
  await page.reload();
  await showPanel(page);
  assert.deepEqual(await looks(page), usual);
  assert.deepEqual(complaints, []);
});
