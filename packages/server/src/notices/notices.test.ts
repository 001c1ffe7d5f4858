import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import PostalMime from 'postal-mime';
import type { ConsultationInput, Receipt } from '@otklik/core/contract/consultations.js';
import type { RecordEvent } from '@otklik/core/contract/staff/consultations.js';
import { noon, openWorld } from '../testing/app.ts';
import { testAgency, testConsultation, testContent, testManifest } from '../testing/content.ts';
import { working } from '../testing/cases.ts';
import { proofOf } from '../testing/proof.ts';
import { startSmtp, type SmtpProcess } from '../testing/smtp.ts';
import { caseNotices as newNotices } from './case-events.ts';
import { caseNotices } from './case-notice.ts';
import { mailChannel } from './mail.ts';
import type { Notice, NoticeChannel } from './port.ts';
import { noticeRemarks, startNotices } from './start.ts';
import { clearJobs, countJobs, enqueue } from './store.ts';
import { workOff } from './work.ts';

const publicUrl = 'https://otklik.example.gov';
const world = await openWorld([
  testContent({ agency: testAgency({ email: 'otvet@example.gov' }), surveys: [testManifest('access')] }),
]);
const { db } = world.database;
const lines: string[] = [];
let smtp: SmtpProcess;
before(async () => {
  smtp = await startSmtp();
});
after(async () => {
  await smtp.stop();
  await world.close();
});
beforeEach(async () => {
  world.clock.now = new Date(noon);
  lines.length = 0;
  await clearJobs(db);
  await smtp.behave('accept');
});

const mail = (): NoticeChannel =>
  mailChannel({
    server: { host: '127.0.0.1', port: smtp.port, secure: false, startTls: 'offered', auth: null },
    from: 'noreply@example.gov',
    publicUrl,
    patience: { connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 1_500 },
  });

const work = async (channels: readonly NoticeChannel[] = [mail()]): Promise<void> => {
  await workOff({
    ...world.services,
    handlers: { case_notice: caseNotices({ ...world.services, channels, publicUrl }) },
    chance: () => 0.5,
    days: 5,
    report: (line) => lines.push(line),
  });
  await smtp.settled();
};

let key = 0;
async function file(changes: Partial<ConsultationInput> = {}, { proved = true } = {}): Promise<Receipt> {
  const consultation = testConsultation(changes);
  const idempotencyKey = `key-of-the-notices-${++key}`;
  const answer = await world.request({
    method: 'POST',
    url: '/api/v1/agencies/test/consultations',
    headers: {
      ...{ 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      ...(proved && { 'consultation-proof': proofOf('test', idempotencyKey, consultation) }),
    },
    payload: JSON.stringify(consultation),
  });
  assert.equal(answer.statusCode, 201);
  return answer.json<Receipt>();
}

/** Does what brings messages, and reads those that came. */
async function mails(work: () => Promise<unknown>) {
  const before = smtp.received.length;
  await work();
  await smtp.settled();
  const received = smtp.received.slice(before);
  return Promise.all(received.map(async (one) => ({ ...one, ...(await PostalMime.parse(one.raw)), to: one.to })));
}
const later = (minutes: number): void =>
  void (world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000));
const only = () => db.selectFrom('jobs').selectAll().executeTakeFirstOrThrow();

describe('a notice', () => {
  test('tells number and link and nothing else of a request', async () => {
    const { number, code } = await file();
    const [received, ...more] = await mails(work);
    assert.deepEqual(more, []);
    assert.ok(received);
    assert.deepEqual(received.to, ['anna@example.org']);
    assert.equal(received.subject, `Запрос ${number}: получен`);
    assert.deepEqual(received.from, { name: 'Служба испытаний', address: 'noreply@example.gov' });
    assert.equal(received.replyTo?.[0]?.address, 'otvet@example.gov');
    assert.match(received.messageId ?? '', /^<[\da-f-]{36}@otklik\.example\.gov>$/);
    for (const part of [received.text ?? '', received.html ?? '']) {
      assert.ok(part.includes(number));
      assert.match(part, /https:\/\/otklik\.example\.gov\/test\/case[\s"<]/);
      for (const secret of [code, code.replaceAll('-', ''), 'Анна', 'Примерова', 'начнётся', 'ремонт', 'anna@'])
        assert.equal(part.includes(secret), false, secret);
    }
  });

  test('is in the language of the request', async () => {
    const { number } = await file({ language: 'en' });
    const [received] = await mails(work);
    assert.equal(received?.subject, `Request ${number}: received`);
    assert.deepEqual(received?.from, { name: 'Test Service', address: 'noreply@example.gov' });
    assert.equal(received?.headers.find(({ key }) => key === 'content-language')?.value, 'en');
    assert.match(received?.text ?? '', /^https:\/\/otklik\.example\.gov\/test\/case\?lang=en$/m);
  });

  test('is sent for each thing that happens, once', async () => {
    const { number } = await file();
    const { id } = await db
      .selectFrom('consultations')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const types = ['registered', 'clarification', 'refused', 'moved_to_moon'] as RecordEvent['type'][];
    const events = types.map((type) => ({ type, at: noon }));
    await db.transaction().execute((tx) => enqueue(tx, ...newNotices(id, events)));
    const received = await mails(work);
    assert.deepEqual(received.map(({ subject }) => subject?.slice(`Запрос ${number}: `.length)).sort(), [
      ...['в предоставлении отказано', 'есть новости', 'зарегистрирован', 'нужно уточнение', 'получен'],
    ]);
    assert.equal(new Set(received.map(({ messageId }) => messageId)).size, 5);
    assert.deepEqual(await mails(work), []);
  });

  test('is not sent to who gave no address, or whose request is gone', async () => {
    await file({ replyForm: 'phone', contact: { phone: '8 (000) 000-00-00' } });
    await file({ replyForm: 'post', contact: { postalAddress: '000000, г. Примерск' } });
    await db
      .transaction()
      .execute((tx) =>
        enqueue(tx, ...newNotices('00000000-0000-4000-8000-000000000000', [{ type: 'answered', at: noon }])),
      );
    assert.deepEqual(await mails(work), []);
    assert.deepEqual(await countJobs(db), { waiting: 0, done: 3, failed: 0, dropped: 0 });
    assert.deepEqual(lines, []);
  });

  test('goes as the client chose by the code: not at all, or to an address that was given later', async () => {
    const choose = async ({ code }: Receipt, body: object): Promise<void> => {
      const { statusCode } = await world.request({
        method: 'PUT',
        url: '/api/v1/agencies/test/case/notices',
        headers: { 'content-type': 'application/json', 'case-code': code },
        payload: JSON.stringify(body),
      });
      assert.equal(statusCode, 200);
    };
    const silent = await file();
    await choose(silent, { by: 'none' });
    const later = await file({ replyForm: 'post', contact: { postalAddress: '000000, г. Примерск' } });
    await choose(later, { by: 'email', email: 'later@example.org' });
    const received = await mails(work);
    assert.deepEqual(
      received.map(({ to, subject }) => [to, subject]),
      [[['later@example.org'], `Запрос ${later.number}: получен`]],
    );
    await choose(silent, { by: 'email' });
    await db.transaction().execute(async (tx) => {
      const { id } = await tx
        .selectFrom('consultations')
        .select('id')
        .where('number', '=', silent.number)
        .executeTakeFirstOrThrow();
      await enqueue(tx, ...newNotices(id, [{ type: 'answered', at: noon }]));
    });
    assert.deepEqual(
      (await mails(work)).map(({ to }) => to),
      [['anna@example.org']],
    );
  });

  test('is not sent to the address of a request that may be junk until staff have registered it', async () => {
    const { number, code } = await file({}, { proved: false });
    const withdrawn = await file({}, { proved: false });
    assert.deepEqual(await mails(work), []);
    const w = await working(world);
    const id = await w.idOf(number);
    await w.client('POST', '/withdrawal', withdrawn.code, {});
    assert.deepEqual(await mails(work), []);
    await w.acts(id, [w.consultant, { type: 'register' }]);
    const received = await mails(work);
    assert.deepEqual(
      received.map(({ to, subject }) => [to, subject]),
      [[['anna@example.org'], `Запрос ${number}: зарегистрирован`]],
    );
    assert.equal((await w.read(code)).status, 'registered');
  });

  test('leaves nothing of a person in the queue or in the log, whatever goes wrong', async () => {
    for (const behaviour of ['later', 'never', 'hold', 'refuse'] as const) {
      await smtp.behave(behaviour);
      await file({ applicant: { kind: 'citizen', name: 'Канарейка' }, contact: { email: 'canary@example.org' } });
      await work();
    }
    const jobs = JSON.stringify(await db.selectFrom('jobs').selectAll().execute());
    assert.equal(lines.length, 4);
    assert.doesNotMatch(jobs + lines.join(), /canary|example\.org|Канарейка|ремонт/);
  });

  test('about content that a new database starts with is sent to nobody', async () => {
    const key = 'key-of-an-invented-case';
    const content = testContent({
      cases: [{ key, consultation: testConsultation(), receivedAt: new Date(noon), steps: [] }],
    });
    const other = await openWorld([content]);
    assert.equal((await other.database.db.selectFrom('consultations').select('id').execute()).length, 1);
    assert.equal((await countJobs(other.database.db)).waiting, 0);
    await other.close();
  });
});

describe('a notice that fails', () => {
  test('is sent when the mail server takes it at last, as the same message', async () => {
    await file();
    await smtp.behave('later');
    assert.deepEqual(await mails(work), []);
    assert.deepEqual(lines.splice(0), ['notices: 1 to be tried again (EENVELOPE 451)']);
    later(1);
    await smtp.behave('drop');
    assert.deepEqual(await mails(work), []);
    assert.deepEqual(lines.splice(0), ['notices: 1 to be tried again (ECONNECTION)']);
    later(2);
    await smtp.behave('hang');
    assert.deepEqual(await mails(work), []);
    assert.deepEqual(lines.splice(0), ['notices: 1 to be tried again (ETIMEDOUT)']);
    later(4);
    await smtp.behave('accept');
    const [received] = await mails(work);
    const job = await only();
    assert.equal(received?.messageId, `<${job.id}@otklik.example.gov>`);
    assert.deepEqual([job.state, job.attempts, job.channel, job.error], ['done', 4, 'email', null]);
  });

  test('comes twice rather than not at all, with one Message-ID', async () => {
    await file();
    await smtp.behave('hold');
    const first = await mails(work);
    later(1);
    await smtp.behave('accept');
    const second = await mails(work);
    assert.equal(first.length, 1);
    assert.deepEqual(
      second.map(({ messageId }) => messageId),
      first.map(({ messageId }) => messageId),
    );
    assert.equal(second[0]?.text, first[0]?.text);
  });

  test('for good stays visible, and is not tried again', async () => {
    for (const [behaviour, error] of [
      ['never', 'EENVELOPE 550'],
      ['message', 'EMESSAGE 554'],
    ] as const) {
      await clearJobs(db);
      await file();
      await smtp.behave(behaviour);
      await work();
      const job = await only();
      assert.deepEqual([job.state, job.error, job.ended_at], ['failed', error, world.clock.now]);
      assert.deepEqual(lines.splice(0), [`notices: 1 given up (${error})`]);
      const { attempts } = smtp;
      later(60 * 24);
      await work();
      assert.equal(smtp.attempts, attempts);
    }
  });

  test('is not worked on, but waits and then is dropped, while there is no channel', async () => {
    const report = (line: string): void => void lines.push(line);
    const options = { ...world.services, mail: null, publicUrl: null, days: 5, report };
    await file();
    const off = startNotices(options);
    await off.stop();
    assert.equal((await only()).attempts, 0);
    assert.deepEqual(await noticeRemarks(options), [
      'E-mail notices are off (OTKLIK_SMTP_URL is not set): 1 waiting, each is dropped after 5 days.',
    ]);
    later(5 * 24 * 60 + 1);
    await startNotices(options).stop();
    assert.deepEqual([(await only()).state, (await only()).attempts], ['dropped', 0]);
    assert.throws(
      () => startNotices({ ...options, channels: [mail()] }),
      /^StartError: Notices need OTKLIK_PUBLIC_URL/,
    );
  });
});

describe('channels', () => {
  const notes: Notice[] = [];
  const sms: NoticeChannel = {
    kind: 'sms',
    send: async (notice) => void notes.push(notice),
  };

  test('are asked in their order, the first that reaches the person is taken', async () => {
    const both = { email: 'anna@example.org', phone: '8 (000) 000-00-01' };
    await file({ contact: both });
    const { number } = await file({ replyForm: 'phone', contact: { phone: '8 (000) 000-00-02' } });
    const received = await mails(() => work([mail(), sms]));
    assert.deepEqual(
      received.map(({ to }) => to),
      [['anna@example.org']],
    );
    const [note, ...more] = notes.splice(0);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [note?.to, note?.subject, note?.link?.href],
      ['8 (000) 000-00-02', `Запрос ${number}: получен`, 'https://otklik.example.gov/test/case'],
    );
    await file({ contact: both });
    assert.deepEqual(await mails(() => work([sms])), []);
    assert.deepEqual(
      notes.splice(0).map(({ to }) => to),
      ['8 (000) 000-00-01'],
    );
  });

  test('that reach somebody are waited for', async () => {
    await file();
    await work([sms]);
    assert.deepEqual([(await only()).state, (await only()).error], ['waiting', 'channel_missing']);
    later(1);
    assert.equal((await mails(work)).length, 1);
  });
});

test('the worker is told of each request that may have changed something, ballots excepted', async () => {
  let changes = 0;
  const app = await world.app({ changed: () => void changes++ });
  const post = (path: string, payload: object, headers = {}) =>
    app.inject({ method: 'POST', url: `/api/v1/agencies/test${path}`, payload, headers });
  await app.inject({ url: '/api/v1/agencies/test' });
  await post('/consultations', {}, { 'idempotency-key': 'key-of-a-wrong-request' });
  await post('/surveys/access/ballots', {});
  assert.equal(changes, 0);
  const filed = await post('/consultations', testConsultation(), { 'idempotency-key': 'key-of-a-right-request' });
  assert.equal(filed.statusCode, 201);
  assert.equal(changes, 1);
});
