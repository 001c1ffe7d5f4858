import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import { openWorld, type World } from '@otklik/server/testing/app.js';
import { testContent } from '@otklik/server/testing/content.js';
import { bodies } from './bodies.ts';

let world: World;
let app: FastifyInstance;
before(async () => {
  const topics = [{ id: 'repair', title: { ru: 'Капитальный ремонт' } }];
  world = await openWorld([testContent({ topics: { external: topics, internal: topics } })]);
  app = await world.app({ internalNetworks: ['127.0.0.0/8'] });
});
after(() => world.close());

const stored = async (): Promise<number> =>
  (await world.database.db.selectFrom('consultations').select('id').execute()).length;

describe('the server', () => {
  for (const { name, body, errors } of bodies) {
    test(`${errors.length > 0 ? 'refuses' : 'takes'} ${name}`, async () => {
      const before = await stored();
      const answer = await world.request({
        app,
        method: 'POST',
        url: '/api/v1/agencies/test/consultations',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        payload: JSON.stringify(body),
        remoteAddress: '127.0.0.1',
      });
      const told = answer.json<Partial<ProblemDetails>>();
      assert.deepEqual(told.fields?.map(({ path, code }) => ({ path, code })) ?? [], errors);
      assert.equal(answer.statusCode, errors.length > 0 ? 422 : 201);
      if (errors.length > 0) assert.equal(told.code, 'fields_invalid');
      assert.equal(await stored(), before + (errors.length > 0 ? 0 : 1));
    });
  }

  test('stores what it took as it was written', async () => {
    const { db } = world.database;
    const questions = (await db.selectFrom('consultations').select('question').execute()).map(
      ({ question }) => question,
    );
    for (const { body, errors } of bodies) {
      if (errors.length === 0) assert.ok(questions.includes((body as { question: string }).question.trim()));
    }
  });
});
