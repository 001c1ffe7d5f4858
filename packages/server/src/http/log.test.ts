import assert from 'node:assert/strict';
import { after, before, describe, mock, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Batch } from '@otklik/core/contract/surveys.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { hostedPages } from '../hosted/routes.ts';
import { openWorld, type World } from '../testing/app.ts';
import { testContent, testManifest } from '../testing/content.ts';

let world: World;
before(async () => {
  world = await openWorld([testContent({ surveys: [testManifest('access')] })]);
});
after(() => world.close());

describe('the log', () => {
  const logged = async (ask: (app: FastifyInstance) => Promise<unknown>): Promise<string[]> => {
    const lines: string[] = [];
    const app = await world.app({ log: (line) => lines.push(line) });
    await ask(app);
    return lines;
  };

  test('has method, route, status and time of a request, nothing else', async () => {
    const lines = await logged(async (app) => {
      await app.inject({
        url: '/api/v1/agencies/test/publications?q=canary',
        remoteAddress: '203.0.113.77',
        headers: { 'user-agent': 'canary' },
      });
      await app.inject({ url: '/canary' });
      await app.inject({ url: '/api/v1/agencies/test/case', headers: { 'case-code': '0000-0000-0000' } });
    });
    assert.deepEqual(
      lines.map((line) => line.replace(/\d+ ms$/, 'N ms')),
      [
        'GET /api/v1/agencies/:agency/publications 200 N ms',
        'GET (unknown) 404 N ms',
        'GET /api/v1/agencies/:agency/case 404 N ms',
      ],
    );
  });

  test('has nothing of surveys and ballots, not even what went wrong', async () => {
    const lines = await logged(async (app) => {
      const root = '/api/v1/agencies/test/surveys';
      for (const url of [
        root,
        `${root}/access/manifest`,
        `${root}/access/batch`,
        `${root}/access/releases`,
        `${root}/none/batch`,
        '/api/v1/agencies/test/%73urveys/access/batch',
      ]) {
        await app.inject({ url });
      }
      await app.inject({ method: 'POST', url: `${root}/access/ballots`, payload: {} });
      await app.inject({ method: 'PUT', url: `${root}/access/ballots`, payload: {} });
      await app.inject({
        method: 'OPTIONS',
        url: `${root}/access/ballots`,
        headers: { origin: 'https://a.example', 'access-control-request-method': 'POST' },
      });
      await app.inject({ url: '/test/survey/access' });
    });
    assert.deepEqual(lines, []);
  });

  test('has nothing of files: some are loaded by those alone who begin to answer', async () => {
    const lines = await logged(async (app) => {
      for (const url of ['/v1/otklik.js', '/v1/chunks/Ab12Cd/3.js', '/v1.0.0/otklik.js', '/v9.9.9/chunks/Ab12Cd/a.js'])
        await app.inject({ url });
    });
    assert.deepEqual(lines, []);
  });
});

/* Whoever takes part leaves nothing behind, in no output of the process, whatever becomes of it. */
describe('a ballot', () => {
  const canary = 'canary-5e2b';
  const address = '203.0.113.77';
  const manifest = testManifest('access');
  const headers = {
    'user-agent': canary,
    referer: `https://${canary}.example/`,
    'x-forwarded-for': address,
    cookie: `a=${canary}`,
  };
  /** All that an app says while it is asked: to its log, its reports, and to the process's own output. */
  async function said(ask: (app: FastifyInstance) => Promise<number[]>, failure?: Error) {
    const lines: { log: string[]; reports: string[]; output: string[] } = { log: [], reports: [], output: [] };
    const { database } = world;
    const db = new Proxy(database.db, {
      get: (target, name) => {
        if (failure) throw failure;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const app = await world.app({
      database: { ...database, db },
      log: (line) => lines.log.push(line),
      report: (line) => lines.reports.push(line),
      register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
    });
    const write = (text: unknown): boolean => lines.output.push(String(text)) > 0;
    const outputs = [process.stdout, process.stderr].map((stream) => mock.method(stream, 'write', write));
    const statuses = await ask(app).finally(() => outputs.forEach((output) => output.mock.restore()));
    assert.doesNotMatch(JSON.stringify(lines), new RegExp(`${canary}|${address.replaceAll('.', '\\.')}`));
    return { ...lines, statuses };
  }
  const root = '/api/v1/agencies/test/surveys/access';
  const requests = (ballot: object) =>
    [
      { url: `${root}/batch` },
      { method: 'POST', url: `${root}/ballots`, payload: JSON.stringify(ballot) },
      { method: 'POST', url: `${root}/ballots`, payload: `{"${canary}` },
      { method: 'POST', url: '/test/survey/access', form: `q.way=phone&q.missing=${canary}` },
      { method: 'POST', url: '/test/survey/access', form: `q.way=${canary}` },
    ] as const;
  const asked =
    (ballot: object) =>
    async (app: FastifyInstance): Promise<number[]> => {
      const statuses: number[] = [];
      for (const { form, ...request } of requests(ballot).map((one) => ({ form: undefined, ...one }))) {
        const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
        const { statusCode } = await app.inject({
          ...request,
          ...(form !== undefined && { payload: form }),
          headers: { ...headers, ...('method' in request && { 'content-type': type }) },
          remoteAddress: address,
        });
        statuses.push(statusCode);
      }
      return statuses;
    };

  test('leaves no line, accepted or refused', async () => {
    const batch = (await world.request({ url: `${root}/batch` })).json<Batch>();
    const ballot = await wholeBallot('test', manifest, batch, { missing: canary });
    const { statuses, log, reports, output } = await said(asked(ballot));
    assert.deepEqual(statuses, [200, 201, 400, 201, 422]);
    assert.deepEqual([log, reports], [[], []]);
    assert.doesNotMatch(output.join(''), /surveys?\//);
  });

  test('that we fail to take in is told once, without anything of the request', async () => {
    const failure = Object.assign(new Error(`column "${canary}" of ${address}`), { code: 'XX000' });
    const { statuses, log, reports } = await said(asked({}), failure);
    assert.deepEqual(statuses, [500, 500, 400, 500, 500]);
    assert.deepEqual(log, []);
    assert.deepEqual(reports, [
      'GET /api/v1/agencies/:agency/surveys/:id/batch: Error XX000',
      'POST /api/v1/agencies/:agency/surveys/:id/ballots: Error XX000',
      'POST /:agency/survey/:id: Error XX000',
    ]);
  });
});
