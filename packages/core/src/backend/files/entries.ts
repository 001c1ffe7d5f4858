import { elements, extension, htmlIn, own, ownElement, textIn, type XmlElement } from './xml.ts';

/** A file that comes with an entry. */
export interface Enclosure {
  url: string;
  type: string;
  size: number;
  title: string;
}

/** What RSS, Atom and JSON Feed say alike, before anything is resolved or cleaned. Empty: not said. */
export interface Entry {
  id: string;
  /** HTML. */
  title: string;
  link: string;
  /** What may be its date, the likeliest first. */
  dates: string[];
  category: string;
  /** HTML, short. */
  summary: string;
  /** HTML, whole. */
  content: string;
  enclosures: Enclosure[];
  /** What links in this entry are relative to, itself perhaps relative to the feed's address. */
  base: string;
  /** What links in its text are relative to, itself perhaps relative to `base`; empty: to the item's page. */
  contentBase: string;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const hasTags = (html: string): boolean => /<[a-z][^<>]*>/i.test(html);
const paragraphs = (html: string): string =>
  html
    .split(/\s*\n\s*/)
    .map((one) => one && `<p>${one}</p>`)
    .join('');
/** A whole text without any tag has its paragraphs by lines (`yandex:full-text`). */
const whole = (html: string): string => (!html || hasTags(html) ? html : paragraphs(html));

/** A picture that goes with an item (what Bitrix and Tilda write there) is no document. */
const isDocument = ({ url, type }: Enclosure): boolean =>
  type ? !/^\s*image\//i.test(type) : !/\.(?:jpe?g|png|gif|webp|svg)(?:$|[?#])/i.test(url);

/** What Dzen wants to know of an item, where others have their categories. */
const instructions =
  /^(?:native(?:-draft|-yes|-no)?|format-(?:article|post)|(?:no)?index|comment-(?:all|subscribers|none))$/;

const firstOf = (...found: string[]): string => found.find(Boolean) ?? '';

/** An item of RSS 0.9x, 1.0 or 2.0. */
export function rssEntry(item: XmlElement): Entry {
  const [guid] = elements(item, 'guid');
  const id = textIn(guid).trim();
  const permanent = guid?.attributes['isPermaLink']?.toLowerCase() !== 'false' && /^https?:/i.test(id);
  const description = htmlIn(ownElement(item, 'description')).trim();
  const content = firstOf(...['encoded', 'full-text', 'content', 'body'].map((name) => extension(item, name)));
  const categories = elements(item, 'category').map((one) => textIn(one).trim());
  return {
    id,
    title: htmlIn(ownElement(item, 'title')).trim(),
    link: firstOf(own(item, 'link'), ownElement(item, 'link')?.attributes['href'] ?? '', permanent ? id : ''),
    dates: [
      ...['pubDate', 'pubdate', 'date', 'published'].map((name) => own(item, name)),
      ...['date', 'published', 'issued', 'updated', 'modified'].map((name) => extension(item, name)),
    ],
    category: firstOf(...categories.filter((one) => !instructions.test(one)), extension(item, 'subject')),
    summary: firstOf(description, extension(item, 'summary'), content, extension(item, 'description')),
    content: whole(content) || (hasTags(description) ? description : ''),
    enclosures: elements(item, 'enclosure')
      .map((one) => ({
        url: one.attributes['url'] ?? '',
        type: one.attributes['type'] ?? '',
        size: Number(one.attributes['length']) || 0,
        title: '',
      }))
      .filter(isDocument),
    base: item.attributes['xml:base'] ?? '',
    contentBase: '',
  };
}

/** XHTML as HTML: a prefix that the document gave it means nothing there. */
function xhtml({ inner, parts }: XmlElement): string {
  const root = parts.find((part): part is XmlElement => typeof part === 'object');
  return root?.prefix ? inner.replaceAll(`<${root.prefix}:`, '<').replaceAll(`</${root.prefix}:`, '</') : inner;
}

/** Atom's text constructs as HTML (RFC 4287, 3.1 and 4.1.3; 0.3 has `mode`). Empty for what isn't text: a picture, data. */
function atomHtml(parent: XmlElement, name: string): string {
  const element = ownElement(parent, name);
  if (!element) return '';
  const type = (element.attributes['type'] ?? 'text').trim().toLowerCase();
  const { mode } = element.attributes;
  if (mode === 'base64') return '';
  if (type.includes('xhtml')) return xhtml(element);
  if (type.includes('html') || mode === 'escaped') return htmlIn(element).trim();
  return type === 'text' || type.startsWith('text/') ? escaped(textIn(element).trim()) : '';
}

/** An entry of Atom 0.3 or 1.0. */
export function atomEntry(entry: XmlElement): Entry {
  const links = elements(entry, 'link').map((link) => ({
    rel: link.attributes['rel'] ?? 'alternate',
    url: link.attributes['href'] ?? '',
    type: link.attributes['type'] ?? '',
    size: Number(link.attributes['length']) || 0,
    title: link.attributes['title'] ?? '',
  }));
  const pages = links.filter(({ rel }) => rel === 'alternate');
  const [category] = elements(entry, 'category');
  const contentAttributes = ownElement(entry, 'content')?.attributes ?? {};
  const content = atomHtml(entry, 'content');
  const [group] = elements(entry, 'group');
  return {
    id: own(entry, 'id'),
    title: atomHtml(entry, 'title'),
    link: firstOf(
      ...pages.filter(({ type }) => type.includes('html')).map(({ url }) => url),
      ...pages.map(({ url }) => url),
      contentAttributes['src'] ?? '',
    ),
    dates: ['published', 'issued', 'created', 'updated', 'modified'].map((name) => own(entry, name)),
    category: firstOf(category?.attributes['label'] ?? '', category?.attributes['term'] ?? '', textIn(category).trim()),
    summary: firstOf(
      atomHtml(entry, 'summary'),
      content,
      // Of a film there is nothing else (Media RSS).
      ...elements(group ?? entry, 'description').map((one) => escaped(textIn(one).trim())),
    ),
    content: whole(content),
    enclosures: links.filter(({ rel }) => rel === 'enclosure').filter(isDocument),
    base: entry.attributes['xml:base'] ?? '',
    contentBase: contentAttributes['xml:base'] ?? '',
  };
}

const said = (value: unknown): string =>
  typeof value === 'string'
    ? value.trim().replace(/[\ud800-\udfff]/gu, '\ufffd')
    : typeof value === 'number'
      ? String(value)
      : '';
const recordsIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((one): one is Record<string, unknown> => !!one && typeof one === 'object') : [];

/** An item of JSON Feed 1.0 or 1.1. */
export function jsonEntry(item: Record<string, unknown>): Entry {
  const text = said(item.content_text);
  const content = said(item.content_html) || (text && paragraphs(escaped(text)));
  const tags = Array.isArray(item.tags) ? item.tags : [];
  return {
    id: said(item.id),
    title: escaped(said(item.title)),
    link: said(item.url) || said(item.external_url),
    dates: [said(item.date_published), said(item.date_modified)],
    category: escaped(said(tags[0])),
    summary: escaped(said(item.summary)) || content,
    content,
    enclosures: recordsIn(item.attachments)
      .map((one) => ({
        url: said(one.url),
        type: said(one.mime_type),
        size: Number(said(one.size_in_bytes)) || 0,
        title: said(one.title),
      }))
      .filter(isDocument),
    base: '',
    contentBase: '',
  };
}

/** The items of a JSON Feed, or null where it is other JSON. */
export function jsonItems(value: unknown): Record<string, unknown>[] | null {
  const feed = value as { version?: unknown; items?: unknown } | null;
  return feed && typeof feed === 'object' && said(feed.version).includes('jsonfeed.org') && Array.isArray(feed.items)
    ? recordsIn(feed.items)
    : null;
}
