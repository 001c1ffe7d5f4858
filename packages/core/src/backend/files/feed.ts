import type { File } from '../../contract/common.ts';
import type { Publication, PublicationSummary } from '../../contract/publications.ts';
import { matches } from '../../domain/publications/selection.ts';
import { BackendError } from '../error.ts';
import type { CallOptions, PublicationsPort } from '../port.ts';
import { atomEntry, jsonEntry, jsonItems, rssEntry, type Enclosure, type Entry } from './entries.ts';
import { momentOf } from './moments.ts';
import { readFile, textOf, type ReadOptions } from './read.ts';
import { elements, parseXml, type XmlElement } from './xml.ts';

/** What a foreign feed says of an item and our contract has no word for. */
export interface FeedSource {
  /** The item's own page. */
  url: string | null;
  /** In the feed's own words; empty where it says none. A foreign item's `kind` means nothing. */
  category: string;
  /** False: the feed gives no date, and `publishedAt` is the epoch. */
  dated: boolean;
  /** Whether there is more to read than the summary. */
  whole: boolean;
  /** What relative links in the body start from. */
  base: string;
  /** Where the feed came from: pictures of that place may be shown, the page asks there anyway. */
  origin: string;
}
export type FeedPublication = Publication & { source: FeedSource };

export interface FeedOptions extends Pick<ReadOptions, 'fetch' | 'limit' | 'patience'> {
  /** What a person sees of a piece of HTML: a browser knows its entities. Foreign: nothing of it may run. */
  plainText: (html: string) => string;
}

/** Longest summary and title in UTF-16 units; how much of their HTML is looked at for them. */
const summaryLimit = 280;
const titleLimit = 200;
const looked = 50_000;
/** Longest text, and name of an item. */
const bodyLimit = 500_000;
const idLimit = 1000;
/** Most items of one feed; it has its newest first. */
const most = 5000;

/** At most so many UTF-16 units, never half a sign. */
const cut = (text: string, limit: number): string =>
  text.length > limit ? text.slice(0, limit).replace(/[\ud800-\udbff]$/, '') : text;

const shortened = (text: string, limit: number): string =>
  text.length > limit ? `${cut(text, limit).replace(/\s+\S*$/, '')}…` : text;

/** Absolute and of a scheme that can't run anything, else null. */
function safeUrl(url: string, base: string): string | null {
  try {
    // "http:///news": Bitrix on a site that doesn't know its own name.
    const found = url ? new URL(url.trim().replace(/^https?:\/\/\/+/i, '/'), base) : null;
    return found && /^(https?|mailto|tel):$/.test(found.protocol) ? found.href : null;
  } catch {
    return null;
  }
}

/** The last part of an address as people read it. */
function nameOf(address: string): string {
  const name = new URL(address).pathname.split('/').pop() ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function fileOf({ url, type, size, title }: Enclosure, base: string): File | null {
  const address = safeUrl(url, base);
  if (!address) return null;
  const name = nameOf(address);
  const format = /\.(\w{1,5})$/.exec(name)?.[1] ?? /\/(\w{1,5})$/.exec(type)?.[1] ?? '';
  return {
    id: address,
    title: { ru: title || name || address },
    mediaType: type || 'application/octet-stream',
    format: format.toUpperCase(),
    size: size > 0 && size < 1e15 ? Math.round(size) : 0,
    language: 'ru',
    url: address,
  };
}

const parents = /^(?:rss|rdf|feed)$/i;

/** Entries with an absolute base each. @param address where the feed was */
function entriesOf(text: string, address: string): Entry[] {
  const based = (entry: Entry, base: string): Entry => ({ ...entry, base: safeUrl(entry.base, base) ?? base });
  if (/^\s*\{/.test(text)) {
    const items = jsonItems(JSON.parse(text));
    if (!items) throw new BackendError('not_a_feed');
    return items.slice(0, most).map((item) => based(jsonEntry(item), address));
  }
  // Not always the first one: a script's warnings may stand before it.
  const root = parseXml(text).parts.find(
    (part): part is XmlElement => typeof part === 'object' && parents.test(part.name),
  );
  if (!root) throw new BackendError('not_a_feed');
  const base = safeUrl(root.attributes['xml:base'] ?? '', address) ?? address;
  if (root.name.toLowerCase() === 'feed') {
    return elements(root, 'entry')
      .slice(0, most)
      .map((one) => based(atomEntry(one), base));
  }
  const items = [root, ...elements(root, 'channel')].flatMap((parent) => elements(parent, 'item'));
  return items.slice(0, most).map((one) => based(rssEntry(one), base));
}

/** An entry under a name that no other of its feed has. */
interface Named {
  id: string;
  entry: Entry;
  url: string | null;
}

/** The same entry twice is one. Others of one name (a site that gives each item its own address for one) get names of their own. */
function named(entries: Entry[]): Named[] {
  const ids = new Map<string, Entry>();
  return entries.flatMap((entry, at) => {
    const url = safeUrl(entry.link, entry.base);
    let id = cut(entry.id || url || String(at), idLimit);
    const other = ids.get(id);
    if (other?.title === entry.title && other.link === entry.link) return [];
    if (other) id = url && !ids.has(url) ? url : `${id}#${at}`;
    ids.set(id, entry);
    return [{ id, entry, url }];
  });
}

/**
 * RSS, Atom or JSON Feed of a site as a back end that has publications. What the feed doesn't say
 * (who approved it, until when it holds) stays empty. It is read once: pages and items come of one copy.
 * @param src absolute address of the feed
 */
export function feedBackend(src: string, options: FeedOptions): PublicationsPort {
  let known: Promise<Named[]> | undefined;
  /** What has been shown: a feed may have thousands of which nobody asks for more than ten. */
  const made = new WeakMap<Entry, FeedPublication>();
  let origin = '';

  const plain = (html: string): string => options.plainText(html.slice(0, looked));

  const make = ({ id, entry, url }: Named): FeedPublication => {
    const { base, contentBase } = entry;
    const summary = plain(entry.summary);
    const publishedAt = entry.dates.map(momentOf).find((one) => one !== null) ?? null;
    const moment = publishedAt ?? new Date(0).toISOString();
    return {
      id,
      kind: 'news',
      topic: null,
      title: { ru: shortened(plain(entry.title) || summary || url || '…', titleLimit) },
      summary: { ru: shortened(summary, summaryLimit) },
      publishedAt: moment,
      reviewBy: null,
      attachments: entry.enclosures.map((one) => fileOf(one, base)).filter((one) => one !== null),
      body: { ru: cut(entry.content, bodyLimit) },
      version: 1,
      preparedBy: { ru: '' },
      approvedBy: { ru: '' },
      approvedAt: moment,
      source: {
        url,
        category: shortened(plain(entry.category), titleLimit),
        dated: !!publishedAt,
        whole: !!entry.content,
        base: safeUrl(contentBase, base) ?? url ?? base,
        origin,
      },
    };
  };
  const publication = (one: Named): FeedPublication => {
    const found = made.get(one.entry) ?? make(one);
    made.set(one.entry, found);
    return found;
  };

  const read = async ({ signal }: CallOptions): Promise<Named[]> => {
    const file = await readFile(src, { ...options, ...(signal && { signal }) });
    origin = new URL(file.url).origin;
    try {
      return named(entriesOf(textOf(file), file.url));
    } catch {
      throw new BackendError('not_a_feed');
    }
  };

  /** Reads once for whoever asks meanwhile and later; what failed is read again. */
  const load = (call: CallOptions): Promise<Named[]> => {
    const reading = (known = read(call));
    reading.catch(() => {
      if (known === reading) known = undefined;
    });
    return reading;
  };

  return {
    async listPublications(_agency, { cursor, limit, topic, q, from, to }, call = {}) {
      const start = Number(cursor ?? 0);
      const wanted = topic?.toLowerCase();
      const all = await (known ?? load(call));
      const found =
        q || from || to || wanted
          ? all.filter((one) => {
              const publishes = publication(one);
              const { category } = publishes.source;
              return matches(publishes, { q, from, to }) && (!wanted || category.toLowerCase() === wanted);
            })
          : all;
      const end = start + Number(limit ?? 10);
      const items: PublicationSummary[] = found.slice(start, end).map(publication);
      return { items, next: end < found.length ? String(end) : null };
    },
    async readPublication(_agency, id, call = {}) {
      const found = (await (known ?? load(call))).find((one) => one.id === id);
      if (!found) throw new BackendError('publication_unknown', { id });
      return publication(found);
    },
  };
}
