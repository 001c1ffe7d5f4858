import manifest from '../../custom-elements.json' with { type: 'json' };
import { inCurlyQuotes, isWebAddress } from '../base/address.ts';
import { setting, type Setting } from '../base/settings.ts';
import type { Finding } from './finding.ts';

interface Tag {
  attributes: { name: string; type: { text: string } }[];
}

/** Every tag of ours, as the custom-elements manifest has it. */
const tags = new Map<string, Tag>(
  manifest.modules.flatMap(({ declarations }) => declarations).map((tag) => [tag.tagName, tag]),
);
/** What any element may have, and what frameworks add. */
const globals =
  /^(?:id|class|style|hidden|dir|title|slot|role|tabindex|translate|inert|part|exportparts|is|nonce|lang|accesskey|popover|item(?:id|prop|ref|scope|type)|on.+|data-.*|aria-.*|defer-hydration|_ng.+|ng-.+|v-.+|x-.+)$/;
const secured = /consultation|case|survey/;

/** Elements on the page that are ours; `otklik-settings` shows nothing by itself. */
export const ours = (): Element[] =>
  [...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('otklik-'));
export const shownOnes = (): Element[] =>
  ours().filter(({ localName }) => tags.has(localName) && localName !== 'otklik-settings');

/** What the scripts that the page has were told by `data-`, as `setting` doesn't know of here. */
export const given = (element: Element, name: Setting): string | null | undefined =>
  setting(element, name) ||
  [...document.scripts].find(({ src, dataset }) => /\/v\d[\d.]*\/\w+\.js/.test(src) && dataset[name])?.dataset[name];

/** What is hardly a fallback, but the rest of a page: `<otklik-feed … />` isn't closed by its slash. Data of a fragment are a script, too. */
const rest = `script[src],main,header,footer,nav,article,section,form,iframe,table,h1,h2,${[...tags.keys()].join()}`;

/** What can be read off a tag alone. */
export function readTag(element: Element): Finding[] {
  const tag = element.localName;
  const known = tags.get(tag);
  if (!known) return [{ code: 'tag_unknown', params: { tag, known: [...tags.keys()].join(', ') } }];
  const found: Finding[] = [];
  const names = known.attributes.map(({ name }) => name);
  const inside = tag === 'otklik-settings' ? null : element.querySelector(rest)?.localName;
  if (inside) found.push({ code: 'unclosed', params: { tag, inside }, hint: true });
  for (const { name, value } of element.attributes) {
    if (inCurlyQuotes(value)) {
      found.push({ code: 'quotes', params: { where: `<${tag}>`, attribute: name } });
      continue;
    }
    const option = known.attributes.find((one) => one.name === name);
    if (!option && !globals.test(name))
      found.push({ code: 'attribute_unknown', params: { tag, attribute: name, known: names.join(', ') } });
    const words = [...(option?.type.text ?? '').matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
    const wrong =
      option?.type.text === 'number'
        ? !/^\d+$/.test(value)
        : words.length > 0 && name !== 'lang' && !words.includes(value);
    if (value && wrong)
      found.push({
        code: 'value_unknown',
        params: { tag, attribute: name, value, known: words.join(', ') || '1–50' },
      });
  }
  if (tag !== 'otklik-settings') found.push(...readSettings(element, tag, names));
  return found;
}

function readSettings(element: Element, tag: string, names: string[]): Finding[] {
  const found: Finding[] = [];
  const own = (name: string): string => element.getAttribute(name) ?? '';
  const backend = (element as { backend?: unknown }).backend;
  const missing = [
    ...(own('src') || (typeof backend === 'object' && backend)
      ? []
      : (['backend', 'agency'] as const).filter((name) => !given(element, name))),
    ...(names.includes('survey') && !own('survey') ? ['survey'] : []),
  ];
  if (missing.length) found.push({ code: 'settings_missing', params: { tag, names: missing.join(', ') } });
  const address = given(element, 'backend') ?? '';
  if (address && !isWebAddress(address) && !inCurlyQuotes(address))
    found.push({ code: 'not_address', params: { tag, attribute: 'backend', value: address } });
  if (!isSecureContext && secured.test(tag)) found.push({ code: 'insecure', params: { tag } });
  const text = element.textContent;
  if (
    /\uFFFD|[ÐÑ][\u0080-\u00BF\u2013-\u2122]|(?:[РС][\u00A0-\u00BB\u0402-\u040F\u0452-\u045F\u2013-\u2122]){2}/.test(
      text,
    )
  )
    found.push({ code: 'garbled', params: { tag, charset: document.characterSet } });
  return found;
}
