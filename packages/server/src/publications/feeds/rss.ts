import { element, xmlDocument } from '../../http/xml.ts';
import type { Feed, FeedItem } from './feed.ts';

/** RFC 822 as RSS wants it, with four digits of the year: Fri, 20 Nov 2026 09:00:00 GMT. */
const rfc822 = (moment: Date): string => moment.toUTCString();

const item = ({ id, url, title, summary, html, publishedAt, categories, files }: FeedItem, author: string) =>
  element(
    'item',
    {},
    element('title', {}, title),
    element('link', {}, url),
    element('guid', { isPermaLink: 'false' }, id),
    element('pubDate', {}, rfc822(publishedAt)),
    element('description', {}, summary),
    element('content:encoded', {}, html),
    element('dc:creator', {}, author),
    ...categories.map(({ label }) => element('category', {}, label)),
    ...files.map((file) => element('enclosure', { url: file.url, length: file.size, type: file.type })),
  );

/** RSS 2.0 (rssboard.org/rss-specification), with whole texts by its content module. */
export const rss = (feed: Feed): string =>
  xmlDocument(
    element(
      'rss',
      {
        version: '2.0',
        'xmlns:atom': 'http://www.w3.org/2005/Atom',
        'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      },
      element(
        'channel',
        {},
        element('title', {}, feed.title),
        element('link', {}, feed.home),
        element('description', {}, feed.description),
        element('language', {}, feed.language),
        feed.updatedAt && element('lastBuildDate', {}, rfc822(feed.updatedAt)),
        element('generator', {}, 'Otklik'),
        element('atom:link', { href: feed.self, rel: 'self', type: 'application/rss+xml' }),
        ...feed.items.map((one) => item(one, feed.author)),
      ),
    ),
  );
