import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Language, LocalizedText } from '@otklik/core/contract/common.js';
import type { ConsultationTopic } from '@otklik/core/contract/consultations.js';
import type { PublicationSummary } from '@otklik/core/contract/publications.js';
import { urnOf } from './ids.ts';
import { withAbsoluteLinks } from './links.ts';
import type { FeedQuery } from './query.ts';
import type { Rest } from './store.ts';
import { words } from './words.ts';

export interface Category {
  term: string;
  label: string;
}

export interface Enclosure {
  url: string;
  type: string;
  /** Bytes. */
  size: number;
  title: string;
  language: Language;
}

/** A publication as feeds tell it: in one language, addresses absolute. */
export interface FeedItem {
  /** A URN that never changes. */
  id: string;
  url: string;
  language: Language;
  title: string;
  /** Text. */
  summary: string;
  /** HTML, whole. */
  html: string;
  /** Of the HTML: a title is translated sooner than a text. */
  htmlLanguage: Language;
  publishedAt: Date;
  updatedAt: Date;
  categories: Category[];
  files: Enclosure[];
  publication: PublicationSummary & Rest;
}

/** What RSS, Atom and JSON Feed are written from. */
export interface Feed {
  id: string;
  /** Where this very feed is. */
  self: string;
  /** The page that has the same. */
  home: string;
  language: Language;
  title: string;
  description: string;
  author: string;
  /** When anything in it changed last; null: it is empty. */
  updatedAt: Date | null;
  items: FeedItem[];
}

export interface FeedContent {
  agency: Agency;
  topics: readonly ConsultationTopic[];
  publications: readonly (PublicationSummary & Rest)[];
  query: FeedQuery;
  /** `/{agency}/publications.atom?kind=order`. */
  path: string;
  origin: string;
  /** Tells this installation from all others; for ids. */
  space: Buffer;
}

const said = (text: LocalizedText, language: Language): string => text[language] ?? text.ru;
const withLanguage = (url: string, language: Language): string => (language === 'en' ? `${url}?lang=en` : url);

function itemOf(publication: PublicationSummary & Rest, content: FeedContent): FeedItem {
  const { agency, topics, origin, space, query } = content;
  const { id, kind, topic, title, summary, body, publishedAt, changedAt, attachments } = publication;
  // What has no English text is told in Russian, and says so.
  const language = query.lang === 'en' && title.en !== undefined ? 'en' : 'ru';
  const page = `${origin}/${agency.id}/publications/${id}`;
  const topicTitle = topics.find((one) => one.id === topic)?.title;
  return {
    id: urnOf(space, `${agency.id}/publications/${id}`),
    url: withLanguage(page, query.lang),
    language,
    title: said(title, language),
    summary: said(summary, language),
    html: withAbsoluteLinks(said(body, language), page),
    htmlLanguage: body[language] === undefined ? 'ru' : language,
    publishedAt: new Date(publishedAt),
    updatedAt: changedAt,
    categories: [
      { term: kind, label: words(query.lang).kinds[kind] },
      ...(topic === null ? [] : [{ term: topic, label: topicTitle ? said(topicTitle, query.lang) : topic }]),
    ],
    files: attachments.map((file) => ({
      url: new URL(file.url, origin).href,
      // Without parameters, such as a charset.
      type: file.mediaType.split(';')[0]?.trim() ?? '',
      size: file.size,
      title: said(file.title, file.language),
      language: file.language,
    })),
    publication,
  };
}

/** What the reader narrowed it by, as people say it. */
function narrowing({ query, topics }: FeedContent): string[] {
  const { kind, topic, q, lang } = query;
  const known = topics.find(({ id }) => id === topic)?.title;
  return [
    ...(kind ? [words(lang).kinds[kind]] : []),
    ...(topic ? [known ? said(known, lang) : topic] : []),
    ...(q ? [`${words(lang).search} «${q}»`] : []),
  ];
}

export function feedOf(content: FeedContent): Feed {
  const { agency, publications, query, path, origin, space } = content;
  const { lang } = query;
  const say = words(lang);
  const name = said(agency.name, lang);
  const items = publications.map((one) => itemOf(one, content));
  const updated = Math.max(...items.map(({ updatedAt }) => updatedAt.getTime()));
  return {
    // Each narrowing, and each language, is a feed of its own; its format is not.
    id: urnOf(space, path.replace(/\.\w+(?=\?|$)/, '')),
    self: origin + path,
    home: withLanguage(`${origin}/${agency.id}/publications`, lang),
    language: lang,
    title: [`${name}: ${say.title}`, ...narrowing(content)].join(' · '),
    description: agency.demonstration ? `${say.description} ${say.demonstration}` : say.description,
    author: name,
    updatedAt: items.length ? new Date(updated) : null,
    items,
  };
}
