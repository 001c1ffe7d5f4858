import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import PostalMime from 'postal-mime';
import { watchAlarms } from '../consultations/alarms/watch.ts';
import { replaceResponsibles } from '../consultations/routing/store.ts';
import { updateStaff } from '../staff/store.ts';
import { noon, openWorld, type World } from '../testing/app.ts';
import { drafts, words, working, type Working } from '../testing/cases.ts';
import { testAgency, testContent } from '../testing/content.ts';
import { startSmtp, type SmtpProcess } from '../testing/smtp.ts';
import { ok, signUp, type Signed } from '../testing/staff.ts';
import { mailChannel } from './mail.ts';
import { noticeHandlers } from './start.ts';
import { staffNotices } from './staff-notice.ts';
import { clearJobs, countJobs, type Job } from './store.ts';
import { workOff } from './work.ts';

let world: World;
let w: Working;
let third: Signed;
let smtp: SmtpProcess;
const lines: string[] = [];
before(async () => {
  world = await openWorld([testContent({ agency: testAgency({ email: 'otvet@example.gov' }) })]);
  w = await working(world);
  third = await signUp(world, 'third', ['consultant']);
  smtp = await startSmtp();
});
after(async () => {
  await smtp.stop();
  await world.close();
});

const setEmail = (who: Signed, email: string | null): Promise<void> =>
  world.database.db.transaction().execute((tx) => updateStaff(tx, who.id, { email }));
const setActive = (who: Signed, active: boolean): Promise<void> =>
  world.database.db.transaction().execute((tx) => updateStaff(tx, who.id, { active }));
const route = (...to: Signed[]): Promise<void> => {
  const ids = to.map(({ id }) => id);
  return world.database.db.transaction().execute((tx) => replaceResponsibles(tx, 'test', 'external', 'repair', ids));
};
const setAgencyEmail = async (email: string | undefined): Promise<void> => {
  const data = JSON.stringify(testAgency(email === undefined ? {} : { email }));
  await world.database.db.updateTable('agencies').set({ data }).where('id', '=', 'test').execute();
};

beforeEach(async () => {
  world.clock.now = new Date(noon);
  lines.length = 0;
  await smtp.behave('accept');
  await world.database.db.deleteFrom('consultations').execute();
  await clearJobs(world.database.db);
  await setAgencyEmail('otvet@example.gov');
  for (const name of ['consultant', 'colleague', 'head', 'both'] as const)
    await setEmail(w[name], `${name}@example.gov`);
  await route(w.consultant, w.colleague);
});

const publicUrl = 'https://otklik.example.gov';
const report = (line: string): void => void lines.push(line);
const work = async (): Promise<void> => {
  const mail = mailChannel({
    server: { host: '127.0.0.1', port: smtp.port, secure: false, startTls: 'offered', auth: null },
    ...{ from: 'noreply@example.gov', publicUrl },
    patience: { connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 1_500 },
  });
  const options = { ...world.services, chance: () => 0.5, days: 5, report };
  await workOff({ ...options, handlers: noticeHandlers({ ...options, mail: null, channels: [mail], publicUrl }) });
  await smtp.settled();
};
const later = (minutes: number): void =>
  void (world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000));

/** What came of the work that is to be done now, the client's own aside. */
async function mails() {
  const before = smtp.received.length;
  await work();
  const read = smtp.received
    .slice(before)
    .map(async (one) => ({ ...(await PostalMime.parse(one.raw)), to: one.to[0] }));
  return (await Promise.all(read)).filter(({ to }) => to !== 'anna@example.org');
}
/** The same in short: to whom, and what the subject says behind the number. */
const told = async (): Promise<string[]> =>
  (await mails()).map(({ to, subject }) => `${to?.split('@')[0]}: ${subject?.split(': ')[1]}`).toSorted();

/** A new case of which staff were told. */
async function begun() {
  const { number, code } = await w.file();
  const id = await w.idOf(number);
  await work();
  return { id, number, code };
}
const start = { type: 'start', unit: words('Отдел') };
const draft = { type: 'draft', draft: drafts.answer };

describe('of a new case', () => {
  test('all are told whom its topic goes to, each by a message of number and dates', async () => {
    const { number, code } = await w.file();
    assert.equal((await countJobs(world.database.db)).waiting, 1, 'filing waits for one row, as before');
    const [first, second, ...more] = (await mails()).toSorted((a, b) => String(a.to).localeCompare(String(b.to)));
    assert.deepEqual([first?.to, second?.to, more], ['colleague@example.gov', 'consultant@example.gov', []]);
    for (const mail of [first, second]) {
      assert.equal(mail?.subject, `Запрос ${number}: поступил`);
      assert.deepEqual(mail?.from, { name: 'Служба испытаний', address: 'noreply@example.gov' });
      assert.equal(mail?.replyTo, undefined);
      assert.equal(
        mail?.text,
        [
          ...['Поступил новый запрос.', `Номер запроса: ${number}.`, 'Зарегистрировать: не позднее 27.11.2026.'],
          ...['Ответить: не позднее 25.12.2026.', ''],
          ...['Письмо отправлено автоматически. Отвечать на него не нужно.', '', 'Служба испытаний', ''],
        ].join('\n'),
      );
      for (const secret of [code, 'Анна', 'Примерова', 'начнётся', 'ремонт', 'anna@', 'http'])
        assert.equal(`${mail?.text} ${mail?.html}`.includes(secret), false, secret);
    }
    assert.notEqual(first?.messageId, second?.messageId);
    assert.deepEqual(await told(), [], 'once');
  });

  test('the agency is told for who gave no address, and where the topic goes to nobody', async () => {
    await setEmail(w.colleague, null);
    await w.file();
    assert.deepEqual(await told(), ['consultant: поступил', 'otvet: поступил']);
    await setEmail(w.consultant, null);
    await w.file();
    assert.deepEqual(await told(), ['otvet: поступил'], 'one message for both');
    await route();
    await w.file();
    assert.deepEqual(await told(), ['otvet: поступил']);
  });

  test('nobody is told, and no job is made, where there is neither', async () => {
    await setAgencyEmail(undefined);
    await route();
    await w.file();
    assert.deepEqual(await told(), []);
    assert.deepEqual(await countJobs(world.database.db), { waiting: 0, done: 1, failed: 0, dropped: 0 });
  });

  test('staff are told though the client can’t be', async () => {
    await smtp.behave('never');
    await w.file();
    await work();
    await smtp.behave('accept');
    later(60);
    // The client's address was refused for good; so were the staff's at that time: all are told by jobs of their own.
    const jobs = await world.database.db.selectFrom('jobs').select(['kind', 'state']).execute();
    assert.deepEqual(jobs.map(({ kind, state }) => `${kind} ${state}`).toSorted(), [
      'case_notice failed',
      'case_staff_message failed',
      'case_staff_message failed',
    ]);
    await w.file({ replyForm: 'phone', contact: { phone: '8 (000) 000-00-00' } });
    assert.deepEqual(await told(), ['colleague: поступил', 'consultant: поступил']);
  });
});

describe('of what happens in a case', () => {
  test('the heads are told of an answer to be approved, its author of one that comes back', async () => {
    const { id } = await begun();
    await w.acts(id, [w.consultant, { type: 'register' }], [w.colleague, start], [w.colleague, draft]);
    await work();
    await w.acts(id, [w.colleague, { type: 'submit', revision: 1 }]);
    assert.deepEqual(await told(), ['both: ответ ждёт решения', 'head: ответ ждёт решения']);
    await w.acts(id, [w.head, { type: 'return', revision: 1, reason: words('Неясно') }]);
    assert.deepEqual(await told(), ['colleague: ответ возвращён'], 'not who has the case');
    await w.acts(id, [w.colleague, draft], [w.colleague, { type: 'submit', revision: 2 }]);
    await w.acts(id, [w.head, { type: 'return', revision: 2, reason: words('Неясно') }]);
    await setActive(w.colleague, false);
    assert.deepEqual(await told(), ['consultant: ответ возвращён'], 'decided already: no head is asked any more');
    await setActive(w.colleague, true);
  });

  test('who has the case is told of what the client did, and nobody of what staff did themselves', async () => {
    const { id, code } = await begun();
    await w.acts(id, [w.consultant, { type: 'register' }]);
    const ask = { type: 'ask', question: words('Какой дом?') };
    await w.acts(id, [w.consultant, ask]);
    assert.deepEqual(await told(), []);
    ok(await w.client('POST', '/clarifications', code, { text: 'Дом 1' }));
    assert.deepEqual(await told(), ['consultant: получено уточнение']);
    await w.acts(id, [w.consultant, ask], [w.consultant, { type: 'clarify', text: 'Сказано по телефону' }]);
    assert.deepEqual(await told(), []);
    const file = await w.upload('письмо.txt', Buffer.from('Дом 1'));
    ok(await w.client('POST', '/files', code, { files: [file] }));
    assert.deepEqual(await told(), ['consultant: добавлены файлы']);
    ok(await w.consultant.ask('PUT', `/consultations/${id}/responsible`, { responsible: third.id }));
    ok(await w.client('POST', '/withdrawal', code, {}));
    assert.deepEqual(await told(), ['otvet: отозван'], 'who has it now gave no address');
  });
});

describe('of terms', () => {
  const alarms = async (date: string): Promise<string[]> => {
    world.clock.now = new Date(`${date}T07:00:00Z`);
    await watchAlarms()(world.services, world.clock.now);
    return told();
  };

  test('first who has the case is warned, at the last step and afterwards the heads too', async () => {
    const { id } = await begun();
    await w.acts(id, [w.consultant, { type: 'register' }]);
    await work();
    assert.deepEqual(await alarms('2026-11-30'), [
      'consultant: передать в другой орган ещё можно',
      'consultant: продлить срок ещё можно',
    ]);
    assert.deepEqual(await alarms('2026-12-18'), []);
    assert.deepEqual(await alarms('2026-12-19'), ['consultant: ответить до 24.12.2026']);
    assert.deepEqual(await alarms('2026-12-22'), []);
    const last = 'ответить до 24.12.2026';
    assert.deepEqual(await alarms('2026-12-23'), [`both: ${last}`, `consultant: ${last}`, `head: ${last}`]);
    assert.deepEqual(await alarms('2026-12-24'), []);
    const passed = 'срок ответа истёк';
    assert.deepEqual(await alarms('2026-12-25'), [`both: ${passed}`, `consultant: ${passed}`, `head: ${passed}`]);
    assert.deepEqual(await alarms('2026-12-26'), []);
  });

  test('of a case in nobody’s hands all are warned whom its topic goes to, or the agency', async () => {
    const { id } = await begun();
    ok(await w.consultant.ask('PUT', `/consultations/${id}/responsible`, { responsible: null }));
    const late = 'не зарегистрирован в срок';
    assert.deepEqual(await alarms('2026-11-28'), [
      ...[`both: ${late}`, `colleague: ${late}`, `consultant: ${late}`, `head: ${late}`],
    ]);
    await route();
    assert.deepEqual(await alarms('2026-12-20'), ['otvet: ответить до 25.12.2026']);
  });

  test('nobody is warned of what was done before the message went out', async () => {
    const { id } = await begun();
    await w.acts(id, [w.consultant, { type: 'register' }]);
    await work();
    world.clock.now = new Date('2026-12-19T07:00:00Z');
    await watchAlarms()(world.services, world.clock.now);
    await smtp.behave('later');
    await work();
    await smtp.behave('accept');
    const consultant = await w.consultant.again();
    await w.acts(id, [consultant, { type: 'withdraw' }]);
    later(10);
    assert.deepEqual(await told(), []);
    assert.equal((await countJobs(world.database.db)).waiting, 0);
  });
});

describe('a notice for staff', () => {
  test('comes at least once: the same message again, never another one', async () => {
    await w.file();
    await smtp.behave('hold');
    const first = await mails();
    later(1);
    await smtp.behave('accept');
    const second = await mails();
    const idsOf = (sent: typeof first) => sent.map(({ messageId }) => messageId).toSorted();
    assert.equal(first.length, 2);
    assert.deepEqual(idsOf(second), idsOf(first));
  });

  test('is asked for once for each recipient, though whoever finds them dies and begins anew', async () => {
    const { id } = await begun();
    const payload = { consultation: id, about: 'received' };
    const parent = '7f000000-0000-4000-8000-000000000001';
    const job: Job = { id: parent, kind: 'case_staff_notice', payload, attempts: 1, wantedAt: world.clock.now };
    const find = staffNotices({ ...world.services, channels: [{ kind: 'email', send: async () => undefined }] });
    for (let time = 0; time < 3; time++) await find(payload, job, AbortSignal.timeout(1_000));
    assert.equal((await countJobs(world.database.db)).waiting, 2);
  });

  test('goes to the agency once its account is closed', async () => {
    await smtp.behave('later');
    await w.file();
    await work();
    await smtp.behave('accept');
    await setActive(w.colleague, false);
    later(10);
    assert.deepEqual(await told(), ['consultant: поступил', 'otvet: поступил']);
    await setActive(w.colleague, true);
  });

  test('leaves no address in queue or log, whatever goes wrong', async () => {
    await setEmail(w.consultant, 'canary@example.gov');
    for (const behaviour of ['later', 'never', 'refuse'] as const) {
      await smtp.behave(behaviour);
      await w.file();
      await work();
    }
    const jobs = JSON.stringify(await world.database.db.selectFrom('jobs').selectAll().execute());
    assert.doesNotMatch(jobs + lines.join(), /canary|example\.gov|ремонт|Анна/);
    assert.ok(lines.length > 0);
  });
});
