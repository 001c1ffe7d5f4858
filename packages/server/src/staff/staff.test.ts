import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AccountWithPassword, Role, StaffSession } from '@otklik/core/contract/staff/accounts.js';
import { openWorld, type World } from '../testing/app.ts';
import { testContent } from '../testing/content.ts';
import { createAccount } from './accounts.ts';
import { isPassword, hashPassword, newPassword } from './passwords.ts';

const content = testContent({});
let world: World;
before(async () => {
  world = await openWorld([content, testContent({ agency: { ...content.agency, id: 'other' } })]);
});
after(() => world.close());

const root = '/api/v1/staff';
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const ask = (method: Method, path: string, cookie = '', body?: object, headers: Record<string, string> = {}) =>
  world.request({
    method,
    url: root + path,
    headers: { ...(cookie && { cookie }), ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { payload: JSON.stringify(body) }),
  });
const codeOf = (answer: { json(): { code: string } }): string => answer.json().code;

const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';

async function account(login: string, roles: Role[], agency = 'test'): Promise<{ id: string; password: string }> {
  const made = await createAccount(world.services, agency, { login, position: { ru: 'Специалист' }, roles });
  return { id: made.account.id, password: made.password ?? '' };
}

async function signIn(login: string, password: string): Promise<string> {
  const answer = await ask('POST', '/session', '', { login, password });
  assert.equal(answer.statusCode, 201, answer.payload);
  return cookieOf(answer);
}

/** Signed in, with a password of their own. */
async function signedIn(login: string, roles: Role[], agency = 'test'): Promise<{ id: string; cookie: string }> {
  const { id, password } = await account(login, roles, agency);
  const cookie = await signIn(login, password);
  const changed = await ask('POST', '/password', cookie, { current: password, next: `${login} long enough` });
  assert.equal(changed.statusCode, 200, changed.payload);
  return { id, cookie };
}

test('passwords: stored as scrypt with a salt of its own, told apart, made at random', async () => {
  const [one, other] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
  assert.notEqual(one, other);
  assert.ok(!one.includes('correct'));
  assert.equal(await isPassword('correct horse', one), true);
  assert.equal(await isPassword('correct horsE', one), false);
  assert.match(newPassword(), /^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  assert.notEqual(newPassword(), newPassword());
});

test('signing in sets a cookie that scripts, other sites and other paths don’t get', async () => {
  const { password } = await account('cookie', ['author']);
  const answer = await ask('POST', '/session', '', { login: 'Cookie', password });
  const cookie = String(answer.headers['set-cookie']);
  assert.match(cookie, /^otklik-session=[\w-]{43}; Path=\/api\/v1\/staff; HttpOnly; SameSite=Strict$/);
  const app = await world.app({ publicUrl: 'https://otklik.example' });
  const safe = await world.request({
    app,
    method: 'POST',
    url: `${root}/session`,
    headers: { 'content-type': 'application/json', origin: 'https://otklik.example' },
    payload: JSON.stringify({ login: 'cookie', password }),
  });
  assert.match(String(safe.headers['set-cookie']), /; Secure$/);
  assert.equal(answer.headers['access-control-allow-origin'], undefined);
  assert.equal(answer.headers['cache-control'], 'no-store');
});

test('a given password must be changed before anything else, and ends other sessions', async () => {
  const { password } = await account('fresh', ['administrator']);
  const [first, second] = [await signIn('fresh', password), await signIn('fresh', password)];
  assert.equal((await ask('GET', '/session', first)).json<StaffSession>().passwordChangeRequired, true);
  const early = await ask('GET', '/agencies/test/accounts', first);
  assert.deepEqual([early.statusCode, codeOf(early)], [403, 'password_change_required']);
  const short = await ask('POST', '/password', first, { current: password, next: 'short' });
  assert.deepEqual([short.statusCode, codeOf(short)], [422, 'fields_invalid']);
  const wrong = await ask('POST', '/password', first, { current: 'wrong', next: 'long enough for all' });
  assert.deepEqual([wrong.statusCode, codeOf(wrong)], [401, 'credentials_wrong']);
  const changed = await ask('POST', '/password', first, { current: password, next: 'long enough for all' });
  assert.equal(changed.json<StaffSession>().passwordChangeRequired, false);
  assert.equal((await ask('GET', '/session', second)).statusCode, 401);
  assert.equal((await ask('GET', '/agencies/test/accounts', first)).statusCode, 200);
});

test('wrong passwords and unknown logins answer alike, and are braked', async () => {
  const { password } = await account('braked', ['author']);
  const app = await world.app();
  const attempt = (login: string, tried: string) =>
    world.request({
      app,
      method: 'POST',
      url: `${root}/session`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ login, password: tried }),
    });
  const [unknown, wrong] = [await attempt('nobody-there', 'x'), await attempt('braked', 'x')];
  assert.deepEqual(unknown.json(), wrong.json());
  assert.equal(wrong.statusCode, 401);
  for (let left = 30; left > 0 && (await attempt('braked', 'x')).statusCode === 401; left--);
  const full = await attempt('braked', password);
  assert.deepEqual([full.statusCode, codeOf(full)], [429, 'too_many_attempts']);
});

test('a session ends when it is closed, idle, a day old, or its account is switched off', async () => {
  const begun = world.clock.now;
  try {
    const { id, cookie } = await signedIn('session', ['author']);
    assert.equal((await ask('DELETE', '/session', cookie)).statusCode, 204);
    assert.equal((await ask('GET', '/session', cookie)).statusCode, 401);

    const idle = await signIn('session', 'session long enough');
    world.clock.now = new Date(world.clock.now.getTime() + 2 * 3_600_000 + 1);
    assert.equal((await ask('GET', '/session', idle)).statusCode, 401);

    const long = await signIn('session', 'session long enough');
    for (let hours = 0; hours < 12; hours++) {
      world.clock.now = new Date(world.clock.now.getTime() + 3_600_000);
      assert.equal((await ask('GET', '/session', long)).statusCode, 200, `after ${hours + 1} h`);
    }
    world.clock.now = new Date(world.clock.now.getTime() + 1);
    assert.equal((await ask('GET', '/session', long)).statusCode, 401);

    const off = await signIn('session', 'session long enough');
    const { cookie: admin } = await signedIn('session-admin', ['administrator']);
    assert.equal((await ask('PATCH', `/agencies/test/accounts/${id}`, admin, { active: false })).statusCode, 200);
    assert.equal((await ask('GET', '/session', off)).statusCode, 401);
    assert.equal(
      (await ask('POST', '/session', '', { login: 'session', password: 'session long enough' })).statusCode,
      401,
    );
  } finally {
    world.clock.now = begun;
  }
});

test('another site’s page can do nothing in a signed-in person’s name', async () => {
  const { cookie } = await signedIn('csrf', ['administrator']);
  const body = { login: 'intruder', position: { ru: 'Никто' }, roles: ['administrator'] };
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    const answer = await ask('POST', '/agencies/test/accounts', cookie, body, headers);
    assert.deepEqual([answer.statusCode, codeOf(answer)], [403, 'origin_foreign'], JSON.stringify(headers));
  }
  const form = await world.request({
    method: 'POST',
    url: `${root}/agencies/test/accounts`,
    headers: { cookie, 'content-type': 'text/plain' },
    payload: JSON.stringify(body),
  });
  assert.equal(form.statusCode, 415);
});

test('administrators keep the accounts of their agency, and of no other', async () => {
  const { cookie } = await signedIn('admin', ['administrator']);
  const path = '/agencies/test/accounts';
  const made = await ask('POST', path, cookie, {
    login: 'made',
    position: { ru: 'Автор' },
    roles: ['author', 'analyst'],
  });
  assert.equal(made.statusCode, 201, made.payload);
  const { account: one, password } = made.json<AccountWithPassword>();
  assert.equal(made.payload.includes('scrypt'), false);
  assert.equal(
    codeOf(await ask('POST', path, cookie, { login: 'made', position: { ru: 'Автор' }, roles: [] })),
    'login_taken',
  );
  const list = (await ask('GET', path, cookie)).json<{ items: { login: string; roles: Role[] }[] }>().items;
  assert.deepEqual(list.find(({ login }) => login === 'made')?.roles, ['analyst', 'author']);

  const foreign = await ask('GET', '/agencies/other/accounts', cookie);
  assert.deepEqual([foreign.statusCode, codeOf(foreign)], [403, 'not_permitted']);
  const { id: elsewhere } = await account('elsewhere', ['author'], 'other');
  assert.equal(codeOf(await ask('PATCH', `${path}/${elsewhere}`, cookie, { active: false })), 'account_unknown');

  const session = await signIn('made', password ?? '');
  const renewed = await ask('PATCH', `${path}/${one.id}`, cookie, { resetPassword: true });
  assert.notEqual(renewed.json<AccountWithPassword>().password, password);
  assert.equal((await ask('GET', '/session', session)).statusCode, 401);
});

test('the last administrator can’t take the role away from themselves', async () => {
  const { id, cookie } = await signedIn('only', ['administrator'], 'other');
  const path = `/agencies/other/accounts/${id}`;
  for (const change of [{ roles: ['author'] }, { active: false }]) {
    const answer = await ask('PATCH', path, cookie, change);
    assert.deepEqual([answer.statusCode, codeOf(answer)], [409, 'last_administrator']);
  }
  await account('second', ['administrator'], 'other');
  assert.equal((await ask('PATCH', path, cookie, { roles: ['author'] })).statusCode, 200);
  assert.equal((await ask('GET', '/agencies/other/accounts', cookie)).statusCode, 403, 'at once, in the same session');
});

test('an account may have an address for notices, which must be one', async () => {
  const { cookie } = await signedIn('postmaster', ['administrator']);
  const path = '/agencies/test/accounts';
  const body = { login: 'reached', position: { ru: 'Специалист' }, roles: ['consultant'] };
  const made = await ask('POST', path, cookie, { ...body, email: 'reached@example.gov' });
  const { account: reached } = made.json<AccountWithPassword>();
  assert.equal(reached.email, 'reached@example.gov');
  const change = async (changes: object) => ask('PATCH', `${path}/${reached.id}`, cookie, changes);
  assert.equal((await change({ roles: ['author'] })).json<AccountWithPassword>().account.email, reached.email);
  assert.equal((await change({ email: 'анна@пример.рф' })).json<AccountWithPassword>().account.email, 'анна@пример.рф');
  for (const email of ['', 'reached', 'a@b', 'a b@example.gov', 'a@example.gov, b@example.gov', 1]) {
    const answer = await change({ email });
    assert.equal(codeOf(answer), 'fields_invalid', String(email));
    assert.equal(answer.json<{ fields: { path: string }[] }>().fields[0]?.path, 'email');
  }
  assert.equal((await change({ email: null })).json<AccountWithPassword>().account.email, null);
  const listed = (await ask('GET', path, cookie)).json<{ items: { login: string; email: string | null }[] }>();
  assert.equal(listed.items.find(({ login }) => login === 'reached')?.email, null);
  const without = await ask('POST', path, cookie, { ...body, login: 'unreached' });
  assert.equal(without.json<AccountWithPassword>().account.email, null);
  // It belongs to the account as a whole.
  await world.database.db
    .insertInto('staff_roles')
    .values({ staff: reached.id, agency: 'other', role: 'author' })
    .execute();
  assert.equal(codeOf(await change({ email: 'taken@example.gov' })), 'account_shared');
});
