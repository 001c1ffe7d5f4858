import { BackendError } from '../error.ts';

/*
 * XML as feeds write it, read with patience: entities of HTML and bare ampersands stay as text, what
 * isn't closed ends with what it stands in, half a document gives its first half. No DOM: a browser's
 * own parser would tell the page's policy of every inline style in a text that nobody has shown yet.
 */

export interface XmlElement {
  /** Without its prefix. */
  name: string;
  prefix: string;
  attributes: Record<string, string>;
  /** Text and elements in order. */
  parts: (string | XmlElement)[];
  /** What stands between its tags, as it is written. */
  inner: string;
}

/** Deeper than any feed. */
const deepest = 300;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name) return entities[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : parseInt(hex ?? '', 16);
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '';
    },
  );

/** Where a tag that starts at `start` ends: the first `>` outside quotes, -1 for none. */
function tagEnd(text: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at;
  }
  return -1;
}

function elementOf(tag: string): XmlElement {
  const name = /^[^\s/>]+/.exec(tag)?.[0] ?? '';
  const [local = '', prefix = ''] = name.split(':').reverse();
  const attributes: Record<string, string> = {};
  for (const [, key = '', double, single] of tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[key] = decoded(double ?? single ?? '');
  }
  return { name: local, prefix, attributes, parts: [], inner: '' };
}

/** What isn't an element: its end mark, by its beginning. */
const passages: [start: string, end: string][] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
];

/** @returns the root element, or null where there is none. */
export function parseXml(text: string): XmlElement | null {
  const top: XmlElement = { name: '', prefix: '', attributes: {}, parts: [], inner: '' };
  const open: { element: XmlElement; from: number }[] = [{ element: top, from: 0 }];
  const add = (part: string | XmlElement): void => void (part && open.at(-1)?.element.parts.push(part));
  const close = (count: number, to: number): void => {
    for (const { element, from } of open.splice(count)) element.inner = text.slice(from, to);
  };
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    add(decoded(text.slice(at, start < 0 ? undefined : start)));
    if (start < 0) break;
    if (text.startsWith('<![CDATA[', start)) {
      const end = text.indexOf(']]>', start);
      add(text.slice(start + 9, end < 0 ? undefined : end));
      at = end < 0 ? text.length : end + 3;
      continue;
    }
    const passage = passages.find(([mark]) => text.startsWith(mark, start));
    const end = passage ? text.indexOf(passage[1], start) : tagEnd(text, start);
    if (end < 0) break;
    at = end + (passage?.[1].length ?? 1);
    if (passage) continue;
    const tag = text.slice(start + 1, end);
    if (tag.startsWith('/')) {
      const { name, prefix } = elementOf(tag.slice(1));
      const level = open.findLastIndex(({ element }) => element.name === name && element.prefix === prefix);
      if (level > 0) close(level, start);
    } else {
      const element = elementOf(tag);
      add(element);
      if (!tag.endsWith('/')) open.push({ element, from: at });
      if (open.length > deepest) throw new BackendError('answer_unreadable');
    }
  }
  close(1, text.length);
  return top.parts.find((part): part is XmlElement => typeof part === 'object') ?? null;
}

export const elements = (parent: XmlElement, name: string): XmlElement[] =>
  parent.parts.filter((part): part is XmlElement => typeof part === 'object' && part.name === name);

/** Its text and that of all in it. */
export const textIn = (element: XmlElement | undefined): string =>
  element?.parts.map((part) => (typeof part === 'string' ? part : textIn(part))).join('') ?? '';

/** The parent's own element of that name: `media:title` isn't a title of an item. */
export const ownElement = (parent: XmlElement, name: string): XmlElement | undefined =>
  elements(parent, name).find(({ prefix }) => prefix === parent.prefix);

/** Text of the parent's own element of that name. */
export const own = (parent: XmlElement, name: string): string => textIn(ownElement(parent, name)).trim();

/** Text of an extension's element (`content:encoded`, `dc:date`, `yandex:full-text`), whatever its prefix. */
export const extension = (parent: XmlElement, name: string): string =>
  textIn(elements(parent, name).find(({ prefix }) => prefix !== parent.prefix)).trim();
