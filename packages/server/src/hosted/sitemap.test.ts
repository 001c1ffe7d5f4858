import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { openWorld, type World } from '../testing/app.ts';
import { testContent, testManifest, testPublication } from '../testing/content.ts';
import { assertXml } from '../testing/valid.ts';
import { hostedPages } from './routes.ts';
import { sitemap } from './sitemap.ts';

const origin = 'https://otklik.example.gov';
const content = testContent({
  publications: [
    testPublication('news', { publishedAt: '2026-11-20T09:00:00.000Z' }),
    testPublication('case-law'),
    testPublication('rules', { audience: 'internal' }),
  ],
  surveys: [testManifest('access'), testManifest('inner', { audience: 'internal' })],
});

let world: World;
let app: FastifyInstance;
before(async () => {
  const other = testContent({ agency: { ...content.agency, id: 'other' }, publications: [testPublication('one')] });
  world = await openWorld([content, other]);
  app = await world.app({
    publicUrl: origin,
    internalNetworks: ['127.0.0.1'],
    register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
  });
});
after(() => world.close());

const locations = (xml: string): string[] => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url);

describe('the sitemap', () => {
  test('holds what everybody may read, of every agency, and nothing personal', async () => {
    const answer = await app.inject('/sitemap.xml');
    assert.equal(answer.headers['content-type'], 'application/xml; charset=utf-8');
    assertXml('sitemap', answer.rawPayload);
    const found = locations(answer.payload).map((url) => url.replace(origin, ''));
    assert.deepEqual(found.sort(), [
      '/other/channels',
      '/other/consultation',
      '/other/publications',
      '/other/publications/one',
      '/test/channels',
      '/test/consultation',
      '/test/publications',
      '/test/publications/case-law',
      '/test/publications/news',
      '/test/results/access',
      '/test/survey/access',
      '/test/survey/access/stored',
    ]);
    assert.match(
      answer.payload,
      /<loc>[^<]+\/test\/publications\/news<\/loc><lastmod>2026-11-20T09:00:00\.000Z<\/lastmod>/,
    );
    for (const url of found) assert.equal((await app.inject(url)).statusCode, 200, url);
  });

  test('is an index of several where one cannot hold all', async () => {
    const part = async (number: number | null, size: number) => sitemap(world.services, origin, number, size);
    const whole = locations((await part(null, 12)) ?? '');
    assert.equal(whole.length, 12);
    for (const size of [1, 2, 4, 8, 10]) {
      const index = (await part(null, size)) ?? '';
      assertXml('sitemap', Buffer.from(index));
      const count = Math.ceil(12 / size);
      assert.deepEqual(
        locations(index),
        Array.from({ length: count }, (_, at) => `${origin}/sitemap-${at + 1}.xml`),
      );
      const parts = await Promise.all(Array.from({ length: count }, async (_, at) => (await part(at + 1, size)) ?? ''));
      for (const one of parts) assertXml('sitemap', Buffer.from(one));
      assert.deepEqual(parts.flatMap(locations), whole);
      assert.equal(await part(count + 1, size), null);
    }
    assert.equal(await part(1, 12), null, 'what isn’t split has no parts');
    for (const name of ['1', '0', '-1', 'x', '1e3', '99999999'])
      assert.equal((await app.inject(`/sitemap-${name}.xml`)).statusCode, 404, name);
  });

  test('is named by robots.txt, which keeps out of cases alone', async () => {
    const { payload, headers } = await app.inject('/robots.txt');
    assert.equal(headers['content-type'], 'text/plain; charset=utf-8');
    assert.deepEqual(payload.split('\n'), [
      'User-agent: *',
      'Disallow: /other/case',
      'Disallow: /test/case',
      '',
      `Sitemap: ${origin}/sitemap.xml`,
      '',
    ]);
  });
});

test('the page of publications leads to its feeds', async () => {
  const alternates = async (url: string): Promise<string[]> =>
    [
      ...(await app.inject(url)).payload.matchAll(
        /<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">/g,
      ),
    ].map(([, type = '', href = '']) => `${type} ${href}`);
  assert.deepEqual(await alternates('/test/publications'), [
    'application/rss+xml /test/publications.rss',
    'application/atom+xml /test/publications.atom',
    'application/feed+json /test/publications.json',
  ]);
  const english = await alternates('/test/publications?lang=en');
  assert.equal(english[0], 'application/rss+xml /test/publications.rss?lang=en');
  for (const link of english) {
    const [type = '', href = ''] = link.split(' ');
    assert.ok(String((await app.inject(href)).headers['content-type']).startsWith(type), href);
  }
  assert.deepEqual(await alternates('/test/publications?audience=internal'), []);
  assert.deepEqual(await alternates('/test/channels'), []);
});
