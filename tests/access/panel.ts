import type { Page } from 'playwright-core';

/** A page of the demonstration becomes one of a site that has the low-vision panel above its feed, and words of its own in it. */
export async function showPanel(page: Page): Promise<void> {
  await page.evaluate(() => {
    const settings = document.createElement('otklik-settings');
    for (const [name, value] of [
      ['panel', ''],
      ['backend', location.origin],
      ['agency', 'housing'],
    ] as const)
      settings.setAttribute(name, value);
    const words = document.createElement('p');
    words.append('Слова сайта');
    const feed = document.createElement('otklik-feed');
    feed.setAttribute('limit', '2');
    settings.append(words, feed);
    const heading = document.createElement('h1');
    heading.append('Служба');
    const main = document.createElement('main');
    main.append(heading, settings);
    document.body.replaceChildren(main);
  });
  if (!(await page.evaluate(() => !!customElements.get('otklik-feed'))))
    await page.addScriptTag({ url: '/v1/otklik.js', type: 'module' });
  await page.getByRole('region', { name: 'Версия для слабовидящих' }).waitFor();
  await page.locator('otklik-feed').getByRole('article').first().waitFor();
}
