import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import { caseStatuses } from '@otklik/core/contract/consultations.js';
import { pages, siteFiles, type DemonstrationCode } from './pages.ts';
import { demoSite } from './site.ts';

const origin = 'https://otklik.example';
const codes: DemonstrationCode[] = [
  { status: 'refused', about: 'Последний <по порядку>', code: '7KQ4-M2XD-91TH' },
  { status: 'received', about: 'Первый', code: '880E-V7BS-ZH5K' },
];
const app = fastify();
await app.register(demoSite({ origin, codes }));
const get = async (path: string, headers: Record<string, string> = {}) => app.inject({ url: path, headers });

/** What the back end serves beside the portal. */
const elsewhere =
  /^(?:\/demo\/configurator\.html|\/housing\/(?:publications|channels|consultation|case|survey\/[a-z-]+|results\/[a-z-]+)|\/api\/openapi\.json|https:\/\/www\.gosuslugi\.ru)$/;

for (const { path } of pages) {
  test(`portal page ${path}`, async () => {
    const { statusCode, body, headers } = await get(path);
    assert.equal(statusCode, 200);
    assert.match(String(headers['content-type']), /^text\/html; charset=utf-8/);
    assert.doesNotMatch(body, /\{[A-Z]+\}/, 'a placeholder is left');
    assert.doesNotMatch(
      body,
      /\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:|href="#"/i,
      'inline style or script, or a dead link',
    );
    assert.deepEqual(body.match(/<script[^>]*>/g), [`<script type="module" src="${origin}/v1/otklik.js">`]);
    assert.match(body, /<html lang="ru">/);
    assert.match(body, /Демонстрация/);
    assert.equal(body.match(/<h1>/g)?.length, 1);
    assert.equal(body.match(/<main id="content"/g)?.length, 1);
    const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? '');
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const [, href = ''] of body.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      const local = href.replace(origin, '').replace('?vision=on', '');
      const known = local.startsWith('#')
        ? ids.includes(local.slice(1))
        : pages.some((page) => page.path === local) || elsewhere.test(local);
      assert.ok(known, `${href} leads nowhere`);
    }
    for (const [, file = ''] of body.matchAll(/<link [^>]*?href="([^"]+)"/g))
      assert.equal((await get(file)).statusCode, 200, file);
  });
}

test('widgets are embedded by the snippet, tag and fallback link', async () => {
  const tag = (name: string, page: string, more = ''): RegExp =>
    new RegExp(
      `<otklik-${name} backend="${origin}" agency="housing"${more}><a href="${origin}/housing/${page}">[^<]+</a></otklik-${name}>`,
    );
  const home = (await get('/')).body;
  assert.match(home, tag('feed', 'publications', ' limit="5"'));
  assert.match(home, tag('consultation', 'consultation'));
  assert.match(home, tag('case', 'case'));
  assert.match(home, tag('channels', 'channels'));
  assert.match(home, tag('survey', 'survey/usefulness', ' survey="usefulness"'));
  assert.match(home, tag('results', 'results/usefulness', ' survey="usefulness"'));
  assert.match(
    (await get('/demo/survey.html')).body,
    tag('survey', 'survey/information-access', ' survey="information-access"'),
  );
  assert.match(
    (await get('/demo/results.html')).body,
    tag('results', 'results/information-access', ' survey="information-access"'),
  );
});

test('the policy is the README’s', async () => {
  assert.equal(
    (await get('/')).headers['content-security-policy'],
    `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src ${origin}; style-src 'self'; font-src 'self'; form-action 'self'; ` +
      "base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types lit-html otklik 'allow-duplicates'",
  );
});

test('codes stand in the order of a case’s life, as text', async () => {
  const { body } = await get('/demo/case.html');
  assert.ok(body.indexOf('880E-V7BS-ZH5K') < body.indexOf('7KQ4-M2XD-91TH'));
  assert.match(body, /Последний &#60;по порядку&#62;/);
});

test('every state of a case stands there in words', async () => {
  const all = fastify();
  const known = caseStatuses.map((status, at) => ({ status, about: `№ ${at}`, code: '' }));
  await all.register(demoSite({ origin, codes: known.toReversed() }));
  const { body } = await all.inject({ url: '/demo/case.html' });
  const cells = [...body.matchAll(/<tr><td>([^<]*)<\/td><td>№ (\d+)<\/td>/g)];
  assert.deepEqual(
    cells.map(([, , at]) => Number(at)),
    [...caseStatuses.keys()],
  );
  for (const [, words = ''] of cells) assert.match(words, /^[А-Я][а-яё ]+$/);
  assert.equal(new Set(cells.map(([, words]) => words)).size, caseStatuses.length);
});

test('the low-vision version stays on within the portal', async () => {
  const { body } = await get('/demo/about.html?vision=on');
  assert.match(body, /<html lang="ru" data-otklik-theme="contrast">/);
  assert.match(body, /href="\/demo\/channels\.html\?vision=on"/);
  assert.match(body, /<a href="\/demo\/about\.html">Обычная версия<\/a>/);
  assert.doesNotMatch(body, /portal\.css\?/);
});

test('without a configured address the request’s own is used, if it is one', async () => {
  const open = fastify();
  await open.register(demoSite({ codes }));
  const { body, headers } = await open.inject({ url: '/', headers: { host: 'portal.example:8080' } });
  assert.match(body, /src="http:\/\/portal\.example:8080\/v1\/otklik\.js"/);
  assert.match(String(headers['content-security-policy']), /script-src http:\/\/portal\.example:8080;/);
  for (const host of ['a.example; script-src *', 'a"onload=alert(1)', "a.example'"]) {
    assert.equal((await open.inject({ url: '/', headers: { host } })).statusCode, 400, host);
  }
});

test('files of the portal', async () => {
  for (const [path, { type }] of Object.entries(siteFiles)) {
    const { statusCode, headers, rawPayload } = await get(path);
    assert.equal(statusCode, 200, path);
    assert.equal(headers['content-type'], type);
    assert.ok(rawPayload.length > 100 && rawPayload.length < 60_000, `${path}: ${rawPayload.length} bytes`);
  }
});
