import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import type { Publication } from '@otklik/core/contract/publications.js';
import type { StaffVersion } from '@otklik/core/contract/staff/publications.js';
import { partType, type UploadCreated } from '@otklik/core/contract/uploads.js';
import { entriesOf } from '../../journal/journal.ts';
import { openWorld } from '../../testing/app.ts';
import { testContent } from '../../testing/content.ts';
import { approve, create, path, publishing, renew, submit, withdraw } from '../../testing/publishing.ts';
import { ok, refusal, type Signed } from '../../testing/staff.ts';

const world = await openWorld([testContent()]);
after(() => world.close());
const { author, colleague, head, both, get, published, later, inMinutes } = await publishing(world);

const uploads = '/api/v1/agencies/test/uploads';

/** Uploads a whole file in one part. */
async function upload(name: string, bytes: Buffer): Promise<{ id: string; token: string; refused: string | null }> {
  const begun = await world.request({
    method: 'POST',
    url: uploads,
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    payload: JSON.stringify({ name, size: bytes.length }),
  });
  const { id, token } = ok<UploadCreated>(begun, 201);
  const ended = await world.request({
    method: 'PATCH',
    url: `${uploads}/${id}`,
    headers: { 'content-type': partType, 'upload-offset': '0', 'upload-token': token },
    payload: bytes,
  });
  return { id, token, refused: ended.statusCode === 200 ? null : refusal(ended) };
}

const bytes = Buffer.from('Перечень домов\n');
const attach = async (who: Signed, id: string, revision: number, version = 1, name = 'list.txt') => {
  const { id: file, token } = await upload(name, bytes);
  const input = { revision, upload: { id: file, token }, title: { ru: 'Перечень домов', en: 'List of houses' } };
  return who.ask('POST', path(id, version, 'attachments'), input);
};
const detach = (who: Signed, id: string, file: string, revision: number, version = 1) =>
  who.ask('DELETE', `${path(id, version, `attachments/${file}`)}?revision=${revision}`);
const fileOf = ({ attachments }: StaffVersion | Publication): string => attachments.at(-1)?.id ?? '';
const status = async (file: string): Promise<number> => (await get(`attachments/${file}`)).statusCode;

describe('attachments', () => {
  test('are staff’s alone until the version is published, and then everybody’s, to be saved and not run', async () => {
    await create(author, 'order');
    const draft = ok<StaffVersion>(await attach(author, 'order', 1), 201);
    const file = fileOf(draft);
    assert.deepEqual([draft.revision, draft.attachments.length], [2, 1]);
    assert.equal(draft.attachments[0]?.url, `/api/v1/staff/agencies/test${path('order', 1, `attachments/${file}`)}`);
    const preview = await head.ask('GET', path('order', 1, `attachments/${file}`));
    assert.equal(preview.statusCode, 200);
    assert.ok(preview.rawPayload.equals(bytes));
    assert.equal(preview.headers['cache-control'], 'no-store');
    assert.match(String(preview.headers['content-disposition']), /^attachment; /);
    assert.equal(refusal(await get(`attachments/${file}`)), '404 attachment_unknown');

    ok(await submit(author, 'order', 2));
    assert.equal(await status(file), 404);
    ok(await approve(head, 'order', 2, 1, inMinutes(60)));
    assert.equal(await status(file), 404, 'scheduled is not published');
    await later(60, async () => {
      const answer = await get(`attachments/${file}`);
      assert.equal(answer.statusCode, 200);
      assert.ok(answer.rawPayload.equals(bytes));
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
      assert.match(String(answer.headers['content-security-policy']), /default-src 'none'.*sandbox/);
      const name = String(answer.headers['content-disposition']).split("''")[1] ?? '';
      assert.equal(decodeURIComponent(name), 'Перечень домов.txt');
      const { attachments } = ok<Publication>(await get('publications/order'));
      assert.equal(attachments[0]?.url, `/api/v1/agencies/test/attachments/${file}`);
    });
  });

  test('go with what is withdrawn, and stay staff’s', async () => {
    await create(author, 'gone');
    const file = fileOf(ok<StaffVersion>(await attach(author, 'gone', 1), 201));
    ok(await submit(author, 'gone', 2));
    ok(await approve(head, 'gone', 2));
    const { etag } = (await get(`attachments/${file}`)).headers;
    ok(await withdraw(head, 'gone'));
    assert.equal(refusal(await get(`attachments/${file}`)), '404 attachment_unknown');
    const kept = await world.request({
      url: `/api/v1/agencies/test/attachments/${file}`,
      headers: { 'if-none-match': String(etag) },
    });
    assert.equal(kept.statusCode, 404, 'nor is a copy still good');
    assert.equal((await author.ask('GET', path('gone', 1, `attachments/${file}`))).statusCode, 200);
  });

  test('stay when the text changes; one that the change drops is public until then', async () => {
    await create(author, 'changes');
    const first = fileOf(ok<StaffVersion>(await attach(author, 'changes', 1), 201));
    const second = fileOf(ok<StaffVersion>(await attach(author, 'changes', 2), 201));
    ok(await submit(author, 'changes', 3));
    ok(await approve(head, 'changes', 3));
    const next = ok<StaffVersion>(await renew(author, 'changes'), 201);
    assert.deepEqual(
      next.attachments.map(({ id }) => id),
      [first, second],
    );
    const dropped = ok<StaffVersion>(await detach(author, 'changes', first, 1, 2));
    assert.deepEqual(
      dropped.attachments.map(({ id }) => id),
      [second],
    );
    const third = fileOf(ok<StaffVersion>(await attach(author, 'changes', 2, 2), 201));
    assert.deepEqual(await Promise.all([first, second, third].map(status)), [200, 200, 404]);
    ok(await submit(author, 'changes', 3, 2));
    ok(await approve(head, 'changes', 3, 2));
    assert.deepEqual(await Promise.all([first, second, third].map(status)), [404, 200, 200]);
    assert.equal((await author.ask('GET', path('changes', 1, `attachments/${first}`))).statusCode, 200);
    assert.equal((await author.ask('GET', path('changes', 2, `attachments/${first}`))).statusCode, 404);
  });

  test('detached from their only version are deleted', async () => {
    await create(author, 'deleted');
    const file = fileOf(ok<StaffVersion>(await attach(author, 'deleted', 1), 201));
    ok(await detach(author, 'deleted', file, 2));
    assert.equal((await author.ask('GET', path('deleted', 1, `attachments/${file}`))).statusCode, 404);
    for (const table of ['attachments', 'files'] as const)
      assert.equal(
        await world.database.db.selectFrom(table).select('id').where('id', '=', file).executeTakeFirst(),
        undefined,
        table,
      );
    assert.equal(refusal(await detach(author, 'deleted', file, 3)), '404 attachment_unknown');
    const { revision } = ok<StaffVersion>(await author.ask('GET', path('deleted')));
    assert.equal(revision, 3, 'what was refused has changed nothing');
  });

  test('are part of the text: attaching and detaching is editing', async () => {
    await create(author, 'editing');
    ok(await submit(author, 'editing', 1));
    const file = ok<StaffVersion>(await attach(both, 'editing', 1), 201);
    assert.deepEqual([file.status, file.revision], ['draft', 2]);
    assert.equal(refusal(await approve(head, 'editing', 1)), '409 revision_outdated');
    ok(await submit(author, 'editing', 2));
    assert.equal(refusal(await approve(both, 'editing', 2)), '409 rule_broken four_eyes');
    assert.equal(refusal(await attach(colleague, 'editing', 1)), '409 revision_outdated');
    ok(await approve(head, 'editing', 2));
    assert.equal(refusal(await attach(author, 'editing', 2)), '409 rule_broken action_not_allowed');
    assert.equal(refusal(await detach(author, 'editing', fileOf(file), 2)), '409 rule_broken action_not_allowed');
    assert.equal(await status(fileOf(file)), 200);
    const entries = await entriesOf(world.database.db, 'test', 'publications', 'editing');
    const contents = entries.map(({ action, data }) => [action, (data as { content: string }).content]);
    assert.equal(contents[2]?.[0], 'file_attached');
    assert.notEqual(contents[1]?.[1], contents[2]?.[1], 'the files are part of what the journal names');
  });

  test('are one’s own uploads, good ones, once', async () => {
    await create(author, 'wrong');
    const send = async (uploaded: object, changes: object = {}) => {
      const input = { revision: 1, upload: uploaded, title: { ru: 'Файл' }, ...changes };
      const answer = await author.ask('POST', path('wrong', 1, 'attachments'), input);
      const { fields } = answer.json<{ fields?: { path: string; code: string }[] }>();
      return [refusal(answer), ...(fields ?? []).map((one) => `${one.path} ${one.code}`)];
    };
    const { id, token } = await upload('list.txt', bytes);
    assert.deepEqual(await send({ id: 'x', token }), ['422 fields_invalid', 'upload upload_unknown']);
    assert.deepEqual(await send({ id, token: 'x' }), ['422 fields_invalid', 'upload upload_unknown']);
    assert.deepEqual(await send({ id, token }, { title: { ru: '' } }), ['422 fields_invalid', 'title.ru required']);
    const disguised = await upload('list.pdf', Buffer.from('<html><script>alert(1)</script>'));
    assert.equal(disguised.refused, '422 file_name_mismatch');
    assert.deepEqual(await send({ id: disguised.id, token: disguised.token }), [
      '422 fields_invalid',
      'upload upload_refused',
    ]);
    ok(
      await author.ask('POST', path('wrong', 1, 'attachments'), {
        revision: 1,
        upload: { id, token },
        title: { ru: 'Файл' },
      }),
      201,
    );
    assert.deepEqual(await send({ id, token }, { revision: 2 }), ['422 fields_invalid', 'upload upload_unknown']);
  });

  test('are found under their own version alone', async () => {
    await create(author, 'elsewhere');
    await published('other');
    const file = fileOf(ok<StaffVersion>(await attach(author, 'elsewhere', 1), 201));
    for (const address of [path('other', 1, `attachments/${file}`), path('elsewhere', 2, `attachments/${file}`)])
      assert.equal((await author.ask('GET', address)).statusCode, 404, address);
    for (const name of ['%00', 'A', '..%2f..', 'nothing'])
      assert.equal(
        refusal(await author.ask('GET', path('elsewhere', 1, `attachments/${name}`))),
        '404 attachment_unknown',
        name,
      );
  });
});
