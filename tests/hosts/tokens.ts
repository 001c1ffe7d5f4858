// Every public token in light, dark and contrast: what a page sets is seen, where it counts.
import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import type { Checks } from './checks.ts';
import type { ExamplesPage } from './examples.page.ts';
import { examplesSite } from './examples.ts';

const css = readFileSync(new URL('../../packages/widgets/tokens.css', import.meta.url), 'utf8');
const [plain, ofScheme] = css
  .split("[data-otklik-theme='light']")
  .map((part) =>
    [...part.matchAll(/^ {2}--otklik-([\w-]+): ([^;]+); \/\*/gm)].map(([, name = '', value = '']) => ({ name, value })),
  );

/** A value that nothing has of itself. */
function marked({ name, value }: { name: string; value: string }): string {
  if (name === 'scheme') return 'dark';
  if (value.startsWith('#') || value === 'transparent') return 'rgb(1, 2, 3)';
  if (name.startsWith('weight')) return '850';
  const unit = /[a-z]*$/.exec(value)?.[0] ?? '';
  return `${Number.parseFloat(value) * 1.5 + 0.5}${unit}`;
}

const asked = <T>(page: Page, act: (examples: ExamplesPage, words: string[]) => T, ...words: string[]): Promise<T> =>
  page.evaluate<T>(`(${act.toString()})(examples, ${JSON.stringify(words)})`);

async function inScheme(page: Page, theme: string, checks: Checks): Promise<void> {
  await asked(page, async (examples, [theme = '']) => examples.show(theme), theme);
  // Colours that come softly would change while they are looked at.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // After a key the focus is seen.
  await page.keyboard.press('Shift');
  // A link under the pointer.
  await page.locator('otklik-feed a').first().hover();
  const measured = await asked(page, (examples) => examples.begin());
  checks.check(`${theme}: there is enough to look at`, measured > 500 ? [] : [`${measured} elements`]);
  const changed = (name: string, value: string): Promise<string | undefined> =>
    asked(page, (examples, [name = '', value = '']) => examples.changed(name, value), name, value);
  const unseen: string[] = [];
  for (const token of plain?.filter(({ name }) => name !== 'motion') ?? [])
    if (!(await changed(`--otklik-${token.name}`, marked(token)))) unseen.push(token.name);
  const bent: string[] = [];
  for (const token of ofScheme ?? []) {
    const value = marked(token);
    const found = await changed(`--otklik-${token.name}`, value);
    if (theme === 'light') {
      if (!found) unseen.push(token.name);
      continue;
    }
    // There the palette is ours alone.
    if (found) bent.push(`${token.name}: ${found}`);
    if (token.name === 'scheme') continue;
    const inside = await asked(
      page,
      (examples, [theme = '', name = '', value = '']) => examples.changedInside(theme, name, value),
      ...[theme, `--_${token.name}`, value],
    );
    if (!inside) unseen.push(token.name);
  }
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await asked(page, (examples) => examples.begin());
  if (!(await changed('--otklik-motion', '5s'))) unseen.push('motion');
  checks.check(`${theme}: every token changes something`, unseen);
  checks.check(`${theme}: a page’s own colours don’t count`, bent);
}

export async function tokens(checks: Checks): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium here: install it, or name it in CHROME_PATH.');
  const site = await examplesSite();
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    for (const theme of ['light', 'dark', 'contrast']) {
      const page = await browser.newPage({ locale: 'ru-RU', viewport: { width: 1280, height: 900 } });
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(site.origin, { waitUntil: 'networkidle' });
      await inScheme(page, theme, checks);
      checks.check(`${theme}: nothing is thrown`, complaints);
      await page.close();
    }
  } finally {
    await browser.close();
    await site.close();
  }
}
