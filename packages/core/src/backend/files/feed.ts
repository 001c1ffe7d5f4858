import type { File } from '../../contract/common.ts';
import type { Publication, PublicationSummary } from '../../contract/publications.ts';
import { matches } from '../../domain/publications/selection.ts';
import { BackendError } from '../error.ts';
import type { CallOptions, PublicationsPort } from '../port.ts';
import { atomEntry, jsonEntry, jsonItems, rssEntry, type Enclosure, type Entry } from './entries.ts';
import { readFile, textOf, type ReadOptions } from './read.ts';
import { elements, parseXml } from './xml.ts';

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
}
export type FeedPublication = Publication & { source: FeedSource };

export interface FeedOptions extends Pick<ReadOptions, 'fetch' | 'limit' | 'patience'> {
  /** What a person sees of a piece of HTML: a browser knows its entities. Foreign: nothing of it may run. */
  plainText: (html: string) => string;
}

/** Longest summary and title in UTF-16 units. */
const summaryLimit = 280;
const titleLimit = 200;

function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).replace(/\s+\S*$/, '')}…`;
}

/** Absolute and of a scheme that can't run anything, else null. */
function safeUrl(url: string, base: string): string | null {
  try {
    const found = url ? new URL(url.trim(), base) : null;
    return found && /^(https?|mailto|tel):$/.test(found.protocol) ? found.href : null;
  } catch {
    return null;
  }
}

/** A moment, or null for what isn't one. Sites also write 20.11.2026 10:30 and zone MSK. */
function momentOf(date: string): string | null {
  const russian = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\D+(\d{1,2}:\d\d))?/.exec(date);
  const two = (text = ''): string => text.padStart(2, '0');
  const time = Date.parse(
    russian
      ? `${russian[3]}-${two(russian[2])}-${two(russian[1])}T${russian[4]?.padStart(5, '0') ?? '12:00'}`
      : date.replace(/\bMSK\b/, '+0300'),
  );
  return Number.isNaN(time) || time > 8e12 ? null : new Date(time).toISOString();
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
  const format = /\.(\w{1,5})$/.exec(name)?.[1] ?? type.split('/')[1] ?? '';
  return {
    id: address,
    title: { ru: title || name || address },
    mediaType: type || 'application/octet-stream',
    format: format.toUpperCase(),
    size: Math.max(0, Math.round(size)),
    language: 'ru',
    url: address,
  };
}

/** Entries with an absolute base each. @param address where the feed was */
function entriesOf(text: string, address: string): Entry[] {
  if (/^\s*[{[]/.test(text)) {
    const items = jsonItems(JSON.parse(text));
    if (items) return items.map(jsonEntry).map((entry) => ({ ...entry, base: address }));
  }
  const root = parseXml(text);
  const name = root?.name.toLowerCase() ?? '';
  const base = safeUrl(root?.attributes['xml:base'] ?? '', address) ?? address;
  const based = (entry: Entry): Entry => ({ ...entry, base: safeUrl(entry.base, base) ?? base });
  if (root && (name === 'rss' || name === 'rdf')) {
    const items = [root, ...elements(root, 'channel')].flatMap((parent) => elements(parent, 'item'));
    return items.map(rssEntry).map(based);
  }
  if (root && name === 'feed') return elements(root, 'entry').map(atomEntry).map(based);
  throw new BackendError('answer_unreadable');
}

/**
 * RSS, Atom or JSON Feed of a site as a back end that has publications. What the feed doesn't say
 * (who approved it, until when it holds) stays empty. It is read once: pages and items come of one copy.
 * @param src absolute address of the feed
 */
export function feedBackend(src: string, options: FeedOptions): PublicationsPort {
  let known: Promise<FeedPublication[]> | undefined;

  const publication = (entry: Entry, at: number): FeedPublication => {
    const { base } = entry;
    const url = safeUrl(entry.link, base);
    const summary = options.plainText(entry.summary);
    const publishedAt = momentOf(entry.date);
    const moment = publishedAt ?? new Date(0).toISOString();
    return {
      id: entry.id || url || String(at),
      kind: 'news',
      topic: null,
      title: { ru: shortened(options.plainText(entry.title) || summary || url || '…', titleLimit) },
      summary: { ru: shortened(summary, summaryLimit) },
      publishedAt: moment,
      reviewBy: null,
      attachments: entry.enclosures.map((one) => fileOf(one, base)).filter((one) => one !== null),
      body: { ru: entry.content },
      version: 1,
      preparedBy: { ru: '' },
      approvedBy: { ru: '' },
      approvedAt: moment,
      source: {
        url,
        category: options.plainText(entry.category),
        dated: !!publishedAt,
        whole: !!entry.content,
        base: url ?? base,
      },
    };
  };

  const read = async ({ signal }: CallOptions): Promise<FeedPublication[]> => {
    const file = await readFile(src, { ...options, ...(signal && { signal }) });
    try {
      const found = entriesOf(textOf(file), file.url).map(publication);
      return found.filter(({ id }, at) => found.findIndex((one) => one.id === id) === at);
    } catch {
      throw new BackendError('answer_unreadable');
    }
  };

  /** Reads once for whoever asks meanwhile and later; what failed is read again. */
  const load = (call: CallOptions): Promise<FeedPublication[]> => {
    const reading = (known = read(call));
    reading.catch(() => {
      if (known === reading) known = undefined;
    });
    return reading;
  };

  return {
    async listPublications(_agency, { cursor, limit, topic, q, from, to }, call = {}) {
      const start = Number(cursor ?? 0);
      const found = (await (known ?? load(call))).filter(
        (one) => matches(one, { q, from, to }) && (!topic || one.source.category.toLowerCase() === topic.toLowerCase()),
      );
      const end = start + Number(limit ?? 10);
      const items: PublicationSummary[] = found.slice(start, end);
      return { items, next: end < found.length ? String(end) : null };
    },
    async readPublication(_agency, id, call = {}) {
      const found = (await (known ?? load(call))).find((one) => one.id === id);
      if (!found) throw new BackendError('publication_unknown', { id });
      return found;
    },
  };
}
