import fc from 'fast-check';

/*
 * Feeds of three items. The one in the middle says anything at all in any of its fields, or leaves it
 * out; those around it are sound, and must be shown whatever stands between them.
 */

const addresses = fc.oneof(
  fc.constantFrom(
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:alert(1)',
    'blob:https://www.example.org/1',
    'filesystem:https://www.example.org/1',
    'file:///etc/passwd',
    'about:blank',
    'http://[::1',
    'http:///news/1',
    '//evil.example/x',
    '../a b.pdf',
    '/upload/%e0%a4%a.pdf',
    '/%',
    'mailto:a@example.org',
    `/${'x'.repeat(3000)}`,
    '',
  ),
  fc.webUrl(),
);
const dates = fc.constantFrom(
  '',
  '0',
  '-1',
  'вчера',
  'Приказ 5',
  'Fri, 99 Nov 99999 25:61:61 +9999',
  'Fri, 20 Nov 2026 10:30:00 +0400',
  '0001-01-01',
  '9999-12-31T23:59:59Z',
  '+275761-01-01T00:00:00Z',
  '2026-02-30',
  '2026-11-20T10:00:00+99:99',
  '20 ноября 2026 г.',
);
const sizes = fc.constantFrom('', '-1', '1.5', '0x10', 'NaN', 'Infinity', '-1e999', '9'.repeat(400), '340 КБ');
const types = fc.constantFrom('', '/', 'image/png', 'application/pdf', 'text/html', '<', 'x'.repeat(300));
/** A letter of two units where titles, summaries and names are cut. */
const atTheCut = [199, 279, 999].map((length) => `${'я'.repeat(length)}😀 и дальше`);
const texts = fc.oneof(
  fc.constantFrom(
    '',
    '<',
    '<b',
    '</title></item>',
    ']]>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    '&#x110000;&#0;&#xD800;&nosuch;',
    '\0\u202e',
    '\ud83d',
    'x\udc00x',
    '__proto__',
    '<i '.repeat(2000),
    'я'.repeat(2000),
    ...atTheCut,
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
  addresses,
);

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');
/** Text as XML: escaped, as CDATA, or entities that nobody declared. */
const inXml = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    text.map(escaped),
    text.map((one) => `<![CDATA[${one.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`),
    fc.constantFrom('&#x110000;', '&#0;', '&#xD800;', '&#150;', '&nbsp;&laquo;', '&', '&amp;lt;b', '<b>x', 'x</i>'),
  );
const element = (name: string, text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  inXml(text).map((written) => `<${name}>${written}</${name}>`);
const attribute = (name: string, text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(''),
    text.map((written) => ` ${name}="${escaped(written)}"`),
  );
const empty = (name: string, ...attributes: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...attributes).map((written) => `<${name}${written.join('')}/>`);
/** What a hand at a keyboard leaves behind. */
const slips = fc.constantFrom('<enclosure url="https://a>', "<a b='>", '<b>', '</b>', '<br>', '< ', '<3', '<>', '</>');

const enclosure = (name: string, ...more: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  empty(name, ...more, attribute('type', types), attribute('length', sizes));

/** What an item of RSS may have. */
const inRss = fc.oneof(
  ...['title', 'description', 'content:encoded', 'yandex:full-text', 'category', 'author', 'constructor'].map((name) =>
    element(name, texts),
  ),
  ...['link', 'guid', 'comments'].map((name) => element(name, addresses)),
  ...['pubDate', 'dc:date'].map((name) => element(name, dates)),
  enclosure('enclosure', attribute('url', addresses)),
  empty('guid', attribute('isPermaLink', texts)),
  slips,
);
/** What an entry of Atom may have. */
const inAtom = fc.oneof(
  ...['id', 'title', 'summary', 'content', 'author', '__proto__'].map((name) => element(name, texts)),
  ...['published', 'updated', 'issued'].map((name) => element(name, dates)),
  ...['html', 'xhtml', 'text/plain', 'application/pdf'].flatMap((type) =>
    ['title', 'content'].map((name) =>
      element(`${name} type="${type}"`, texts).map((one) => one.replace(/<\/[^<]*$/, `</${name}>`)),
    ),
  ),
  ...['alternate', 'enclosure', 'self'].map((rel) =>
    enclosure('link', fc.constant(` rel="${rel}"`), attribute('href', addresses), attribute('title', texts)),
  ),
  empty('content', attribute('src', addresses), attribute('xml:base', addresses)),
  empty('category', attribute('term', texts), attribute('label', texts)),
  slips,
);

const keys =
  'id url external_url title content_html content_text summary date_published date_modified tags attachments'.split(
    ' ',
  );
/** Values of JSON, of the right type and of others. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  texts,
  dates,
  fc.jsonValue({ maxDepth: 1 }),
  fc.array(fc.oneof(texts, fc.jsonValue({ maxDepth: 1 }))),
  fc.array(fc.record({ url: addresses, mime_type: types, size_in_bytes: fc.oneof(sizes, fc.double()), title: texts })),
);
const inJson = fc.oneof(
  { weight: 9, arbitrary: fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
);

/** Enough Russian that the bytes are taken for what they are. */
const about = 'Сведения о работе. '.repeat(100);
const dated = '2026-11-20T06:30:00Z';

const rss = fc
  .tuple(fc.array(inRss, { maxLength: 8 }), attribute('xml:base', addresses), fc.boolean())
  .map(([parts, base, old]) => {
    const sound = (title: string, at: number): string =>
      `<item><title>${title}</title><link>https://www.example.org/${at}</link><dc:date>${dated}</dc:date></item>`;
    const items = `${sound('Первая', 1)}<item${base}>${parts.join('')}</item>${sound('Третья', 3)}`;
    const channel = `<title>Лента</title><description>${about}</description>`;
    return old
      ? `<rdf:RDF><channel>${channel}</channel>${items}</rdf:RDF>`
      : `<?xml version="1.0"?><rss${base}><channel>${channel}${items}</channel></rss>`;
  });
const atom = fc.tuple(fc.array(inAtom, { maxLength: 8 }), attribute('xml:base', addresses)).map(([parts, base]) => {
  const sound = (title: string, at: number): string =>
    `<entry><title>${title}</title><link href="https://www.example.org/${at}"/><updated>${dated}</updated></entry>`;
  return `<feed${base}><subtitle>${about}</subtitle>${sound('Первая', 1)}<entry${base}>${parts.join('')}</entry>${sound('Третья', 3)}</feed>`;
});
const json = inJson.map((item) => {
  const sound = (title: string, at: number): object => ({
    ...{ id: String(at), url: `https://www.example.org/${at}`, title, date_published: dated },
  });
  const items = [sound('Первая', 1), item, sound('Третья', 3)];
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', description: about, items });
});

export const hostileFeed: fc.Arbitrary<string> = fc.oneof(rss, atom, json);
