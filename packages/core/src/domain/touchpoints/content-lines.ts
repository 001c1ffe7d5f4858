/* Lines of iCalendar and vCard, which agree on them: RFC 5545 and RFC 6350, both 3.1–3.4. */

/** Octets of one line, its break left out. */
const widest = 75;

const octets = (text: string): number => new TextEncoder().encode(text).length;

/** A long line as several, each but the first begun by a space; no character is torn apart. */
function folded(line: string): string {
  const parts = [''];
  let room = widest;
  for (const character of line) {
    const size = octets(character);
    if (size > room) {
      parts.push('');
      room = widest - 1;
    }
    parts[parts.length - 1] += character;
    room -= size;
  }
  return parts.join('\r\n ');
}

/** A text as a value; control characters but line breaks have no place in one. */
export const textValue = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** An address as a value: what stands in one unescaped ends it. */
export const uriValue = (address: string): string => address.replace(/[\u0000-\u0020\u007f]/g, encodeURIComponent);

/** A moment in UTC, so that no description of a time zone is needed: 20261124T100000Z. */
export const momentValue = (moment: string | Date): string => new Date(moment).toISOString().replace(/[-:]|\.\d+/g, '');

/** What a file holds, line after line. */
export const contentLines = (lines: readonly string[]): string => lines.map((line) => `${folded(line)}\r\n`).join('');
