import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { BackendError } from '@otklik/core/backend/error.js';
import { feedBackend, type FeedPublication } from '@otklik/core/backend/files/feed.js';
import { publicationSchema } from '@otklik/core/contract/publications.js';
import { corpus } from './corpus.ts';
import { hostileFeed } from './hostile.ts';
import { contentType, contentTypes, mutation } from './mutation.ts';
import { plainText } from './plain-text.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 1e9);
const runs = 1000;
const at = 'https://www.example.org/feed/';
const files = corpus.map(({ file }) => new Uint8Array(readFileSync(new URL(`corpus/${file}`, import.meta.url))));

/** What a backend makes of bytes: items, each read whole, or the code of its error. Anything else is thrown. */
async function outcome(bytes: Uint8Array, type: string): Promise<FeedPublication[] | string> {
  const fetch = (): Promise<Response> =>
    Promise.resolve(new Response(bytes as BodyInit, { headers: type ? { 'Content-Type': type } : {} }));
  const backend = feedBackend(at, { plainText, fetch });
  try {
    const { items } = await backend.listPublications('', { limit: 50 });
    return await Promise.all(items.map(({ id }) => backend.readPublication('', id) as Promise<FeedPublication>));
  } catch (error) {
    if (error instanceof BackendError) return error.code;
    throw error;
  }
}

/** Of the contract's shape, under names of their own, with addresses that can't run. */
function checkItems(items: FeedPublication[]): void {
  for (const { source, ...publication } of items) {
    v.assert(publicationSchema, publication);
    assert.ok(publication.title.ru && publication.title.ru.length <= 201 && publication.summary.ru.length <= 281);
    assert.doesNotMatch(publication.title.ru + publication.summary.ru + publication.id, /[\ud800-\udfff]/u);
    assert.ok(publication.id.length <= 1010 && publication.body.ru.length <= 500_000);
    const year = new Date(publication.publishedAt).getUTCFullYear();
    assert.ok(source.dated ? year >= 1990 && year < 2100 : year === 1970, publication.publishedAt);
    for (const url of [source.url, source.base, ...publication.attachments.map((file) => file.url)]) {
      if (url !== null) assert.match(new URL(url).protocol, /^(https?|mailto|tel):$/);
    }
    assert.equal(source.origin, 'https://www.example.org');
  }
  assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
}

describe(`feeds that something happened to (seed ${seed})`, () => {
  it(`gives items of the contract's shape or an error that it knows, ${runs} times`, async () => {
    let shown = 0;
    let slowest = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(files.length - 1), mutation, contentType, async (which, change, type) => {
        const bytes = change(files[which] ?? new Uint8Array());
        const from = performance.now();
        const found = await outcome(bytes, type);
        slowest = Math.max(slowest, performance.now() - from);
        if (typeof found === 'string') assert.equal(found, 'not_a_feed');
        else {
          checkItems(found);
          if (found.length) shown++;
        }
      }),
      { seed, numRuns: runs },
    );
    if (process.env.FEEDS_TIMES)
      console.log(`seed ${seed}: ${shown} show something, slowest ${Math.round(slowest)} ms`);
    assert.ok(shown > runs / 4, 'much of what is damaged can be read in part');
  });

  it(`shows one that says anything at all in a way that can't run, and those around it as they are, ${runs} times`, async () => {
    await fc.assert(
      fc.asyncProperty(hostileFeed, contentType, async (text, type) => {
        const found = await outcome(new TextEncoder().encode(text), type);
        if (typeof found === 'string') assert.fail(found);
        checkItems(found);
        const sound = [found[0], found.at(-1)];
        assert.deepEqual(
          sound.map((one) => [one?.title.ru, one?.source.url, one?.publishedAt]),
          [
            ['Первая', 'https://www.example.org/1', '2026-11-20T06:30:00.000Z'],
            ['Третья', 'https://www.example.org/3', '2026-11-20T06:30:00.000Z'],
          ],
        );
      }),
      { seed, numRuns: runs },
    );
  });

  it(`shows what came before the line broke off, ${runs} times`, async () => {
    /** Feeds in XML, with the place from which on their first item is whole. */
    const whole = files.flatMap((bytes) => {
      const text = Buffer.from(bytes).toString('latin1');
      const [end] = /<\/(?:\w+:)?(?:item|entry)>/.exec(text) ?? [];
      return end ? [{ bytes, from: text.indexOf(end) + end.length }] : [];
    });
    assert.ok(whole.length > files.length * 0.8);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...whole), fc.double({ min: 0, max: 1, noNaN: true }), async (one, where) => {
        const { bytes, from } = one;
        const found = await outcome(bytes.subarray(0, from + Math.floor(where * (bytes.length - from))), 'text/xml');
        assert.ok(typeof found !== 'string' && found.length > 0, 'its first item is there');
      }),
      { seed, numRuns: runs },
    );
  });

  it('is a feed still where its server tells another charset and type', async () => {
    for (const [at, bytes] of files.entries())
      for (const type of contentTypes)
        assert.notEqual(await outcome(bytes, type), 'not_a_feed', `${corpus[at]?.file} as ${type}`);
  });

  it(`is no feed, or one without items, where it is anything at all, ${runs} times`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 500 }),
          fc.json().map((text) => new TextEncoder().encode(text)),
          fc
            .string({ unit: fc.constantFrom(...'<>/&;"\'=![]- rssfeditm:CDATA') })
            .map((text) => new TextEncoder().encode(text)),
        ),
        contentType,
        async (bytes, type) => {
          const found = await outcome(bytes, type);
          if (typeof found === 'string') assert.equal(found, 'not_a_feed');
          else checkItems(found);
        },
      ),
      { seed, numRuns: runs },
    );
  });
});

describe('feeds of the largest size that are meant to be slow', () => {
  const size = 4_900_000;
  const of = (unit: string): string => unit.repeat(Math.floor(size / unit.length));
  const inRss = (text: string): string => `<rss><channel><item><title>x</title>${text}`;
  const texts: Record<string, string> = {
    'tags without end': inRss(of('<a')),
    'tags in one tag': inRss(`${of('<a ')}>`),
    'quotes never closed': inRss(of('<a b="')),
    'quotes of both kinds': inRss(of(`<a b="><c d='>`)),
    'one long name': inRss(`<${of('a')}>`),
    'a name, no value': inRss(`<a ${of('b')}>`),
    'spaces in a tag': inRss(`<a b${of(' ')}>`),
    attributes: inRss(`<a ${of('b="" ')}>`),
    'open elements': inRss(of('<a>')),
    'open elements in a date': inRss(`<pubDate>${of('<a>')}`),
    'elements of their own': inRss(of('<a/>')),
    'closed, never opened': inRss(of('</a>')),
    'others open, these closed': inRss(`${'<b>'.repeat(99)}${of('</a>')}`),
    items: `<rss><channel>${of('<item/>')}`,
    'items of one name': `<rss><channel>${of('<item><guid>a</guid><title/></item>')}`,
    entities: inRss(`<description>${of('&')}&lt;${of('&#x')}`.slice(0, size)),
    CDATA: inRss(of('<![CDATA[')),
    comments: inRss(of('<!--')),
    instructions: inRss(of('<?')),
    'tags in a title': inRss(`<title><![CDATA[${of('<a')}`),
    'a summary of tags': inRss(`<description><![CDATA[${of('<b><i ')}`),
    'lines of a text': inRss(`<yandex:full-text>${of(' \n')}x`),
    'a date': inRss(`<pubDate>${of('1 ')}`),
    'a declaration': `<?xml ${of('encoding ')}`,
    arrays: of('['),
    'items of JSON': `{"version":"https://jsonfeed.org/version/1","items":[${of('{},')}{}]}`,
    'text of JSON': `{"version":"https://jsonfeed.org/version/1","items":[{"content_text":"${of('\\n ')}"}]}`,
  };
  /** In all others what came before is shown, or what can be read in between. */
  const none = ['a declaration', 'arrays'];
  for (const [name, text] of Object.entries(texts)) {
    it(`${name}: takes no time that grows with its square`, async () => {
      const bytes = new TextEncoder().encode(text);
      const from = performance.now();
      const found = await outcome(bytes, 'text/xml');
      const took = performance.now() - from;
      if (none.includes(name)) assert.equal(found, 'not_a_feed');
      else {
        if (typeof found === 'string') assert.fail(found);
        assert.ok(found.length > 0);
        checkItems(found);
      }
      if (process.env.FEEDS_TIMES) console.log(`${name}: ${Math.round(took)} ms`);
      // Half a second to two; what grew with the square of the size would take minutes.
      assert.ok(took < 15_000, `${Math.round(took)} ms`);
    });
  }
});

it('of a feed with more items than anybody reads the first 5,000 are kept', async () => {
  for (const [name, text] of [
    ['RSS', `<rss><channel>${'<item/>'.repeat(6000)}</channel></rss>`],
    ['Atom', `<feed>${'<entry/>'.repeat(6000)}</feed>`],
    ['JSON', `{"version":"https://jsonfeed.org/version/1","items":[{}${',{}'.repeat(6000)}]}`],
  ]) {
    const fetch = (): Promise<Response> => Promise.resolve(new Response(text));
    const { items } = await feedBackend(at, { plainText, fetch }).listPublications('', { limit: 10_000 });
    assert.equal(items.length, 5000, name);
  }
});

describe('what isn’t a feed', () => {
  const cases: [string, string, string][] = [
    ['a page', '<!doctype html><html><head><title>Новости</title></head><body><p>Нет</body></html>', 'text/html'],
    [
      'a page with a feed’s address in it',
      '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>',
      'text/html',
    ],
    ['nothing', '', 'text/xml'],
    ['only a declaration', '<?xml version="1.0" encoding="utf-8"?>', 'text/xml'],
    ['other XML', '<?xml version="1.0"?><urlset><url><loc>https://www.example.org/</loc></url></urlset>', 'text/xml'],
    ['other JSON', '{"items": [{"title": "x"}]}', 'application/json'],
    [
      'half of a JSON Feed',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Раз"},{"id"',
      'application/json',
    ],
    ['a picture', '\u0089PNG\r\n\u001a\n', 'image/png'],
  ];
  for (const [name, text, type] of cases) {
    it(name, async () => {
      assert.equal(await outcome(new TextEncoder().encode(text), type), 'not_a_feed');
    });
  }

  it('a feed without items is one', async () => {
    assert.deepEqual(await outcome(new TextEncoder().encode('<rss><channel><title>x</title></channel></rss>'), ''), []);
  });
});
