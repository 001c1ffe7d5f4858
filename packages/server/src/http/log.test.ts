import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
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
});
