import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import PostalMime from 'postal-mime';
import type { Receipt } from '@otklik/core/contract/consultations.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { filingBits } from '@otklik/core/domain/consultations/filing.js';
import { openDatabase } from '../database/open.ts';
import { selfSigned } from '../testing/certificate.ts';
import { testConsultation } from '../testing/content.ts';
import { freePort, openInstallations, startProgram, type Program, type Variables } from '../testing/program.ts';
import { proofOf } from '../testing/proof.ts';
import { startSmtp, type SmtpProcess } from '../testing/smtp.ts';
import { startNotices } from './start.ts';
import { readSmtpUrl } from './smtp-url.ts';
import { lease } from './work.ts';

const installations = openInstallations();
let smtp: SmtpProcess;
const pair = selfSigned();
const login = { user: 'otklik', pass: 'hunter2' };
const authority = join(installations.root, 'authority.pem');
before(async () => {
  smtp = await startSmtp({ tls: 'starttls', login, ...pair });
  writeFileSync(authority, pair.cert);
});
after(async () => {
  await smtp.stop();
  await installations.remove();
});

/** Variables of an installation that mails. */
async function mailing(): Promise<Variables> {
  const port = await freePort();
  return {
    ...(await installations.add()),
    PORT: String(port),
    OTKLIK_PUBLIC_URL: `http://localhost:${port}`,
    OTKLIK_SMTP_URL: `smtp://otklik:hunter2@localhost:${smtp.port}?tls=required`,
    OTKLIK_MAIL_FROM: 'noreply@example.gov',
    NODE_EXTRA_CA_CERTS: authority,
  };
}

const ready = ({ saidLine }: Program): Promise<string> => saidLine(/Portal +(http:\/\/localhost:\d+)\/\n/);

async function file(address: string, key: string): Promise<Receipt> {
  const consultation = testConsultation();
  // Without the work that is asked for no letter goes to an address before staff have looked.
  const proof = proofOf('test', key, consultation, filingBits);
  const answer = await fetch(`${address}/api/v1/agencies/test/consultations`, {
    method: 'POST',
    body: JSON.stringify(consultation),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, 'Consultation-Proof': proof },
  });
  assert.equal(answer.status, 201);
  return (await answer.json()) as Receipt;
}

const openIts = ({ DATABASE_URL: url, OTKLIK_DATA: folder = '' }: Variables) =>
  openDatabase(url ? { url } : { folder });

describe('the program', () => {
  test('mails a notice as soon as a request is filed; killed before it knows of it, the same again', async () => {
    const variables = await mailing();
    const first = startProgram(variables);
    const address = await ready(first);
    assert.doesNotMatch(first.said(), /notices/);
    const { number } = await file(address, 'key-of-the-first-request');
    await smtp.arrived(1);
    assert.deepEqual([smtp.received[0]?.secure, smtp.received[0]?.user], [true, 'otklik']);

    // The mail server has the message, the program hasn't heard of it.
    await smtp.behave('hold');
    const second = await file(address, 'key-of-the-second-request');
    await smtp.arrived(2);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    await smtp.behave('accept');
    assert.doesNotMatch(first.said(), /anna|hunter2/);

    const database = await openIts(variables);
    const now = (): Date => new Date(Date.now() + lease);
    const server = readSmtpUrl(`smtp://otklik:hunter2@localhost:${smtp.port}?tls=never`);
    assert.ok(server);
    const worker = startNotices({
      ...{ database, now, calendar: productionCalendar, mail: { server, from: 'noreply@example.gov' } },
      ...{ publicUrl: variables.OTKLIK_PUBLIC_URL ?? '', days: 5, report: assert.fail },
    });
    await smtp.arrived(3);
    await worker.stop();
    const jobs = await database.db.selectFrom('jobs').select(['state', 'attempts']).orderBy('wanted_at').execute();
    assert.deepEqual(jobs, [
      { state: 'done', attempts: 1 },
      { state: 'done', attempts: 2 },
    ]);
    await database.close();
    const read = await Promise.all(smtp.received.map(({ raw }) => PostalMime.parse(raw)));
    const told = `Запрос ${second.number}: получен`;
    assert.deepEqual(
      read.map(({ subject }) => subject),
      [`Запрос ${number}: получен`, told, told],
    );
    assert.equal(read[2]?.messageId, read[1]?.messageId);
    assert.notEqual(read[1]?.messageId, read[0]?.messageId);
  });

  test('ends cleanly in the middle of a mail, and the next start sends it', async () => {
    const variables = await mailing();
    const before = smtp.received.length;
    const first = startProgram(variables);
    await smtp.behave('hang');
    const { attempts } = smtp;
    await file(await ready(first), 'key-of-the-third-request');
    while (smtp.attempts === attempts) await new Promise((resolve) => setTimeout(resolve, 20));
    first.child.kill('SIGTERM');
    const [code] = (await once(first.child, 'exit')) as [number | null];
    assert.equal(code, 0, first.said());
    await smtp.behave('accept');
    const second = startProgram(variables);
    await smtp.arrived(before + 1);
    second.child.kill('SIGTERM');
    const [last] = (await once(second.child, 'exit')) as [number | null];
    assert.equal(last, 0, second.said());
  });

  test('says when mail is off', async () => {
    const { child, saidLine } = startProgram(await installations.add());
    await saidLine(
      /\nE-mail notices are off \(OTKLIK_SMTP_URL is not set\): 0 waiting, each is dropped after 5 days\.\n/,
    );
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
});
