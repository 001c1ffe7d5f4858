import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { PostgresQueryCompiler, sql } from 'kysely';
import type { Case, Receipt } from '@otklik/core/contract/consultations.js';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import { caseCode } from '@otklik/core/domain/consultations/case-code.js';
import type { By, CaseAction } from '@otklik/core/domain/consultations/actions.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { openWorld, type World } from '../testing/app.ts';
import { testAgency, testConsultant, testConsultation, testContent, testHead } from '../testing/content.ts';
import { actOnCase } from './acting.ts';
import { fileConsultation } from './filing.ts';

let world: World;
let app: FastifyInstance;
before(async () => {
  world = await openWorld([testContent(), testContent({ agency: testAgency({ id: 'other' }) })]);
});
// A new app forgets the wrong attempts of the test before.
beforeEach(async () => {
  app = await world.app();
});
after(() => world.close());

const received = new Date('2026-11-24T08:00:00.000Z');
const file = (): Promise<Receipt> =>
  fileConsultation(world.services, { internal: false }, 'test', testConsultation(), randomUUID(), received);
const open = async (code: string | null, { agency = 'test', remoteAddress = '192.0.2.1' } = {}) => {
  const answer = await world.request({
    app,
    url: `/api/v1/agencies/${agency}/case`,
    headers: code === null ? {} : { 'case-code': code },
    remoteAddress,
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.json<Case & Omit<ProblemDetails, 'status'>>(),
  };
};
const anyCode = (index: number): string => caseCode(Buffer.from([1, 2, 3, 4, 5, 6, index * 2]));

describe('a case', () => {
  test('is opened by its code, however it is typed', async () => {
    const { code, number, derivation } = await file();
    const { status, body } = await open(code);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      number,
      audience: 'external',
      status: 'received',
      topic: { ru: 'Капитальный ремонт', en: 'Major repair' },
      question: 'Когда начнётся ремонт?',
      replyForm: 'email',
      receivedAt: received.toISOString(),
      registeredOn: null,
      registerBy: '2026-11-27',
      dueBy: '2026-12-25',
      closedOn: null,
      derivation,
      timeline: [{ type: 'received', at: received.toISOString() }],
      notices: { by: 'email', to: 'a…@example.org' },
    } satisfies Case);
    for (const typed of [code.toLowerCase(), code.replaceAll('-', ''), code.replaceAll('-', ' '), ` ${code} `]) {
      assert.equal((await open(typed)).body.number, number, typed);
    }
  });

  test('shows neither name nor contact to whoever holds the code', async () => {
    const { code } = await file();
    const text = JSON.stringify((await open(code)).body);
    assert.doesNotMatch(text, /Анна|anna@|Примерова/);
  });

  test('is not opened by anything else, and each is told by its code', async () => {
    const { code } = await file();
    assert.deepEqual((await open(null)).body.code, 'case_code_missing');
    assert.deepEqual((await open('')).body.code, 'case_code_missing');
    const mistyped = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
    const { status, body } = await open(mistyped);
    assert.deepEqual([status, body.code, body.params], [400, 'case_code_invalid', { wrong: 'check' }]);
    assert.deepEqual((await open('short')).body.params, { wrong: 'length' });
    assert.deepEqual((await open('U000-0000-0000')).body.params, { wrong: 'symbol' });
    assert.deepEqual((await open('x'.repeat(5000))).body.code, 'case_code_invalid');
    assert.deepEqual((await open(anyCode(1))).body.code, 'case_unknown');
    assert.deepEqual((await open(code, { agency: 'other' })).body.code, 'case_unknown');
    assert.deepEqual((await open(code, { agency: 'nobody' })).body.code, 'agency_unknown');
  });

  test('that is unknown costs the same queries as a known one', async () => {
    const { code } = await file();
    const queries: string[] = [];
    const compiler = new PostgresQueryCompiler();
    const watched = world.database.db.withPlugin({
      transformQuery: ({ node, queryId }) => {
        queries.push(compiler.compileQuery(node, queryId).sql);
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const spied = await world.app({ database: { ...world.database, db: watched } });
    const ask = async (typed: string): Promise<[number, string[]]> => {
      queries.length = 0;
      const answer = await world.request({
        app: spied,
        url: '/api/v1/agencies/test/case',
        headers: { 'case-code': typed },
      });
      return [answer.statusCode, [...queries]];
    };
    const [found, right] = await ask(code);
    const [missing, wrong] = await ask(anyCode(2));
    assert.deepEqual([found, missing], [200, 404]);
    assert.ok(right.length > 0);
    assert.deepEqual(right, wrong);
  });
});

describe('guessing', () => {
  test('is slowed down, then turned away for seconds; a right code elsewhere and afterwards is not', async () => {
    const delays: number[] = [];
    app = await world.app({ delay: async (ms) => void delays.push(ms) });
    const { code } = await file();
    for (let index = 0; index < 20; index++) assert.equal((await open(anyCode(index))).status, 404);
    assert.deepEqual(delays.slice(0, 7), [0, 0, 0, 0, 0, 250, 500]);
    const { status, body, headers } = await open(anyCode(30));
    assert.deepEqual([status, body.code, body.params], [429, 'too_many_attempts', { retryAfter: 3 }]);
    assert.equal(headers['retry-after'], '3');
    assert.equal((await open(code, { remoteAddress: '198.51.100.1' })).status, 200);
    world.clock.now = new Date(world.clock.now.getTime() + 3_000);
    assert.equal((await open(code)).status, 200);
  });

  test('does not count slips of the finger', async () => {
    for (let index = 0; index < 60; index++) assert.equal((await open('0000-0000-0001')).status, 400);
  });
});

const t = (ru: string) => ({ ru });
const draft: CaseAction = {
  type: 'draft',
  draft: { kind: 'answer', brief: t('Да'), text: t('Ремонт начнётся весной.'), preparedBy: t('Отдел'), files: [] },
};
const approve: CaseAction = { type: 'approve', revision: 1, number: '15-1' };

describe('an action of staff', () => {
  test('leads the case on: state, event and job together', async () => {
    const { code, number } = await file();
    const { db } = world.database;
    const steps: [CaseAction, By, string, told: string | null][] = [
      [{ type: 'register' }, testConsultant, '2026-11-25T06:00:00.000Z', 'registered'],
      [{ type: 'start', unit: t('Отдел ремонта') }, testConsultant, '2026-11-26T06:00:00.000Z', 'in_progress'],
      [{ type: 'defer', days: 10, reason: t('Нужны документы') }, testHead, '2026-11-27T06:00:00.000Z', 'deferred'],
      [draft, testConsultant, '2026-11-30T06:00:00.000Z', null],
      [{ type: 'submit', revision: 1 }, testConsultant, '2026-11-30T07:00:00.000Z', null],
      [approve, testHead, '2026-12-01T06:00:00.000Z', 'answered'],
    ];
    for (const [action, by, at] of steps) await actOnCase(world.services, 'test', { number }, action, by, new Date(at));
    const { body } = await open(code);
    assert.equal(body.status, 'answered');
    assert.equal(body.registeredOn, '2026-11-25');
    assert.equal(body.closedOn, '2026-12-01');
    assert.deepEqual(
      body.timeline.map(({ type, at }) => `${type} ${at}`),
      [`received ${received.toISOString()}`, ...steps.flatMap(([, , at, told]) => (told ? [`${told} ${at}`] : []))],
    );
    const { id } = await db
      .selectFrom('consultations')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const jobs = await db
      .selectFrom('jobs')
      .select('payload')
      .where('kind', '=', 'case_notice')
      .orderBy('wanted_at')
      .execute();
    assert.deepEqual(
      jobs.filter(({ payload }) => payload.consultation === id).map(({ payload }) => payload.event),
      ['received', 'registered', 'in_progress', 'deferred', 'answered'],
    );
  });

  test('shows the client positions, but nobody’s account and no draft', async () => {
    const { code, number } = await file();
    const steps: [CaseAction, By][] = [
      [{ type: 'register' }, testConsultant],
      [{ type: 'start', unit: t('Отдел ремонта') }, testConsultant],
      [draft, testConsultant],
      [{ type: 'submit', revision: 1 }, testConsultant],
    ];
    for (const [action, by] of steps) await actOnCase(world.services, 'test', { number }, action, by, received);
    const { body } = await open(code);
    assert.equal(body.status, 'approval');
    assert.doesNotMatch(JSON.stringify(body), /"consultant"|весной/);
  });

  test('leaves the receipt as it was given', async () => {
    const key = randomUUID();
    const again = () =>
      fileConsultation(world.services, { internal: false }, 'test', testConsultation(), key, received);
    const receipt = await again();
    await actOnCase(
      world.services,
      'test',
      { number: receipt.number },
      { type: 'register' },
      testConsultant,
      new Date('2026-11-25T06:00:00.000Z'),
    );
    assert.deepEqual(await again(), receipt);
  });

  test('that law or state does not allow changes nothing', async () => {
    const { code, number } = await file();
    const before = (await open(code)).body;
    await assert.rejects(
      actOnCase(world.services, 'test', { number }, approve, testHead, received),
      (error) => error instanceof RuleBroken && error.code === 'action_not_allowed',
    );
    assert.deepEqual((await open(code)).body, before);
    await assert.rejects(actOnCase(world.services, 'test', { number: 'И-0/00' }, approve, testHead, received), {
      code: 'case_unknown',
    });
    await assert.rejects(actOnCase(world.services, 'nobody', { number }, approve, testHead, received), {
      code: 'agency_unknown',
    });
  });

  test('taken twice at once is taken once', async () => {
    const { code, number } = await file();
    // As many connections as it takes, opened beforehand: opening one would let the first get away.
    await Promise.all(Array.from({ length: 8 }, () => sql`select 1`.execute(world.database.db)));
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () =>
        actOnCase(
          world.services,
          'test',
          { number },
          { type: 'register' },
          testConsultant,
          new Date('2026-11-25T06:00:00.000Z'),
        ),
      ),
    );
    const broken = tries.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as RuleBroken).code);
    assert.deepEqual(broken, Array<string>(3).fill('action_not_allowed'));
    assert.equal((await open(code)).body.timeline.length, 2);
  });
});
