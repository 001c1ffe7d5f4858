import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import PostalMime from 'postal-mime';
import { startSmtp, type SmtpProcess, type SmtpSettings } from '../testing/smtp.ts';
import { selfSigned } from '../testing/certificate.ts';
import { mailChannel, type MailSettings } from './mail.ts';
import { DeliveryError, type Notice } from './port.ts';
import { readSmtpUrl } from './smtp-url.ts';

const processes: SmtpProcess[] = [];
after(() => Promise.all(processes.map(({ stop }) => stop())));
async function smtpServer(settings: SmtpSettings = {}): Promise<SmtpProcess> {
  const smtp = await startSmtp(settings);
  processes.push(smtp);
  return smtp;
}

function channelTo(url: string, changes: Partial<MailSettings> = {}) {
  const server = readSmtpUrl(url);
  assert.ok(server);
  return mailChannel({ server, from: 'noreply@example.gov', publicUrl: 'https://otklik.example.gov', ...changes });
}

const notice = (changes: Partial<Notice> = {}): Notice => ({
  id: '7f3a',
  to: 'anna@example.org',
  language: 'ru',
  agency: { name: 'Служба «Пример» & дочери', email: 'otvet@example.gov' },
  subject: 'Запрос И-1043/26: зарегистрирован',
  news: ['Ваш запрос зарегистрирован.', 'Номер запроса: И-1043/26.'],
  link: { href: 'https://otklik.example.gov/housing/case?a=1&b=2', title: 'Узнать <больше>' },
  notes: ['Откройте страницу.', 'Отправлено <автоматически>.'],
  at: new Date('2026-11-24T08:00:00.000Z'),
  ...changes,
});
const send = (channel: ReturnType<typeof mailChannel>, changes: Partial<Notice> = {}): Promise<void> =>
  channel.send(notice(changes), AbortSignal.timeout(20_000));

let smtp: SmtpProcess;
before(async () => {
  smtp = await smtpServer();
});
/** Sends a notice and reads what the mail server got. */
async function delivered(changes: Partial<Notice> = {}, settings: Partial<MailSettings> = {}) {
  const number = smtp.received.length;
  await send(channelTo(`smtp://127.0.0.1:${smtp.port}`, settings), changes);
  await smtp.arrived(number + 1);
  const received = smtp.received[number];
  assert.ok(received);
  const mail = await PostalMime.parse(received.raw);
  const names = mail.headers.map(({ key }) => key);
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  return { ...received, mail, names, header };
}

describe('an e-mail', () => {
  test('goes to any address that is lawful, and to that one alone', async () => {
    for (const address of [
      // The server of the tests knows neither spaces nor a second @ between quotation marks.
      '"anna,p"@example.org',
      'anna@[192.0.2.17]',
      "o'brien!#$%&*/=?^_`{|}~-@example.org",
    ])
      assert.deepEqual((await delivered({ to: address })).to, [address]);
  });

  test('has the headers of a message that a machine sent, and no others', async () => {
    const { from, to, mail, names, header, raw } = await delivered();
    assert.deepEqual([from, to], ['noreply@example.gov', ['anna@example.org']]);
    assert.deepEqual([...names].sort(), [
      ...['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'message-id', 'mime-version'],
      ...['reply-to', 'subject', 'to'],
    ]);
    assert.equal(header('auto-submitted'), 'auto-generated');
    assert.equal(header('content-language'), 'ru');
    assert.equal(header('date'), 'Tue, 24 Nov 2026 08:00:00 +0000');
    assert.equal(mail.messageId, '<7f3a@otklik.example.gov>');
    assert.deepEqual(mail.from, { name: 'Служба «Пример» & дочери', address: 'noreply@example.gov' });
    assert.deepEqual(mail.replyTo, [{ name: '', address: 'otvet@example.gov' }]);
    assert.equal(mail.subject, 'Запрос И-1043/26: зарегистрирован');
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
    assert.match(head, /^[\x20-\x7e\r\n]+$/, 'headers are ASCII');
    for (const line of raw.split('\r\n')) assert.ok(line.length <= 78, line);
    assert.match(head, /multipart\/alternative/);
  });

  test('says the same as plain text and as HTML, which fetches nothing', async () => {
    const { mail } = await delivered();
    assert.equal(
      mail.text,
      [
        ...['Ваш запрос зарегистрирован.', 'Номер запроса: И-1043/26.', ''],
        ...['https://otklik.example.gov/housing/case?a=1&b=2', '', 'Откройте страницу.'],
        ...['Отправлено <автоматически>.', '', 'Служба «Пример» & дочери', ''],
      ].join('\n'),
    );
    const html = mail.html ?? '';
    const words = html
      .replace(/<head>[^]*<\/head>|<[^>]*>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
    for (const line of mail.text?.split('\n') ?? []) assert.ok(words.includes(line), line);
    assert.deepEqual(
      html.match(/https?:[^"<]*/g),
      Array(2).fill('https://otklik.example.gov/housing/case?a=1&amp;b=2'),
    );
    assert.match(html, /<html lang="ru">/);
    assert.match(html, /<meta name="color-scheme" content="light dark">/);
    assert.doesNotMatch(html, /<(?:img|link|script|style|iframe)|url\(|color:/);
  });

  test('goes without a link where there is no page', async () => {
    const { mail } = await delivered({ link: null });
    const lines = ['Ваш запрос зарегистрирован.', 'Номер запроса: И-1043/26.', '', 'Откройте страницу.'];
    assert.ok(mail.text?.startsWith(`${lines.join('\n')}\n`));
    assert.doesNotMatch(mail.html ?? '', /<a|http|null|undefined/);
    assert.match(mail.html ?? '', /Откройте страницу\./);
  });

  test('can not be given headers, recipients or markup by what stands in a name or an address', async () => {
    const evil = 'Служба\r\nBcc: victim@example.org\r\n\r\nbody\u2028<b>\u0085X: y';
    const { to, names, mail, raw } = await delivered({
      agency: { name: evil, email: 'otvet@example.gov\r\nBcc: victim@example.org' },
      subject: 'Запрос\nBcc: victim@example.org',
    });
    assert.deepEqual(to, ['anna@example.org']);
    assert.equal(names.includes('bcc'), false);
    assert.equal(names.includes('reply-to'), false);
    assert.equal(names.includes('x'), false);
    assert.equal(mail.from?.name, 'Служба Bcc: victim@example.org body <b> X: y');
    assert.equal(mail.subject, 'Запрос Bcc: victim@example.org');
    assert.doesNotMatch(raw.slice(0, raw.indexOf('\r\n\r\n')), /^(?:Bcc|X):/im);
    assert.doesNotMatch(mail.html ?? '', /<b>/);
    for (const address of [
      'anna@example.org\r\nRCPT TO:<victim@example.org>',
      'anna@example.org, victim@example.org',
      'anna@example.org>',
      '<anna@example.org',
      'anna@example.org;victim',
      'anna@victim@example.org',
      'an"na@example.org',
      'an\\na@example.org',
      'anna',
      '',
    ]) {
      await assert.rejects(
        send(channelTo(`smtp://127.0.0.1:${smtp.port}`), { to: address }),
        { name: 'DeliveryError', code: 'address_invalid', final: true },
        JSON.stringify(address),
      );
    }
    for (const odd of ['a,b@example.org', 'a;b:c@example.org']) {
      const { to: recipients, mail: read } = await delivered({ to: odd });
      assert.equal(recipients.length, 1, odd);
      assert.equal(read.to?.length, 1, odd);
    }
  });

  test('goes to addresses in other letters', async () => {
    const domain = await delivered({ to: 'anna@пример.рф' });
    assert.deepEqual(domain.to, ['anna@пример.рф']);
    assert.equal(domain.header('to'), 'anna@xn--e1afmkfd.xn--p1ai');
    assert.deepEqual((await delivered({ to: 'анна@пример.рф' })).to, ['анна@пример.рф']);
  });

  test('asks for no reply where the body has no address for it', async () => {
    const { names } = await delivered({ agency: { name: 'Служба', email: null } });
    assert.equal(names.includes('reply-to'), false);
  });
});

/** How sending ends, in short. */
async function outcome(url: string, changes: Partial<MailSettings> = {}): Promise<string> {
  try {
    await send(channelTo(url, changes));
    return 'sent';
  } catch (error) {
    assert.ok(error instanceof DeliveryError);
    return `${error.code}${error.final ? ' final' : ''}`;
  }
}

describe('a mail server', () => {
  test('that refuses this recipient or message for good is believed; whatever else may pass', async () => {
    const url = `smtp://127.0.0.1:${smtp.port}`;
    const outcomes: Record<string, string> = {};
    for (const behaviour of ['later', 'never', 'message', 'refuse', 'drop', 'accept'] as const) {
      await smtp.behave(behaviour);
      outcomes[behaviour] = await outcome(url);
    }
    assert.deepEqual(outcomes, {
      later: 'EENVELOPE 451',
      never: 'EENVELOPE 550 final',
      message: 'EMESSAGE 554 final',
      refuse: 'EPROTOCOL 554',
      drop: 'ECONNECTION',
      accept: 'sent',
    });
  });

  test('that hangs is left after a time, or when told to', async () => {
    await smtp.behave('hang');
    const url = `smtp://127.0.0.1:${smtp.port}`;
    const patience = { connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 200 };
    assert.equal(await outcome(url, { patience }), 'ETIMEDOUT');
    const stop = new AbortController();
    const attempts = smtp.attempts;
    const sending = channelTo(url).send(notice(), stop.signal);
    while (smtp.attempts === attempts) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    await assert.rejects(sending, { code: 'EABORT', final: false });
    await smtp.behave('accept');
  });

  test('that is away is tried again', async () => {
    const gone = await smtpServer();
    await gone.stop();
    assert.equal(await outcome(`smtp://127.0.0.1:${gone.port}`), 'ECONNREFUSED');
    assert.equal(await outcome('smtp://no-such-host.invalid'), 'ENOTFOUND');
  });

  test('that wants a password gets it, and a wrong one is mended some day', async () => {
    const own = await smtpServer({ login: { user: 'otklik', pass: 'h@nter/2' } });
    const at = `127.0.0.1:${own.port}`;
    assert.equal(await outcome(`smtp://otklik:h%40nter%2F2@${at}`), 'sent');
    assert.equal(own.received[0]?.user, 'otklik');
    assert.equal(await outcome(`smtp://otklik:wrong@${at}`), 'EAUTH 535');
    assert.match(await outcome(`smtp://${at}`), /^\w+ 530$/);
    assert.equal(await outcome(`smtp://otklik:h%40nter%2F2@${at}?tls=required`), 'ETLS 500');
    assert.equal(own.received.length, 1);
  });

  test('is spoken to over TLS where it offers that, and only with a certificate that holds', async () => {
    const pair = selfSigned();
    const offering = await smtpServer({ tls: 'starttls', ...pair });
    const secure = await smtpServer({ tls: 'secure', ...pair });
    assert.equal(await outcome(`smtp://localhost:${offering.port}`), 'DEPTH_ZERO_SELF_SIGNED_CERT');
    assert.equal(await outcome(`smtps://localhost:${secure.port}`), 'DEPTH_ZERO_SELF_SIGNED_CERT');
    assert.equal(offering.received.length + secure.received.length, 0);
    assert.equal(await outcome(`smtp://localhost:${offering.port}?tls=never`), 'sent');
    assert.equal(offering.received[0]?.secure, false);
  });
});
