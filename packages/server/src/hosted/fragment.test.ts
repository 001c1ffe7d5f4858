import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { moving } from '../http/assets.ts';
import { openWorld, type World } from '../testing/app.ts';
import { testChannel, testContent, testManifest, testPublication } from '../testing/content.ts';
import { hostedPages } from './routes.ts';

const origin = 'https://otklik.example.gov';
let world: World;
let app: FastifyInstance;
before(async () => {
  const content = testContent({
    publications: Array.from({ length: 21 }, (_, at) => testPublication(`news-${at}`)),
    touchpoints: {
      external: {
        document: null,
        channels: [testChannel('phone')],
        items: [{ id: 'ask', title: { ru: 'Спросить' }, channels: ['phone'] }],
      },
    },
    surveys: [
      testManifest('access'),
      testManifest('inner', { audience: 'internal' }),
      testManifest('over', { closesOn: '2026-11-01' }),
    ],
  });
  world = await openWorld([content]);
  app = await world.app({
    publicUrl: origin,
    internalNetworks: ['192.0.2.0/24'],
    register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
  });
});
after(() => world.close());

const pages = {
  publications: 'feed',
  'publications/news-1': 'feed',
  channels: 'channels',
  consultation: 'consultation',
  case: 'case',
  'survey/access': 'survey',
  'results/access': 'results',
};

for (const [page, name] of Object.entries(pages)) {
  test(`${page}: the element alone, with its root, its style sheet and its script, all by whole addresses`, async () => {
    const { statusCode, payload } = await app.inject(`/test/${page}?fragment`);
    assert.equal(statusCode, 200);
    assert.doesNotMatch(payload, /<!doctype|<html|<head>|<body|<main|<style/i);
    assert.match(payload, new RegExp(`<otklik-${name} [^>]*backend="${origin}"`));
    assert.match(payload, /<template shadowroot(mode)?="open"/);
    const sheet = `${origin}/v1/hosted-${name}.css`;
    assert.ok(payload.includes(`<link rel="stylesheet" href="${sheet}">`));
    assert.ok(payload.includes(`<script type="module" src="${origin}/v1/hosted-${name}.js">`));
    const addresses = [...payload.matchAll(/ (?:href|action|src)="([^"]*)"/g)].map(([, address = '']) => address);
    // Within the element, or to the same one: whatever page it stands on.
    const relative = addresses.filter((one) => !/^(?:https:|tel:|#)/.test(one));
    assert.deepEqual(relative, []);
    const css = await app.inject(new URL(sheet).pathname);
    assert.equal(css.headers['content-type'], 'text/css; charset=utf-8');
    assert.match(css.payload, /:host/);
    assert.equal(css.headers['cache-control'], moving, 'kept as long as its script');
  });
}

test('what is the same for everybody may be kept for a minute; a form with its own key may not', async () => {
  const kept = async (path: string): Promise<unknown> => (await app.inject(path)).headers['cache-control'];
  assert.equal(await kept('/test/channels?fragment'), 'public, max-age=60');
  assert.equal(await kept('/test/channels?fragment'), 'public, max-age=60', 'from memory, too');
  assert.equal(await kept('/test/channels'), 'no-cache');
  for (const page of ['consultation', 'case']) assert.equal(await kept(`/test/${page}?fragment`), 'no-store', page);
  assert.equal((await app.inject('/test/channels?fragment')).headers['x-robots-tag'], 'noindex');
});

test('where there is none, nothing is said, so that the page’s own words stay', async () => {
  const { statusCode, payload } = await app.inject('/test/publications/none?fragment');
  assert.deepEqual([statusCode, payload], [404, '']);
  assert.match((await app.inject('/test/publications/none')).payload, /Такой страницы нет/);
});

test('further publications are of the same language, here and on the other site', async () => {
  for (const [query, begin] of [
    ['lang=en', '?'],
    ['lang=en&fragment', `${origin}/test/publications?`],
  ] as const) {
    const { payload } = await app.inject(`/test/publications?${query}`);
    const [, href = ''] = /<a href="([^"]*cursor=[^"]*)">/.exec(payload) ?? [];
    assert.ok(href.startsWith(begin), href);
    assert.equal(new URLSearchParams(href.replace(/^.*\?/, '').replaceAll('&amp;', '&')).get('lang'), 'en');
  }
});

test('what only the agency’s own networks may see is kept by no cache: any site could read it from there', async () => {
  const inside = { remoteAddress: '192.0.2.7' };
  for (const url of ['/test/survey/inner?fragment', '/test/publications?fragment&audience=internal']) {
    const { statusCode, headers } = await app.inject({ url, ...inside });
    assert.deepEqual([statusCode, headers['cache-control']], [200, 'no-store'], url);
  }
  assert.equal((await app.inject('/test/survey/inner?fragment')).statusCode, 404, 'from elsewhere there is none');
});

test('a survey of employees isn’t answered in another site’s page, whose scripts could read it: a link leads to its own', async () => {
  const url = '/test/survey/inner?fragment&audience=internal';
  const { statusCode, payload } = await app.inject({ url, remoteAddress: '192.0.2.7' });
  assert.equal(statusCode, 200);
  assert.doesNotMatch(payload, /<form|<input|<textarea|<otklik-|<script/);
  assert.ok(payload.includes(`<a href="${origin}/test/survey/inner?audience=internal">Открыть опрос</a>`), payload);
});

test('a survey that is over says so within the page, by whole addresses', async () => {
  const { statusCode, payload } = await app.inject('/test/survey/over?fragment&lang=en');
  assert.equal(statusCode, 200);
  assert.doesNotMatch(payload, /<!doctype|<html|<head>|<body|<main|<style|<script/i);
  assert.match(payload, /This survey is over/);
  assert.ok(payload.includes(`<a href="${origin}/test/results/over?lang=en">`), payload);
});
