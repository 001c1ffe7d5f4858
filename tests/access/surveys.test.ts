import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { findings } from '../e2e/findings.ts';
import { overflow } from './adapting.ts';
import { examplesGallery } from './gallery.ts';

/* Every example of a survey and of results, as filing.test.ts has the form and the case. */

const gallery = examplesGallery();

/** Controls smaller than 24 px without room around them, too (WCAG 2.2, 2.5.8): axe looks for them only when told. */
const withTargets = { rules: { 'target-size': { enabled: true } } };

/** Opens what opens in place, so that it is seen, too. */
async function unfold(page: Page): Promise<void> {
  const folded = page.locator('details:not([open]) > summary').filter({ visible: true });
  while (await folded.count()) await folded.first().click({ timeout: 5000 });
}

/** What of an element still moves by itself. */
const moving = (page: Page, tag: string): Promise<string[]> =>
  page.locator(tag).evaluate((element) =>
    [...(element.shadowRoot?.querySelectorAll('*') ?? [])].flatMap((one) => {
      const { transitionDuration, animationDuration } = getComputedStyle(one);
      return [transitionDuration, animationDuration].some((time) => !/^(0s(, )?)+$/.test(time))
        ? [`${one.localName}.${one.className}`]
        : [];
    }),
  );

/** Where the last line of a text ends at the right, px: written from right to left, every line begins there. */
const endsAt = (text: Locator): Promise<number> =>
  text.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].at(-1)?.right ?? 0;
  });

test('at 400%, with text at 200%, right to left, in forced colours and without motion every example stays whole', async (all) => {
  for (const [widget, name] of await gallery.names()) {
    await all.test(`${widget}: ${name}`, async () => {
      const { page, complaints } = await gallery.show(widget, name, { width: 320, height: 256 });
      await unfold(page);
      assert.deepEqual(await overflow(page), [], '400% of 1280 px');
      assert.deepEqual(await findings(page, withTargets), []);
      await page.setViewportSize({ width: 640, height: 512 });
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      assert.deepEqual(await overflow(page), [], 'text at 200%');

      await page.evaluate(() => Object.assign(document.documentElement, { style: '', dir: 'rtl' }));
      await page.setViewportSize({ width: 360, height: 640 });
      await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
      assert.deepEqual(await overflow(page), [], 'right to left');
      const heading = page.locator(`otklik-${widget}`).getByRole('heading').first();
      if (await heading.count()) assert.ok((await endsAt(heading)) > 260, 'it begins at the right');
      assert.deepEqual(await moving(page, `otklik-${widget}`), [], 'no motion');
      assert.deepEqual(await findings(page, withTargets), []);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }
});
