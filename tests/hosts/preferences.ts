// What a person's system asks for, over all widgets: more contrast, and colours of its own.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import type { Checks } from './checks.ts';
import { measureContrast } from './contrast.ts';
import { examplesSite } from './examples.ts';

const shots = fileURLToPath(new URL('../shots/hosts', import.meta.url));

const faint = async (page: Page, least: number): Promise<string[]> => {
  const measured = await page.evaluate(measureContrast, false);
  if (measured.length < 200) return [`only ${measured.length} texts were measured`];
  return measured
    .filter(({ ratio }) => ratio < least)
    .map(({ ratio, where, text }) => `${ratio.toFixed(2)} “${text}” in ${where}`);
};

/** Colours of hints and of edges that aren't those of the text. */
const softened = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap(({ localName, shadowRoot }) => {
      const view = shadowRoot?.querySelector('.o');
      if (!view) return [];
      const { color } = getComputedStyle(view);
      const soft = [...view.querySelectorAll('.soft, .hint:not(.chosen)')].filter(
        (one) => getComputedStyle(one).color !== color,
      );
      const edges = [...view.querySelectorAll('.input:not([aria-invalid=true])')].filter(
        (one) => getComputedStyle(one).borderTopColor !== color && !one.matches(':focus'),
      );
      return [...soft, ...edges].map((one) => `${localName} ${one.localName}.${one.className}`);
    }),
  );

/** What has to be told from what is around it, and has no edge. */
const edgeless = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap(({ localName, shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('.btn.main, .btn.line, .input, .note, .summary, .answer, .bar') ?? [])]
        .filter((one) => {
          const { borderTopWidth, borderTopStyle } = getComputedStyle(one);
          return one.checkVisibility() && (parseFloat(borderTopWidth) < 1 || borderTopStyle === 'none');
        })
        .map((one) => `${localName} ${one.localName}.${one.getAttribute('class')}`),
    ),
  );

/** Icons, marks of the rail and bars that stand out less than 3:1. */
const shapeless = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const luminance = (color: string): number => {
      const [red = 0, green = 0, blue = 0] = (/\(([^)]+)\)/.exec(color)?.[1] ?? '').split(/[\s,]+/).map((value) => {
        const part = Number(value) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ratio = (one: string, other: string): number => {
      const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    };
    return [...document.querySelectorAll('*')].flatMap(({ localName, shadowRoot }) => {
      const view = shadowRoot?.querySelector('.o');
      if (!view) return [];
      const { backgroundColor } = getComputedStyle(view);
      const shapes = [
        ...[...view.querySelectorAll('svg[viewBox="0 0 24 24"], .spark')].map((one) => [
          one,
          getComputedStyle(one).stroke,
        ]),
        ...[...view.querySelectorAll('.rail > li')].map((one) => {
          const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(one, '::before');
          return [one, parseFloat(borderTopWidth) ? borderTopColor : backgroundColor];
        }),
        ...[...view.querySelectorAll('.bar')].map((one) => [one, getComputedStyle(one).fill]),
      ] as [Element, string][];
      const tracks = [...view.querySelectorAll('.bar:not(.hid)')].filter(
        (one) => getComputedStyle(one).backgroundColor !== backgroundColor,
      );
      return [
        ...shapes
          .filter(([one, color]) => one.checkVisibility() && ratio(color, backgroundColor) < 3)
          .map(([one]) => one),
        ...tracks,
      ].map((one) => `${localName} ${one.localName}.${one.getAttribute('class')}`);
    });
  });

/** Of each widget how what is chosen looks as what isn't does. */
const choicesAlike = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap(({ localName, shadowRoot }) => {
      const looks = (checked: boolean): string[] =>
        [...(shadowRoot?.querySelectorAll<HTMLInputElement>('input[type=radio], input[type=checkbox]') ?? [])]
          .filter((one) => one.checked === checked && one.checkVisibility())
          .map((one) =>
            [one, ...(one.labels ?? []), ...(one.nextElementSibling ? [one.nextElementSibling] : [])]
              .map((part) => {
                const { appearance, opacity, borderTopWidth, borderTopColor, backgroundColor, outlineStyle } =
                  getComputedStyle(part);
                // Native ones show it themselves.
                if (part === one && appearance === 'auto' && opacity === '1') return String(checked);
                return [borderTopWidth, borderTopColor, backgroundColor, outlineStyle].join();
              })
              .join('|'),
          );
      const others = new Set(looks(false));
      return looks(true).some((look) => others.has(look)) ? [localName] : [];
    }),
  );

export async function preferences(checks: Checks): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium here: install it, or name it in CHROME_PATH.');
  mkdirSync(shots, { recursive: true });
  const site = await examplesSite();
  const browser: Browser = await chromium.launch({ executablePath, args: browserArguments });
  const seen = async (
    name: string,
    options: BrowserContextOptions,
    theme: string,
    look: (page: Page, check: (what: string, problems: string[]) => void) => Promise<void>,
  ): Promise<void> => {
    const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(site.origin, { waitUntil: 'networkidle' });
    if (options.colorScheme === 'dark')
      await page.evaluate(() => void (document.documentElement.style.colorScheme = 'light dark'));
    await page.evaluate(`examples.show(${JSON.stringify(theme)})`);
    await look(page, (what, problems) => checks.check(`${name}: ${what}`, problems));
    checks.check(`${name}: nothing is thrown`, complaints);
    await page.screenshot({ path: join(shots, `${name.replaceAll(' ', '-')}.png`), fullPage: true });
    await context.close();
  };
  try {
    for (const [name, colorScheme, theme] of [
      ['more contrast', 'light', 'auto'],
      ['more contrast in dark', 'dark', 'auto'],
    ] as const)
      await seen(name, { contrast: 'more', colorScheme }, theme, async (page, check) => {
        check('every text at least 5:1', await faint(page, 5));
        check('hints and edges are of the text’s colour', await softened(page));
        check('what is chosen is told from the rest', await choicesAlike(page));
      });
    for (const [name, colorScheme, theme] of [
      ['forced colours', 'light', 'auto'],
      ['forced colours in dark', 'dark', 'auto'],
      ['dark forced colours over light', 'dark', 'light'],
      ['forced colours over contrast', 'dark', 'contrast'],
    ] as const)
      await seen(name, { forcedColors: 'active', colorScheme }, theme, async (page, check) => {
        check('every text at least 4.5:1', await faint(page, 4.5));
        check('what has to be told apart has an edge', await edgeless(page));
        check('icons, marks and bars stand out', await shapeless(page));
        check('what is chosen is told from the rest', await choicesAlike(page));
      });
  } finally {
    await browser.close();
    await site.close();
  }
}
