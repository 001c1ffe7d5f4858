import assert from 'node:assert/strict';
import type { Notices } from '@otklik/core/contract/case.js';
import type { Case } from '@otklik/core/contract/consultations.js';
import { endpoints, type Endpoint, type EndpointName } from '@otklik/core/contract/endpoints.js';
import type { Upload } from '@otklik/core/contract/uploads.js';
import { NothingToCheck, type Checks } from './checks.ts';
import type { Call, Client } from './client.ts';
import { filed, misspelt, nobodys, opening, uploaded, wellFormed } from './filing.ts';

type Check = Pick<Checks, 'check'>;

/** What is done with an open case: reading it is looked at with the consultation itself. */
const byCode = (Object.entries(endpoints) as [EndpointName, Endpoint][])
  .filter(([name, { headers }]) => name !== 'readCase' && headers && 'Case-Code' in headers)
  .map(([name]) => name);

async function codes({ check }: Check, client: Client, code: string): Promise<void> {
  for (const name of byCode) {
    const { headers: { 'Case-Code': _, ...headers } = {}, ...call } = wellFormed(name);
    await check(`${name}: a code is needed`, () => client.problem(name, { ...call, headers }, 'case_code_missing'));
    for (const [what, typed, problems] of [
      ['one wrong symbol', misspelt(code), ['case_code_invalid']],
      ['no case', nobodys(), ['case_unknown', 'too_many_attempts']],
    ] as const) {
      await check(`${name}: a code with ${what} opens nothing`, () =>
        client.problem(name, { ...call, headers: { ...headers, 'Case-Code': typed } }, problems),
      );
    }
  }
}

const upload = { id: 'some', token: 'some' };
/** What is wrong with a body, and the field under which that must be told. */
const wrongFields: [EndpointName, string, unknown, string, string][] = [
  ['clarifyCase', 'unknown field', { text: 'Дом 1.', colour: 'red' }, 'colour', 'unknown_field'],
  ['clarifyCase', 'no text', {}, 'text', 'required'],
  ['clarifyCase', 'blank text', { text: ' \n ' }, 'text', 'required'],
  ['clarifyCase', 'text that is too long', { text: 'ж'.repeat(4001) }, 'text', 'too_long'],
  ['clarifyCase', 'text with a control character', { text: 'a\u0007b' }, 'text', 'control_characters'],
  ['clarifyCase', 'file without its token', { text: 'Вот.', files: [{ id: 'some' }] }, 'files.0.token', 'required'],
  ['withdrawCase', 'unknown field', { reason: 'Передумал' }, 'reason', 'unknown_field'],
  ['addCaseFiles', 'unknown field', { files: [upload], colour: 'red' }, 'colour', 'unknown_field'],
  ['addCaseFiles', 'no list', {}, 'files', 'required'],
  ['addCaseFiles', 'empty list', { files: [] }, 'files', 'required'],
  ['addCaseFiles', 'text for a list', { files: 'some' }, 'files', 'type'],
  ['addCaseFiles', 'more than any case holds', { files: Array(21).fill(upload) }, 'files', 'too_many'],
  ['addCaseFiles', 'unknown field of a file', { files: [{ ...upload, name: 'a' }] }, 'files.0.name', 'unknown_field'],
  ['addCaseFiles', 'upload that isn’t there', { files: [upload] }, 'files.0', 'upload_unknown'],
  ['setNotices', 'unknown field', { by: 'none', colour: 'red' }, 'colour', 'unknown_field'],
  ['setNotices', 'no way', {}, 'by', 'required'],
  ['setNotices', 'way that there isn’t', { by: 'pigeon' }, 'by', 'choice_unknown'],
  ['setNotices', 'address without @', { by: 'email', email: 'a.example' }, 'email', 'email_at'],
  ['bookVisit', 'unknown field', { slot: 'some', colour: 'red' }, 'colour', 'unknown_field'],
  ['bookVisit', 'no slot', {}, 'slot', 'required'],
  ['bookVisit', 'empty slot', { slot: '' }, 'slot', 'required'],
  ['bookVisit', 'number for a slot', { slot: 7 }, 'slot', 'type'],
  ['bookVisit', 'slot that is too long', { slot: 'x'.repeat(65) }, 'slot', 'too_long'],
];

async function refusals({ check }: Check, client: Client, code: string): Promise<void> {
  const before = await client.good<Case>('readCase', opening(code));
  for (const [name, what, body, path, wanted] of wrongFields) {
    await check(`${name}: ${what} is refused as ${wanted} of ${path}`, async () => {
      const { fields = [] } = await client.problem(name, { ...opening(code), body }, 'fields_invalid');
      const found = fields.filter((field) => field.path === path);
      assert.deepEqual(
        found.map((field) => field.code),
        [wanted],
        `fields: ${JSON.stringify(fields)}`,
      );
    });
  }
  for (const name of byCode.filter((one) => 'body' in endpoints[one])) {
    const wrong: [string, Call, 'body_not_json' | 'fields_invalid' | 'media_type_unsupported'][] = [
      ['half a body', { text: '{' }, 'body_not_json'],
      ['null', { text: 'null' }, 'fields_invalid'],
      [
        'a form',
        { text: 'text=a', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
        'media_type_unsupported',
      ],
    ];
    for (const [what, call, problem] of wrong) {
      await check(`${name}: ${what} is refused as ${problem}`, () =>
        client.problem(name, { ...call, headers: { ...opening(code).headers, ...call.headers } }, problem),
      );
    }
  }
  await check('readCaseFile: a file that isn’t there is unknown', () =>
    client.problem('readCaseFile', { ...opening(code), id: 'some' }, 'file_unknown'),
  );
  await check('bookVisit: a slot that isn’t there is unknown', () =>
    client.problem('bookVisit', { ...opening(code), body: { slot: 'no-such-slot' } }, 'slot_unknown'),
  );
  await check('case: what isn’t asked for can’t be clarified, what isn’t booked can’t be cancelled', async () => {
    await broken(client, 'clarifyCase', { ...opening(code), body: { text: 'Дом 1.' } });
    await broken(client, 'cancelVisit', opening(code));
  });
  await check('case: what was refused left no trace', async () => {
    assert.deepEqual(await client.good('readCase', opening(code)), before);
  });
}

/** Refused by a rule, which is named. */
async function broken(client: Client, name: EndpointName, call: Call): Promise<void> {
  const { params } = await client.problem(name, call, 'rule_broken');
  assert.match(String(params.rule), /^[a-z_]+$/, 'no rule is named');
}

async function withdrawal({ check }: Check, client: Client): Promise<void> {
  const withdrawn = await check('case: withdrawn by its client', async () => {
    const code = await filed(client);
    const found = await client.good<Case>('withdrawCase', { ...opening(code), body: {} });
    assert.equal(found.status, 'withdrawn');
    assert.equal(found.timeline.at(-1)?.type, 'withdrawn');
    assert.ok(found.closedOn, 'it isn’t closed');
    assert.deepEqual(await client.good('readCase', opening(code)), found);
    return { code, found };
  });
  if (!withdrawn) return;
  const { code, found } = withdrawn;
  await check('case: withdrawn again it is as it was', async () => {
    assert.deepEqual(await client.good('withdrawCase', { ...opening(code), body: {} }), found);
  });
  await check('case: once withdrawn it takes no clarification', () =>
    broken(client, 'clarifyCase', { ...opening(code), body: { text: 'Дом 1.' } }),
  );
  await check('case: once withdrawn it takes no file, which stays its sender’s', async () => {
    const sent = await uploaded(client, 'план.txt', new TextEncoder().encode('План дома'));
    await broken(client, 'addCaseFiles', { ...opening(code), body: { files: [sent] } });
    const name = { id: sent.id, headers: { 'Upload-Token': sent.token } };
    assert.equal((await client.good<Upload>('readUpload', name)).state, 'complete');
  });
}

/** Told by e-mail or not at all; the code alone neither shows an address nor leads notices to another one. */
async function notices({ check }: Check, client: Client): Promise<void> {
  const told = async (code: string): Promise<Notices> => {
    const { notices: found } = await client.good<Case>('readCase', opening(code));
    if (!found) throw new NothingToCheck('it sends no notices');
    return found;
  };
  const choose = async (code: string, body: object): Promise<Notices | undefined> =>
    (await client.good<Case>('setNotices', { ...opening(code), body })).notices;
  await check('notices: go to the address of the request, which is shown as no more than a hint', async () => {
    const code = await filed(client);
    const to = 'п…@пример.example';
    assert.deepEqual(await told(code), { by: 'email', to });
    assert.deepEqual(await choose(code, { by: 'none' }), { by: 'none', to });
    assert.deepEqual(await choose(code, { by: 'none' }), { by: 'none', to });
    assert.deepEqual(await told(code), { by: 'none', to });
    assert.deepEqual(await choose(code, { by: 'email' }), { by: 'email', to });
  });
  await check('notices: who holds the code can’t lead them to another address', async () => {
    const code = await filed(client);
    const before = await told(code);
    for (const email of ['other@example.org', 'проверка@пример.example'])
      await broken(client, 'setNotices', { ...opening(code), body: { by: 'email', email } });
    assert.deepEqual(await told(code), before);
  });
  await check('notices: an address is taken where the request came without one, and is shown as a hint', async () => {
    const code = await filed(client, { replyForm: 'phone', contact: { phone: '+7 000 000-00-00' } });
    assert.equal((await told(code)).to, null);
    const { fields } = await client.problem(
      'setNotices',
      { ...opening(code), body: { by: 'email' } },
      'fields_invalid',
    );
    assert.deepEqual(fields, [{ path: 'email', code: 'required', params: {} }]);
    const email = 'anna@example.org';
    const given = { by: 'email', to: 'a…@example.org' };
    for (const _ of [1, 2]) assert.deepEqual(await choose(code, { by: 'email', email }), given);
    assert.deepEqual(await told(code), given);
  });
}

/** Files cases and does with them what their clients may. */
export async function caseChecks(checks: Checks, client: Client): Promise<void> {
  const check = checks.check.bind(checks);
  const code = await check('case: one is filed to try on', () => filed(client));
  if (code === undefined) return;
  await codes({ check }, client, code);
  await refusals({ check }, client, code);
  await withdrawal({ check }, client);
  await notices({ check }, client);
}
