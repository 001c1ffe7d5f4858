import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import { endpoints } from '@otklik/core/contract/endpoints.js';
import { staffEndpoints } from '@otklik/core/contract/staff/endpoints.js';
import { openWorld, type World } from '../testing/app.ts';
import { testConsultation, testContent, testManifest, testPublication } from '../testing/content.ts';
import { insertTouchpointList } from '../touchpoints/store.ts';

let world: World;
before(async () => {
  world = await openWorld([
    testContent({
      publications: [testPublication('long', { summary: { ru: 'Очень длинно. '.repeat(400) } })],
      surveys: [testManifest('access')],
    }),
  ]);
});
after(() => world.close());

const consultations = '/api/v1/agencies/test/consultations';
const key = 'a-key-of-a-test-0001';
const post = (payload: string | Buffer, headers: Record<string, string> = {}, url = consultations) =>
  world.request({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
  });
const told = (answer: { statusCode: number; json(): unknown }) => {
  const { code, params, fields } = answer.json() as ProblemDetails;
  return { status: answer.statusCode, code, params, ...(fields && { fields }) };
};
describe('addresses', () => {
  const code = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH', url: string) =>
    told(await world.request({ method, url })).code;

  test('that nothing answers to are unknown, and say so to any page', async () => {
    for (const url of [
      '/',
      '/api',
      '/api/',
      '/api/v1',
      '/api/v2/agencies/test',
      '/api/v1/agencies',
      '/api/v1/agencies/test/',
      '/API/v1/agencies/test',
      '/v1/otklik.js',
      '/v1/otklic.js',
      '/v2/otklik.js',
      '/test/api/v1/agencies/test',
      '/%zz',
      '/api/%zz',
      '/api/v1/agencies/%E0%A4%A',
      '//',
      '/..',
      '/healthz/x',
    ]) {
      const answer = await world.request({ method: 'GET', url, headers: { origin: 'https://site.example.gov' } });
      assert.equal(told(answer).code, 'route_unknown', url);
      assert.equal(answer.headers['access-control-allow-origin'], '*', url);
    }
    assert.equal(await code('GET', `/api/v1/agencies/${'x'.repeat(2000)}`), 'route_unknown');
  });

  test('that know another method say which', async () => {
    const all = Object.values(endpoints);
    for (const path of new Set(all.map((one) => one.path))) {
      const url = path.replace('{agency}', 'test').replace(/\{\w+\}/g, 'x');
      const methods: string[] = all.filter((one) => one.path === path).map(({ method }) => method);
      for (const other of (['PUT', 'DELETE', 'PATCH', 'POST', 'GET'] as const).filter(
        (one) => !methods.includes(one),
      )) {
        const answer = await world.request({ method: other, url });
        assert.deepEqual(
          told(answer),
          { status: 405, code: 'method_unknown', params: { path: url } },
          `${other} ${url}`,
        );
        for (const method of methods) assert.ok(String(answer.headers.allow).split(', ').includes(method));
      }
    }
  });
});

describe('headers', () => {
  const safe = (headers: Record<string, unknown>) => {
    assert.equal(headers['x-content-type-options'], 'nosniff');
    // Data and code hold no links and no scripts that it could be about.
    const data = /^application\/(problem\+)?json/.test(String(headers['content-type']));
    assert.equal(headers['referrer-policy'], data ? undefined : 'no-referrer');
    assert.equal(headers['permissions-policy'], data ? undefined : 'camera=(), geolocation=(), microphone=()');
    assert.match(String(headers['content-security-policy']), /^default-src 'none'; frame-ancestors 'none'/);
    assert.equal(headers['set-cookie'], undefined);
    assert.equal(headers['server'], undefined);
    assert.equal(headers['x-powered-by'], undefined);
  };

  test('keep every answer from being misread', async () => {
    for (const url of [
      '/healthz',
      '/readyz',
      '/api/openapi.json',
      '/api/v1/agencies/test',
      '/api/v1/agencies/none',
      '/nowhere',
      '/%zz',
      '/api/%zz',
    ]) {
      safe((await world.request({ url })).headers);
    }
  });

  test('let pages of any origin ask the API, without credentials', async () => {
    const headers = { origin: 'https://portal.example.gov' };
    for (const url of [
      '/api/v1/agencies/test',
      '/api/v1/agencies/test/case',
      '/api/v1/agencies/none',
      '/api/openapi.json',
      '/api/none',
    ]) {
      const answer = await world.request({ url, headers });
      assert.equal(answer.headers['access-control-allow-origin'], '*', url);
      assert.equal(answer.headers['access-control-allow-credentials'], undefined);
      assert.equal(answer.headers['cross-origin-resource-policy'], 'cross-origin');
      assert.equal(answer.headers['access-control-expose-headers'], '*');
    }
    assert.equal((await world.request({ url: '/healthz', headers })).headers['access-control-allow-origin'], undefined);
  });

  test('answer a preflight', async () => {
    for (const url of [consultations, '/api/v1/agencies/test/case', '/api/v1/agencies/test/surveys/access/ballots']) {
      const answer = await world.request({
        method: 'OPTIONS',
        url,
        headers: {
          origin: 'https://a.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,idempotency-key',
        },
      });
      assert.equal(answer.statusCode, 204);
      assert.equal(answer.headers['access-control-allow-origin'], '*');
      assert.equal(answer.headers['access-control-allow-methods'], 'GET, HEAD, POST, PUT, PATCH, DELETE');
      assert.equal(
        answer.headers['access-control-allow-headers'],
        'Content-Type, Idempotency-Key, Consultation-Proof, Case-Code, Upload-Token, Upload-Offset',
      );
      assert.equal(answer.headers['access-control-max-age'], '86400');
    }
  });

  test('keep what is personal out of every cache', async () => {
    const cache = async (url: string, headers = {}) => (await world.request({ url, headers })).headers['cache-control'];
    assert.equal(await cache('/api/v1/agencies/test'), 'no-cache');
    assert.equal(await cache('/api/v1/agencies/test/case', { 'case-code': 'x' }), 'no-store');
    assert.equal(await cache('/api/v1/agencies/none'), 'no-store');
    const receipt = await post(JSON.stringify(testConsultation()), { 'idempotency-key': 'a-key-of-a-test-cache' });
    assert.equal(receipt.statusCode, 201);
    assert.equal(receipt.headers['cache-control'], 'no-store');
  });

  test('compress what is long', async () => {
    const url = '/api/v1/agencies/test/publications';
    const plain = await world.request({ url });
    const small = await world.request({ url, headers: { 'accept-encoding': 'gzip, br' } }).catch(() => null);
    assert.equal(small, null, 'the helper reads plain answers only');
    const app = await world.app();
    const answer = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
    assert.equal(answer.headers['content-encoding'], 'br');
    assert.match(String(answer.headers.vary), /accept-encoding/i);
    assert.equal(brotliDecompressSync(answer.rawPayload).toString(), plain.payload);
    assert.ok(answer.rawPayload.length < plain.rawPayload.length / 10);
  });
});

describe('answers', () => {
  test('hold nothing that the contract does not declare', async () => {
    const { db } = world.database;
    const before = (await db.selectFrom('agencies').select('data').where('id', '=', 'test').executeTakeFirstOrThrow())
      .data;
    const leaky = {
      ...before,
      secret: 'leak',
      name: { ...before.name, secret: 'leak' },
      terms: { ...before.terms, secret: 'leak' },
    };
    const document = { title: { ru: 'Перечень', secret: 'leak' }, number: '1', date: '2026-01-01', secret: 'leak' };
    await db
      .updateTable('agencies')
      .set({ data: JSON.stringify(leaky) })
      .where('id', '=', 'test')
      .execute();
    const list = { document, channels: [], items: [] };
    await insertTouchpointList(db, 'test', 'external', list, world.clock.now);
    for (const url of ['/api/v1/agencies/test', '/api/v1/agencies/test/touchpoints']) {
      const answer = await world.request({ url });
      assert.equal(answer.statusCode, 200);
      assert.equal(answer.payload.includes('leak'), false, url);
    }
    assert.deepEqual((await world.request({ url: '/api/v1/agencies/test' })).json(), before);
    await db
      .updateTable('agencies')
      .set({ data: JSON.stringify(before) })
      .where('id', '=', 'test')
      .execute();
  });

  test('tell nothing of a fault of ours, nor does the log tell anything of the request', async () => {
    const lines: string[] = [];
    const app = await world.app({
      report: (line) => lines.push(line),
      register: async (scope) => {
        scope.get('/broken', async () => {
          throw new Error('secret detail');
        });
      },
    });
    const answer = await app.inject({
      url: '/broken?name=canary',
      headers: { 'user-agent': 'canary-agent' },
      remoteAddress: '203.0.113.77',
    });
    assert.equal(answer.statusCode, 500);
    assert.deepEqual(answer.json(), {
      type: 'urn:otklik:problem:internal',
      title: 'Internal',
      status: 500,
      code: 'internal',
      params: {},
    });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^GET \/broken: Error\n\s+at /);
    assert.doesNotMatch(lines.join(), /secret|canary|203\.0/);
  });

  test('say that the database is away', async () => {
    const lost = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const away = await world.app({
      database: {
        ...world.database,
        db: new Proxy(world.database.db, {
          get: () => {
            throw lost;
          },
        }),
      },
    });
    for (const url of ['/readyz', '/api/v1/agencies/test']) {
      const answer = await world.request({ app: away, url });
      assert.deepEqual(told(answer), { status: 503, code: 'unavailable', params: {} });
    }
    assert.equal((await away.inject('/healthz')).statusCode, 200);
  });

  test('describe themselves', async () => {
    const answer = await world.request({ url: '/api/openapi.json' });
    const { openapi, paths } = answer.json<{ openapi: string; paths: object }>();
    assert.equal(openapi, '3.1.0');
    const described = [...Object.values(endpoints), ...Object.values(staffEndpoints)].map(({ path }) => path);
    assert.deepEqual(Object.keys(paths).sort(), [...new Set(described)].sort());
  });
});
