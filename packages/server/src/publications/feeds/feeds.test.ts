import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parseFeed } from 'feedsmith';
import { feedBackend } from '@otklik/core/backend/files/feed.js';
import { publicationKinds } from '@otklik/core/contract/publications.js';
import { en } from '@otklik/widgets/feed/feed.messages.en.js';
import { ru } from '@otklik/widgets/feed/feed.messages.js';
import { openWorld, type World } from '../../testing/app.ts';
import { testContent, testPublication } from '../../testing/content.ts';
import { assertJsonFeed, assertXml } from '../../testing/valid.ts';
import { words } from './words.ts';

const sources = mkdtempSync(join(tmpdir(), 'otklik-feeds-'));
writeFileSync(join(sources, 'order.txt'), 'Приказ\n'.repeat(10));
const order = (id: string, mediaType: string) => ({
  ...{ id, title: { ru: 'Приказ: «текст» & <прил.>' }, mediaType, format: 'TXT' as const, language: 'ru' as const },
  source: pathToFileURL(join(sources, 'order.txt')),
});

/** What breaks XML that was put together by hand, as far as the database holds it. */
const nasty = 'Ремонт & <b>сроки</b> "в" \'доме\' ]]> \u0008\u001f\ufffe😀\r\nдалее';
const clean = 'Ремонт & <b>сроки</b> "в" \'доме\' ]]> 😀\r\nдалее';

const content = testContent({
  publications: [
    testPublication('order', {
      kind: 'order',
      topic: 'repair',
      title: { ru: 'О жилищных правах', en: 'On housing rights' },
      summary: { ru: 'Приказ', en: 'An order' },
      body: {
        ru: '<p>См. <a href="/housing/rules?a=1&amp;b=2">правила</a>, <a href="#part">часть</a>, <a href="https://law.example/">закон</a></p>',
        en: '<p>See <a href="../channels">channels</a></p>',
      },
      publishedAt: '2026-11-23T20:30:00.000Z',
      attachments: [order('order-text', 'text/plain; charset=utf-8'), order('order-scan', 'application/pdf')],
    }),
    testPublication('nasty', {
      title: { ru: nasty },
      summary: { ru: nasty },
      body: { ru: `<p>${nasty.replace(/[<>&]/g, '')}</p>` },
      topic: 'gone-topic',
      publishedAt: '2026-11-22T09:00:00.000Z',
    }),
    ...Array.from({ length: 60 }, (_, index) => testPublication(`news-${String(index).padStart(2, '0')}`)),
    testPublication('secret', { audience: 'internal', title: { ru: 'Внутреннее' } }),
  ],
});
const { agency } = content;

const origin = 'https://otklik.example.gov';
let world: World;
let app: Awaited<ReturnType<World['app']>>;
before(async () => {
  world = await openWorld([content, testContent({ agency: { ...agency, id: 'empty' } })]);
  app = await world.app({ publicUrl: origin, internalNetworks: ['127.0.0.1'] });
});
after(async () => {
  await world.close();
  rmSync(sources, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => world.request({ app, url, headers });
const types = { rss: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' } as const;
const endings = ['rss', 'atom', 'json'] as const;

interface JsonFeed {
  title: string;
  feed_url: string;
  language: string;
  items: {
    id: string;
    title: string;
    url: string;
    content_html: string;
    language: string;
    attachments?: Record<string, unknown>[];
  }[];
}
const json = async (query = ''): Promise<JsonFeed> => (await get(`/test/publications.json${query}`)).json();

const parse = (text: string) => parseFeed(text);

/** What the three formats have alike, as the parser gives it. */
function itemsOf(parsed: ReturnType<typeof parse>): { id: string | undefined; title: string | undefined }[] {
  if (parsed.format === 'atom')
    return (parsed.feed.entries ?? []).map(({ id, title }) => ({ id, title: title?.value }));
  if (parsed.format === 'rss') return (parsed.feed.items ?? []).map(({ guid, title }) => ({ id: guid?.value, title }));
  return parsed.format === 'json' ? (parsed.feed.items ?? []).map(({ id, title }) => ({ id, title })) : [];
}

/** As our own feed widget reads them. */
const ownReader = (ending: string) =>
  feedBackend(`${origin}/test/publications.${ending}`, {
    plainText: (html) => html,
    fetch: async (url) => {
      const answer = await get(new URL(url as string).pathname);
      return new Response(answer.rawPayload as Uint8Array<ArrayBuffer>, {
        headers: { 'Content-Type': String(answer.headers['content-type']) },
      });
    },
  });

describe('feeds', () => {
  test('are valid by their specifications', async () => {
    for (const query of ['', '?lang=en', '?kind=order', '?q=%D0%BD%D0%B5%D1%82%D1%83']) {
      for (const id of ['test', 'empty']) {
        assertXml('rss', (await get(`/${id}/publications.rss${query}`)).rawPayload);
        assertXml('atom', (await get(`/${id}/publications.atom${query}`)).rawPayload);
        assertJsonFeed((await get(`/${id}/publications.json${query}`)).payload);
      }
    }
  });

  test('say what they are', async () => {
    for (const ending of endings) {
      const { headers, statusCode } = await get(`/test/publications.${ending}`);
      assert.equal(statusCode, 200);
      assert.equal(headers['content-type'], `${types[ending]}; charset=utf-8`);
      assert.equal(headers['content-language'], 'ru');
      assert.equal(headers['cache-control'], 'no-cache');
      assert.equal(headers['access-control-allow-origin'], '*');
    }
  });

  test('are read by an independent parser, the newest 50, texts as they were written', async () => {
    for (const ending of endings) {
      const parsed = parse((await get(`/test/publications.${ending}`)).payload);
      assert.equal(parsed.format, ending);
      const items = itemsOf(parsed);
      assert.equal(items.length, 50, ending);
      assert.equal(new Set(items.map(({ id }) => id)).size, 50);
      assert.equal(items[0]?.title, 'О жилищных правах');
      // JSON has no character that it can't hold.
      assert.equal(items[1]?.title, ending === 'json' ? nasty : clean, ending);
    }
  });

  test('hold whole texts, with absolute addresses', async () => {
    const page = `${origin}/test/publications/order`;
    const expected = `<p>См. <a href="${origin}/housing/rules?a=1&amp;b=2">правила</a>, <a href="${page}#part">часть</a>, <a href="https://law.example/">закон</a></p>`;
    const rss = parse((await get('/test/publications.rss')).payload);
    assert.ok(rss.format === 'rss');
    const [item] = rss.feed.items ?? [];
    assert.equal(item?.content?.encoded, expected);
    assert.equal(item?.link, page);
    assert.equal(item?.description, 'Приказ');
    assert.deepEqual(
      item?.categories?.map(({ name }) => name),
      ['Приказ', 'Капитальный ремонт'],
    );
    assert.equal(rss.feed.atom?.links?.[0]?.href, `${origin}/test/publications.rss`);
    const atom = parse((await get('/test/publications.atom')).payload);
    assert.ok(atom.format === 'atom');
    const [entry] = atom.feed.entries ?? [];
    assert.equal(entry?.content?.value, expected);
    assert.equal(atom.feed.authors?.[0]?.name, agency.name.ru);
    assert.deepEqual(
      entry?.categories?.map(({ term, label }) => [term, label]),
      [
        ['order', 'Приказ'],
        ['repair', 'Капитальный ремонт'],
      ],
    );
    const { items } = await json();
    assert.equal(items[0]?.content_html, expected);
    assert.equal(items[0]?.url, page);
    // The same thing has the same name in all three.
    assert.deepEqual([item?.guid?.value, entry?.id], [items[0]?.id, items[0]?.id]);
    assert.equal(item?.guid?.isPermaLink, false);
  });

  test('name files by address, length and type', async () => {
    const url = `${origin}/api/v1/agencies/test/attachments/order-text`;
    const { length } = (await get('/api/v1/agencies/test/attachments/order-text')).rawPayload;
    const rss = parse((await get('/test/publications.rss')).payload);
    assert.ok(rss.format === 'rss');
    assert.deepEqual(rss.feed.items?.[0]?.enclosures?.map((one) => [one.url, one.length, one.type])[0], [
      url,
      length,
      'text/plain',
    ]);
    assert.equal(rss.feed.items?.[0]?.enclosures?.length, 2);
    assert.deepEqual((await json()).items[0]?.attachments?.[0], {
      url,
      mime_type: 'text/plain',
      title: 'Приказ: «текст» & <прил.>',
      size_in_bytes: length,
    });
  });

  test('are read by our own feed widget', async () => {
    for (const ending of endings) {
      const reader = ownReader(ending);
      const { items } = await reader.listPublications('', { limit: 50 });
      assert.equal(items.length, 50, ending);
      const [first] = items;
      assert.equal(first?.title.ru, 'О жилищных правах');
      assert.equal(first?.publishedAt, '2026-11-23T20:30:00.000Z');
      assert.equal(first?.attachments.length, 2);
      assert.match((await reader.readPublication('', first?.id ?? '')).body.ru, /правила/);
    }
  });

  test('come in English where the content has it', async () => {
    const { language, title, items, feed_url: self } = await json('?lang=en');
    assert.equal(language, 'en');
    assert.equal(self, `${origin}/test/publications.json?lang=en`);
    assert.match(title, /^Test Service: Information about our work$/);
    assert.deepEqual([items[0]?.title, items[0]?.language], ['On housing rights', 'en']);
    assert.equal(items[0]?.content_html, `<p>See <a href="${origin}/test/channels">channels</a></p>`);
    assert.equal(items[0]?.url, `${origin}/test/publications/order?lang=en`);
    assert.deepEqual([items[1]?.title.slice(0, 6), items[1]?.language], ['Ремонт', 'ru']);
    assert.equal((await get('/test/publications.rss?lang=en')).headers['content-language'], 'en');
  });

  test('are narrowed as the API is; «жилищный» finds «жилищных»', async () => {
    const titles = async (query: string) => (await json(query)).items.map(({ title }) => title);
    assert.deepEqual(await titles('?q=жилищный'), ['О жилищных правах']);
    assert.deepEqual(await titles('?kind=order'), ['О жилищных правах']);
    assert.deepEqual(await titles('?topic=repair'), ['О жилищных правах']);
    assert.deepEqual(await titles('?kind=order&q=перекрёсток'), []);
    const narrowed = await json('?q=жилищный&kind=order');
    assert.match(narrowed.title, / · Приказ · поиск «жилищный»$/);
    assert.equal(new URL(narrowed.feed_url).searchParams.get('q'), 'жилищный');
  });

  test('never tell what is for internal clients, whoever asks', async () => {
    for (const ending of endings) {
      const { payload } = await get(`/test/publications.${ending}?q=внутреннее`);
      assert.doesNotMatch(payload, /Внутреннее/);
      assert.equal((await get(`/test/publications.${ending}?audience=internal`)).statusCode, 400);
    }
  });

  test('keep names for ever, and let no two installations share one', async () => {
    const [first] = (await json()).items;
    const moved = await world.app({ publicUrl: 'https://new.example.gov' });
    const answer = await world.request({ app: moved, url: '/test/publications.json' });
    const [there] = answer.json<JsonFeed>().items;
    assert.equal(there?.id, first?.id);
    assert.equal(there?.url, 'https://new.example.gov/test/publications/order');
    const other = await openWorld([testContent({ publications: [testPublication('order')] })]);
    const elsewhere = (await other.request({ url: '/test/publications.json' })).json<JsonFeed>();
    await other.close();
    assert.notEqual(elsewhere.items[0]?.id, first?.id);
  });

  test('take their addresses from the request where none is configured', async () => {
    const plain = await world.app();
    const from = async (host: string) =>
      world.request({ app: plain, url: '/test/publications.json', headers: { host } });
    assert.equal(
      (await from('a.example:8080')).json<JsonFeed>().feed_url,
      'http://a.example:8080/test/publications.json',
    );
    assert.equal((await from('b.example')).json<JsonFeed>().feed_url, 'http://b.example/test/publications.json');
    for (const host of ['a b', 'a/b', 'x@y', '<script>', 'a?b']) assert.equal((await from(host)).statusCode, 404, host);
  });

  test('refuse what they do not know', async () => {
    const told = async (url: string) => {
      const answer = await get(url);
      return [answer.statusCode, answer.json<{ code: string }>().code];
    };
    assert.deepEqual(await told('/none/publications.rss'), [404, 'agency_unknown']);
    assert.deepEqual(await told('/test/publications.xml'), [404, 'route_unknown']);
    for (const query of ['kind=gossip', 'limit=5', 'lang=de', 'q=%00', 'topic=A%20B', 'kind=news&kind=order'])
      assert.deepEqual(await told(`/test/publications.atom?${query}`), [400, 'query_invalid'], query);
  });

  test('name kinds as the feed widget does', () => {
    for (const kind of publicationKinds) {
      assert.equal(words('ru').kinds[kind], ru[kind]);
      assert.equal(words('en').kinds[kind], en[kind]);
    }
  });
});
