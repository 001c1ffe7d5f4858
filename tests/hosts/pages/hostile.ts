// Style sheets that spare nothing, as those of some content systems and of page builders.
import { script, type HostPage } from '../page.ts';
import { wholePage } from './content.ts';

const hostile = (name: string, css: string): HostPage => ({
  name,
  html: (backend) => wholePage(`<link rel="stylesheet" href="/host.css">${script(backend)}`, backend),
  files: (path) => (path === '/host.css' ? { body: css } : null),
});

/** Everything is taken from everything; head and its title are still not for reading. */
export const unset = hostile(
  'unset',
  `* { all: unset !important; }
head, script, style, title { display: none !important; }
html, body, div, h1, h2, h3, p, ul, li, table, form { display: block !important; }`,
);

/** All that is inherited into a shadow root is bent. */
export const inherited = hostile(
  'inherited',
  `body { margin: 20px; background: #fff; }
* { color: #ccc !important; font: italic small-caps bold 13px/1 'Liberation Serif', serif !important;
  text-transform: uppercase !important; text-indent: 40px !important; text-align: center !important;
  text-align-last: right !important; text-shadow: 2px 2px 2px #f00 !important; white-space: nowrap !important;
  word-break: break-all !important; hyphens: auto !important; -webkit-text-fill-color: #ddd !important;
  -webkit-text-stroke: 1px #0f0 !important; text-emphasis: filled circle #f0f !important; quotes: '<' '>' !important;
  list-style: square inside !important; border-collapse: collapse !important; border-spacing: 9px !important;
  caption-side: bottom !important; cursor: crosshair !important; tab-size: 1 !important; accent-color: #f0f !important;
  text-underline-position: under !important; user-select: none !important; font-stretch: condensed !important; }`,
);
