// The low-vision plugin that Russian public sites use, as npm has it, on a page with all our widgets.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import { serve } from '../support/pages.ts';
import { startServer } from '../support/server.ts';
import type { Checks } from './checks.ts';
import { measureContrast } from './contrast.ts';

const folder = join(createRequire(import.meta.url).resolve('bvi/package.json'), '../dist');
const shots = fileURLToPath(new URL('../shots/hosts', import.meta.url));
/** On the usual port: the plugin's cookies name the port, which no browser takes. */
const host = 'http://bvi.localhost';

const themes = ['white', 'black', 'blue', 'brown', 'green'];
const images = ['on', 'grayscale', 'off'];
const widgets = ['feed', 'channels', 'consultation', 'case', 'survey', 'results'];

const pageOf = (origin: string): string => {
  const survey = ' survey="information-access"';
  const tags = widgets.map(
    (name) =>
      `<section><h2>${name}</h2><otklik-${name} backend="${origin}" agency="housing"${/survey|results/.test(name) ? survey : ''}><a href="${origin}/housing/">${name}</a></otklik-${name}></section>`,
  );
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Сайт Службы</title>
<link rel="stylesheet" href="/bvi.css"><link rel="stylesheet" href="/host.css"><script type="module" src="${origin}/v1/otklik.js"></script></head>
<body><header><a href="#" class="bvi-open">Версия для слабовидящих</a></header><main><h1>Служба</h1>${tags.join('')}</main>
<script src="/bvi.js"></script><script src="/host.js"></script></body></html>`;
};
const files: Readonly<Record<string, () => string>> = {
  '/bvi.css': () => readFileSync(join(folder, 'css/bvi.min.css'), 'utf8'),
  '/bvi.js': () => readFileSync(join(folder, 'js/bvi.min.js'), 'utf8'),
  '/host.css': () => 'body { font: 16px/1.5 sans-serif; margin: 16px; } a { color: #1f4d8f; }',
  '/host.js': () => 'new isvek.Bvi({ speech: false, panelFixed: false });',
};

/** What a person has done before the mode is switched: typed, chosen, sent with mistakes. */
async function use(page: Page): Promise<void> {
  const form = page.locator('otklik-consultation');
  await page.locator('otklik-feed').getByRole('heading', { level: 3 }).first().waitFor();
  await form.getByRole('textbox').first().fill('Когда починят крышу?');
  await form.getByRole('button').last().click();
  await form.getByRole('heading', { level: 3 }).first().waitFor();
  await page.locator('otklik-feed').getByRole('searchbox').fill('крыша');
  await page.locator('otklik-case').getByRole('textbox').fill('7KQ4-M2XD-91TP');
  await page.locator('otklik-case').getByRole('button').click();
  const survey = page.locator('otklik-survey');
  // A person presses the label over it.
  await survey.getByRole('radio', { name: '4' }).first().check({ force: true });
  await survey.getByRole('checkbox').first().check();
  await survey.getByRole('textbox').fill('Схемы проезда');
  // Told once the person pauses.
  await survey.getByText('Осталось').waitFor();
  await page.locator('otklik-results').getByRole('heading').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** All that is typed and chosen, of every widget. */
const typed = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[backend]')].map(({ localName, shadowRoot }) => [
        localName,
        [...(shadowRoot?.querySelectorAll<HTMLInputElement>('input:not([type=file]), select, textarea') ?? [])].map(
          ({ type, checked, value }) => (/radio|checkbox/.test(type) ? `${value} ${checked}` : value),
        ),
      ]),
    ),
  );

/** What is read in every widget, and its computed colours. */
const shown = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[backend]')].map(({ localName, shadowRoot }) => {
        const view = shadowRoot?.querySelector<HTMLElement>('.o');
        if (!view) return [localName, []];
        const { color, backgroundColor, fontSize, fontFamily, lineHeight, letterSpacing } = getComputedStyle(view);
        return [localName, [view.innerText, color, backgroundColor, fontSize, fontFamily, lineHeight, letterSpacing]];
      }),
    ),
  );

const press = (page: Page, selector: string, times = 1): Promise<void> =>
  page.evaluate(
    ([selector, times]) => {
      for (let at = 0; at < times; at++) document.querySelector<HTMLElement>(selector)?.click();
    },
    [selector, times] as const,
  );
/** Two frames, after which what was switched is painted. */
const painted = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

const tooFaint = async (page: Page): Promise<string[]> => {
  const measured = await page.evaluate(measureContrast, false);
  if (measured.length < 60) return [`only ${measured.length} texts were measured`];
  return measured
    .filter(({ ratio }) => ratio < 4.5)
    .map(({ ratio, where, text }) => `${ratio.toFixed(2)} “${text}” in ${where}`);
};

/** One computed value of the view of every widget, each told once. */
const computed = (page: Page, property: string): Promise<string[]> =>
  page.evaluate(
    (property) => [
      ...new Set(
        [...document.querySelectorAll('[backend]')].map(({ shadowRoot }) => {
          const view = shadowRoot?.querySelector('.o');
          return view ? getComputedStyle(view).getPropertyValue(property) : '';
        }),
      ),
    ],
    property,
  );

/** How the icons of the widgets are shown. */
const icons = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll('[backend]')]
        .flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll('svg[viewBox="0 0 24 24"]') ?? [])])
        .map((icon) => getComputedStyle(icon))
        .map(({ display, filter }) => (display === 'none' ? 'hidden' : filter)),
    ),
  ]);

/** Controls whose focus can't be seen: no ring, or one that stands out less than 3:1. */
async function ringless(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab');
  const rings = await page.evaluate(() =>
    [...document.querySelectorAll('[backend]')].map(({ localName, shadowRoot }) => {
      shadowRoot?.querySelector<HTMLElement>('.o a[href], .o button, .o summary')?.focus();
      const focused = shadowRoot?.activeElement;
      const view = shadowRoot?.querySelector('.o');
      if (!focused || !view) return `${localName} took no focus`;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused);
      const same = outlineColor === getComputedStyle(view).backgroundColor;
      return outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2 && !same ? '' : `${localName}: ${outlineStyle}`;
    }),
  );
  return rings.filter(Boolean);
}

const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      { localName: 'the page', view: document.documentElement },
      ...[...document.querySelectorAll('[backend]')].map(({ localName, shadowRoot }) => ({
        localName,
        view: shadowRoot?.querySelector('.o'),
      })),
    ].flatMap(({ localName, view }) =>
      view && view.scrollWidth > view.clientWidth ? [`${localName} ${view.scrollWidth} > ${view.clientWidth}`] : [],
    ),
  );

async function switched(page: Page, checks: Checks, asked: string[]): Promise<void> {
  const before = { typed: await typed(page), shown: await shown(page) };
  const earlier = asked.splice(0);
  await press(page, '.bvi-open');
  await page.locator('.bvi-panel').waitFor();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[backend]')].every((one) => one.shadowRoot?.querySelector('.o[data-colors=white]')),
  );
  const late = asked.filter((url) => url.includes('/chunks/'));
  checks.check('what follows bvi is fetched when it is there', late.length ? [] : ['nothing was']);
  checks.check(
    'and not before',
    late.filter((url) => earlier.includes(url)),
  );
  checks.equal('opened: what was typed is kept', await typed(page), before.typed);

  for (const theme of themes) {
    await press(page, `.bvi-theme-${theme}`);
    for (const image of images) {
      await press(page, `.bvi-images-${image}`);
      await painted(page);
      checks.check(`${theme}, images ${image}: every text at least 4.5:1`, await tooFaint(page));
      const wanted = { on: 'none', grayscale: 'grayscale(1)', off: 'hidden' }[image];
      checks.equal(`${theme}, images ${image}: icons`, await icons(page), [wanted]);
    }
    checks.check(`${theme}: focus is seen`, await ringless(page));
    await page.screenshot({ path: join(shots, `bvi-${theme}.png`), fullPage: true });
  }

  await press(page, '.bvi-images-on');
  for (const [link, property, wanted] of [
    ['letter-spacing-average', 'letter-spacing', '2px'],
    ['letter-spacing-big', 'letter-spacing', '4px'],
    ['letter-spacing-normal', 'letter-spacing', 'normal'],
    ['line-height-average', 'line-height', '32px'],
    ['line-height-big', 'line-height', '40px'],
    ['line-height-normal', 'line-height', '24px'],
  ] as const) {
    await press(page, `.bvi-${link}`);
    await painted(page);
    checks.equal(link, await computed(page, property), [wanted]);
  }
  for (const [family, wanted] of [
    ['times', 'Times New Roman'],
    ['arial', 'Arial'],
  ] as const) {
    await press(page, `.bvi-font-family-${family}`);
    await painted(page);
    const families = await computed(page, 'font-family');
    checks.check(
      `font ${family}`,
      families.filter((one) => !one.includes(wanted)),
    );
  }

  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    let size = 16;
    for (const next of [1, 8, 24, 32, 39, 16]) {
      await press(page, next < size ? '.bvi-fontSize-minus' : '.bvi-fontSize-plus', Math.abs(next - size));
      size = next;
      await painted(page);
      checks.equal(`size ${size}: letters follow`, await computed(page, 'font-size'), [`${size}px`]);
      checks.check(`size ${size} at ${width} px: nothing sideways`, await sideways(page));
      if (size >= 32) await page.screenshot({ path: join(shots, `bvi-${size}-${width}.png`), fullPage: true });
    }
  }

  await press(page, '.bvi-panel [data-bvi=close]');
  await page.locator('.bvi-body').waitFor({ state: 'detached' });
  await painted(page);
  checks.equal('closed: what was typed is kept', await typed(page), before.typed);
  const after = await shown(page);
  for (const [name, wanted] of Object.entries(before.shown))
    checks.equal(`closed: ${name} reads and looks as before`, after[name], wanted);
  const again = asked.filter((url, at) => url.includes('/api/') || asked.indexOf(url) !== at);
  checks.check('nothing was fetched again', again);
}

/** A page that is opened in the mode, as by its cookies. */
async function openedIn(page: Page, checks: Checks): Promise<void> {
  await press(page, '.bvi-open');
  await press(page, '.bvi-theme-black');
  await page.reload();
  await use(page);
  checks.check('opened in black: every text at least 4.5:1', await tooFaint(page));
}

export async function bvi(checks: Checks): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium here: install it, or name it in CHROME_PATH.');
  mkdirSync(shots, { recursive: true });
  const backend = await startServer();
  const site = await serve(({ pathname }) => {
    const body = pathname === '/' ? pageOf(backend.origin) : files[pathname]?.();
    return body === undefined ? null : { body };
  });
  const rules = `--host-resolver-rules=MAP bvi.localhost:80 ${new URL(site.origin).host}`;
  const browser = await chromium.launch({ executablePath, args: [...browserArguments, rules] });
  try {
    const context = await browser.newContext({
      locale: 'ru-RU',
      timezoneId: 'Europe/Astrakhan',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const complaints: string[] = [];
    const asked: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(host);
    await use(page);
    await switched(page, checks, asked);
    await openedIn(page, checks);
    checks.check('nothing is thrown', complaints);
  } finally {
    await browser.close();
    await site.close();
    await backend.close();
  }
}
