import type { PublicationsPort } from '@otklik/core/backend/port.js';
import { feedBackend } from '@otklik/core/backend/files/feed.js';
import { otklikPolicy } from '../base/policy.ts';
import { quiet } from './feed.html.ts';

/** What a person sees of a piece of HTML, on one line. Only entities are left to the browser's parser: no tag reaches it. */
export function plainText(html: string): string {
  const text = quiet(html)
    .replace(/<\/?(?:p|br|li|div|tr|td|h\d)\b[^>]*>/gi, ' ')
    .replace(/<(?:\/?[a-z][^>]*>|!--[\s\S]*?(?:-->|$))/gi, '')
    .replace(/</g, '&lt;');
  const { body } = new DOMParser().parseFromString(otklikPolicy().createHTML(text), 'text/html');
  return (body.textContent ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

const known = new Map<string, PublicationsPort>();

/** The feed at `src`, an address as the page gives it; read once for all who show it. */
export function sourceBackend(src: string): PublicationsPort {
  const { href } = new URL(src, document.baseURI);
  const backend = known.get(href) ?? feedBackend(href, { plainText });
  known.set(href, backend);
  return {
    ...backend,
    listPublications: (...asked) =>
      backend.listPublications(...asked).catch((error: unknown) => {
        if ((error as { code?: string }).code === 'answer_unreadable') {
          console.warn(`otklik: <otklik-feed>: no RSS, Atom or JSON Feed at ${href}`);
        }
        throw error;
      }),
  };
}
