import assert from 'node:assert/strict';
import type { File } from '@otklik/core/contract/common.js';
import type { Case, Receipt } from '@otklik/core/contract/consultations.js';
import type { UploadName } from '@otklik/core/contract/uploads.js';
import { filesOf } from '@otklik/core/domain/consultations/case-files.js';
import type { Checks } from './checks.ts';
import { fetchAnswer, type Client } from './client.ts';
import { append, begun, example, filed, filing, key, misspelt, opening, uploaded } from './filing.ts';

type Check = Pick<Checks, 'check'>;

const name = 'План дома (2-й подъезд).txt';
/** More than one part wherever parts aren't large. */
const bytes = new TextEncoder().encode('Ясная ул., 1 — «кавычки», ё, 日本語, 👍.\r\n'.repeat(900));

const reading = ({ id }: Pick<File, 'id'>, code: string) => ({ ...opening(code), id });

async function checkFile(client: Client, code: string, file: File): Promise<void> {
  assert.deepEqual([file.title.ru, file.format, file.size], [name, 'TXT', bytes.length]);
  const answer = await client.call('readCaseFile', reading(file, code));
  assert.equal(answer.status, 200, answer.text.slice(0, 200));
  assert.deepEqual(answer.bytes, bytes, 'other bytes');
  const { headers } = answer;
  assert.equal(headers.get('Content-Type')?.split(';')[0], file.mediaType.split(';')[0]);
  assert.match(headers.get('Content-Disposition') ?? '', /^attachment\b/, 'it is shown in place');
  assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
  assert.match(headers.get('Cache-Control') ?? '', /no-store/);
  const byAddress = await fetchAnswer(new URL(file.url, client.base).href, opening(code));
  assert.deepEqual(byAddress.bytes, bytes, `other bytes at ${file.url}`);
  assert.ok(!file.url.includes(code), 'the address holds the code');
}

/** Named by somebody's request, the upload must not be found there. */
async function unknownTo(client: Client, upload: UploadName): Promise<void> {
  const told = async (run: ReturnType<Client['problem']>): Promise<void> => {
    const { fields = [] } = await run;
    assert.deepEqual(
      fields.map(({ path, code }) => [path, code]),
      [['files.0', 'upload_unknown']],
    );
  };
  const body = { files: [upload] };
  await told(client.problem('addCaseFiles', { ...opening(await filed(client)), body }, 'fields_invalid'));
  await told(
    client.problem('fileConsultation', filing({ ...(await example(client)), files: [upload] }), 'fields_invalid'),
  );
}

async function withRequest({ check }: Check, client: Client): Promise<void> {
  const sent = await check('case file: sent with the request it stands in its receipt, whole', async () => {
    const upload = await uploaded(client, name, bytes);
    const request = filing({ ...(await example(client)), files: [upload] });
    const receipt = await client.good<Receipt>('fileConsultation', request);
    const { timeline } = await client.good<Case>('readCase', opening(receipt.code));
    const [file] = timeline[0]?.type === 'received' ? (timeline[0].files ?? []) : [];
    assert.ok(file, 'the case shows no file');
    await checkFile(client, receipt.code, file);
    return { upload, request, receipt, file };
  });
  if (!sent) return;
  const { upload, request, receipt, file } = sent;
  await check('case file: the same request again gives the same receipt', async () => {
    assert.deepEqual(await client.good('fileConsultation', request), receipt);
  });
  await check('case file: no code opens it but its case’s', async () => {
    await client.problem('readCaseFile', { id: file.id }, 'case_code_missing');
    await client.problem('readCaseFile', reading(file, misspelt(receipt.code)), 'case_code_invalid');
    await client.problem('readCaseFile', reading(file, await filed(client)), 'file_unknown');
  });
  await check('case file: its upload opens no longer, and goes to no other case', async () => {
    const gone = { id: upload.id, headers: { 'Upload-Token': upload.token } };
    await client.problem('readUpload', gone, 'upload_unknown');
    await client.problem('deleteUpload', gone, 'upload_unknown');
    await unknownTo(client, upload);
    await checkFile(client, receipt.code, file);
  });
}

async function addedLater({ check }: Check, client: Client): Promise<void> {
  await check('case file: added afterwards it is there, and added again no second time', async () => {
    const code = await filed(client);
    const files = [await uploaded(client, name, bytes), await uploaded(client, name, bytes)];
    const found = await client.good<Case>('addCaseFiles', { ...opening(code), body: { files } });
    const last = found.timeline.at(-1);
    assert.ok(last?.type === 'files_added', `the last event is ${last?.type}`);
    assert.equal(last.files.length, 2);
    for (const file of last.files) await checkFile(client, code, file);
    assert.deepEqual(await client.good('readCase', opening(code)), found);
    assert.deepEqual(await client.good('addCaseFiles', { ...opening(code), body: { files } }), found);
  });
  await check('case file: sent four times at once it is there once', async () => {
    const code = await filed(client);
    const body = { files: [await uploaded(client, name, bytes)] };
    await Promise.all(Array.from({ length: 4 }, () => client.good('addCaseFiles', { ...opening(code), body })));
    assert.equal(filesOf(await client.good<Case>('readCase', opening(code))).length, 1);
  });
}

async function refusals({ check }: Check, client: Client): Promise<void> {
  await check('case file: somebody else’s upload is not to be had by a token of one’s own', async () => {
    const theirs = await uploaded(client, name, bytes);
    const mine = await uploaded(client, name, bytes);
    await unknownTo(client, { id: theirs.id, token: mine.token });
    await unknownTo(client, { id: theirs.id, token: '' });
    await client.good('readUpload', { id: theirs.id, headers: { 'Upload-Token': theirs.token } });
  });
  await check('case file: unfinished, refused and repeated uploads are told each by its place', async () => {
    const good = await uploaded(client, name, bytes);
    const unfinished = await begun(client, name, bytes.length);
    const text = bytes.slice(0, 1000);
    const bad = await begun(client, 'план.pdf', text.length);
    assert.equal((await append(client, bad, 0, text)).status, 422, 'text is taken for PDF');
    const files = [good, unfinished, bad, good].map(({ id, token }) => ({ id, token }));
    const code = await filed(client);
    const { fields = [] } = await client.problem(
      'addCaseFiles',
      { ...opening(code), body: { files } },
      'fields_invalid',
    );
    assert.deepEqual(
      fields.map((field) => `${field.path} ${field.code}`),
      ['files.1 upload_unfinished', 'files.2 upload_refused', 'files.3 repeated'],
    );
    assert.deepEqual(filesOf(await client.good<Case>('readCase', opening(code))), []);
    // What was refused with the others is still its sender's own.
    await client.good('addCaseFiles', { ...opening(code), body: { files: [good] } });
  });
  await check('case file: a request that is refused takes no file', async () => {
    const upload = await uploaded(client, name, bytes);
    const bad = { ...(await example(client)), topic: 'no-such-topic', files: [upload] };
    await client.problem('fileConsultation', filing(bad, key()), 'fields_invalid');
    await filed(client, { files: [upload] });
  });
}

/** Uploads files, and attaches them to cases. */
export async function fileChecks(checks: Checks, client: Client): Promise<void> {
  const check = checks.check.bind(checks);
  await withRequest({ check }, client);
  await addedLater({ check }, client);
  await refusals({ check }, client);
}
