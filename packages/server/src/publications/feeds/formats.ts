import type { Language } from '@otklik/core/contract/common.js';
import { atom } from './atom.ts';
import type { Feed } from './feed.ts';
import { jsonFeed } from './json.ts';
import { rss } from './rss.ts';
import { words } from './words.ts';

export interface Format {
  /** Of the address: `/{agency}/publications.rss`. */
  ending: 'rss' | 'atom' | 'json';
  name: string;
  type: string;
  write: (feed: Feed) => string;
}

export const formats: readonly Format[] = [
  { ending: 'rss', name: 'RSS', type: 'application/rss+xml', write: rss },
  { ending: 'atom', name: 'Atom', type: 'application/atom+xml', write: atom },
  { ending: 'json', name: 'JSON Feed', type: 'application/feed+json', write: jsonFeed },
];

/** Where a page's feeds are, for its `<link rel="alternate">`s. */
export const feedLinks = (agency: string, language: Language): { title: string; type: string; href: string }[] =>
  formats.map(({ ending, name, type }) => ({
    title: `${words(language).title}, ${name}`,
    type,
    href: `/${agency}/publications.${ending}${language === 'en' ? '?lang=en' : ''}`,
  }));
