import { elements, extension, own, type XmlElement } from './xml.ts';

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
  const id = guid?.textContent?.trim() ?? '';
  const description = own(item, 'description');
  const content = extension(item, 'encoded') || extension(item, 'full-text');
  return {
    id,
    title: own(item, 'title'),
    link: own(item, 'link') || (guid?.getAttribute('isPermaLink') !== 'false' && /^https?:/.test(id) ? id : ''),
    date: own(item, 'pubDate') || extension(item, 'date'),
    category: own(item, 'category'),
    summary: description || content,
    content: content || (hasTags(description) ? description : ''),
    enclosures: elements(item, 'enclosure').map((one) => ({
      url: one.getAttribute('url') ?? '',
      type: one.getAttribute('type') ?? '',
      size: Number(one.getAttribute('length')) || 0,
      title: '',
    })),
    base: item.getAttribute('xml:base') ?? '',
  };
}

/** Atom's text constructs as HTML (RFC 4287, 3.1; 0.3 has `mode`). */
function atomHtml(parent: XmlElement, name: string): string {
  const element = elements(parent, name).find(({ namespaceURI }) => namespaceURI === parent.namespaceURI);
  if (!element) return '';
  const type = element.getAttribute('type') ?? 'text';
  if (type.includes('xhtml')) return element.innerHTML;
  const text = element.textContent?.trim() ?? '';
  return type.includes('html') || element.getAttribute('mode') === 'escaped' ? text : escaped(text);
}

/** An entry of Atom 0.3 or 1.0. */
export function atomEntry(entry: XmlElement): Entry {
  const links = elements(entry, 'link').map((link) => ({
    rel: link.getAttribute('rel') ?? 'alternate',
    url: link.getAttribute('href') ?? '',
    type: link.getAttribute('type') ?? '',
    size: Number(link.getAttribute('length')) || 0,
    title: link.getAttribute('title') ?? '',
  }));
  const [category] = elements(entry, 'category');
  const content = atomHtml(entry, 'content');
  return {
    id: own(entry, 'id'),
    title: atomHtml(entry, 'title'),
    link: links.find(({ rel }) => rel === 'alternate')?.url ?? '',
    date: own(entry, 'published') || own(entry, 'issued') || own(entry, 'updated') || own(entry, 'modified'),
    category: category?.getAttribute('label') ?? category?.getAttribute('term') ?? '',
    summary: atomHtml(entry, 'summary') || content,
    content,
    enclosures: links.filter(({ rel }) => rel === 'enclosure'),
    base: elements(entry, 'content')[0]?.getAttribute('xml:base') ?? entry.getAttribute('xml:base') ?? '',
  };
}

const textIn = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
const recordsIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((one): one is Record<string, unknown> => !!one && typeof one === 'object') : [];

/** An item of JSON Feed 1.0 or 1.1. */
export function jsonEntry(item: Record<string, unknown>): Entry {
  const text = textIn(item.content_text);
  const content = textIn(item.content_html) || (text && paragraphs(text));
  const tags = Array.isArray(item.tags) ? item.tags : [];
  return {
    id: textIn(item.id),
    title: escaped(textIn(item.title)),
    link: textIn(item.url) || textIn(item.external_url),
    date: textIn(item.date_published) || textIn(item.date_modified),
    category: textIn(tags[0]),
    summary: escaped(textIn(item.summary)) || content,
    content,
    enclosures: recordsIn(item.attachments).map((one) => ({
      url: textIn(one.url),
      type: textIn(one.mime_type),
      size: Number(one.size_in_bytes) || 0,
      title: textIn(one.title),
    })),
    base: '',
  };
}

/** The items of a JSON Feed, or null where it is other JSON. */
export function jsonItems(value: unknown): Record<string, unknown>[] | null {
  const feed = value as { version?: unknown; items?: unknown } | null;
  return feed && typeof feed === 'object' && textIn(feed.version).includes('jsonfeed.org') && Array.isArray(feed.items)
    ? recordsIn(feed.items)
    : null;
}
