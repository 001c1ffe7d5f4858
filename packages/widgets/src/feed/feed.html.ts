import { mapTags } from '@otklik/core/backend/files/tags.js';

/** A publication's own headings go below the one that names it in the list. */
export const lowered = (html: string): string =>
  html.replace(
    /(<\/?h)([1-6])\b/gi,
    (_, tag: string, level: string) => tag + Math.min(6, Math.max(4, Number(level) + 1)),
  );

/** Attributes one after another, so that nothing in a value is taken for one. */
const attributes = /([^\s/>=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?/g;

/**
 * Without what a browser would report to the page's policy even from a document that nobody shows:
 * inline styles, handlers, scripts. For quiet only; sanitising doesn't rely on it.
 */
export const quiet = (html: string): string =>
  mapTags(html.replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ''), (tag) =>
    tag.replace(attributes, (whole, name: string) => (/^(?:style|on\w+)$/i.test(name) ? '' : whole)),
  );
