import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Case } from '@otklik/core/contract/consultations.js';
import type { File } from '@otklik/core/contract/common.js';
import type { StaffCase } from '@otklik/core/contract/staff/cases.js';
import { filesOf } from '@otklik/core/domain/consultations/case-files.js';
import { noon, openWorld, type World } from '../testing/app.ts';
import { drafts, words, working, type Working } from '../testing/cases.ts';
import { testContent } from '../testing/content.ts';
import { pdf, png, signature } from '../testing/files.ts';
import { ok, refusal } from '../testing/staff.ts';

let world: World;
let w: Working;
before(async () => {
  world = await openWorld([testContent()]);
  w = await working(world);
});
beforeEach(() => {
  world.clock.now = new Date(noon);
});
after(() => world.close());

const register = { type: 'register' };
const start = { type: 'start', unit: words('Отдел') };
const ask = { type: 'ask', question: words('О каком доме речь?') };

async function begun(...more: object[]): Promise<{ id: string; code: string; number: string }> {
  const { number, code } = await w.file();
  const id = await w.idOf(number);
  for (const action of [register, start, ...more]) await w.acts(id, [w.consultant, action]);
  return { id, code, number };
}

describe('a client with the code', () => {
  test('is told by e-mail or not at all, as it chooses at any time, and sees no more than a hint of its address', async () => {
    const { code } = await begun();
    const choose = (body: object) => w.client('PUT', '/notices', code, body);
    const to = 'a…@example.org';
    assert.deepEqual((await w.read(code)).notices, { by: 'email', to });
    assert.deepEqual(ok<Case>(await choose({ by: 'none' })).notices, { by: 'none', to });
    assert.deepEqual(ok<Case>(await w.client('POST', '/withdrawal', code, {})).notices, { by: 'none', to });
    assert.deepEqual(ok<Case>(await choose({ by: 'email' })).notices, { by: 'email', to });
    assert.equal(
      refusal(await choose({ by: 'email', email: 'anna@example.org' })),
      '409 rule_broken address_known',
      'whose address it is isn’t told by trying',
    );
  });

  test('gives an address where the request came without one, and can put it right', async () => {
    const { code } = await w.file({ replyForm: 'post', contact: { postalAddress: '000000, г. Примерск' } });
    const choose = (body: object) => w.client('PUT', '/notices', code, body);
    assert.deepEqual((await w.read(code)).notices, { by: 'none', to: null });
    assert.equal(refusal(await choose({ by: 'email' })), '422 fields_invalid');
    ok(await choose({ by: 'none' }));
    for (const email of ['anan@example.org', ' anna@example.net ']) ok(await choose({ by: 'email', email }));
    assert.deepEqual((await w.read(code)).notices, { by: 'email', to: 'a…@example.net' });
  });

  test('answers what was asked, once, however often it is sent', async () => {
    const { code } = await begun(ask);
    const clarify = (text: string) => w.client('POST', '/clarifications', code, { text });
    assert.equal(ok<Case>(await clarify('Дом 5')).status, 'in_progress');
    const again = ok<Case>(await clarify(' Дом 5 '));
    assert.equal(again.timeline.filter(({ type }) => type === 'clarified').length, 1);
    assert.equal(refusal(await clarify('Дом 6')), '409 rule_broken action_not_allowed');
    const more = { text: 'Дом 5', files: [await w.upload('дом.png', png())] };
    assert.equal(
      refusal(await w.client('POST', '/clarifications', code, more)),
      '409 rule_broken action_not_allowed',
      'a file that the case doesn’t have is not dropped in silence',
    );
    assert.equal(refusal(await clarify(' ')), '422 fields_invalid');
  });

  test('withdraws the request, and nothing else can be done with it', async () => {
    const { code, id } = await begun();
    const withdraw = () => w.client('POST', '/withdrawal', code, {});
    assert.equal(ok<Case>(await withdraw()).status, 'withdrawn');
    const again = ok<Case>(await withdraw());
    assert.equal(again.timeline.filter(({ type }) => type === 'withdrawn').length, 1);
    assert.equal(
      refusal(await w.client('POST', '/clarifications', code, { text: 'Дом 5' })),
      '409 rule_broken action_not_allowed',
    );
    assert.equal(
      refusal(await w.act(w.head, id, { type: 'reopen', reason: words('Ошибка') })),
      '409 rule_broken action_not_allowed',
    );
  });

  test('needs it, spelt right, for everything', async () => {
    const calls = [
      ['POST', '/clarifications', { text: 'x' }],
      ['POST', '/withdrawal', {}],
      ['POST', '/files', { files: [{ id: 'x', token: 'x' }] }],
      ['GET', '/files/x', undefined],
      ['PUT', '/visit', { slot: 'x' }],
      ['DELETE', '/visit', undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      const refused = async (code: string) => refusal(await w.client(method, path, code, body));
      assert.equal(await refused(''), '400 case_code_missing', path);
      assert.equal(await refused('AAAA-AAAA-AAAB'), '400 case_code_invalid', path);
      assert.equal(await refused('0000-0000-0000'), '404 case_unknown', path);
    }
  });
});

describe('files of a case', () => {
  const get = (code: string, file: string) => w.client('GET', `/files/${file}`, code);
  const bytesOf = async (code: string, file: string): Promise<Buffer> => {
    const answer = await get(code, file);
    assert.equal(answer.statusCode, 200, answer.payload);
    assert.match(String(answer.headers['content-disposition']), /^attachment;/);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.equal(answer.headers['cache-control'], 'no-store');
    return answer.rawPayload;
  };

  test('come with the request, with a clarification and afterwards; the code opens them, and no other', async () => {
    const photo = png(2, 2);
    const { code, number } = await w.file({ files: [await w.upload('дом.png', photo)] });
    const id = await w.idOf(number);
    await w.acts(id, [w.consultant, register], [w.consultant, start], [w.consultant, ask]);
    const paper = pdf({});
    ok(await w.client('POST', '/clarifications', code, { text: 'Вот', files: [await w.upload('акт.pdf', paper)] }));
    const late = await w.upload('ещё.png', png(3, 3));
    const added = ok<Case>(await w.client('POST', '/files', code, { files: [late] }));
    const again = ok<Case>(await w.client('POST', '/files', code, { files: [late] }));
    assert.deepEqual(again, added);
    const files = filesOf(again);
    assert.deepEqual(
      files.map(({ title }) => title.ru),
      ['дом.png', 'акт.pdf', 'ещё.png'],
    );
    const [first, second] = files as [File, File];
    assert.equal(first.url, `/api/v1/agencies/test/case/files/${first.id}`);
    assert.deepEqual(await bytesOf(code, first.id), photo);
    assert.deepEqual(await bytesOf(code, second.id), paper);
    const stranger = await w.file();
    assert.equal(refusal(await get(stranger.code, first.id)), '404 file_unknown');
    const staff = ok<StaffCase>(await w.consultant.ask('GET', `/consultations/${id}`));
    assert.deepEqual(
      staff.files.client.map(({ title }) => title.ru),
      ['дом.png', 'акт.pdf', 'ещё.png'],
    );
    const address = staff.files.client[0]?.url ?? '';
    assert.ok(address.startsWith(`/api/v1/staff/agencies/test/consultations/${id}/files/`));
    const seen = await w.head.ask('GET', address.replace('/api/v1/staff/agencies/test', ''));
    assert.deepEqual(seen.rawPayload, photo);
  });

  test('that are not the sender’s own, unfinished, or too many, are told each at its place', async () => {
    const mine = await w.upload('a.png', png());
    const answer = await world.request({
      method: 'POST',
      url: '/api/v1/agencies/test/consultations',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'key-of-wrong-files-1' },
      payload: JSON.stringify({
        applicant: { kind: 'citizen', name: 'А' },
        ...{ topic: 'repair', question: 'Q', replyForm: 'email', contact: { email: 'a@example.org' } },
        files: [mine, mine, { id: mine.id, token: 'another' }, { id: 'nonsense', token: 'x' }],
      }),
    });
    assert.deepEqual(
      answer.json<{ fields: { path: string; code: string }[] }>().fields.map(({ path, code }) => `${path} ${code}`),
      ['files.1 repeated', 'files.2 repeated', 'files.3 upload_unknown'],
    );
    const six = await Promise.all([1, 2, 3, 4, 5, 6].map((side) => w.upload(`${side}.png`, png(side, 1))));
    const { code } = await w.file();
    const many = await w.client('POST', '/files', code, { files: six });
    assert.deepEqual(many.json<{ fields: object[] }>().fields, [
      { path: 'files', code: 'too_many', params: { max: 5 } },
    ]);
    ok(await w.client('POST', '/files', code, { files: six.slice(0, 5) }));
    assert.equal(refusal(await w.client('POST', '/files', code, { files: six.slice(5) })), '422 fields_invalid');
  });

  test('of an answer are the client’s once it is decided, and not a moment before', async () => {
    const { id, code } = await begun();
    const lay = async (name: string, bytes: Buffer): Promise<File> =>
      ok(
        await w.consultant.ask('POST', `/consultations/${id}/files`, {
          upload: await w.upload(name, bytes),
          title: words(name),
        }),
        201,
      );
    const plan = await lay('график.pdf', pdf({}));
    const sign = await lay('график.pdf.sig', signature());
    const spare = await lay('черновик.pdf', pdf({}));
    const drafted = { type: 'draft', draft: { ...drafts.answer, files: [plan.id] } };
    await w.acts(id, [w.consultant, drafted], [w.consultant, { type: 'submit', revision: 1 }]);
    assert.equal(refusal(await get(code, plan.id)), '404 file_unknown');
    const wrongSign = { type: 'approve', revision: 1, number: '1', signatures: [spare.id] };
    assert.equal(refusal(await w.act(w.head, id, wrongSign)), '422 fields_invalid');
    await w.acts(id, [w.head, { type: 'approve', revision: 1, number: '1', signatures: [sign.id] }]);
    const shown = filesOf(await w.read(code));
    assert.deepEqual(
      shown.map(({ id: file }) => file),
      [plan.id, sign.id],
    );
    assert.deepEqual(await bytesOf(code, plan.id), pdf({}));
    assert.deepEqual(await bytesOf(code, sign.id), signature());
    assert.equal(refusal(await get(code, spare.id)), '404 file_unknown');
    assert.equal(refusal(await w.act(w.consultant, id, drafted)), '409 rule_broken action_not_allowed');
  });

  test('of another case can’t be named in a draft', async () => {
    const [a, b] = [await begun(), await begun()];
    const foreign = ok<File>(
      await w.consultant.ask('POST', `/consultations/${a.id}/files`, {
        upload: await w.upload('чужой.pdf', pdf({})),
        title: words('Чужой'),
      }),
      201,
    );
    const answer = await w.act(w.consultant, b.id, { type: 'draft', draft: { ...drafts.answer, files: [foreign.id] } });
    assert.deepEqual(answer.json<{ fields: object[] }>().fields, [
      { path: 'draft.files.0', code: 'file_unknown', params: {} },
    ]);
  });
});
