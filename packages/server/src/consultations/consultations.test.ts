import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ConsultationInput } from '@otklik/core/contract/consultations.js';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import { internalConsultation, testConsultation } from '../testing/content.ts';
import { openFilingWorld, wrong, type Filing, type FilingWorld } from '../testing/filing.ts';

let world: FilingWorld;
before(async () => {
  world = await openFilingWorld();
});
after(() => world.close());

describe('a consultation', () => {
  test('is answered by a receipt: number, code, dates and how they came about', async () => {
    const { number, code, receivedAt, registerBy, dueBy, derivation } = await world.filed();
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
    const { number, code } = await world.filed(
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
        notice_by: null,
        notice_email: null,
      },
    ]);
    const events = await db
      .selectFrom('case_events')
      .select(['position', 'data'])
      .where('consultation', '=', row.id)
      .execute();
    assert.deepEqual(events, [{ position: 0, data: { type: 'received', at: '2026-11-24T08:00:00.000Z' } }]);
    const jobs = await db.selectFrom('jobs').select(['kind', 'payload']).execute();
    assert.deepEqual(
      jobs.filter(({ payload }) => payload.consultation === row.id),
      [{ kind: 'case_notice', payload: { consultation: row.id, event: 'received' } }],
    );
    assert.equal(JSON.stringify(row).includes(code), false);
    assert.equal(JSON.stringify(row).includes('Примерова'), false);
  });

  test('takes the next number of its agency, audience and year', async () => {
    const numbers = async (consultation: ConsultationInput, filing: Filing) => {
      const made = [];
      for (let index = 0; index < 2; index++) made.push((await world.filed(consultation, filing)).number);
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
      world.count('consultations'),
      world.count('applicants'),
      world.count('case_events'),
      world.count('jobs'),
    ]);
    const { number } = await world.filed();
    assert.deepEqual(wrong(await world.file(testConsultation({ topic: 'none' }))), {
      status: 422,
      code: 'fields_invalid',
      fields: ['topic choice_unknown'],
    });
    assert.deepEqual(wrong(await world.file(testConsultation({ topic: 'leave' }))), {
      status: 422,
      code: 'fields_invalid',
      fields: ['topic choice_unknown'],
    });
    assert.deepEqual(wrong(await world.file({})), {
      status: 422,
      code: 'fields_invalid',
      fields: ['applicant required', 'topic required', 'question required', 'replyForm required'],
    });
    assert.deepEqual(wrong(await world.file(testConsultation(), { agency: 'nobody' })), {
      status: 404,
      code: 'agency_unknown',
      fields: undefined,
    });
    const next = (await world.filed()).number;
    assert.equal(Number(next.slice(2, -3)), Number(number.slice(2, -3)) + 1);
    assert.deepEqual(
      await Promise.all([
        world.count('consultations'),
        world.count('applicants'),
        world.count('case_events'),
        world.count('jobs'),
      ]),
      before.map((one) => one + 2),
    );
  });

  test('needs consent to the notice that stands now where the agency works by consent', async () => {
    const agency = 'consenting';
    assert.deepEqual(wrong(await world.file(testConsultation(), { agency })).fields, ['consent required']);
    assert.deepEqual(
      wrong(await world.file(testConsultation({ consent: '2020-01-01', topic: 'none' }), { agency })).fields,
      ['topic choice_unknown', 'consent consent_outdated'],
    );
    const { number } = await world.filed(testConsultation({ consent: '2026-09-01' }), { agency });
    const row = await world.database.db
      .selectFrom('consultations')
      .select('consent')
      .where('agency', '=', agency)
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    assert.equal(row.consent, '2026-09-01');
  });

  test('for internal clients is taken from the own networks alone; elsewhere its topics do not exist', async () => {
    const outside = wrong(await world.file(internalConsultation()));
    assert.deepEqual(outside, wrong(await world.file(internalConsultation({ topic: 'never-there' }))));
    assert.deepEqual(outside.fields, ['topic choice_unknown']);
    assert.match((await world.filed(internalConsultation(), { remoteAddress: '10.0.0.1' })).number, /^В-\d+\/26$/);
  });
});

describe('topics', () => {
  const topics = async (query: string, remoteAddress = '192.0.2.1') => {
    const answer = await world.request({
      app: world.inside,
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
