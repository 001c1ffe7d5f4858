/*
 * Where tags begin and end, in time that grows with the text and nothing else: regular expressions
 * that look for the end of a tag try again from every `<` of a text that has no end.
 */

/**
 * Tells where the tag that starts at a place ends: at the first `>` outside the quotes of a value; -1 for
 * nowhere. A quote that a `<` comes after, or nothing, was never closed and is no quote: one slip must
 * not swallow what follows.
 */
export function tagEnds(text: string): (start: number) => number {
  const last = text.lastIndexOf('>');
  const closing = (quote: string, from: number): number => {
    for (let at = from; at < text.length; at++) {
      if (text[at] === quote) return at;
      if (text[at] === '<') break;
    }
    return -1;
  };
  return (start) => {
    let value = false;
    for (let at = start + 1; at <= last; at++) {
      const char = text[at] ?? '';
      if (char === '>') return at;
      if (char === '=') value = true;
      else if (value && (char === '"' || char === "'")) {
        const end = closing(char, at + 1);
        if (end > last) return text.indexOf('>', start);
        if (end > 0) at = end;
        value = false;
      } else if (char > ' ') value = false;
    }
    return -1;
  };
}

/** HTML with each of its tags as `change` makes it; comments and what isn't closed stay. */
export function mapTags(html: string, change: (tag: string) => string): string {
  const ends = tagEnds(html);
  let mapped = '';
  let done = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', Math.max(at + 1, done))) {
    const letter = html[at + 1] === '/' ? html[at + 2] : html[at + 1];
    if (!letter || !/[a-z]/i.test(letter)) continue;
    const end = ends(at);
    if (end < 0) break;
    mapped += html.slice(done, at) + change(html.slice(at, end + 1));
    done = end + 1;
  }
  return mapped + html.slice(done);
}
