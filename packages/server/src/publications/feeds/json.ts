import type { Feed, FeedItem } from './feed.ts';

const item = ({ publication, ...one }: FeedItem) => ({
  id: one.id,
  url: one.url,
  title: one.title,
  summary: one.summary,
  content_html: one.html,
  date_published: one.publishedAt.toISOString(),
  date_modified: one.updatedAt.toISOString(),
  tags: one.categories.map(({ label }) => label),
  language: one.language,
  ...(one.files.length && {
    attachments: one.files.map(({ url, type, title, size }) => ({ url, mime_type: type, title, size_in_bytes: size })),
  }),
  // An extension, as the specification has them: what the feed widget shows and the format has no word for.
  _otklik: {
    kind: publication.kind,
    topic: publication.topic,
    review_by: publication.reviewBy,
    version: publication.version,
    approved_by: publication.approvedBy[one.language] ?? publication.approvedBy.ru,
  },
});

/** JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export const jsonFeed = (feed: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    description: feed.description,
    language: feed.language,
    authors: [{ name: feed.author, url: feed.home }],
    items: feed.items.map(item),
  });
