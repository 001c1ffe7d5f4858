import type { PublicationsPort } from '@otklik/core/backend/port.js';
import { feedBackend } from '@otklik/core/backend/files/feed.js';
import { mapTags } from '@otklik/core/backend/files/tags.js';
import { otklikPolicy } from '../base/policy.ts';
import { quiet } from './feed.html.ts';

/** Between these there is a space, whether or not one is written. */
const apart = /^<\/?(?:p|br|hr|li|div|tr|td|th|h\d|header|section|article|figure|blockquote)\b/i;

/** What a person sees of a piece of HTML, on one line. Only entities are left to the browser's parser: no tag reaches it. */
export function plainText(html: string): string {
  const text = /[<&]/.test(html) ? withoutMarkup(html) : html;
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function withoutMarkup(html: string): string {
  const commentless = quiet(html.replace(/<!--[\s\S]*?(?:-->|$)/g, ''));
  const text = mapTags(commentless, (tag) => (apart.test(tag) ? ' ' : '')).replaceAll('<', '&lt;');
  if (!text.includes('&')) return text;
  return new DOMParser().parseFromString(otklikPolicy().createHTML(text), 'text/html').body.textContent ?? '';
}

/** What can be wrong with a feed of others' making. */
export const ru = {
  failed_not_a_feed: 'По адресу ленты оказалось что-то другое. Откройте раздел на сайте.',
  failed_too_large: 'Лента слишком большая, здесь её не открыть. Откройте раздел на сайте.',
} as const;

const known = new Map<string, PublicationsPort>();

/** The feed at `src`, an address as the page gives it; read once for all who show it. */
export function sourceBackend(src: string): PublicationsPort {
  const { href } = new URL(src, document.baseURI);
  const backend = known.get(href) ?? feedBackend(href, { plainText });
  known.set(href, backend);
  return backend;
}
