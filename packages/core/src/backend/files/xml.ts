import { tagEnds } from './tags.ts';

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

/** Deeper than any feed; what is deeper stays there, flat. */
const deepest = 100;
/** More than a feed of the largest size that is read has; what comes after is not read. */
const most = 200_000;

/** Of HTML, and nothing ever closes them: a feed whose texts aren't escaped has them too. */
const empty = /^(?:br|hr|img|wbr|input)$/i;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name) return entities[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : parseInt(hex ?? '', 16);
      // Left to HTML, in which these are the dashes and quotes of windows-1252 (&#151;).
      if (code >= 0x80 && code < 0xa0) return whole;
      if (code >= 0xd800 && code < 0xe000) return '\ufffd';
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '';
    },
  );

/** Whether a `<` begins a tag (XML 1.0, section 2.3, NameStartChar); one that a hand wrote for “less” is text. */
const begins = /^<[/a-z_:\u0080-\uffff]/i;

const nameIn = (tag: string): string => /^[^\s/>]+/.exec(tag)?.[0] ?? '';

function elementOf(tag: string): XmlElement {
  const [local = '', prefix = ''] = nameIn(tag).split(':', 2).reverse();
  const attributes: Record<string, string> = {};
  // A space before each, so that a long word isn't tried from each of its letters.
  for (const [, key = '', double, single, bare] of tag.matchAll(
    /\s([^\s="'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g,
  )) {
    attributes[key] = decoded(double ?? single ?? bare ?? '');
  }
  return { name: local, prefix, attributes, parts: [], inner: '' };
}

/** What isn't an element: its end mark, by its beginning. */
const passages: [start: string, end: string][] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
];

/** @returns an element that isn't in the text, with what stands in it at the top. */
export function parseXml(text: string): XmlElement {
  const top: XmlElement = { name: '', prefix: '', attributes: {}, parts: [], inner: '' };
  const open: { element: XmlElement; name: string; from: number }[] = [{ element: top, name: '', from: 0 }];
  /** How many of a name are open: one that isn't needn't be looked for. */
  const opened = new Map<string, number>();
  const count = (name: string, by: number): void => void opened.set(name, (opened.get(name) ?? 0) + by);
  const add = (part: string | XmlElement): void => void (part && open.at(-1)?.element.parts.push(part));
  const close = (level: number, to: number): void => {
    for (const { element, name, from } of open.splice(level)) {
      element.inner = text.slice(from, to);
      count(name, -1);
    }
  };
  const ends = tagEnds(text);
  let read = 0;
  let at = 0;
  while (at < text.length && read < most) {
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
    if (!passage && !begins.test(text.slice(start, start + 2))) {
      add('<');
      at = start + 1;
      continue;
    }
    const end = passage ? text.indexOf(passage[1], start) : ends(start);
    if (end < 0) break;
    at = end + (passage?.[1].length ?? 1);
    if (passage) continue;
    const tag = text.slice(start + 1, end);
    if (tag.startsWith('/')) {
      const name = nameIn(tag.slice(1));
      if (name && opened.get(name))
        close(
          open.findLastIndex((one) => one.name === name),
          start,
        );
    } else {
      const element = elementOf(tag);
      const name = nameIn(tag);
      add(element);
      read++;
      if (tag.endsWith('/') || empty.test(element.name) || open.length > deepest) continue;
      open.push({ element, name, from: at });
      count(name, 1);
    }
  }
  close(1, read < most ? text.length : at);
  return top;
}

export const elements = (parent: XmlElement, name: string): XmlElement[] =>
  parent.parts.filter((part): part is XmlElement => typeof part === 'object' && part.name === name);

/** Its text and that of all in it. */
export const textIn = (element: XmlElement | undefined): string =>
  element?.parts.map((part) => (typeof part === 'string' ? part : textIn(part))).join('') ?? '';

/** The HTML in it: escaped, as CDATA, or, against the rules, as it is. */
export function htmlIn(element: XmlElement | undefined): string {
  if (!element?.parts.some((part) => typeof part === 'object')) return textIn(element);
  return element.inner.replaceAll('<![CDATA[', '').replaceAll(']]>', '');
}

/** The parent's own element of that name: `media:title` isn't a title of an item. */
export const ownElement = (parent: XmlElement, name: string): XmlElement | undefined =>
  elements(parent, name).find(({ prefix }) => prefix === parent.prefix);

/** Text of the parent's own element of that name. */
export const own = (parent: XmlElement, name: string): string => textIn(ownElement(parent, name)).trim();

/** HTML of the first extension's element of that name that has any (`content:encoded`, `yandex:full-text`), whatever its prefix. */
export const extension = (parent: XmlElement, name: string): string =>
  elements(parent, name)
    .filter(({ prefix }) => prefix !== parent.prefix)
    .map((one) => htmlIn(one).trim())
    .find(Boolean) ?? '';
