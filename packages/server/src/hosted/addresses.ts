import type { Language } from '@otklik/core/contract/common.js';
import { escapeHtml } from './escape.ts';
import type { PageContext } from './shown.ts';

/** Where a page that is read stands. */
export interface Place {
  /** Where the public reaches this back end, without a slash at the end. */
  origin: string;
  /** From the root, without a query: /housing/channels. */
  path: string;
}

/** Address of a page in a language: Russian is the one that isn't named. */
export function addressOf({ origin, path }: Place, language: Language, query: Record<string, string> = {}): string {
  const all = new URLSearchParams({ ...query, ...(language === 'en' && { lang: 'en' }) }).toString();
  return `${origin}${path}${all && `?${all}`}`;
}

/** What links to our pages begin with: nothing, unless they stand in another site's page. */
export const rootOf = ({ fragment, place }: PageContext): string => (fragment && place ? place.origin : '');

/** What of the query stays on the way to another page of the agency, as names and values. */
export const lasting = ({ language, audience }: PageContext): Record<string, string> => ({
  ...(language === 'en' && { lang: 'en' }),
  ...(audience === 'internal' && { audience }),
});

/**
 * Under which address search engines keep a page (RFC 6596), and its other languages (HTML, link type
 * alternate with hreflang); x-default is what is shown to whoever asks for none. Of internal pages nothing: they aren't to be found.
 * @param query what makes it another page: a release, a further part of a list. What only narrows it isn't in it.
 */
export function addressLinks({ place, language, audience }: PageContext, query: Record<string, string> = {}): string {
  if (!place || audience === 'internal') return '';
  // Titles: text browsers show these links above the page.
  const at = (one: Language): string => escapeHtml(addressOf(place, one, query));
  return [
    `<link rel="canonical" href="${at(language)}">`,
    `<link rel="alternate" hreflang="ru" title="По-русски" href="${at('ru')}">`,
    `<link rel="alternate" hreflang="en" title="In English" href="${at('en')}">`,
    `<link rel="alternate" hreflang="x-default" title="Русский, English" href="${at('ru')}">`,
    '',
  ].join('\n');
}
