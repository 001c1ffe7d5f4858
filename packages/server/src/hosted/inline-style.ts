import { createHash } from 'node:crypto';

/** A style sheet as it stands in a page, and the source that its policy names it by (CSP 3, 6.7.3.3). */
interface InlineStyle {
  element: string;
  hash: string;
}

export function inlineStyle(css: string): InlineStyle {
  // Comments and indentation are of no use to anybody there.
  const text = css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const hash = createHash('sha256').update(text).digest('base64');
  return { element: `<style>${text}</style>`, hash: `'sha256-${hash}'` };
}
