import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { endpoints } from '@otklik/core/contract/endpoints.js';
import { hostedPages } from '../hosted/routes.ts';
import { openWorld, type World } from '../testing/app.ts';
import { testChannel, testContent, testManifest, testPublication } from '../testing/content.ts';
import { testConsultation } from '../testing/content.ts';

const content = testContent({
  publications: [
    testPublication('long', { summary: { ru: 'Очень длинно. '.repeat(400) } }),
    testPublication('rules', { audience: 'internal', title: { ru: 'Внутреннее' } }),
  ],
  surveys: [testManifest('access')],
  touchpoints: { external: { document: null, channels: [testChannel('phone')], items: [] } },
});

let world: World;
/** Everything is kept until it expires by itself, which in this test it doesn't. */
let app: FastifyInstance;
let queries = 0;
before(async () => {
  world = await openWorld([content, testContent({ agency: { ...content.agency, id: 'other' } })]);
  const { db } = world.database;
  const counting = new Proxy(db, {
    get: (target, name) => {
      if (name === 'selectFrom') queries++;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
  app = await world.app({
    ...{ database: { ...world.database, db: counting }, contentFor: 1e9, internalNetworks: ['10.0.0.0/8'] },
    register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
  });
});
after(() => world.close());

const root = '/api/v1/agencies/test';
/** Every address whose answers may be kept by whoever got them. */
const tagged = [
  root,
  `${root}/publications`,
  `${root}/publications?q=длинно&limit=3`,
  `${root}/publications/long`,
  `${root}/publications/long/versions`,
  `${root}/publications/long/versions/1`,
  `${root}/touchpoints`,
  `${root}/consultation-topics`,
  `${root}/surveys`,
  `${root}/surveys/access/manifest`,
  `${root}/surveys/access/versions/1`,
  `${root}/surveys/access/releases`,
  `${root}/surveys/access/releases.csv`,
  `${root}/surveys/access/themes`,
  `${root}/open-data/list.csv`,
  `${root}/open-data/publications/meta.csv`,
  `${root}/open-data/publications/structure-20261124.csv`,
  '/test/publications.rss',
  '/test/publications.atom?lang=en',
  '/test/publications.json',
  '/test/publications',
  '/test/publications/long',
  '/test/publications?lang=en',
  '/test/channels',
  '/test/survey/access',
  '/test/results/access',
  '/sitemap.xml',
  '/robots.txt',
  '/api/openapi.json',
];
/** Those that come from memory the second time. */
const kept = tagged.filter((url) => !['/test/survey/access', '/api/openapi.json'].includes(url));

const get = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  app.inject({ method, url, headers, remoteAddress: '192.0.2.1' });
const setSummary = (summary: string) =>
  world.database.db
    .updateTable('publication_versions')
    .set({ summary: JSON.stringify({ ru: summary }) })
    .where('publication', '=', 'long')
    .execute();

describe('entity tags', () => {
  test('stand on every public answer, plain or compressed, GET or HEAD', async () => {
    for (const url of tagged) {
      const plain = await get(url);
      assert.equal(plain.statusCode, 200, url);
      const { etag } = plain.headers;
      assert.match(String(etag), /^W\/"[\w-]{27}"$/, url);
      assert.match(String(plain.headers['cache-control']), /no-cache/, url);
      for (const [encoding, unpack] of [
        ['br', brotliDecompressSync],
        ['gzip', gunzipSync],
      ] as const) {
        const small = await get(url, { 'accept-encoding': encoding });
        assert.equal(small.headers.etag, etag, `${encoding} ${url}`);
        const packed = small.headers['content-encoding'] === encoding;
        assert.equal((packed ? unpack(small.rawPayload) : small.rawPayload).toString(), plain.payload, url);
        if (kept.includes(url) && plain.rawPayload.length > 2_000) assert.ok(packed, `${encoding} ${url}`);
        if (packed) assert.match(String(small.headers.vary), /accept-encoding/i);
      }
      const head = await get(url, {}, 'HEAD');
      assert.deepEqual([head.statusCode, head.payload, head.headers.etag], [200, '', etag], url);
      assert.equal(head.headers['content-length'], plain.headers['content-length'], url);
      assert.equal(head.headers['cache-control'], plain.headers['cache-control'], url);
    }
  });

  test('save whoever has the answer from getting it again', async () => {
    for (const url of tagged) {
      const { headers } = await get(url);
      const etag = String(headers.etag);
      for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`, `W/"other",${etag}`, '*']) {
        for (const method of ['GET', 'HEAD'] as const) {
          const answer = await get(url, { 'if-none-match': known, 'accept-encoding': 'br' }, method);
          assert.equal(answer.statusCode, 304, `${method} ${url} ${known}`);
          assert.equal(answer.payload, '');
          assert.equal(answer.headers.etag, etag);
          assert.equal(answer.headers['cache-control'], headers['cache-control']);
          // RFC 9110, 15.4.5 and 8.6: what isn't sent isn't described.
          for (const name of ['content-length', 'content-encoding', 'content-type'])
            assert.equal(answer.headers[name], undefined, `${name} ${url}`);
        }
      }
      for (const known of ['"other"', 'W/"other"', '', 'garbage', etag.slice(0, -2)])
        assert.equal((await get(url, { 'if-none-match': known })).statusCode, 200, `${url} ${known}`);
    }
  });

  test('never stand on what is personal, short-lived, refused or written', async () => {
    const key = 'a-key-of-a-test-0001';
    const filed = await app.inject({
      method: 'POST',
      url: `${root}/consultations`,
      payload: testConsultation(),
      headers: { 'idempotency-key': key },
    });
    const { code } = filed.json<{ code: string }>();
    const opened = { 'case-code': code };
    const answers = [
      filed,
      await get(`${root}/case`, opened),
      await get(root, opened),
      await get(`${root}/surveys/access/batch`),
      await get('/test/consultation'),
      await get('/test/case'),
      await get('/healthz'),
      await get('/readyz'),
      await get(`${root}/publications/none`),
      await get('/none/publications.rss'),
      await get('/api/v1/staff/session'),
    ];
    for (const answer of answers) {
      assert.equal(answer.headers.etag, undefined, answer.payload.slice(0, 80));
      assert.equal(answer.headers['cache-control'], 'no-store');
    }
    assert.equal((await get(`${root}/case`, { ...opened, 'if-none-match': '*' })).statusCode, 200);
  });
});

describe('kept answers', () => {
  test('cost the database nothing', async () => {
    for (const url of kept) await get(url);
    queries = 0;
    for (const url of kept) assert.equal((await get(url)).statusCode, 200);
    assert.equal(queries, 0);
  });

  test('are the same as new ones, header by header', async () => {
    const fresh = await world.app({
      register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
    });
    const headersOf = ({ headers }: Awaited<ReturnType<typeof get>>) => ({ ...headers, date: '' });
    for (const url of kept) {
      for (const headers of [{}, { 'accept-encoding': 'br' }, { origin: 'https://portal.example.gov' }]) {
        const first = await fresh.inject({ url, headers });
        await get(url, headers);
        const second = await get(url, headers);
        assert.deepEqual(headersOf(second), headersOf(first), url);
        assert.ok(second.rawPayload.equals(first.rawPayload), url);
      }
    }
  });

  test('are those of the public alone', async () => {
    const url = `${root}/publications?audience=internal`;
    const from = async (remoteAddress: string, headers = {}) =>
      (await app.inject({ url, remoteAddress, headers })).json<{ items: unknown[] }>().items.length;
    assert.equal(await from('10.1.2.3'), 1);
    assert.equal(await from('192.0.2.1'), 0);
    assert.equal(await from('192.0.2.1'), 0);
    assert.equal(await from('10.1.2.3'), 1);
    assert.equal(await from('10.1.2.3', { origin: 'https://elsewhere.example' }), 0);
    assert.equal(await from('10.1.2.3'), 1);
  });

  test('belong to one address, origin included', async () => {
    const self = async (host: string) =>
      (await get('/test/publications.json', { host })).json<{ feed_url: string }>().feed_url;
    assert.equal(await self('a.example'), 'http://a.example/test/publications.json');
    assert.equal(await self('b.example'), 'http://b.example/test/publications.json');
    assert.equal(await self('a.example'), 'http://a.example/test/publications.json');
  });

  test('go when this process writes anything, and not before', async () => {
    const { payload, headers } = await get('/test/publications.rss');
    await setSummary('Коротко и ново');
    assert.equal((await get('/test/publications.rss')).payload, payload, 'nobody asked the database yet');
    await app.inject({ method: 'POST', url: `${root}/consultations`, payload: {} });
    const changed = await get('/test/publications.rss');
    assert.match(changed.payload, /Коротко и ново/);
    assert.notEqual(changed.headers.etag, headers.etag);
    const stale = { 'if-none-match': String(headers.etag) };
    assert.equal((await get('/test/publications.rss', stale)).statusCode, 200);
    assert.match((await get('/test/publications')).payload, /Коротко и ново/);
    assert.match((await get(`${root}/publications`)).payload, /Коротко и ново/);
  });

  test('go with the content of their own agency alone', async () => {
    const renewed = () => app.inject({ method: 'POST', url: `${root}/consultations`, payload: {} });
    const others = '/api/v1/agencies/other';
    await renewed();
    for (const url of [root, others]) await get(url);
    await setSummary('Опять ново');
    await renewed();
    await get('/test/publications.rss');
    queries = 0;
    await get(others);
    assert.equal(queries, 0);
    await get(root);
    assert.ok(queries > 0);
  });

  test('of another process are seen as late as said, and no later', async () => {
    const elsewhere = await world.app({ contentFor: 50 });
    const ask = async () => (await elsewhere.inject('/test/publications.json')).payload;
    await ask();
    await setSummary('Из другого процесса');
    const start = performance.now();
    while (!(await ask()).includes('Из другого процесса'))
      assert.ok(performance.now() - start < 2_000, 'stale for too long');
    // With 0 the database is asked each time.
    const eager = await world.app({ contentFor: 0 });
    await eager.inject('/test/publications.json');
    await setSummary('Сразу');
    assert.match((await eager.inject('/test/publications.json')).payload, /Сразу/);
  });

  test('appear and go at the moment that was set for it', async () => {
    const elsewhere = await world.app({ contentFor: 0 });
    const titles = async () =>
      (await elsewhere.inject('/test/publications.json')).json<{ items: { title: string }[] }>().items.length;
    const at = (seconds: number) => new Date(world.clock.now.getTime() + seconds * 1_000);
    const start = world.clock.now;
    await world.database.db
      .updateTable('publication_versions')
      .set({ shown_from: at(20), shown_until: at(30) })
      .where('publication', '=', 'long')
      .execute();
    assert.equal(await titles(), 0);
    world.clock.now = at(20);
    assert.equal(await titles(), 1);
    world.clock.now = at(10);
    assert.equal(await titles(), 0);
    world.clock.now = start;
    await world.database.db.updateTable('publication_versions').set({ shown_from: start, shown_until: null }).execute();
  });

  test('of hours and days go with the minute', async () => {
    const elsewhere = await world.app({ contentFor: 1e9 });
    const first = async () => {
      const list = (await elsewhere.inject(`${root}/touchpoints`)).json<{
        channels: { schedule: { openings: { to: string }[] } }[];
      }>();
      return list.channels[0]?.schedule.openings[0]?.to;
    };
    const before = await first();
    const start = world.clock.now;
    world.clock.now = new Date(start.getTime() + 24 * 3_600_000);
    assert.notEqual(await first(), before);
    world.clock.now = start;
    assert.equal(await first(), before);
  });

  test('are those of every read of the contract that is the same for everybody', () => {
    /** One person's own, or of one moment, or too large: whoever adds one adds it here, or above. */
    const other = ['readCase', 'readCaseFile', 'listSlots', 'readBatch', 'readAttachment', 'readUpload'];
    const paths = kept.map((url) => url.split('?')[0] ?? '');
    for (const [name, { method, path }] of Object.entries(endpoints)) {
      if (method !== 'GET' || other.includes(name)) continue;
      const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
      assert.ok(
        paths.some((url) => pattern.test(url)),
        `${name} isn't kept`,
      );
    }
  });
});
