import manifest from '@otklik/widgets/custom-elements.json' with { type: 'json' };
import type { SnippetOptions, SnippetWidget, WidgetName } from '@otklik/widgets/snippet.js';

/** An attribute of a widget's tag, as the custom-elements manifest says it. */
export interface Option {
  name: string;
  kind: 'text' | 'number' | 'choice';
  /** What it can be; empty unless `choice`. */
  words: string[];
}

export type Language = 'ru' | 'en';

/** What was chosen: the widget, and attributes by their names; those left empty aren't there. */
export interface Choice {
  widget: WidgetName;
  values: Record<string, string>;
  /** Of the page itself. */
  language: Language;
}

const optionOf = ({ name, type }: { name: string; type: { text: string } }): Option => {
  const words = [...type.text.matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
  return { name, words, kind: words.length ? 'choice' : type.text === 'number' ? 'number' : 'text' };
};

/** Beside `src`, of those that need no back end: where the files are then, and where the link inside leads. */
const ofFolder: Option[] = ['folder', 'href'].map((name) => ({ name, kind: 'text', words: [] }));

/** Each widget with the attributes it takes, first its own, then what all have. */
export const widgets: ReadonlyMap<WidgetName, Option[]> = new Map(
  manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ tagName }) => tagName !== 'otklik-settings')
    .map(({ tagName, attributes }) => [tagName.replace('otklik-', '') as WidgetName, attributes.map(optionOf)] as const)
    .map(([name, options]) => [
      name,
      options.flatMap((option) => (option.name === 'src' ? [option, ...ofFolder] : [option])),
    ]),
);

/** What every widget takes. */
export const shared: ReadonlySet<string> = new Set(
  [...(widgets.get('feed') ?? [])]
    .map(({ name }) => name)
    .filter((name) => [...widgets.values()].every((options) => options.some((option) => option.name === name))),
);

/** Where the demonstration has something to show at once. */
export const examples: Partial<Record<string, string>> = { agency: 'housing', survey: 'information-access' };

/**
 * What the form was sent with. What isn't there is as the widget has it, what can't be is left out.
 * @param here origin of the back end that the page belongs to
 */
export function readChoice(query: URLSearchParams, here: string): Choice {
  const language = query.get('lang-of-page') === 'en' ? 'en' : 'ru';
  const wanted = query.get('widget') as WidgetName;
  const widget = widgets.has(wanted) ? wanted : 'feed';
  const values: Record<string, string> = {};
  for (const { name, kind, words } of widgets.get(widget) ?? []) {
    const given = query.get(name) ?? (name === 'backend' ? here : (examples[name] ?? ''));
    // In one line: in some kinds of code a line of its own would end the text.
    const value = given.replace(/\s+/g, ' ').trim().slice(0, 500);
    if (value && (kind !== 'choice' || words.includes(value))) values[name] = value;
  }
  if (!isOrigin(values['backend'])) values['backend'] = here;
  if (!isAddress(values['href'])) delete values['href'];
  if (!isAddress(values['folder'])) delete values['folder'];
  else values['src'] ??= widget === 'feed' ? '/rss.xml' : `${values['folder']?.replace(/\/+$/, '')}/channels.json`;
  return { widget, values, language };
}

const isOrigin = (address = ''): boolean => /^https?:\/\/[^\s/"'<>;,]+/.test(address) && URL.canParse(address);

/** A path of the site, or an address. */
const isAddress = (address = ''): boolean => /^\/(?!\/)[^\s"'<>;,]*$/.test(address) || isOrigin(address);

/** As snippets are made of it. @param text what the link inside the tag says */
export function snippetOptions({ widget, values }: Choice, text: string): SnippetOptions {
  const { backend = '', agency = '', lang, folder, href, ...attributes } = values;
  const to = href ?? (folder && '/');
  const one: SnippetWidget = { name: widget, text, attributes, ...(to && { href: to }) };
  const from = folder ? { backend: '', agency: '', folder } : { backend, agency };
  return { ...from, widgets: [one], ...(lang && { lang: lang as Language }) };
}
