import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { ConsultationInput, Receipt } from '@otklik/core/contract/consultations.js';
import type { CaseEntered, CaseHead, StaffCase } from '@otklik/core/contract/staff/cases.js';
import { serverBackend } from '../backend.ts';
import { noon, openWorld, type World } from '../testing/app.ts';
import { working, type Working } from '../testing/cases.ts';
import { testConsultation, testContent } from '../testing/content.ts';
import { proofOf } from '../testing/proof.ts';
import { ok, refusal } from '../testing/staff.ts';
import { filingPace } from './brake.ts';

const installed = 'key-of-an-installed-case';
let world: World;
let w: Working;
before(async () => {
  const receivedAt = new Date('2026-11-20T08:00:00Z');
  world = await openWorld([
    testContent({ cases: [{ key: installed, consultation: testConsultation(), receivedAt, steps: [] }] }),
  ]);
  w = await working(world);
});
beforeEach(() => {
  world.clock.now = new Date(noon);
});
after(() => world.close());

interface Sent {
  app?: FastifyInstance;
  key?: string;
  proof?: string;
  body?: unknown;
}
const send = ({ app, key = randomUUID(), proof, body = testConsultation() }: Sent = {}) =>
  world.request({
    ...(app && { app }),
    method: 'POST',
    url: '/api/v1/agencies/test/consultations',
    headers: {
      ...{ 'content-type': 'application/json', 'idempotency-key': key },
      ...(proof !== undefined && { 'consultation-proof': proof }),
    },
    payload: JSON.stringify(body),
  });
const proved = (bits: number, key: string = randomUUID(), body: ConsultationInput = testConsultation()): Sent => ({
  ...{ key, body, proof: proofOf('test', key, body, bits) },
});

describe('without work done for it', () => {
  /** Two at once, then one each ten seconds. */
  const tight = () => world.app({ filing: { ...filingPace, bits: 6, unproved: { burst: 2, every: 10_000 } } });

  test('less is taken at a time, which is told with what helps; with the work it is taken at once', async () => {
    const app = await tight();
    for (const _ of [1, 2]) ok(await send({ app }), 201);
    const late = await send({ app });
    assert.equal(refusal(late), '429 proof_needed');
    assert.deepEqual(late.json<{ params: unknown }>().params, { bits: 6, retryAfter: 10 });
    assert.equal(late.headers['retry-after'], '10');
    ok(await send({ app, ...proved(6) }), 201);
    world.clock.now = new Date(Date.parse(noon) + 10_000);
    ok(await send({ app }), 201);
  });

  test('a receipt that got lost is given again, and what is refused costs nothing', async () => {
    const app = await tight();
    const key = randomUUID();
    const first = ok<Receipt>(await send({ app, key }), 201);
    for (const _ of [1, 2, 3]) {
      assert.deepEqual(ok<Receipt>(await send({ app, key }), 201), first);
      assert.equal(refusal(await send({ app, body: testConsultation({ question: '' }) })), '422 fields_invalid');
      const slot = await send({ app, body: testConsultation({ slot: 'no-such-slot' }) });
      assert.equal(refusal(slot), '422 fields_invalid');
    }
    ok(await send({ app }), 201);
    assert.equal(refusal(await send({ app })), '429 proof_needed');
    assert.deepEqual(ok<Receipt>(await send({ app, key }), 201), first, 'however full it is');
  });
});

describe('work', () => {
  const asking = () => world.app({ filing: { bits: 6 } });

  test('counts for the agency, key and text that it was done for, as the server reads that', async () => {
    const app = await asking();
    const body = testConsultation({ applicant: { kind: 'citizen', name: ' Анна Примерова ' } });
    ok(await send({ app, ...proved(6, randomUUID(), body) }), 201);
    const { proof = '', key = '' } = proved(6);
    for (const other of [
      { key: randomUUID(), proof },
      { key, proof, body: testConsultation({ question: 'Другое' }) },
      { key, proof: 'A' },
      { key, proof: 'not base64url!' },
      { key, proof: proof.slice(1) },
    ])
      assert.equal(refusal(await send({ app, ...other })), '422 proof_invalid');
    ok(await send({ app, key, proof }), 201);
  });

  test('that is too little is told how much more it takes', async () => {
    const answer = await send({ app: await world.app({ filing: { bits: 20 } }), ...proved(2) });
    assert.equal(refusal(answer), '429 proof_needed');
    assert.deepEqual(answer.json<{ params: unknown }>().params, { bits: 20, retryAfter: 0 });
  });
});

describe('what may be junk', () => {
  const doubtful = async (): Promise<CaseHead[]> =>
    ok<{ items: CaseHead[] }>(await w.consultant.ask('GET', '/consultations?list=doubtful')).items;
  const doubtOf = async (number: string): Promise<string | null | undefined> =>
    ok<StaffCase>(await w.consultant.ask('GET', `/consultations/${await w.idOf(number)}`)).doubt;

  test('opens as any other, and staff find it on a list of its own until they register it', async () => {
    const { number, code, dueBy } = ok<Receipt>(await send(), 201);
    const sure = await w.file();
    assert.equal((await w.read(code)).dueBy, dueBy);
    const [found, ...others] = (await doubtful()).filter((one) => [number, sure.number].includes(one.number));
    assert.deepEqual([found?.number, found?.doubt, others], [number, 'unproved', []]);
    assert.equal(await doubtOf(sure.number), null);
    await w.acts(await w.idOf(number), [w.consultant, { type: 'register' }]);
    assert.equal(await doubtOf(number), null);
    assert.ok(!(await doubtful()).some((one) => one.number === number));
  });

  test('is told by a field that no person sees, too, whatever work was done', async () => {
    const backend = serverBackend(world.services, { internal: false, address: '192.0.2.9' });
    const key = randomUUID();
    const body = testConsultation();
    const { number } = await backend.fileConsultation('test', body, key, {
      ...{ trap: true, proof: proofOf('test', key, body) },
    });
    assert.equal(await doubtOf(number), 'trap');
  });

  test('is nothing that staff enter, or that a database starts with', async () => {
    const entry = { origin: 'phone', receivedOn: '2026-11-24', consultation: testConsultation() };
    const entered = ok<CaseEntered>(
      await w.consultant.ask('POST', '/consultations', entry, { 'idempotency-key': randomUUID() }),
      201,
    );
    assert.equal(entered.case.doubt, null);
    const rows = await world.database.db
      .selectFrom('consultations')
      .select(['doubt'])
      .where('received_at', '<', new Date(noon))
      .execute();
    assert.deepEqual(rows, [{ doubt: null }]);
  });
});
