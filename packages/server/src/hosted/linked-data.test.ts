import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { openWorld, type World } from '../testing/app.ts';
import { testAgency, testChannel, testContent, testManifest, testPublication } from '../testing/content.ts';
import { hostedPages } from './routes.ts';

const origin = 'https://otklik.example.gov';
const hostile = '</script><script>alert(1)</script><!--';

let world: World;
let app: FastifyInstance;
before(async () => {
  const content = testContent({
    agency: testAgency({ phoneHours: { ru: hostile } }),
    publications: [
      testPublication('news', {
        title: { ru: hostile, en: 'News' },
        attachments: [
          {
            id: 'rules',
            title: { ru: 'Порядок' },
            mediaType: 'text/plain',
            format: 'TXT',
            language: 'ru',
            source: new URL('escape.ts', import.meta.url),
          },
        ],
      }),
      testPublication('russian', { title: { ru: 'Только по-русски' } }),
    ],
    touchpoints: {
      external: {
        document: null,
        channels: [
          testChannel('phone', {
            languages: ['ru', 'tt'],
            hours: [
              { days: [1, 2, 3, 4], from: '9:00', to: '18:00' },
              { days: [5], from: '9:00', to: '16:45' },
            ],
            breaks: [{ days: [1, 2, 3, 4, 5], from: '13:00', to: '13:48' }],
          }),
          testChannel('mail', { kind: 'email', url: 'mailto:info@example.org?subject=x', hours: [], always: true }),
          testChannel('visit', { kind: 'visit', url: null, hours: [], replyForm: 'visit' }),
        ],
        items: [{ id: 'ask', title: { ru: 'Спросить' }, channels: ['phone', 'mail', 'visit'] }],
      },
    },
    surveys: [testManifest('access'), testManifest('inner', { audience: 'internal' })],
  });
  world = await openWorld([content]);
  app = await world.app({
    publicUrl: origin,
    internalNetworks: ['127.0.0.1'],
    register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
  });
});
after(() => world.close());

const page = async (path: string): Promise<string> => {
  const { statusCode, payload } = await app.inject(path);
  assert.equal(statusCode, 200, path);
  return payload;
};
const blocks = (html: string): unknown[] =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, json = '']): unknown =>
    JSON.parse(json),
  );
const links = (html: string): string[] =>
  [...html.matchAll(/<link rel="(canonical|alternate" hreflang="[^"]+)"(?: title="[^"]+")? href="([^"]+)">/g)].map(
    ([, kind = '', href = '']) => `${kind.replace(/.*hreflang="/, '')} ${href.replace(origin, '')}`,
  );

/** Of the block of a page, as far as the test names it. */
async function says(path: string, expected: object): Promise<void> {
  const found = blocks(await page(path));
  assert.equal(found.length, 1);
  assert.partialDeepStrictEqual(found[0], { '@context': 'https://schema.org', ...expected });
}

describe('JSON-LD', () => {
  test('a publication is an article of the agency, its files with it, whatever its title holds', async () => {
    const html = await page('/test/publications/news');
    assert.doesNotMatch(html, /<script>alert/);
    await says('/test/publications/news', {
      '@type': 'NewsArticle',
      headline: hostile,
      description: 'Коротко о главном',
      inLanguage: 'ru',
      datePublished: '2026-11-20T09:00:00.000Z',
      mainEntityOfPage: `${origin}/test/publications/news`,
      author: { '@type': 'GovernmentOrganization', name: 'Служба испытаний' },
      publisher: { '@id': `${origin}/test/channels#agency` },
      associatedMedia: [
        { '@type': 'MediaObject', contentUrl: `${origin}/api/v1/agencies/test/attachments/rules`, inLanguage: 'ru' },
      ],
    });
    await says('/test/publications/news?lang=en', { headline: 'News', inLanguage: 'en' });
    await says('/test/publications/russian?lang=en', { headline: 'Только по-русски', inLanguage: 'ru' });
  });

  test('channels are the agency’s contact points, with their hours less their breaks', async () => {
    await says('/test/channels', {
      '@type': 'GovernmentOrganization',
      '@id': `${origin}/test/channels#agency`,
      name: 'Служба испытаний',
      alternateName: 'Служба',
      areaServed: 'Примерная область',
      address: '000000, г. Примерск',
      telephone: '8 (000) 000-00-00',
      contactPoint: [
        {
          '@type': 'ContactPoint',
          name: 'Телефон',
          contactType: 'Справки',
          telephone: '+70000000000',
          availableLanguage: ['ru', 'tt'],
          hoursAvailable: [
            { dayOfWeek: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'], opens: '09:00', closes: '13:00' },
            { dayOfWeek: ['Monday', 'Tuesday', 'Wednesday', 'Thursday'], opens: '13:48', closes: '18:00' },
            { dayOfWeek: ['Friday'], opens: '13:48', closes: '16:45' },
          ],
        },
        { email: 'info@example.org', hoursAvailable: [{ opens: '00:00', closes: '23:59' }] },
        { name: 'Телефон', contactType: 'Справки' },
      ],
    });
    const [said] = blocks(await page('/test/channels'));
    const [, , visit] = (said as { contactPoint: object[] }).contactPoint;
    assert.deepEqual(Object.keys(visit ?? {}), ['@type', 'name', 'contactType'], 'nothing is made up');
  });

  test('the list of publications names who publishes', async () => {
    await says('/test/publications', {
      '@type': 'GovernmentOrganization',
      contactPoint: [{ telephone: '8 (000) 000-00-00', description: hostile }],
    });
  });
});

describe('canonical addresses and languages', () => {
  const of = (path: string, query = ''): string[] => [
    `ru ${path}${query && `?${query}`}`,
    `en ${path}?${query && `${query}&amp;`}lang=en`,
    `x-default ${path}${query && `?${query}`}`,
  ];

  test('every page that is to be found has its own, and both languages', async () => {
    const paths = ['publications', 'publications/news', 'channels', 'consultation', 'survey/access'];
    for (const name of [...paths, 'survey/access/stored', 'results/access', 'case']) {
      const path = `/test/${name}`;
      assert.deepEqual(links(await page(path)), [`canonical ${path}`, ...of(path)]);
      assert.deepEqual(links(await page(`${path}?lang=en`)), [`canonical ${path}?lang=en`, ...of(path)]);
    }
  });

  test('what only narrows a list or fills in a form is no other page', async () => {
    const path = '/test/publications';
    assert.deepEqual(links(await page(`${path}?kind=news&q=%22%3E`)), [`canonical ${path}`, ...of(path)]);
    assert.equal(links(await page('/test/consultation?topic=repair'))[0], 'canonical /test/consultation');
    assert.equal(links(await page('/test/results/access?release=none'))[0], 'canonical /test/results/access');
  });

  test('internal pages and what came of a form have none, nor data', async () => {
    for (const path of ['/test/survey/inner?audience=internal', '/test/publications?audience=internal']) {
      const html = await page(path);
      assert.deepEqual([links(html), blocks(html)], [[], []]);
    }
    const { payload } = await app.inject({
      method: 'POST',
      url: '/test/survey/access',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'ease=7',
    });
    assert.deepEqual(links(payload), []);
  });
});
