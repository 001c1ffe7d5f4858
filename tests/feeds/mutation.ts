import fc from 'fast-check';

/** What somebody, or a bad line, may do to a feed; places are parts of its length. */
type Change = (bytes: Uint8Array) => Uint8Array;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const at = (bytes: Uint8Array, where: number): number => Math.floor(where * bytes.length);

/** Between the bytes at a place. */
const put = (where: number, text: string): Change => {
  const added = bytesOf(text);
  return (bytes) => joined(bytes.subarray(0, at(bytes, where)), added, bytes.subarray(at(bytes, where)));
};

const pieces = fc.constantFrom(
  '<item>',
  '</item>',
  '<entry><link/>',
  '<channel>',
  '</channel></rss>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?xml version="1.0" encoding="utf-7"?>',
  '<?',
  '<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]>',
  '&a;&lt;&#0;&#xD800;&#x110000;&#150;&nbsp;&&amp;',
  '<a href="',
  "<b c='",
  '"',
  "'",
  '<',
  '>',
  '\0',
  '\ud800',
  '\u202e',
  '<title>x</title><link>javascript:alert(1)</link>',
  '<link>http://[::1</link><pubDate>Fri, 99 Nov 99999</pubDate>',
  '<guid></guid>',
  '<enclosure url="data:text/html,x" length="-1e999" type="/"/>',
  '<constructor/><__proto__ __proto__="1"/>',
  '{"version":"https://jsonfeed.org/version/1","items":[null,1,{"id":{},"tags":7,"attachments":[{}]}]}',
);

const change: fc.Arbitrary<Change> = fc.oneof(
  // Bytes flipped.
  fc
    .array(fc.tuple(place, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 })
    .map((flips): Change => (bytes) => {
      const changed = bytes.slice();
      for (const [where, byte] of flips) changed[Math.min(at(bytes, where), bytes.length - 1)] = byte;
      return changed;
    }),
  // The end, or the beginning, is missing.
  place.map(
    (where): Change =>
      (bytes) =>
        bytes.slice(0, at(bytes, where)),
  ),
  place.map(
    (where): Change =>
      (bytes) =>
        bytes.slice(at(bytes, where)),
  ),
  // A part left out, or there again.
  fc.tuple(place, place).map(
    ([from, to]): Change =>
      (bytes) =>
        joined(bytes.subarray(0, at(bytes, from)), bytes.subarray(at(bytes, to))),
  ),
  fc.tuple(place, pieces).map(([where, text]) => put(where, text)),
  // Deep, long, many.
  fc
    .tuple(place, pieces, fc.integer({ min: 1, max: 3000 }))
    .map(([where, text, times]) => put(where, text.repeat(times))),
  fc.tuple(place, fc.string({ unit: 'binary', maxLength: 200 })).map(([where, text]) => put(where, text)),
  fc
    .tuple(place, fc.string({ maxLength: 20 }), fc.integer({ min: 1, max: 5000 }))
    .map(([where, text, times]) => put(where, ` a="${text.repeat(times)}"`)),
);

/** One to four changes, one after another. */
export const mutation: fc.Arbitrary<Change> = fc
  .array(change, { minLength: 1, maxLength: 4 })
  .map((changes) => (bytes) => changes.reduce((changed, next) => next(changed), bytes));

export const contentTypes = [
  'text/xml',
  'text/xml; charset=utf-8',
  'application/rss+xml; charset=windows-1251',
  'application/feed+json',
  'text/html; charset=koi8-r',
  'text/plain; charset=utf-16',
  'text/xml; charset=none',
  '',
];
export const contentType = fc.constantFrom(...contentTypes);
