// Pages with a strong look of their own: what of it comes into the widgets, and what mustn't.
import type { Frame } from 'puppeteer-core';
import { script, type HostPage } from '../page.ts';
import { calmSheet, wholePage } from './content.ts';

/** Computed values of the page and of the view of each widget, each told once. */
const values = (frame: Frame, properties: string[]): Promise<{ page: string; widgets: string[] }> =>
  frame.evaluate((properties) => {
    const read = (element: Element): string => {
      const style = getComputedStyle(element);
      return properties.map((name) => style.getPropertyValue(name)).join(' | ');
    };
    const views = [...document.querySelectorAll('[backend]')].flatMap(
      ({ shadowRoot }) => shadowRoot?.querySelector('.o') ?? [],
    );
    return { page: read(document.body), widgets: [...new Set(views.map(read))] };
  }, properties);

const looking = (name: string, css: string, before: NonNullable<HostPage['before']>): HostPage => ({
  name,
  html: (backend) => wholePage(`<link rel="stylesheet" href="/host.css">${script(backend)}`, backend),
  files: (path) => (path === '/host.css' ? { body: calmSheet + css } : null),
  before,
});

/** Large letters with serifs, set wide, that no phone is to enlarge: all of that is the site's to say. */
export const serif = looking(
  'serif',
  `body { font: 24px/1.7 'Liberation Serif', Georgia, serif; letter-spacing: 0.5px; word-spacing: 1px; -webkit-text-size-adjust: 100%; }`,
  async ({ frame, checks, engine }) => {
    const adjusted = engine === 'chrome' ? ['-webkit-text-size-adjust'] : [];
    const inherited = ['font-family', 'font-size', 'letter-spacing', 'word-spacing', ...adjusted];
    const { page, widgets } = await values(frame, inherited);
    checks.equal(`${engine}: family, size and spacing are the page’s`, widgets, [page]);
  },
);

/** White on black, and yellow links: a page that doesn't say so by color-scheme. Widgets stay as they are, on a surface of their own. */
export const night = looking(
  'night',
  `body { background: #000; color: #fff; } a { color: #ff0; }`,
  async ({ frame, checks, engine }) => {
    const { widgets } = await values(frame, ['color', 'background-color', 'color-scheme']);
    checks.equal(`${engine}: text and surface are a pair`, widgets, ['rgb(21, 33, 43) | rgb(255, 255, 255) | light']);
  },
);

/** The same, with the widgets in colours of the page: those that docs/themes.md tells to set together. */
export const paired = looking(
  'paired',
  `body { background: #1b1b1b; color: #f0f0f0; } a { color: #9cd3ff; }
:root { --otklik-scheme: dark; --otklik-surface: #1b1b1b; --otklik-surface-soft: #2a2a2a; --otklik-line: #444;
  --otklik-text: #f0f0f0; --otklik-text-soft: #c4c4c4; --otklik-accent: #9cd3ff; --otklik-accent-strong: #d0eaff;
  --otklik-on-accent: #00263f; --otklik-accent-soft: #12354c; --otklik-control-line: #9a9a9a; --otklik-focus: #ffd166;
  --otklik-danger: #ffa196; --otklik-danger-soft: #3a1d1a; --otklik-warning: #f2c56d; --otklik-warning-soft: #33280f;
  --otklik-success: #8bd8a5; --otklik-success-soft: #16301f; --otklik-chart: #9cd3ff; --otklik-chart-quiet: #8a8a8a;
  --otklik-chart-track: #333; }`,
  async ({ frame, checks, engine }) => {
    const { page, widgets } = await values(frame, ['color', 'background-color']);
    checks.equal(`${engine}: text and surface are the page’s`, widgets, [page]);
    const scheme = await values(frame, ['color-scheme']);
    checks.equal(`${engine}: the browser’s own controls are dark`, scheme.widgets, ['dark']);
  },
);
