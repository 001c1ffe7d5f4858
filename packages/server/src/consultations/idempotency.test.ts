import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { BackendError } from '@otklik/core/backend/error.js';
import { testConsultation } from '../testing/content.ts';
import { fileConsultation } from './filing.ts';
import { openFilingWorld, wrong, type FilingWorld } from '../testing/filing.ts';

let world: FilingWorld;
before(async () => {
  world = await openFilingWorld();
});
after(() => world.close());

describe('an idempotency key', () => {
  test('is needed, and must be hard to guess', async () => {
    assert.deepEqual(wrong(await world.file(testConsultation(), { key: null })).code, 'idempotency_key_missing');
    for (const key of [
      'short',
      'x'.repeat(65),
      'with spaces in the key',
      'ключ-ключ-ключ-ключ'.replace(/[^\x20-\x7e]/g, '%'),
      'a,b,c,d,e,f,g,h,i,j',
    ]) {
      assert.deepEqual(wrong(await world.file(testConsultation(), { key })).code, 'idempotency_key_invalid', key);
    }
  });

  test('gives the same receipt however often the same is sent', async () => {
    const key = randomUUID();
    const { body: first, payload } = await world.file(testConsultation(), { key });
    const before = await world.count('jobs');
    world.clock.now = new Date('2026-12-03T08:00:00.000Z');
    // Another order of fields and spaces around a text are the same consultation.
    const { applicant, ...rest } = testConsultation();
    const again = await world.file(
      { ...rest, applicant: { name: ` ${applicant.name} `, kind: applicant.kind } },
      { key },
    );
    world.clock.now = new Date('2026-11-24T08:00:00.000Z');
    assert.equal(again.status, 201);
    assert.deepEqual(again.body, first);
    assert.equal(again.payload, payload);
    assert.equal(await world.count('jobs'), before);
  });

  test('with another body is a conflict', async () => {
    const key = randomUUID();
    await world.filed(testConsultation(), { key });
    assert.deepEqual(wrong(await world.file(testConsultation({ question: 'Другой вопрос?' }), { key })), {
      status: 409,
      code: 'idempotency_conflict',
      fields: undefined,
    });
    assert.equal(wrong(await world.file(testConsultation({ question: '' }), { key })).code, 'fields_invalid');
  });

  test('gives the receipt also when its topic is no longer offered', async () => {
    const key = randomUUID();
    const first = await world.filed(testConsultation({ topic: 'other' }), { key });
    const { db } = world.database;
    await db.deleteFrom('consultation_topics').where('agency', '=', 'test').where('id', '=', 'other').execute();
    assert.deepEqual(await world.filed(testConsultation({ topic: 'other' }), { key }), first);
    assert.equal(wrong(await world.file(testConsultation({ topic: 'other' }))).code, 'fields_invalid');
  });

  test('sent many times at once makes one case', async () => {
    const key = randomUUID();
    const before = await world.count('consultations');
    const receipts = await Promise.all(Array.from({ length: 8 }, () => world.filed(testConsultation(), { key })));
    for (const receipt of receipts) assert.deepEqual(receipt, receipts[0]);
    assert.equal(await world.count('consultations'), before + 1);
    const next = await world.filed();
    assert.equal(Number(next.number.slice(2, -3)), Number(receipts[0]?.number.slice(2, -3)) + 1, 'no number was lost');
  });

  test('sent many times at once with different bodies makes one case and conflicts', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => world.file(testConsultation({ question: `Вопрос ${index}?` }), { key })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array<number>(7).fill(409)]);
  });

  test('is decided by the database, not by who looked first', async () => {
    // In process, so that all have looked before the first one writes, on either database.
    const send = (key: string, index: number) =>
      fileConsultation(
        world.services,
        { internal: false },
        'other',
        testConsultation({ question: `Вопрос ${index}?` }),
        key,
        world.clock.now,
      );
    const same = randomUUID();
    const receipts = await Promise.all(Array.from({ length: 8 }, () => send(same, 0)));
    for (const receipt of receipts) assert.deepEqual(receipt, receipts[0]);
    const different = randomUUID();
    const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => send(different, index)));
    const refused = tries.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as BackendError).code);
    assert.deepEqual(refused, Array<string>(7).fill('idempotency_conflict'));
    const next = await send(randomUUID(), 0);
    assert.equal(next.number, 'И-3/26', 'who came too late gave the number back');
  });

  test('belongs to one agency', async () => {
    const key = randomUUID();
    const one = await world.filed(testConsultation(), { key });
    const two = await world.filed(testConsultation({ question: 'Другой вопрос?' }), { key, agency: 'other' });
    assert.notEqual(one.code, two.code);
  });

  test('is not stored, nor the code that is derived from it', async () => {
    const key = randomUUID();
    const { code } = await world.filed(testConsultation(), { key });
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
