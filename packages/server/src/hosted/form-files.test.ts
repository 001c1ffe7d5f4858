import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { openWorld, type World } from '../testing/app.ts';
import { testContent } from '../testing/content.ts';
import { hostedPages } from './routes.ts';

let world: World;
let app: FastifyInstance;
before(async () => {
  world = await openWorld([testContent()]);
  app = await world.app({
    register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
  });
});
after(() => world.close());

const filled = {
  need: 'information',
  'applicant.kind': 'citizen',
  'applicant.name': 'Анна Примерова',
  topic: 'repair',
  question: 'График ремонта крыши',
  replyForm: 'email',
  'contact.email.email': 'anna@example.org',
};
type File = [name: string, bytes: string | Buffer];

/** What a browser without JavaScript sends. */
async function post(
  fields: Record<string, string | string[]>,
  files: File[] = [['', '']],
  path = '/test/consultation',
) {
  const parts: (string | Buffer)[] = [];
  for (const [name, values] of Object.entries(fields))
    for (const value of [values].flat())
      parts.push(`--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  for (const [name, bytes] of files) {
    parts.push(`--x\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n`);
    parts.push('Content-Type: application/octet-stream\r\n\r\n', bytes, '\r\n');
  }
  parts.push('--x--\r\n');
  const answer = await app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: Buffer.concat(parts.map((part) => Buffer.from(part as string))),
  });
  const page = answer.body;
  assert.match(String(answer.headers['content-type']), /^text\/html/);
  return {
    status: answer.statusCode,
    page,
    text: page
      .replace(/<!--.*?-->/g, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' '),
  };
}
const hidden = (page: string, name: string): string[] =>
  [...page.matchAll(new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`, 'g'))].map(
    ([, value = '']) => value,
  );
const key = async (): Promise<string> =>
  hidden((await app.inject('/test/consultation')).body, 'idempotencyKey')[0] ?? '';
const codeOf = (page: string): string => /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(page)?.[0] ?? 'no code';
const filesOf = async (code: string): Promise<string[]> => {
  const found = await app.inject({ url: '/api/v1/agencies/test/case', headers: { 'case-code': code } });
  const { timeline } = found.json<{ timeline: { files?: { title: { ru: string } }[] }[] }>();
  return timeline[0]?.files?.map(({ title }) => title.ru) ?? [];
};

test('a form that brings files says so, and has its key before them', async () => {
  const { body } = await app.inject('/test/consultation');
  assert.match(body, /<form[^>]* enctype="multipart\/form-data"/);
  assert.ok(body.indexOf('name="idempotencyKey"') < body.indexOf('type="file"'));
  assert.match(body, /<input type="file" multiple[^>]* name="files"/);
});

test('without JavaScript files are kept over an error and the check, and go with the consultation', async () => {
  const idempotencyKey = await key();
  const first = await post({ ...filled, topic: '', idempotencyKey }, [
    ['план.txt', 'План дома'],
    ['смета.csv', 'а;б'],
  ]);
  assert.equal(first.status, 422);
  assert.match(first.text, /план\.txt Загружен, 1 КБ/);
  const upload = hidden(first.page, 'upload');
  assert.equal(upload.length, 2);
  const drop = /name="drop" value="([^"]+)"/.exec(first.page)?.[1] ?? '';
  assert.equal(upload[0]?.split(' ')[0], drop);
  const second = await post({ ...filled, idempotencyKey, upload, drop }, [['ещё.txt', 'ещё']]);
  assert.equal(second.status, 200);
  assert.match(second.text, /Проверьте перед отправкой.*смета\.csv , 1 КБ\s*ещё\.txt/);
  const last = { ...filled, idempotencyKey, upload: hidden(second.page, 'upload'), step: 'send' };
  const third = await post(last);
  assert.equal(third.status, 201, third.text);
  assert.deepEqual(await filesOf(codeOf(third.page)), ['смета.csv', 'ещё.txt']);
  // A reload: the uploads belong to the case by now, and it stays one.
  const again = await post(last);
  assert.equal(codeOf(again.page), codeOf(third.page));
});

test('files and all posted twice are one case', async () => {
  const all = { ...filled, idempotencyKey: await key(), step: 'send' };
  const first = await post(all, [['план.txt', 'План дома']]);
  assert.equal(first.status, 201, first.text);
  assert.equal(codeOf((await post(all, [['план.txt', 'План дома']])).page), codeOf(first.page));
  assert.deepEqual(await filesOf(codeOf(first.page)), ['план.txt']);
});

test('what is wrong with a file stands beside its name, and nothing is filed', async () => {
  const { status, text, page } = await post({ ...filled, idempotencyKey: await key(), step: 'send' }, [
    ['вирус.exe', 'MZ'],
    ['не.pdf', 'не PDF'],
    ['пустой.txt', ''],
    ['большой.txt', Buffer.alloc(10_000_001, 'а')],
    ['хороший.txt', 'текст'],
    ['шестой.txt', 'текст'],
  ]);
  assert.equal(status, 422);
  assert.match(text, /вирус\.exe Не приложен\. Такие файлы не принимаем/);
  assert.match(text, /не\.pdf Не приложен\. По имени это PDF, а внутри другое/);
  assert.match(text, /пустой\.txt Не приложен\. Файл пустой/);
  assert.match(text, /большой\.txt Не приложен\. Больше 10 МБ/);
  assert.match(text, /шестой\.txt» не взяли: можно приложить не больше 5/);
  assert.match(text, /Не все файлы приложились/);
  assert.equal(hidden(page, 'upload').length, 1);
});

test('a question of 40,000 letters comes back whole, with its error', async () => {
  const question = 'Ж'.repeat(40_000);
  const { status, page, text } = await post({ ...filled, question, idempotencyKey: await key() });
  assert.equal(status, 422);
  assert.ok(page.includes(question));
  assert.match(text, /Сократите/);
});

test('what is too large for the server is answered by a page', async () => {
  const many = Array.from({ length: 6 }, (_, at): File => [`${at}.txt`, Buffer.alloc(9_000_000, 'а')]);
  for (const wrong of [await post({ ...filled, question: 'Ж'.repeat(140_000) }), await post(filled, many)]) {
    assert.equal(wrong.status, 413);
    assert.match(wrong.text, /Слишком большой текст.*Вернитесь назад/);
  }
  const plain = await app.inject({
    method: 'POST',
    url: '/test/case',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `code=${'a'.repeat(256_001)}`,
  });
  assert.equal(plain.statusCode, 413);
  assert.match(String(plain.headers['content-type']), /^text\/html/);
});

test('somebody else’s upload can’t be taken along', async () => {
  const mine = await post({ ...filled, topic: '', idempotencyKey: await key() }, [['план.txt', 'План дома']]);
  const [id = ''] = (hidden(mine.page, 'upload')[0] ?? '').split(' ');
  const theirs = await post({ ...filled, idempotencyKey: await key(), upload: `${id} другой`, step: 'send' });
  assert.equal(theirs.status, 422);
  assert.doesNotMatch(theirs.text, /план\.txt/);
});

test('files are added to a case without JavaScript; posted twice they are added once', async () => {
  const filed = await post({ ...filled, idempotencyKey: await key(), step: 'send' });
  const code = codeOf(filed.page);
  const add = { code, act: 'add_files' };
  const wrong = await post(add, [['вирус.exe', 'MZ']], '/test/case');
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /вирус\.exe Не приложен\. Такие файлы не принимаем/);
  assert.equal((await post(add, [], '/test/case')).status, 422);
  for (let round = 0; round < 2; round++) {
    const { status, text } = await post(add, [['план.txt', 'План дома']], '/test/case');
    assert.equal(status, 200, text);
    assert.match(text, /Вы добавили файлы/);
  }
  const found = await app.inject({ url: '/api/v1/agencies/test/case', headers: { 'case-code': code } });
  const added = found.json<{ timeline: { type: string }[] }>().timeline.filter(({ type }) => type === 'files_added');
  assert.equal(added.length, 1);
  // The form for the code alone still works.
  assert.match((await post({ code }, [], '/test/case')).text, /Запрос получен/);
});

test('a file of a case is fetched by a form of its page, with the code that it needs, and by no other', async () => {
  const filed = await post({ ...filled, idempotencyKey: await key(), step: 'send' }, [['план.txt', 'План дома']]);
  const code = codeOf(filed.page);
  const { page, text } = await post({ code }, [], '/test/case');
  assert.match(text, /план\.txt TXT, 1 КБ/);
  const form = /<form[^>]*action="\/test\/case\/file"[^>]*>(.*?)<\/form>/s.exec(page)?.[1] ?? '';
  const fields = { code: hidden(form, 'code')[0] ?? '', id: hidden(form, 'id')[0] ?? '' };
  const ask = (payload: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/test/case/file',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(payload).toString(),
    });
  const file = await ask(fields);
  assert.equal(file.statusCode, 200);
  assert.equal(file.body, 'План дома');
  assert.match(String(file.headers['content-disposition']), /^attachment; .*filename\*=UTF-8''%D0%BF/);
  assert.equal(file.headers['cache-control'], 'no-store');
  const unknown = await ask({ ...fields, id: 'чужой' });
  assert.equal(unknown.statusCode, 404);
  assert.match(unknown.body, /Запрос получен/);
  const wrong = await ask({ ...fields, code: 'АБВ' });
  assert.match(String(wrong.headers['content-type']), /^text\/html/);
  assert.ok(wrong.statusCode >= 400 && !wrong.body.includes('План дома'));
});

test('who comes from a channel for visits or calls wants one of these, and nobody else does', async () => {
  const need = async (query: string): Promise<string | undefined> => {
    const { body } = await app.inject(`/test/consultation?${query}`);
    return /<input type="radio" name="need" id=\S+ value="?(\w+)"?[^>]* checked/.exec(body)?.[1];
  };
  assert.equal(await need('reply-form=visit&channel=reception'), 'visit');
  assert.equal(await need('reply-form=phone&channel=callback'), 'callback');
  assert.equal(await need('reply-form=post&channel=letter'), 'information');
  assert.equal(await need('reply-form=phone'), 'information');
  assert.equal(await need('reply-form=visit&channel=reception&need=consultation'), 'consultation');
});
