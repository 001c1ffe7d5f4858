import type { Page } from '@otklik/core/contract/common.js';
import { publicationKinds, type PublicationSummary } from '@otklik/core/contract/publications.js';

/** How many there are, and how many the feed shows at a time. */
export const total = 1000;
export const pageSize = 50;

const title = 'Как проверить, правильно ли начислили плату за отопление в доме';
const sentences = [
  'Сравните показания общего счётчика в квитанции и на щите в подъезде.',
  'Если они расходятся, попросите у управляющей организации расчёт.',
  'Она обязана его дать.',
];

/** Invented, newest first; every fifth has two files. Of titles and summaries as long as real ones. */
export const publications: PublicationSummary[] = Array.from({ length: total }, (_, at) => ({
  id: `item-${at}`,
  kind: publicationKinds[at % publicationKinds.length] ?? 'news',
  topic: null,
  title: { ru: `${title} № ${total - at}` },
  summary: { ru: sentences.slice(0, 1 + (at % 3)).join(' ') },
  publishedAt: new Date(Date.UTC(2026, 10, 20, 6) - at * 864e5).toISOString(),
  reviewBy: null,
  attachments: (at % 5 ? [] : ['a', 'b']).map((name) => ({
    id: `${at}-${name}`,
    title: { ru: `Пример расчёта для дома со счётчиком, часть ${name}` },
    mediaType: 'application/pdf',
    format: 'PDF',
    size: 340_000,
    language: 'ru',
    url: `/api/v1/agencies/housing/attachments/${at}-${name}`,
  })),
}));

/** A page of the API's list. */
export function page(cursor: string | null, limit: number): Page<PublicationSummary> {
  const end = Number(cursor ?? 0) + limit;
  return { items: publications.slice(Number(cursor ?? 0), end), next: end < total ? String(end) : null };
}

/** All of them as a JSON Feed of the host's own site, https://www.jsonfeed.org/version/1.1/ */
export const jsonFeed = (origin: string): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Feed',
    items: publications.map(({ id, kind, title, summary, publishedAt, attachments }) => ({
      id,
      url: `${origin}/news/${id}`,
      title: title.ru,
      summary: summary.ru,
      date_published: publishedAt,
      tags: [kind],
      attachments: attachments.map((file) => ({
        url: origin + file.url,
        mime_type: file.mediaType,
        title: file.title.ru,
        size_in_bytes: file.size,
      })),
    })),
  });
