// Runs in a page: examples of all widgets, and what a value of a token changes in them.
import { showExample, type Example } from '../../packages/widgets/src/base/example.ts';
import type { OtklikElement } from '../../packages/widgets/src/base/element.ts';
import { examples as cases } from '../../packages/widgets/src/case/case.examples.ts';
import { examples as channels } from '../../packages/widgets/src/channels/channels.examples.ts';
import { examples as consultation } from '../../packages/widgets/src/consultation/consultation.examples.ts';
import { examples as feed } from '../../packages/widgets/src/feed/feed.examples.ts';
import { examples as results } from '../../packages/widgets/src/results/results.examples.ts';
import { examples as survey } from '../../packages/widgets/src/survey/survey.examples.ts';
import '../../packages/widgets/src/otklik.ts';

const all: Readonly<Record<string, readonly Example[]>> = {
  feed,
  channels,
  consultation,
  case: cases,
  survey,
  results,
};
/** Among them each token shows somewhere. */
const wanted = [
  ...['feed/failed', 'feed/opened', 'channels/chosen', 'consultation/errors', 'consultation/receipt'],
  ...['case/how to be told, saved', 'case/refused', 'case/answered', 'survey/every kind, answered'],
  ...['results/all kinds of questions'],
];

/** What a token may change: of elements and of what stands before and after them. */
const properties = [
  ...['color', 'background-color', 'border-top-color', 'border-bottom-color', 'outline-color', 'fill', 'stroke'],
  ...['border-top-width', 'border-top-left-radius', 'outline-width', 'outline-offset', 'color-scheme'],
  ...['font-size', 'font-weight', 'line-height', 'min-height', 'max-width', 'transition-duration'],
  ...[
    'row-gap',
    'column-gap',
    'padding-top',
    'margin-top',
    'margin-left',
    'margin-right',
    'box-shadow',
    'accent-color',
  ],
];

let sheet: CSSStyleSheet | undefined;
const shown: OtklikElement[] = [];
const place = document.createElement('div');

/** One line for each element and pseudo-element. */
function* looks(): Generator<string> {
  for (const { localName, renderRoot } of shown)
    for (const element of renderRoot.querySelectorAll('*'))
      for (const pseudo of [undefined, '::before', '::after']) {
        const style = getComputedStyle(element, pseudo);
        if (pseudo && style.content === 'none') continue;
        const values = properties.map((name) => style.getPropertyValue(name)).join('|');
        yield `${localName} ${element.localName}.${element.getAttribute('class') ?? ''}${pseudo ?? ''}|${values}`;
      }
}

export interface ExamplesPage {
  /** All of them in this scheme, in a narrow and a wide place; a button has the focus. */
  show(theme: string): Promise<void>;
  /** How they look now is what is compared with. */
  begin(): number;
  /** What a page's value of a token changes, at most one. */
  changed(name: string, value: string): string | undefined;
  /** The same of a value in the palette of the scheme itself. */
  changedInside(theme: string, name: string, value: string): string | undefined;
}

let before: string[] = [];
function difference(): string | undefined {
  let at = 0;
  for (const line of looks()) if (line !== before[at++]) return line;
  return undefined;
}

const page: ExamplesPage = {
  show: async (theme) => {
    place.replaceChildren();
    shown.length = 0;
    localStorage.clear();
    sessionStorage.clear();
    document.body.append(place);
    for (const width of ['340px', '1100px']) {
      const box = document.createElement('div');
      box.style.inlineSize = width;
      place.append(box);
      for (const one of width === '340px' ? wanted.slice(0, 2) : wanted) {
        const [widget = '', name] = one.split('/');
        const example = all[widget]?.find((known) => known.name === name);
        if (!example) throw new Error(`no example ${one}`);
        const themed = { ...example, attributes: { ...example.attributes, theme } };
        shown.push(await showExample(`otklik-${widget}`, themed, box));
      }
    }
    for (const element of shown) await element.updateComplete;
    shown[0]?.renderRoot.querySelector('button')?.focus();
  },
  begin: () => (before = [...looks()]).length,
  changed: (name, value) => {
    place.style.setProperty(name, value);
    const found = difference();
    place.style.removeProperty(name);
    return found;
  },
  changedInside: (theme, name, value) => {
    sheet ??= new CSSStyleSheet();
    sheet.replaceSync(`.o[data-theme='${theme}'] { ${name}: ${value} !important; }`);
    for (const { renderRoot } of shown)
      if (!renderRoot.adoptedStyleSheets.includes(sheet)) renderRoot.adoptedStyleSheets.push(sheet);
    const found = difference();
    sheet.replaceSync('');
    return found;
  },
};
Object.assign(globalThis, { examples: page });
