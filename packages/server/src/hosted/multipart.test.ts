import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendError } from '@otklik/core/backend/error.js';
import { readMultipart, type FormFile, type FormLimits } from './multipart.ts';

const limits: FormLimits = { text: 1_000, file: 5_000, body: 20_000 };
const crlf = '\r\n';

/** A body as browsers write it. */
const part = (name: string, value: string | Buffer, file?: string): Buffer =>
  Buffer.concat([
    Buffer.from(
      `--x${crlf}Content-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"${crlf}Content-Type: application/octet-stream`}${crlf}${crlf}`,
    ),
    Buffer.from(value as string),
    Buffer.from(crlf),
  ]);
const end = Buffer.from(`--x--${crlf}`);

async function* inPieces(body: Buffer, size = 7): AsyncIterable<Buffer> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
  return Promise.resolve();
}

async function read(body: Buffer, type = 'multipart/form-data; boundary=x', size?: number) {
  const files: FormFile[] = [];
  const before: string[][] = [];
  const form = await readMultipart(inPieces(body, size), { 'content-type': type }, limits, (file, fields) => {
    files.push(file);
    before.push(fields.entries().map(([name]) => name));
    return Promise.resolve();
  });
  return { fields: form.entries(), files, before };
}
const code = (expected: string) => (error: unknown) => error instanceof BackendError && error.code === expected;

test('fields and files as they came, whatever pieces they come in; a control without a choice is no file', async () => {
  const body = Buffer.concat([
    part('a', 'Вопрос\r\nв две строки 😀'),
    part('files', Buffer.from([0, 13, 10, 45, 45, 121, 255]), 'C:\\Документы\\План дома.pdf'),
    part('files', '', ''),
    part('b', ''),
    part('a', 'ещё'),
    end,
  ]);
  for (const size of [1, 7, 64_000]) {
    const { fields, files, before } = await read(body, undefined, size);
    assert.deepEqual(fields, [
      ['a', 'Вопрос\r\nв две строки 😀'],
      ['b', ''],
      ['a', 'ещё'],
    ]);
    assert.deepEqual(files, [{ name: 'План дома.pdf', bytes: Buffer.from([0, 13, 10, 45, 45, 121, 255]) }]);
    assert.deepEqual(before[0], ['a']);
  }
});

test('of a file that is too large nothing is kept, and the rest is read', async () => {
  const body = Buffer.concat([
    part('f', Buffer.alloc(5_001), 'а.txt'),
    part('f', Buffer.alloc(5_000), 'б.txt'),
    part('a', '1'),
    end,
  ]);
  const { files, fields } = await read(body, undefined, 900);
  assert.deepEqual(
    files.map(({ name, bytes }) => [name, bytes?.length]),
    [
      ['а.txt', undefined],
      ['б.txt', 5_000],
    ],
  );
  assert.deepEqual(fields, [['a', '1']]);
});

test('no more is in memory than one file: it is taken in before more is read', async () => {
  const body = Buffer.concat([part('f', 'один', '1.txt'), part('f', 'два', '2.txt'), end]);
  let open = 0;
  let most = 0;
  await readMultipart(inPieces(body, 20), { 'content-type': 'multipart/form-data; boundary=x' }, limits, async () => {
    most = Math.max(most, ++open);
    await new Promise((done) => setTimeout(done, 5));
    open--;
  });
  assert.equal(most, 1);
});

test('too much is refused: text, many fields, many files, the whole', async () => {
  const text = part('a', 'я'.repeat(501));
  await assert.rejects(read(Buffer.concat([text, end])), code('body_too_large'));
  const two = [part('a', 'я'.repeat(300)), part('b', 'я'.repeat(300))];
  await assert.rejects(read(Buffer.concat([...two, end])), code('body_too_large'));
  const fields = Array.from({ length: 201 }, () => part('a', ''));
  await assert.rejects(read(Buffer.concat([...fields, end]), undefined, 4_000), code('body_too_large'));
  const whole = Array.from({ length: 5 }, () => part('f', Buffer.alloc(4_500), 'а.txt'));
  await assert.rejects(read(Buffer.concat([...whole, end]), undefined, 4_000), code('body_too_large'));
});

test('what is no form, or breaks off, is refused and breaks nothing', async () => {
  const good = Buffer.concat([part('a', 'текст'), part('f', Buffer.alloc(300, 1), 'а.txt'), end]);
  await assert.rejects(read(good, 'multipart/form-data'), code('body_not_json'));
  await assert.rejects(read(good, 'multipart/form-data; boundary=y'), code('body_not_json'));
  await assert.rejects(read(Buffer.from('a=1&b=2')), code('body_not_json'));
  await assert.rejects(read(Buffer.alloc(0)), code('body_not_json'));
  for (let cut = 1; cut < good.length - end.length; cut += 11) {
    await assert.rejects(read(good.subarray(0, cut)), code('body_not_json'), `cut at ${cut}`);
  }
  const bad = [
    '--x\r\n\r\nno header\r\n--x--\r\n',
    '--x\r\nContent-Disposition: attachment; name="a"\r\n\r\n1\r\n--x--\r\n',
  ];
  for (const body of bad) assert.deepEqual((await read(Buffer.from(body))).fields, []);
});

test('random bytes never do more than be refused', async () => {
  const good = Buffer.concat([part('a', 'текст'), part('f', Buffer.alloc(100, 1), 'а.txt'), end]);
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  for (let round = 0; round < 300; round++) {
    const body = Buffer.from(good);
    for (let change = 0; change < 1 + next(8); change++) body[next(body.length)] = next(256);
    await read(body, undefined, 1 + next(50)).catch((error: unknown) => assert.ok(error instanceof BackendError));
  }
});
