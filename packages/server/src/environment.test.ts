import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEnvironment } from './environment.ts';
import { StartError } from './start-error.ts';

test('the environment has defaults that need nothing', () => {
  assert.deepEqual(readEnvironment({}), {
    port: 8080,
    data: './data',
    keys: './keys',
    versions: './versions',
    publicUrl: null,
    trustedProxies: [],
    internalNetworks: [],
    internalOrigins: [],
    databaseUrl: null,
    mail: null,
    noticeDays: 5,
  });
  assert.deepEqual(
    readEnvironment({ PORT: '', OTKLIK_DATA: '', DATABASE_URL: '', OTKLIK_TRUSTED_PROXIES: ' ' }),
    readEnvironment({}),
  );
});

test('the environment sets everything', () => {
  const settings = readEnvironment({
    PORT: '0',
    OTKLIK_DATA: '/d',
    OTKLIK_KEYS: '/k',
    OTKLIK_VERSIONS: '/v',
    OTKLIK_PUBLIC_URL: 'https://otklik.example.gov/',
    OTKLIK_TRUSTED_PROXIES: '10.0.0.1, 172.16.0.0/12 ::1',
    OTKLIK_INTERNAL_NETWORKS: '10.0.0.0/8;2001:db8::/32',
    OTKLIK_INTERNAL_ORIGINS: 'https://portal.example.gov',
    DATABASE_URL: 'postgresql://user@host/name',
    OTKLIK_SMTP_URL: 'smtp://us%40er:p%2Fss@mail.example.gov',
    OTKLIK_MAIL_FROM: 'noreply@example.gov',
    OTKLIK_NOTICE_DAYS: '14',
  });
  assert.deepEqual(settings, {
    port: 0,
    data: '/d',
    keys: '/k',
    versions: '/v',
    publicUrl: 'https://otklik.example.gov',
    trustedProxies: ['10.0.0.1', '172.16.0.0/12', '::1'],
    internalNetworks: ['10.0.0.0/8', '2001:db8::/32'],
    internalOrigins: ['https://portal.example.gov'],
    databaseUrl: 'postgresql://user@host/name',
    mail: {
      server: {
        host: 'mail.example.gov',
        port: 587,
        secure: false,
        startTls: 'required',
        auth: { user: 'us@er', pass: 'p/ss' },
      },
      from: 'noreply@example.gov',
    },
    noticeDays: 14,
  });
});

test('what is wrong is named, with the way to write it', () => {
  const wrong: [string, string, RegExp][] = [
    ['PORT', 'http', /^PORT is «http», but must be a number/],
    ['PORT', '65536', /^PORT/],
    ['PORT', '-1', /^PORT/],
    ['PORT', '8080.5', /^PORT/],
    ['OTKLIK_PUBLIC_URL', 'otklik.example.gov', /^OTKLIK_PUBLIC_URL holds/],
    ['OTKLIK_PUBLIC_URL', 'ftp://otklik.example.gov', /^OTKLIK_PUBLIC_URL/],
    ['OTKLIK_PUBLIC_URL', 'https://otklik.example.gov/path', /^OTKLIK_PUBLIC_URL/],
    ['OTKLIK_TRUSTED_PROXIES', 'proxy.local', /^OTKLIK_TRUSTED_PROXIES holds «proxy\.local»/],
    ['OTKLIK_INTERNAL_NETWORKS', '10.0.0.0/8, 10.0.0.0/40', /^OTKLIK_INTERNAL_NETWORKS holds «10\.0\.0\.0\/40»/],
    ['OTKLIK_INTERNAL_ORIGINS', '*', /^OTKLIK_INTERNAL_ORIGINS/],
    ['DATABASE_URL', 'mysql://host/name', /^DATABASE_URL is not a connection URL/],
  ];
  for (const [name, value, message] of wrong) {
    assert.throws(
      () => readEnvironment({ [name]: value }),
      (error) => error instanceof StartError && message.test(error.message),
      `${name}=${value}`,
    );
  }
});
