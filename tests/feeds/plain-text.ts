/** The entities that the corpus and the fuzz have; a browser knows all. */
const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  laquo: '«',
  raquo: '»',
  mdash: '—',
  ndash: '–',
};

/** How HTML reads the numbers of windows-1252 that are no characters of their own. */
const number = (code: number): string => {
  if (code >= 0x80 && code < 0xa0) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
  return code > 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
};

/** What a person sees of a piece of HTML, without a browser: enough for tests of what comes before it. */
export const plainText = (html: string): string =>
  html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<\/?(?:p|br|li|div|tr|td|h\d|header)\b[^<>]*>/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
      name ? (named[name] ?? whole) : number(decimal ? Number(decimal) : parseInt(hex ?? '', 16)),
    )
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
