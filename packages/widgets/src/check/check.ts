/**
 * A self-check that a webmaster runs in their own page: `<script type="module" src="…/v1/check.js">`. It
 * looks at the page as it is, asks the back ends that its tags name and nothing else, and says in a box
 * what to change. A script of its own: no page of citizens loads it.
 */
import { en, ru } from './check.messages.ts';
import type { Finding } from './finding.ts';
import { isShown, readContrast, readGlobals, readRenamed, stands, waitForAll } from './page.ts';
import { readBackends, readPolicy, readScripts } from './reach.ts';
import { ours, readTag, shownOnes } from './tags.ts';

/** All that was found; nothing but hints, and every widget shown, means that all is well. */
export async function findings(): Promise<Finding[]> {
  if (!ours().length) return [{ code: 'no_tags' }];
  const missing = await waitForAll();
  const found = ours().flatMap(readTag);
  found.push(...(await readScripts()));
  // What is shown has been answered.
  if (missing.length) found.push(...(await readBackends()));
  found.push(...(await readPolicy()), ...shownOnes().flatMap(readContrast));
  for (const widget of missing) {
    const tag = widget.localName;
    // One that isn't shown, with nothing in it, has no size anyway.
    const full = !!widget.textContent.trim() || stands(widget);
    if (full && widget.getBoundingClientRect().height === 0) found.push({ code: 'hidden', params: { tag } });
    else if (!found.length) found.push({ code: 'not_shown', params: { tag } });
  }
  if (!found.length && !shownOnes().length) found.push({ code: 'no_tags' });
  const seen = new Set<string>();
  return [...found, ...shownOnes().flatMap(readRenamed), ...readGlobals()].filter((finding) => {
    const key = JSON.stringify(finding);
    return !seen.has(key) && seen.add(key);
  });
}

const styles = `:host{all:initial!important;position:fixed!important;inset:auto 0 0 0!important;z-index:2147483647!important;display:block!important}
section{box-sizing:border-box;max-height:70vh;overflow:auto;padding:12px 16px;border-top:3px solid #0b5a7d;background:#fff;color:#1a2530;font:16px/1.5 Arial,sans-serif;overflow-wrap:anywhere}
section:focus-visible,button:focus-visible{outline:3px solid #1b66d2;outline-offset:-3px}
h2,h3{margin:0 0 8px;font-size:19px;line-height:1.25}h3{margin-top:12px;font-size:16px}
p{margin:0 0 8px}ul{margin:0 0 8px;padding-inline-start:20px}li{margin:0 0 6px}
div{display:flex;flex-wrap:wrap;gap:8px;margin-top:12px}[role]{display:block;margin:0}
button{min-height:46px;padding:0 16px;border:1px solid #0b5a7d;border-radius:8px;background:#fff;color:#0b5a7d;font:600 16px/1.2 Arial,sans-serif;cursor:pointer}
@media(prefers-color-scheme:dark){section{border-color:#7ccaec;background:#10181f;color:#e9eff3}button{border-color:#7ccaec;background:#10181f;color:#7ccaec}section:focus-visible,button:focus-visible{outline-color:#9ad8ff}}`;

let english = document.documentElement.lang.startsWith('en');
const said = (key: string, params: Finding['params'] = {}): string =>
  ((english ? en : ru)[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));

function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  content: string | Node[],
  more: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), more);
  element.replaceChildren(...(typeof content === 'string' ? [content] : content));
  return element;
}

/** Above everything else on the page, and of none of its styles. */
function box(): (result: Finding[] | null) => void {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const section = made('section', '', { tabIndex: 0 });
  const title = made('h2', '');
  // Always the same: what comes into it is heard.
  const status = made('div', '');
  status.setAttribute('role', 'status');
  const row = made('div', '');
  section.append(title, status, row);
  root.append(section);
  document.body.append(host);

  const draw = (result: Finding[] | null): void => {
    const at = [...row.children].indexOf(root.activeElement as Element);
    section.lang = english ? 'en' : 'ru';
    section.setAttribute('aria-label', said('title'));
    title.textContent = said('title');
    status.replaceChildren(...summary(result));
    const buttons = [
      made('button', said('again'), { onclick: () => void run(), hidden: !result }),
      made('button', said('other'), {
        onclick: () => ((english = !english), draw(result)),
        lang: english ? 'ru' : 'en',
      }),
      made('button', said('close'), { onclick: () => host.remove() }),
    ];
    row.replaceChildren(...buttons);
    // Whoever pressed one stays in the box.
    const pressed = buttons[at];
    if (pressed) (pressed.hidden ? section : pressed).focus();
  };
  const run = async (): Promise<void> => {
    draw(null);
    draw(await findings());
  };
  return draw;
}

function summary(result: Finding[] | null): Node[] {
  if (!result) return [made('p', said('running'))];
  const list = (title: string, some: Finding[]): Node[] =>
    some.length
      ? [
          made('h3', said(title)),
          made(
            'ul',
            some.map(({ code, params }) => made('li', said(code, params))),
          ),
        ]
      : [];
  const problems = result.filter(({ hint }) => !hint);
  const well = !problems.length && shownOnes().length > 0 && shownOnes().every(isShown);
  return [
    ...(well ? [made('p', said('well', { n: shownOnes().length }))] : list('found', problems)),
    ...list(
      'hints',
      result.filter(({ hint }) => hint),
    ),
  ];
}

async function start(): Promise<void> {
  const draw = box();
  draw(null);
  draw(await findings());
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => void start());
else void start();
