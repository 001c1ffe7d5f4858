// Light, dark and contrast: by attributes, by the system, and on the back end's own pages.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openWorld, type World } from '../e2e/world.ts';
import type { Checks } from './checks.ts';
import { measureContrast } from './contrast.ts';

const shots = fileURLToPath(new URL('../shots/hosts', import.meta.url));

const hosted = [
  ...['publications', 'publications/heating-charges', 'channels', 'consultation', 'case'],
  ...['survey/information-access', 'survey/information-access/stored', 'results/information-access'],
];

const faint = async (page: Page, least: number): Promise<string[]> => {
  const measured = await page.evaluate(measureContrast, true);
  if (measured.length < least) return [`only ${measured.length} texts were measured`];
  return measured
    .filter(({ ratio }) => ratio < 4.5)
    .map(({ ratio, where, text }) => `${ratio.toFixed(2)} “${text}” in ${where}`);
};
const rootColors = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.documentElement);
    return [color, backgroundColor];
  });

const dark = ['rgb(233, 239, 243)', 'rgb(16, 24, 31)'];

/** Pages of the back end itself follow the system, with and without JavaScript. */
async function ownPages(world: World, checks: Checks): Promise<void> {
  for (const path of hosted)
    for (const javaScriptEnabled of [true, false]) {
      const { page, complaints } = await world.open(`/housing/${path}`, {
        colorScheme: 'dark',
        javaScriptEnabled,
        viewport: { width: 1280, height: 900 },
      });
      await page.waitForLoadState('networkidle');
      const name = `${path} in dark${javaScriptEnabled ? '' : ', without JavaScript'}`;
      checks.equal(`${name}: colours`, await rootColors(page), dark);
      checks.check(`${name}: every text at least 4.5:1`, await faint(page, 12));
      checks.check(`${name}: nothing in the console`, complaints);
      await page.screenshot({
        path: join(shots, `dark-${path.replaceAll('/', '-')}${javaScriptEnabled ? '' : '-plain'}.png`),
      });
      await page.emulateMedia({ media: 'print' });
      checks.check(`${name}: paper is white`, (await rootColors(page))[1] === dark[1] ? ['it is dark'] : []);
      await world.closePages();
    }
  const { page, complaints } = await world.open('/housing/consultation', { contrast: 'more' });
  await page.waitForFunction(() => {
    const view = document.querySelector('otklik-consultation')?.shadowRoot?.querySelector('.o .soft');
    return view && getComputedStyle(view).color === 'rgb(21, 33, 43)';
  });
  checks.check('more contrast on a page of ours: nothing is rendered anew', complaints);
  await world.closePages();
}

const view = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = document.querySelector('otklik-channels')?.shadowRoot?.querySelector('.o:not([hidden])');
    if (!shown) return [];
    const { color, backgroundColor } = getComputedStyle(shown);
    return [color, backgroundColor];
  });

/** An embedded widget by attribute, by ancestor, by the system; changed while it stands there. */
async function embedded(world: World, checks: Checks): Promise<void> {
  const colors = {
    // The portal's own text, which counts on a light page alone.
    light: ['rgb(34, 34, 34)', 'rgb(255, 255, 255)'],
    dark,
    contrast: ['rgb(255, 255, 255)', 'rgb(0, 0, 0)'],
  };
  const { page } = await world.open('/demo/privacy.html', { colorScheme: 'light' });
  await page.evaluate((origin) => {
    document.body.replaceChildren();
    document.documentElement.dataset['otklikTheme'] = 'auto';
    const element = document.createElement('otklik-channels');
    element.setAttribute('backend', origin);
    element.setAttribute('agency', 'housing');
    document.body.append(element);
  }, world.origin);
  if (!(await page.evaluate(() => !!customElements.get('otklik-feed'))))
    await page.addScriptTag({ url: `${world.origin}/v1/otklik.js`, type: 'module' });
  const becomes = async (name: string, wanted: keyof typeof colors): Promise<void> => {
    const until = Date.now() + 10_000;
    while ((await view(page)).join() !== colors[wanted].join() && Date.now() < until)
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    checks.equal(name, await view(page), colors[wanted]);
  };
  const theme = (value: string): Promise<void> =>
    page.evaluate((value) => void (document.documentElement.dataset['otklikTheme'] = value), value);
  await becomes('auto on a light system', 'light');
  for (const value of ['contrast', 'dark', 'light'] as const) {
    await theme(value);
    await becomes(`data-otklik-theme becomes ${value}`, value);
    checks.check(`${value}: every text at least 4.5:1`, await faint(page, 12));
  }
  await theme('auto');
  await page.emulateMedia({ colorScheme: 'dark' });
  await becomes('auto on a dark system, the page light', 'light');
  await page.evaluate(() => void (document.documentElement.style.colorScheme = 'light dark'));
  await theme('');
  await becomes('auto on a dark system, the page takes part', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await becomes('the system becomes light', 'light');
  await page.evaluate(() => document.querySelector('otklik-channels')?.setAttribute('theme', 'contrast'));
  await becomes('theme="contrast" on the widget', 'contrast');
  await page.evaluate(() => document.querySelector('otklik-channels')?.setAttribute('theme', 'light'));
  await becomes('theme="light" on the widget', 'light');
}

export async function schemes(checks: Checks): Promise<void> {
  mkdirSync(shots, { recursive: true });
  const world = await openWorld();
  try {
    await ownPages(world, checks);
    await embedded(world, checks);
  } finally {
    await world.close();
  }
}
