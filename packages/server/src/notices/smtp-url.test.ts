import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSenderAddress, readSmtpUrl } from './smtp-url.ts';

test('the URL of a mail server says how mail is handed over', () => {
  const read = (url: string): string => {
    const server = readSmtpUrl(url);
    if (!server) return 'none';
    const { host, port, secure, startTls, auth } = server;
    return [host, port, secure ? 'tls' : startTls, auth ? `${auth.user}:${auth.pass}` : '-'].join(' ');
  };
  const table: [string, string][] = [
    ['smtp://mail.example.gov', 'mail.example.gov 587 offered -'],
    ['smtp://mail.example.gov:25/', 'mail.example.gov 25 offered -'],
    ['smtps://mail.example.gov', 'mail.example.gov 465 tls -'],
    ['smtps://u:p@mail.example.gov:4650', 'mail.example.gov 4650 tls u:p'],
    ['smtp://mail.example.gov?tls=required', 'mail.example.gov 587 required -'],
    // A password isn't sent in the clear over a network, unless it is wanted.
    ['smtp://u:p@mail.example.gov', 'mail.example.gov 587 required u:p'],
    ['smtp://u:p@mail.example.gov?tls=never', 'mail.example.gov 587 never u:p'],
    ['smtp://u:p@localhost:25', 'localhost 25 offered u:p'],
    ['smtp://u:p@127.0.0.2:25', '127.0.0.2 25 offered u:p'],
    ['smtp://u:p@[::1]:25', '::1 25 offered u:p'],
    ['smtp://u:p@[2001:db8::1]:25', '2001:db8::1 25 required u:p'],
    ['smtp://u%40x:p%3A%2F@localhost', 'localhost 587 offered u@x:p:/'],
    ['smtp://почта.пример.рф', 'xn--80a1acny.xn--e1afmkfd.xn--p1ai 587 offered -'],
    ['mail.example.gov', 'none'],
    ['smtp://', 'none'],
    ['http://mail.example.gov', 'none'],
    ['smtp://mail.example.gov/path', 'none'],
    ['smtp://mail.example.gov#x', 'none'],
    ['smtp://mail.example.gov?tls=off', 'none'],
    ['smtp://mail.example.gov?secure=true', 'none'],
    ['smtps://mail.example.gov?tls=never', 'none'],
    ['smtp://u:%E0%A4@mail.example.gov', 'none'],
    ['smtp://mail.example.gov:99999', 'none'],
  ];
  for (const [url, wanted] of table) assert.equal(read(url), wanted, url);
});

test('a sender is one address and nothing else', () => {
  for (const right of ['noreply@example.gov', 'no.reply+x@mail.example.gov', 'a@xn--e1aybc.xn--p1ai'])
    assert.equal(isSenderAddress(right), true, right);
  for (const wrong of [
    ...['', 'noreply', 'noreply@gov', '@example.gov', 'a b@example.gov', 'a@example.gov\r\nBcc: x@example.gov'],
    ...['Служба <noreply@example.gov>', 'a@b@example.gov', 'a,b@example.gov', 'a@-example.gov', '.a@example.gov'],
  ])
    assert.equal(isSenderAddress(wrong), false, wrong);
});
