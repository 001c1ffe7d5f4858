import { elements, extension, own, ownElement, textIn, type XmlElement } from './xml.ts';

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
  date: string;
  category: string;
  /** HTML, short. */
  summary: string;
  /** HTML, whole. */
  content: string;
  enclosures: Enclosure[];
  /** What links in this entry are relative to, itself perhaps relative to the feed's address. */
  base: string;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const paragraphs = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map((one) => `<p>${escaped(one)}</p>`)
    .join('');
const hasTags = (html: string): boolean => /<[a-z][^>]*>/i.test(html);

/** An item of RSS 0.9x, 1.0 or 2.0. */
export function rssEntry(item: XmlElement): Entry {
  const [guid] = elements(item, 'guid');
  const id = textIn(guid).trim();
  const description = own(item, 'description');
  const content = extension(item, 'encoded') || extension(item, 'full-text');
  return {
    id,
    title: own(item, 'title'),
    link: own(item, 'link') || (guid?.attributes['isPermaLink'] !== 'false' && /^https?:/.test(id) ? id : ''),
    date: own(item, 'pubDate') || extension(item, 'date'),
    category: own(item, 'category'),
    summary: description || content,
    content: content || (hasTags(description) ? description : ''),
    enclosures: elements(item, 'enclosure').map((one) => ({
      url: one.attributes['url'] ?? '',
      type: one.attributes['type'] ?? '',
      size: Number(one.attributes['length']) || 0,
      title: '',
    })),
    base: item.attributes['xml:base'] ?? '',
  };
}

/** Atom's text constructs as HTML (RFC 4287, 3.1; 0.3 has `mode`). */
function atomHtml(parent: XmlElement, name: string): string {
  const element = ownElement(parent, name);
  if (!element) return '';
  const type = element.attributes['type'] ?? 'text';
  if (type.includes('xhtml')) return element.inner;
  const text = textIn(element).trim();
  return type.includes('html') || element.attributes['mode'] === 'escaped' ? text : escaped(text);
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
  const [category] = elements(entry, 'category');
  const content = atomHtml(entry, 'content');
  return {
    id: own(entry, 'id'),
    title: atomHtml(entry, 'title'),
    link: links.find(({ rel }) => rel === 'alternate')?.url ?? '',
    date: own(entry, 'published') || own(entry, 'issued') || own(entry, 'updated') || own(entry, 'modified'),
    category: category?.attributes['label'] ?? category?.attributes['term'] ?? '',
    summary: atomHtml(entry, 'summary') || content,
    content,
    enclosures: links.filter(({ rel }) => rel === 'enclosure'),
    base: elements(entry, 'content')[0]?.attributes['xml:base'] ?? entry.attributes['xml:base'] ?? '',
  };
}

const said = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
const recordsIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((one): one is Record<string, unknown> => !!one && typeof one === 'object') : [];

/** An item of JSON Feed 1.0 or 1.1. */
export function jsonEntry(item: Record<string, unknown>): Entry {
  const text = said(item.content_text);
  const content = said(item.content_html) || (text && paragraphs(text));
  const tags = Array.isArray(item.tags) ? item.tags : [];
  return {
    id: said(item.id),
    title: escaped(said(item.title)),
    link: said(item.url) || said(item.external_url),
    date: said(item.date_published) || said(item.date_modified),
    category: said(tags[0]),
    summary: escaped(said(item.summary)) || content,
    content,
    enclosures: recordsIn(item.attachments).map((one) => ({
      url: said(one.url),
      type: said(one.mime_type),
      size: Number(one.size_in_bytes) || 0,
      title: said(one.title),
    })),
    base: '',
  };
}

/** The items of a JSON Feed, or null where it is other JSON. */
export function jsonItems(value: unknown): Record<string, unknown>[] | null {
  const feed = value as { version?: unknown; items?: unknown } | null;
  return feed && typeof feed === 'object' && said(feed.version).includes('jsonfeed.org') && Array.isArray(feed.items)
    ? recordsIn(feed.items)
    : null;
}
