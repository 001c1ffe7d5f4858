import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { roles, type Role } from '@otklik/core/contract/staff/accounts.js';
import { sessionCookie } from '@otklik/core/contract/staff/endpoint.js';
import { openWorld, type World } from '../testing/app.ts';
import { testContent } from '../testing/content.ts';
import { createAccount } from './accounts.ts';
import { access, type Access } from './access.table.ts';
import { changePassword, openSession } from './sessions.ts';

const content = testContent({});
let world: World;
const cookies = new Map<Role, string>();
const routes = new Set<string>();

/** Signs in somebody whose only role is this one, in agency `test` alone. */
async function cookieFor(role: Role): Promise<string> {
  const login = `only-${role}`;
  const position = { ru: role };
  const { account, password } = await createAccount(world.services, 'test', { login, position, roles: [role] });
  const { token, staff } = await openSession(world.services, '', { login, password: password ?? '' });
  assert.equal(staff.id, account.id);
  await changePassword(world.services, '', staff, token, { current: password ?? '', next: 'a password of twelve' });
  return `${sessionCookie}=${token}`;
}

before(async () => {
  world = await openWorld([content, testContent({ agency: { ...content.agency, id: 'other' } })]);
  await world.app({ onRoute: (route) => routes.add(route) });
  for (const role of roles) cookies.set(role, await cookieFor(role));
});
after(() => world.close());

/** Fastify adds HEAD to each GET, and the CORS plugin one answer to every preflight. */
const own = (): string[] => [...routes].filter((route) => !/^(?:HEAD|OPTIONS) /.test(route)).sort();

test('every route of the server stands in the table, and nothing else does', () => {
  assert.deepEqual(own(), Object.keys(access).sort());
});

const ask = async (route: string, agency: string, cookie: string): Promise<{ status: number; code: string }> => {
  const [method = '', path = ''] = route.split(' ');
  const url = path.replace(':agency', agency).replace(/:\w+/g, 'nothing-of-the-kind');
  const answer = await world.request({
    method,
    url,
    headers: { ...(cookie && { cookie }), 'content-type': 'application/json' },
    ...(method !== 'GET' && { payload: '{}' }),
  });
  const code = answer.statusCode >= 400 ? answer.json<{ code: string }>().code : '';
  return { status: answer.statusCode, code };
};
const turnedAway = new Set(['not_signed_in', 'not_permitted', 'password_change_required']);

for (const [route, who] of Object.entries<Access>(access)) {
  if (who === 'public') continue;
  test(`${route}: ${[who].flat().join(', ')}`, async () => {
    const anonymous = await ask(route, 'test', '');
    if (who === 'nobody') return assert.ok(!turnedAway.has(anonymous.code), anonymous.code);
    assert.deepEqual(anonymous, { status: 401, code: 'not_signed_in' });
    for (const role of roles) {
      // What ends the session would end it for the rows that follow.
      if (who === 'signed-in' && route.startsWith('DELETE')) continue;
      const cookie = cookies.get(role) ?? '';
      const here = await ask(route, 'test', cookie);
      const may = who === 'signed-in' || who.includes(role);
      if (may) assert.ok(!turnedAway.has(here.code), `${role}: ${here.code}`);
      else assert.deepEqual(here, { status: 403, code: 'not_permitted' }, role);
      if (!route.includes(':agency')) continue;
      assert.deepEqual(await ask(route, 'other', cookie), { status: 403, code: 'not_permitted' }, `${role} elsewhere`);
      assert.deepEqual(await ask(route, 'nowhere', cookie), { status: 403, code: 'not_permitted' }, `${role} nowhere`);
    }
  });
}
