import type { PublicationsPort } from '@otklik/core/backend/port.js';
import { feedBackend } from '@otklik/core/backend/files/feed.js';
import { otklikPolicy } from '../base/policy.ts';

/** A document that runs nothing and loads nothing. */
const parse = (text: string, type: DOMParserSupportedType): Document =>
  new DOMParser().parseFromString(otklikPolicy().createHTML(text), type);

export const parseXml = (text: string): Document => parse(text, 'text/xml');

/** Blocks and line breaks part words; scripts and styles aren't text. */
export function plainText(html: string): string {
  const { body } = parse(html.replace(/<(?=\/?(p|br|li|div|tr|td|h\d)\b)/gi, ' <'), 'text/html');
  for (const element of body.querySelectorAll('script, style, template')) element.remove();
  return (body.textContent ?? '').replace(/\s+/g, ' ').trim();
}

const known = new Map<string, PublicationsPort>();

/** The feed at `src`, an address as the page gives it; read once for all who show it. */
export function sourceBackend(src: string): PublicationsPort {
  const { href } = new URL(src, document.baseURI);
  const backend = known.get(href) ?? feedBackend(href, { parseXml, plainText });
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
