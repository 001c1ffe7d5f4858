import assert from 'node:assert/strict';
import type { Case, ConsultationInput, Receipt } from '@otklik/core/contract/consultations.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import type { Checks } from './checks.ts';
import type { Call, Client } from './client.ts';
import { example, filing, key, misspelt, nobodys, opening, provedFiling } from './filing.ts';

type Check = Pick<Checks, 'check'>;

async function receipts({ check }: Check, client: Client, input: ConsultationInput): Promise<Receipt | undefined> {
  const mine = key();
  const receipt = await check('consultation: filed, with a receipt that adds up', async () => {
    const got = await client.good<Receipt>('fileConsultation', filing(input, mine));
    assert.deepEqual(readCaseCode(got.code), { code: got.code }, 'the code is not one');
    assert.ok(got.registerBy <= got.dueBy, 'due before it is registered');
    assert.equal(got.derivation.at(-1)?.result, got.dueBy, 'the derivation ends on another day');
    got.derivation.forEach(({ from, days, result }) => {
      assert.equal(
        (Date.parse(result) - Date.parse(from)) / 86_400_000,
        days,
        `${from} and ${days} days is not ${result}`,
      );
    });
    return got;
  });
  if (!receipt) return undefined;
  await check('consultation: the same key and body give the same receipt', async () => {
    assert.deepEqual(await client.good('fileConsultation', filing(input, mine)), receipt);
  });
  await check('consultation: so does the same body written in another order', async () => {
    const turned = Object.fromEntries(Object.entries(input).reverse());
    assert.deepEqual(await client.good('fileConsultation', filing(turned, mine)), receipt);
  });
  await check('consultation: the same key with another body is a conflict', () =>
    client.problem('fileConsultation', filing({ ...input, question: 'Другой вопрос' }, mine), 'idempotency_conflict'),
  );
  await check('consultation: another key is another case', async () => {
    const other = await client.good<Receipt>('fileConsultation', filing(input));
    assert.notEqual(other.code, receipt.code);
    assert.notEqual(other.number, receipt.number);
  });
  await check('consultation: one key sent eight times at once is one case', async () => {
    const same = key();
    const got = await Promise.all(
      Array.from({ length: 8 }, () => client.good('fileConsultation', filing(input, same))),
    );
    for (const one of got) assert.deepEqual(one, got[0]);
  });
  return receipt;
}

/** What is wrong with a consultation, and the field under which that must be told. */
const wrongFields: [string, (input: ConsultationInput) => unknown, string, string][] = [
  ['unknown field', (input) => ({ ...input, colour: 'red' }), 'colour', 'unknown_field'],
  [
    'unknown field inside',
    (input) => ({ ...input, applicant: { ...input.applicant, age: 4 } }),
    'applicant.age',
    'unknown_field',
  ],
  ['no name', (input) => ({ ...input, applicant: { kind: 'citizen' } }), 'applicant.name', 'required'],
  ['blank name', (input) => ({ ...input, applicant: { kind: 'citizen', name: ' \t ' } }), 'applicant.name', 'required'],
  [
    'name of two lines',
    (input) => ({ ...input, applicant: { kind: 'citizen', name: 'А\nБ' } }),
    'applicant.name',
    'control_characters',
  ],
  ['no question', ({ question: _, ...input }) => input, 'question', 'required'],
  ['null for a question', (input) => ({ ...input, question: null }), 'question', 'required'],
  ['a number for a question', (input) => ({ ...input, question: 7 }), 'question', 'type'],
  ['a list for a question', (input) => ({ ...input, question: ['?'] }), 'question', 'type'],
  ['a question that is too long', (input) => ({ ...input, question: 'ж'.repeat(4001) }), 'question', 'too_long'],
  [
    'a question with a control character',
    (input) => ({ ...input, question: 'a\u0007b' }),
    'question',
    'control_characters',
  ],
  [
    'a question with half a character',
    (input) => ({ ...input, question: 'a\ud83db' }),
    'question',
    'control_characters',
  ],
  [
    'unknown kind of applicant',
    (input) => ({ ...input, applicant: { kind: 'robot', name: 'Р' } }),
    'applicant.kind',
    'choice_unknown',
  ],
  [
    'an employee outside',
    (input) => ({ ...input, applicant: { kind: 'employee', name: 'С' } }),
    'applicant.kind',
    'choice_unknown',
  ],
  ['unknown topic', (input) => ({ ...input, topic: 'no-such-topic' }), 'topic', 'choice_unknown'],
  ['unknown reply form', (input) => ({ ...input, replyForm: 'pigeon' }), 'replyForm', 'choice_unknown'],
  ['unknown audience', (input) => ({ ...input, audience: 'everyone' }), 'audience', 'choice_unknown'],
  ['unknown language', (input) => ({ ...input, language: 'tlh' }), 'language', 'choice_unknown'],
  ['no address for e-mail', (input) => ({ ...input, contact: {} }), 'contact.email', 'required'],
  ['no address for post', (input) => ({ ...input, replyForm: 'post' }), 'contact.postalAddress', 'required'],
  ['no number for a call', (input) => ({ ...input, replyForm: 'phone' }), 'contact.phone', 'required'],
  ['no contact at all', (input) => ({ ...input, replyForm: 'case', contact: {} }), 'contact.email', 'required'],
  [
    'an e-mail address without @',
    (input) => ({ ...input, contact: { email: 'a.example' } }),
    'contact.email',
    'email_at',
  ],
  [
    'a number of letters',
    (input) => ({ ...input, replyForm: 'phone', contact: { phone: 'звоните' } }),
    'contact.phone',
    'phone_format',
  ],
];

/** The smallest of what each of these must be refused for; no receipt may come of it. */
const wrongBodies: [string, Call, 'body_not_json' | 'body_too_large' | 'media_type_unsupported' | 'fields_invalid'][] =
  [
    ['no body', { text: '' }, 'body_not_json'],
    ['half a body', { text: '{"audience":' }, 'body_not_json'],
    ['markup for JSON', { text: '<?xml version="1.0"?><a/>' }, 'body_not_json'],
    ['bytes that are no text', { text: '\u0000\u0001' }, 'body_not_json'],
    ['null', { text: 'null' }, 'fields_invalid'],
    ['a list', { text: '[]' }, 'fields_invalid'],
    ['a number', { text: '1' }, 'fields_invalid'],
    ['a text', { text: '"consultation"' }, 'fields_invalid'],
    ['an empty object', { text: '{}' }, 'fields_invalid'],
    ['a million characters', { text: JSON.stringify({ question: 'x'.repeat(1_000_000) }) }, 'body_too_large'],
    ['deep nesting', { text: '['.repeat(50_000) + ']'.repeat(50_000) }, 'fields_invalid'],
    ['text/plain', { text: '{}', headers: { 'Content-Type': 'text/plain' } }, 'media_type_unsupported'],
    [
      'an upload',
      { text: '--x--', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
      'media_type_unsupported',
    ],
  ];

async function refusals({ check }: Check, client: Client, input: ConsultationInput): Promise<void> {
  for (const [what, change, path, code] of wrongFields) {
    await check(`consultation: ${what} is refused as ${code} of ${path}`, async () => {
      const { fields = [] } = await client.problem('fileConsultation', filing(change(input)), 'fields_invalid');
      const found = fields.filter((field) => field.path === path);
      assert.deepEqual(
        found.map((field) => field.code),
        [code],
        `fields: ${JSON.stringify(fields)}`,
      );
    });
  }
  await check('consultation: everything that is wrong is told at once', async () => {
    const bad = { ...input, applicant: { kind: 'robot', name: '' }, question: '', replyForm: 'post' };
    const { fields = [] } = await client.problem('fileConsultation', filing(bad), 'fields_invalid');
    const paths = fields.map(({ path }) => path).sort();
    assert.deepEqual(paths, ['applicant.kind', 'applicant.name', 'contact.postalAddress', 'question']);
  });
  await check('consultation: the bound of a length is told', async () => {
    const { fields } = await client.problem(
      'fileConsultation',
      filing({ ...input, question: 'x'.repeat(4001) }),
      'fields_invalid',
    );
    assert.equal(fields?.[0]?.params.max, 4000);
  });
  for (const [what, call, code] of wrongBodies) {
    await check(`consultation: ${what} is refused as ${code}`, () =>
      client.problem('fileConsultation', { ...call, headers: { 'Idempotency-Key': key(), ...call.headers } }, code),
    );
  }
  await check('consultation: a key is needed', () =>
    client.problem('fileConsultation', { body: input }, 'idempotency_key_missing'),
  );
  for (const bad of ['short', 'x'.repeat(65), 'spaces in the key 123']) {
    await check(`consultation: the key ${JSON.stringify(bad.slice(0, 22))} is refused`, () =>
      client.problem('fileConsultation', filing(input, bad), 'idempotency_key_invalid'),
    );
  }
  await check('consultation: a key that was refused is still free', async () => {
    const again = key();
    await client.problem('fileConsultation', filing({ ...input, question: '' }, again), 'fields_invalid');
    await client.good('fileConsultation', filing(input, again));
  });
}

async function proofs({ check }: Check, client: Client, input: ConsultationInput): Promise<void> {
  await check('consultation: with work done for it, it is taken', () =>
    client.good('fileConsultation', provedFiling(client.agency, input)),
  );
  await check('consultation: work that was done for something else is refused, and the key is still free', async () => {
    const mine = key();
    const other = provedFiling(client.agency, { ...input, question: 'Другой вопрос' }, mine);
    for (const proof of [other.headers?.['Consultation-Proof'] ?? '', 'x', 'это не доказательство'].map(encodeURI))
      await client.problem(
        'fileConsultation',
        { body: input, headers: { 'Idempotency-Key': mine, 'Consultation-Proof': proof } },
        'proof_invalid',
      );
    await client.good('fileConsultation', filing(input, mine));
  });
}

async function cases(
  { check }: Check,
  client: Client,
  input: ConsultationInput,
  { code, number, dueBy }: Receipt,
): Promise<void> {
  await check('case: opened by its code, without name or contact, kept by no cache', async () => {
    const { body, text, headers } = await client.call('readCase', opening(code));
    const found = body as Case;
    assert.deepEqual([found.number, found.status, found.dueBy], [number, 'received', dueBy]);
    assert.equal(found.question, input.question);
    assert.ok(!text.includes(input.applicant.name), 'it tells the name');
    assert.ok(!text.includes(input.contact?.email ?? '?'), 'it tells the address');
    assert.match(headers.get('Cache-Control') ?? '', /no-store/);
  });
  await check('case: the code may be typed without dashes, in small letters', async () => {
    assert.equal((await client.good<Case>('readCase', opening(code.replaceAll('-', '').toLowerCase()))).number, number);
  });
  await check('case: a code is needed', () => client.problem('readCase', {}, 'case_code_missing'));
  for (const [what, typed] of [
    ['one wrong symbol', misspelt(code)],
    ['eleven symbols', code.slice(0, -1)],
    ['other symbols', 'ABCD-EFGH-IJ!?'],
  ] as const) {
    await check(`case: ${what} is a malformed code`, () =>
      client.problem('readCase', opening(typed), 'case_code_invalid'),
    );
  }
  await check('case: a code of nobody’s is unknown', () =>
    client.problem('readCase', opening(nobodys()), ['case_unknown', 'too_many_attempts']),
  );
}

/** Files consultations and opens one by its code. */
export async function consultationChecks(checks: Checks, client: Client): Promise<void> {
  const check = checks.check.bind(checks);
  const input = await check('consultation: topics and legal basis are known beforehand', () => example(client));
  if (!input) return;
  const receipt = await receipts({ check }, client, input);
  await refusals({ check }, client, input);
  await proofs({ check }, client, input);
  if (receipt) await cases({ check }, client, input, receipt);
}
