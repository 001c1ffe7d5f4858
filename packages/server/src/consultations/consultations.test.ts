import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { ConsultationInput, Receipt } from '@otklik/core/contract/consultations.js';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import { openWorld, type World } from '../testing/app.ts';
import { internalConsultation, testAgency, testConsultation, testContent } from '../testing/content.ts';

let world: World;
let inside: FastifyInstance;
before(async () => {
  world = await openWorld([
    testContent(),
    testContent({ agency: testAgency({ id: 'other' }) }),
    testContent({ agency: testAgency({ id: 'consenting', legalBasis: 'consent' }) }),
  ]);
  inside = await world.app({ internalNetworks: ['10.0.0.0/8'] });
});
after(() => world.close());

interface Filing {
  agency?: string;
  key?: string | null;
  remoteAddress?: string;
}
const file = async (
  payload: unknown,
  { agency = 'test', key = randomUUID(), remoteAddress = '192.0.2.1' }: Filing = {},
) => {
  const answer = await world.request({
    app: inside,
    method: 'POST',
    url: `/api/v1/agencies/${agency}/consultations`,
    headers: { 'content-type': 'application/json', ...(key !== null && { 'idempotency-key': key }) },
    payload: JSON.stringify(payload),
    remoteAddress,
  });
  return { status: answer.statusCode, body: answer.json<Receipt & ProblemDetails>(), payload: answer.payload };
};
const filed = async (consultation: ConsultationInput = testConsultation(), filing: Filing = {}): Promise<Receipt> => {
  const { status, body } = await file(consultation, filing);
  assert.equal(status, 201);
  return body;
};
const count = async (table: 'consultations' | 'applicants' | 'case_events' | 'jobs'): Promise<number> => {
  const { number } = await world.database.db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<string>().as('number'))
    .executeTakeFirstOrThrow();
  return Number(number);
};
const wrong = ({ status, body }: Awaited<ReturnType<typeof file>>) => ({
  status,
  code: body.code,
  fields: body.fields?.map(({ path, code }) => `${path} ${code}`),
});

describe('a consultation', () => {
  test('is answered by a receipt: number, code, dates and how they came about', async () => {
    const { number, code, receivedAt, registerBy, dueBy, derivation } = await filed();
    assert.match(number, /^И-\d+\/26$/);
    assert.deepEqual(readCaseCode(code), { code });
    assert.equal(receivedAt, '2026-11-24T08:00:00.000Z');
    assert.equal(registerBy, '2026-11-27');
    // 27.11 + 30 days is a Sunday: back to the Friday before it.
    assert.equal(dueBy, '2026-12-25');
    assert.deepEqual(
      derivation.map(({ rule, result }) => `${rule} ${result}`),
      ['registration 2026-11-27', 'answer 2026-12-27', 'preceding_working_day 2026-12-25'],
    );
  });

  test('is stored whole, personal data apart, with its event and the job to confirm it', async () => {
    const { number, code } = await filed(
      testConsultation({
        contact: { email: 'anna@example.org', phone: '+7 900 000-00-00', postalAddress: 'Примерск,\nул. Примерная, 1' },
        language: 'en',
      }),
    );
    const { db } = world.database;
    const row = await db
      .selectFrom('consultations')
      .selectAll()
      .where('number', '=', number)
      .where('agency', '=', 'test')
      .executeTakeFirstOrThrow();
    assert.deepEqual(
      [
        row.audience,
        row.topic,
        row.topic_title.ru,
        row.question,
        row.reply_form,
        row.language,
        row.status,
        row.consent,
      ],
      ['external', 'repair', 'Капитальный ремонт', 'Когда начнётся ремонт?', 'email', 'en', 'received', null],
    );
    assert.deepEqual(await db.selectFrom('applicants').selectAll().where('consultation', '=', row.id).execute(), [
      {
        consultation: row.id,
        kind: 'citizen',
        name: 'Анна Примерова',
        email: 'anna@example.org',
        phone: '+7 900 000-00-00',
        postal_address: 'Примерск,\nул. Примерная, 1',
      },
    ]);
    const events = await db
      .selectFrom('case_events')
      .select(['position', 'data'])
      .where('consultation', '=', row.id)
      .execute();
    assert.deepEqual(events, [{ position: 0, data: { type: 'received', at: '2026-11-24T08:00:00.000Z' } }]);
    const jobs = await db.selectFrom('jobs').select(['kind']).where('consultation', '=', row.id).execute();
    assert.deepEqual(jobs, [{ kind: 'received' }]);
    assert.equal(JSON.stringify(row).includes(code), false);
    assert.equal(JSON.stringify(row).includes('Примерова'), false);
  });

  test('takes the next number of its agency, audience and year', async () => {
    const numbers = async (consultation: ConsultationInput, filing: Filing) => {
      const made = [];
      for (let index = 0; index < 2; index++) made.push((await filed(consultation, filing)).number);
      return made;
    };
    assert.deepEqual(await numbers(testConsultation(), { agency: 'other' }), ['И-1/26', 'И-2/26']);
    assert.deepEqual(await numbers(internalConsultation(), { agency: 'other', remoteAddress: '10.0.0.1' }), [
      'В-1/26',
      'В-2/26',
    ]);
    // Already 2027 in Astrakhan.
    world.clock.now = new Date('2026-12-31T20:30:00.000Z');
    assert.deepEqual(await numbers(testConsultation(), { agency: 'other' }), ['И-1/27', 'И-2/27']);
    world.clock.now = new Date('2026-11-24T08:00:00.000Z');
    assert.deepEqual(await numbers(testConsultation(), { agency: 'other' }), ['И-3/26', 'И-4/26']);
  });

  test('that breaks a rule is not stored, and gives its number back', async () => {
    const before = await Promise.all([
      count('consultations'),
      count('applicants'),
      count('case_events'),
      count('jobs'),
    ]);
    const { number } = await filed();
    assert.deepEqual(wrong(await file(testConsultation({ topic: 'none' }))), {
      status: 422,
      code: 'fields_invalid',
      fields: ['topic choice_unknown'],
    });
    assert.deepEqual(wrong(await file(testConsultation({ topic: 'leave' }))), {
      status: 422,
      code: 'fields_invalid',
      fields: ['topic choice_unknown'],
    });
    assert.deepEqual(wrong(await file({})), {
      status: 422,
      code: 'fields_invalid',
      fields: ['applicant required', 'topic required', 'question required', 'replyForm required'],
    });
    assert.deepEqual(wrong(await file(testConsultation(), { agency: 'nobody' })), {
      status: 404,
      code: 'agency_unknown',
      fields: undefined,
    });
    const next = (await filed()).number;
    assert.equal(Number(next.slice(2, -3)), Number(number.slice(2, -3)) + 1);
    assert.deepEqual(
      await Promise.all([count('consultations'), count('applicants'), count('case_events'), count('jobs')]),
      before.map((one) => one + 2),
    );
  });

  test('needs consent to the notice that stands now where the agency works by consent', async () => {
    const agency = 'consenting';
    assert.deepEqual(wrong(await file(testConsultation(), { agency })).fields, ['consent required']);
    assert.deepEqual(wrong(await file(testConsultation({ consent: '2020-01-01', topic: 'none' }), { agency })).fields, [
      'topic choice_unknown',
      'consent consent_outdated',
    ]);
    const { number } = await filed(testConsultation({ consent: '2026-09-01' }), { agency });
    const row = await world.database.db
      .selectFrom('consultations')
      .select('consent')
      .where('agency', '=', agency)
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    assert.equal(row.consent, '2026-09-01');
  });

  test('for internal clients is taken from the own networks alone; elsewhere its topics do not exist', async () => {
    const outside = wrong(await file(internalConsultation()));
    assert.deepEqual(outside, wrong(await file(internalConsultation({ topic: 'never-there' }))));
    assert.deepEqual(outside.fields, ['topic choice_unknown']);
    assert.match((await filed(internalConsultation(), { remoteAddress: '10.0.0.1' })).number, /^В-\d+\/26$/);
  });
});

describe('an idempotency key', () => {
  test('is needed, and must be hard to guess', async () => {
    assert.deepEqual(wrong(await file(testConsultation(), { key: null })).code, 'idempotency_key_missing');
    for (const key of [
      'short',
      'x'.repeat(65),
      'with spaces in the key',
      'ключ-ключ-ключ-ключ'.replace(/[^\x20-\x7e]/g, '%'),
      'a,b,c,d,e,f,g,h,i,j',
    ]) {
      assert.deepEqual(wrong(await file(testConsultation(), { key })).code, 'idempotency_key_invalid', key);
    }
  });

  test('gives the same receipt however often the same is sent', async () => {
    const key = randomUUID();
    const { body: first, payload } = await file(testConsultation(), { key });
    const before = await count('jobs');
    world.clock.now = new Date('2026-12-03T08:00:00.000Z');
    // Another order of fields and spaces around a text are the same consultation.
    const { applicant, ...rest } = testConsultation();
    const again = await file({ ...rest, applicant: { name: ` ${applicant.name} `, kind: applicant.kind } }, { key });
    world.clock.now = new Date('2026-11-24T08:00:00.000Z');
    assert.equal(again.status, 201);
    assert.deepEqual(again.body, first);
    assert.equal(again.payload, payload);
    assert.equal(await count('jobs'), before);
  });

  test('with another body is a conflict', async () => {
    const key = randomUUID();
    await filed(testConsultation(), { key });
    assert.deepEqual(wrong(await file(testConsultation({ question: 'Другой вопрос?' }), { key })), {
      status: 409,
      code: 'idempotency_conflict',
      fields: undefined,
    });
    assert.equal(wrong(await file(testConsultation({ question: '' }), { key })).code, 'fields_invalid');
  });

  test('gives the receipt also when its topic is no longer offered', async () => {
    const key = randomUUID();
    const first = await filed(testConsultation({ topic: 'other' }), { key });
    const { db } = world.database;
    await db.deleteFrom('consultation_topics').where('agency', '=', 'test').where('id', '=', 'other').execute();
    assert.deepEqual(await filed(testConsultation({ topic: 'other' }), { key }), first);
    assert.equal(wrong(await file(testConsultation({ topic: 'other' }))).code, 'fields_invalid');
  });

  test('sent many times at once makes one case', async () => {
    const key = randomUUID();
    const before = await count('consultations');
    const receipts = await Promise.all(Array.from({ length: 8 }, () => filed(testConsultation(), { key })));
    for (const receipt of receipts) assert.deepEqual(receipt, receipts[0]);
    assert.equal(await count('consultations'), before + 1);
    const next = await filed();
    assert.equal(Number(next.number.slice(2, -3)), Number(receipts[0]?.number.slice(2, -3)) + 1, 'no number was lost');
  });

  test('sent many times at once with different bodies makes one case and conflicts', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => file(testConsultation({ question: `Вопрос ${index}?` }), { key })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array<number>(7).fill(409)]);
  });

  test('belongs to one agency', async () => {
    const key = randomUUID();
    const one = await filed(testConsultation(), { key });
    const two = await filed(testConsultation({ question: 'Другой вопрос?' }), { key, agency: 'other' });
    assert.notEqual(one.code, two.code);
  });

  test('is not stored, nor the code that is derived from it', async () => {
    const key = randomUUID();
    const { code } = await filed(testConsultation(), { key });
    const { db } = world.database;
    const rows = JSON.stringify(
      await Promise.all(
        (['consultations', 'applicants', 'case_events', 'jobs', 'installation'] as const).map((table) =>
          db.selectFrom(table).selectAll().execute(),
        ),
      ),
    );
    for (const secret of [
      key,
      code,
      code.replaceAll('-', ''),
      Buffer.from(key).toString('hex'),
      [...Buffer.from(code)].join(),
    ])
      assert.equal(rows.includes(secret), false);
  });
});

describe('topics', () => {
  const topics = async (query: string, remoteAddress = '192.0.2.1') => {
    const answer = await world.request({
      app: inside,
      url: `/api/v1/agencies/other/consultation-topics${query}`,
      remoteAddress,
    });
    return answer.statusCode === 200
      ? answer.json<{ items: { id: string }[] }>().items.map(({ id }) => id)
      : answer.json<ProblemDetails>().code;
  };
  test('are those of the audience, in their order', async () => {
    assert.deepEqual(await topics(''), ['repair', 'other']);
    assert.deepEqual(await topics('?audience=internal'), []);
    assert.deepEqual(await topics('?audience=internal', '10.0.0.1'), ['leave']);
    assert.equal(await topics('?audience=everyone'), 'query_invalid');
    assert.equal(await topics('?lang=ru'), 'query_invalid');
  });
});
