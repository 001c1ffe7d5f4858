// Style sheets that public sites have, or had: frameworks of four generations, resets, sizes that mean something else.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'puppeteer-core';
import { script, type HostPage } from '../page.ts';
import { calmSheet, wholePage } from './content.ts';

const require = createRequire(import.meta.url);

const sheet = (name: string, css: () => string, attributes?: string): HostPage => ({
  name,
  html: (backend) =>
    wholePage(`<link rel="stylesheet" href="/host.css">${script(backend)}`, backend, attributes ? { attributes } : {}),
  files: (path) => (path === '/host.css' ? { body: css() } : null),
});
const bootstrap = (version: 3 | 4 | 5): HostPage =>
  sheet(`bootstrap${version}`, () =>
    readFileSync(require.resolve(`bootstrap${version}/dist/css/bootstrap.min.css`), 'utf8'),
  );

/** What the second generation says of bare tags; no registry has it as one file any more. */
const bootstrapOfTwo = `
body { margin: 0; font: 14px/20px "Helvetica Neue", Helvetica, Arial, sans-serif; color: #333; background: #fff; }
a { color: #08c; text-decoration: none; }
p, ul, ol, dl { margin: 0 0 10px; }
ul, ol { padding: 0; margin-left: 25px; }
h1, h2, h3, h4, h5, h6 { margin: 10px 0; font-weight: bold; line-height: 20px; color: inherit; text-rendering: optimizelegibility; }
h1 { font-size: 38.5px; line-height: 40px; }
h2 { font-size: 31.5px; line-height: 40px; }
svg, img { max-width: 100%; height: auto; vertical-align: middle; border: 0; }
form { margin: 0 0 20px; }
fieldset { padding: 0; margin: 0; border: 0; }
legend { display: block; width: 100%; margin-bottom: 20px; font-size: 21px; line-height: 40px; border-bottom: 1px solid #e5e5e5; }
label { display: block; margin-bottom: 5px; }
label, input, button, select, textarea { font-size: 14px; font-weight: normal; line-height: 20px; }
select, textarea, input[type="text"], input[type="search"], input[type="email"] { display: inline-block; height: 20px; width: 206px; padding: 4px 6px; margin-bottom: 10px; font-size: 14px; color: #555; background: #fff; border: 1px solid #ccc; border-radius: 4px; box-shadow: inset 0 1px 1px rgba(0, 0, 0, 0.075); }
input[type="radio"], input[type="checkbox"] { margin: 4px 0 0; line-height: normal; }
.btn { display: inline-block; padding: 4px 12px; border: 1px solid #ccc; text-shadow: 0 1px 1px rgba(255, 255, 255, 0.75); background-color: #f5f5f5; }
.container { width: 940px; margin: 0 auto; }
table { max-width: 100%; border-collapse: collapse; border-spacing: 0; }
.table td, .table th { padding: 8px; line-height: 20px; border-top: 1px solid #ddd; }
blockquote { padding: 0 0 0 15px; margin: 0 0 20px; border-left: 5px solid #eee; }
pre { padding: 9.5px; font: 13px/20px monospace; background: #f5f5f5; border: 1px solid #ccc; }
`;

/** Small letters in the middle, everything flattened, lists without marks, and what browsers of then needed. */
const reset2005 = `
* { margin: 0; padding: 0; border: 0; outline: 0; list-style: none; }
html, body { height: 100%; }
body { font: 11px/1 Tahoma, Verdana, sans-serif; text-align: center; color: #000; background: #d4d0c8; }
h1, h2, h3, h4, h5, h6, th, b, strong { font-size: 100%; font-weight: normal; }
a { color: #00f; text-decoration: none; }
a:hover { color: #f00; text-decoration: underline; }
table { border-collapse: collapse; border-spacing: 0; }
input, select, textarea, button { font: 11px Tahoma; border: 1px solid #7f9db9; }
#main { width: 760px; margin: 0 auto; text-align: justify; background: #fff; _height: 1px; zoom: 1; }
#main p { text-indent: 25px; }
#header, #footer { width: 760px; margin: 0 auto; background: #036; color: #fff; }
#header a { color: #fff; }
`;

export const bootstrap2 = sheet('bootstrap2', () => bootstrapOfTwo);
export const bootstrap3 = bootstrap(3);
export const bootstrap4 = bootstrap(4);
export const bootstrap5 = bootstrap(5);
export const reset = sheet('reset', () => reset2005);
export const zoom = sheet('zoom', () => `${calmSheet} body { zoom: 1.25; }`);
export const root10px = sheet('root10px', () => `${calmSheet} html { font-size: 10px; } body { font-size: 1.6rem; }`);
export const root62 = sheet('root62', () => `${calmSheet} html { font-size: 62.5%; } body { font-size: 1.4em; }`);
/** What of a widget's texts isn't read in the order in which it is written: a letter stands left of the one before. */
const torn = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() =>
    [...document.querySelectorAll('[backend]')].flatMap(({ shadowRoot }) => {
      const texts: string[] = [];
      const walker = document.createTreeWalker(shadowRoot?.querySelector('.o') ?? document, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode as Text;
        const range = document.createRange();
        const letters = [...text.data.matchAll(/\S/g)].map(({ index }) => index);
        const places = letters.map((at) => {
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return range.getBoundingClientRect();
        });
        const isTorn = places.some(({ left, top, width }, at) => {
          const before = places[at - 1];
          return before && width > 0 && before.width > 0 && before.top === top && left < before.left - 1;
        });
        // What is only heard is in no order on the screen.
        const isSeen = text.parentElement && getComputedStyle(text.parentElement).clipPath === 'none';
        if (isTorn && isSeen) texts.push(text.data.trim());
      }
      return texts;
    }),
  );

/** All of the page from right to left; the widgets' words stay Russian, and what they show is read as that is. */
export const rtl: HostPage = {
  ...sheet('rtl', () => calmSheet, 'lang="ru" dir="rtl"'),
  before: async ({ checks, engine, frame }) =>
    checks.check(`${engine}: every date, number and sentence is read from left to right`, await torn(frame)),
  after: async ({ checks, engine, frame }) => checks.check(`${engine}: used: the same`, await torn(frame)),
};
