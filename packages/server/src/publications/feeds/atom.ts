import { element, xmlDocument } from '../../http/xml.ts';
import type { Feed, FeedItem } from './feed.ts';

const text = (name: string, said: string) => element(name, { type: 'text' }, said);
const moment = (name: string, at: Date) => element(name, {}, at.toISOString());

const entry = (one: FeedItem) =>
  element(
    'entry',
    { 'xml:lang': one.language },
    element('id', {}, one.id),
    text('title', one.title),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: one.language, href: one.url }),
    ...one.files.map(({ url, type, size, title, language }) =>
      element('link', { rel: 'enclosure', type, length: size, hreflang: language, title, href: url }),
    ),
    moment('published', one.publishedAt),
    moment('updated', one.updatedAt),
    ...one.categories.map(({ term, label }) => element('category', { term, label })),
    text('summary', one.summary),
    element('content', { type: 'html', 'xml:lang': one.htmlLanguage }, one.html),
  );

/** RFC 4287. The author of each entry is the feed's: the agency. */
export const atom = (feed: Feed): string =>
  xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
      element('id', {}, feed.id),
      text('title', feed.title),
      text('subtitle', feed.description),
      element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
      element('link', { rel: 'alternate', type: 'text/html', hreflang: feed.language, href: feed.home }),
      // Every feed has to say when it changed last; an empty one never did.
      moment('updated', feed.updatedAt ?? new Date(0)),
      element('author', {}, element('name', {}, feed.author), element('uri', {}, feed.home)),
      element('generator', {}, 'Otklik'),
      ...feed.items.map(entry),
    ),
  );
