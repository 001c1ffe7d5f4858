import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import { openWorld, type World } from '../testing/app.ts';
import { testConsultation, testContent } from '../testing/content.ts';

let world: World;
before(async () => {
  world = await openWorld([testContent()]);
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
const filed = async (): Promise<number> =>
  (await world.database.db.selectFrom('consultations').select('id').execute()).length;

describe('bodies', () => {
  test('that are no JSON are refused', async () => {
    const notUtf8 = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    for (const body of ['', '{', 'null x', '{"a":1,}', "{'a':1}", notUtf8, Buffer.from([0])]) {
      assert.deepEqual(told(await post(body)), { status: 400, code: 'body_not_json', params: {} }, String(body));
    }
  });

  test('that are JSON of another shape are refused by field', async () => {
    for (const body of ['null', '1', '"text"', '[]', 'true']) {
      const { status, code, fields } = told(await post(body));
      assert.deepEqual([status, code], [422, 'fields_invalid'], body);
      assert.ok(fields?.length, body);
    }
    const polluting = '{"__proto__":{"audience":"internal"},"constructor":{"prototype":{"x":1}}}';
    assert.equal(told(await post(polluting)).status, 422);
    assert.equal(({} as { x?: number }).x, undefined);
  });

  test('of another media type are refused', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
      'text/json',
      '',
    ]) {
      assert.deepEqual(
        told(await post('{}', { 'content-type': type })),
        { status: 415, code: 'media_type_unsupported', params: {} },
        type,
      );
    }
    assert.equal(told(await post('{}', { 'content-type': 'Application/JSON; charset=utf-8' })).status, 422);
  });

  test('over 256 kB are refused, a question of a million characters by its size', async () => {
    const question = 'я'.repeat(1_000_000);
    const large = JSON.stringify(testConsultation({ question }));
    assert.deepEqual(told(await post(large)), { status: 413, code: 'body_too_large', params: { max: 256_000 } });
    const fits = (length: number) => JSON.stringify(testConsultation({ question: 'x'.repeat(length) }));
    const overhead = Buffer.byteLength(fits(0));
    assert.equal(told(await post(fits(256_001 - overhead))).status, 413);
    assert.deepEqual(told(await post(fits(256_000 - overhead))).fields, [
      { path: 'question', code: 'too_long', params: { max: 4000 } },
    ]);
    assert.equal(await filed(), 0);
  });

  test('too large over the network get their answer too, announced or not', async () => {
    const app = await world.app();
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const size = 3_000_000;
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let sent = 0; sent < size; sent += 100_000) controller.enqueue(new Uint8Array(100_000).fill(32));
        controller.close();
      },
    });
    for (const body of ['x'.repeat(size), chunks]) {
      const answer = await fetch(address + consultations, {
        method: 'POST',
        body,
        duplex: 'half',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      } as RequestInit);
      assert.equal(answer.status, 413);
      assert.equal(((await answer.json()) as ProblemDetails).code, 'body_too_large');
    }
    assert.equal((await fetch(`${address}/healthz`)).status, 200);
  });
});
