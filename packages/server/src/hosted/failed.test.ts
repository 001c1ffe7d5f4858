import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { openWorld, type World } from '../testing/app.ts';
import { testContent, testManifest } from '../testing/content.ts';
import type { RouteContext } from '../http/routes.ts';
import { hostedPages } from './routes.ts';

/* Pages that can't be made: the database is away, we have made a mistake, or what came is none that we can answer. */

let world: World;
let app: FastifyInstance;
let failure: Error | undefined;
/** What the database answers from the next ballot on. */
let afterBallot: Error | undefined;
const reports: string[] = [];

before(async () => {
  world = await openWorld([testContent({ surveys: [testManifest('access')] })]);
  const { database } = world;
  const db = new Proxy(database.db, {
    get: (target, name) => {
      if (failure) throw failure;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  app = await world.app({
    database: { ...database, db },
    report: (line) => reports.push(line),
    register: async (scope, context) => {
      const backendFor: RouteContext['backendFor'] = (request) => {
        const backend = context.backendFor(request);
        const castAnswers = async (...answers: Parameters<typeof backend.castAnswers>): Promise<void> => {
          await backend.castAnswers(...answers);
          failure = afterBallot;
        };
        return { ...backend, castAnswers };
      };
      await scope.register(async (pages) => hostedPages(pages, { ...context, backendFor }));
    },
  });
});
after(() => world.close());

const away = (): Error => Object.assign(new Error('connect ECONNREFUSED canary'), { code: 'ECONNREFUSED' });
const filled = {
  idempotencyKey: 'a-key-of-a-form-0001',
  need: 'information',
  'applicant.kind': 'citizen',
  'applicant.name': 'Анна "Примерова" <b>',
  topic: 'repair',
  question: '\nГрафик ремонта\nкрыши & подвала',
  replyForm: 'email',
  'contact.email.email': 'anna@example.org',
  step: 'send',
};

async function ask(method: 'GET' | 'POST', url: string, fields?: Record<string, string>) {
  const form = new URLSearchParams(fields).toString();
  const answer = await app.inject({
    method,
    url,
    ...(fields && { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: form }),
  });
  return { status: answer.statusCode, headers: answer.headers, page: answer.body };
}

/** The form of a page, as a browser would send it. */
function formIn(page: string): Record<string, string> {
  const signs: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  const plain = (text: string): string => text.replace(/&(?:lt|gt|quot|#39|amp);/g, (one) => signs[one] ?? one);
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  // A textarea's first line break is none of its text (HTML, 13.1.2.5).
  const long = [...page.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>\n?([^<]*)<\/textarea>/g)];
  return Object.fromEntries([...hidden, ...long].map(([, name = '', value = '']) => [name, plain(value)]));
}

test('a page that can’t be made says so as a page, in both languages, and is kept nowhere', async () => {
  failure = away();
  for (const [url, words] of [
    ['/test/consultation', 'Сервис сейчас не работает'],
    ['/test/case?lang=en', 'The service is down'],
    ['/test/channels', 'Сервис сейчас не работает'],
  ] as const) {
    const { status, headers, page } = await ask('GET', url);
    assert.equal(status, 503);
    assert.match(String(headers['content-type']), /^text\/html/);
    assert.equal(headers['cache-control'], 'no-store');
    assert.ok(page.includes(words), page);
    assert.doesNotMatch(page, /canary|ECONN|<form/);
  }
  failure = undefined;
});

test('what was typed is on the page that says that it couldn’t be sent, and sent from there is one case', async () => {
  failure = away();
  const { status, page } = await ask('POST', '/test/consultation', filled);
  assert.equal(status, 503);
  assert.match(page, /всё, что Вы ввели, осталось на этой странице/);
  assert.doesNotMatch(page, /<b>/);
  const form = formIn(page);
  assert.deepEqual(form, filled);
  failure = undefined;
  const first = await ask('POST', '/test/consultation', form);
  const second = await ask('POST', '/test/consultation', form);
  assert.deepEqual([first.status, second.status], [201, 201]);
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
  assert.ok(code.exec(first.page)?.[0]);
  assert.equal(code.exec(second.page)?.[0], code.exec(first.page)?.[0]);
});

/** Parts of a form with files, as a browser would send them; nothing ends it yet. */
const partsOf = (fields: Record<string, string>): string[] =>
  Object.entries(fields).map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
const postRaw = async (url: string, type: string, payload: string) => {
  const headers = { 'content-type': type };
  const { statusCode, body } = await app.inject({ method: 'POST', url, headers, payload: Buffer.from(payload) });
  return { status: statusCode, page: body };
};
const multipart = 'multipart/form-data; boundary=x';

test('a file that couldn’t be taken in is asked for anew, the texts are there', async () => {
  failure = away();
  const file = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nПлан\r\n--x--\r\n';
  const body = [...partsOf({ ...filled, step: '' }), file].join('');
  const { status, page } = await postRaw('/test/consultation', multipart, body);
  failure = undefined;
  assert.equal(status, 503);
  assert.match(page, /Файлы придётся выбрать заново/);
  assert.deepEqual(formIn(page), { ...filled, step: '' });
});

test('answers that were taken in are said to be, whatever fails after that: nobody is asked to send them twice', async () => {
  afterBallot = away();
  const { status, page } = await ask('POST', '/test/survey/access', { 'q.way': 'phone' });
  failure = afterBallot = undefined;
  const { rows } = await sql`select batch from ballots`.execute(world.database.db);
  assert.equal(rows.length, 1);
  assert.equal(status, 201);
  assert.doesNotMatch(page, /Отправить ещё раз/);
});

test('our own mistake is reported without what was typed; of that of a survey no more than that it was made', async () => {
  failure = new Error('canary');
  reports.length = 0;
  const { status, page } = await ask('POST', '/test/consultation', filled);
  assert.equal(status, 500);
  assert.deepEqual(formIn(page), filled);
  const survey = await ask('POST', '/test/survey/usefulness', { useful: 'yes' });
  failure = undefined;
  assert.equal(survey.status, 500);
  assert.deepEqual(formIn(survey.page), { useful: 'yes' });
  assert.match(reports[0] ?? '', /^POST \/:agency\/consultation: Error\n\s+at /);
  assert.deepEqual(reports.slice(1), ['POST /:agency/survey/:id: Error']);
  assert.doesNotMatch(reports.join(), /canary|Примерова|крыши/);
});

const ours = /Сервис сейчас не работает|сбой на нашей стороне/;

test('an address that leads nowhere is no fault of ours', async () => {
  for (const [method, url] of [
    ['GET', '/nowhere/channels'],
    ['GET', '/test/publications/nothing'],
    ['GET', '/test/publications?cursor=none'],
    ['POST', '/nowhere/case/file'],
    ['POST', '/test/survey/nothing'],
  ] as const) {
    const { status, page } = await ask(method, url, method === 'POST' ? { code: '7KQ4-M2XD-91TH' } : undefined);
    assert.equal(status, url.includes('cursor') ? 400 : 404, url);
    assert.match(page, /Такой страницы нет/, url);
    assert.doesNotMatch(page, ours, url);
  }
  const { status, page } = await ask('POST', '/nowhere/consultation', filled);
  assert.equal(status, 404);
  assert.equal(formIn(page).question, filled.question);
  assert.doesNotMatch(page, ours);
});

test('what is no form is said to be none', async () => {
  for (const [type, expected] of [
    ['application/xml', 415],
    ['application/json', 400],
  ] as const) {
    const { status, page } = await postRaw('/test/consultation', type, '<');
    assert.equal(status, expected);
    assert.match(page, /Отправить не получилось/);
    assert.doesNotMatch(page, ours);
  }
});

test('a form that breaks off keeps what could be read', async () => {
  const before = { idempotencyKey: filled.idempotencyKey };
  const file = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nПлан\r\n';
  const rest = '--x\r\nContent-Disposition: form-data; name="question"\r\n\r\nГрафик ремонта кр';
  for (const url of ['/test/consultation', '/test/case', '/test/case/file']) {
    const { status, page } = await postRaw(url, multipart, [...partsOf(before), file, rest].join(''));
    assert.equal(status, 400, url);
    assert.match(page, /Отправить не получилось.*Всё, что дошло, осталось на этой странице/s, url);
    assert.doesNotMatch(page, ours, url);
    const { upload, ...kept } = formIn(page);
    assert.deepEqual(kept, { ...before, question: 'График ремонта кр' }, url);
    assert.match(upload ?? '', /^\S+ \S+$/, url);
  }
  const { page } = await postRaw('/test/case?lang=en', multipart, '--x');
  assert.match(page, /It could not be sent.*Go back/s);
  assert.doesNotMatch(page, /<form/);
});
