import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { httpBackend } from '../backend/http.ts';
import { plainJson } from './json.ts';
import { padAnswers } from './surveys/ballot.ts';
import { canonicalJson } from './surveys/canonical.ts';

const patched = [Array.prototype, String.prototype, Number.prototype] as { toJSON?: () => string }[];
const value = { topics: ['a', 'б"'], note: 'x', nested: [{ n: 1, none: null, left: undefined }], yes: true };
const right = JSON.stringify(value);
const answers = { ease: '4', topics: ['payment'] };
const padded = padAnswers(answers, 100);

beforeEach(() => {
  for (const one of patched) one.toJSON = () => '"patched"';
});
afterEach(() => {
  for (const one of patched) delete one.toJSON;
});

test('lists and texts leave as they are where a library gave them a toJSON', () => {
  assert.notEqual(JSON.stringify(value), right);
  assert.equal(plainJson(value), right);
});

test('so do answers that are sealed, and the manifest that a hash stands on', () => {
  assert.deepEqual(padAnswers(answers, 100), padded);
  assert.equal(canonicalJson({ b: ['x'], a: 'y' }), '{"a":"y","b":["x"]}');
});

test('so does what is sent to the back end', async (context) => {
  const sent: unknown[] = [];
  context.mock.method(globalThis, 'fetch', (_: unknown, init?: RequestInit) => {
    sent.push(init?.body);
    return Promise.resolve(new Response('{"number":"1"}', { headers: { 'Content-Type': 'application/json' } }));
  });
  await httpBackend('https://back.example').fileConsultation('housing', value as never, 'key');
  assert.deepEqual(sent, [right]);
});
