import assert from 'node:assert/strict';
import { randomBytes, scryptSync } from 'node:crypto';
import type { LightMyRequestResponse as Injected } from 'fastify';
import type { Role } from '@otklik/core/contract/staff/accounts.js';
import { sessionCookie } from '@otklik/core/contract/staff/endpoint.js';
import { openSession } from '../staff/sessions.ts';
import { insertStaff, replaceRoles, updateStaff } from '../staff/store.ts';
import type { World } from './app.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Somebody of the staff, signed in. */
export interface Signed {
  id: string;
  /** Asks the staff API: `path` begins behind `/api/v1/staff/agencies/{agency}`. */
  ask(method: Method, path: string, body?: object, headers?: Record<string, string>): Promise<Injected>;
  /** The same with a body as it is. */
  send(method: Method, path: string, payload: string | Buffer, type: string): Promise<Injected>;
  /** The same person in another session. */
  again(): Promise<Signed>;
}

/** As staff/passwords.ts stores it, but made in no time: tests sign in a hundred people. */
function cheapHash(password: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32, { N: 2, r: 1, p: 1 });
  return ['scrypt', 2, 1, 1, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Makes an account with these roles, its position `Должность {login}`, and signs in. */
export async function signUp(world: World, login: string, roles: Role[], agency = 'test'): Promise<Signed> {
  const position = { ru: `Должность ${login}` };
  const password = `${login} has a long password`;
  const id = await world.database.db.transaction().execute(async (tx) => {
    const made = await insertStaff(tx, { login, position, email: null }, cheapHash(password));
    assert.ok(made, `${login} is there already`);
    await updateStaff(tx, made, { password: { hash: cheapHash(password), temporary: false } });
    await replaceRoles(tx, made, agency, roles);
    return made;
  });
  const first = await openSession(world.services, '', { login, password });
  const withToken = (token: string): Signed => ({
    id,
    ask: (method, path, body, headers = {}) =>
      world.request({
        method,
        url: `/api/v1/staff/agencies/${agency}${path}`,
        headers: {
          ...headers,
          cookie: `${sessionCookie}=${token}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { payload: JSON.stringify(body) }),
      }),
    send: (method, path, payload, type) =>
      world.request({
        method,
        url: `/api/v1/staff/agencies/${agency}${path}`,
        headers: { cookie: `${sessionCookie}=${token}`, 'content-type': type },
        payload,
      }),
    again: async () => withToken((await openSession(world.services, '', { login, password })).token),
  });
  return withToken(first.token);
}

/** The body of an answer that went well. */
export function ok<T>(answer: Injected, status = 200): T {
  assert.equal(answer.statusCode, status, answer.payload);
  return answer.json<T>();
}

/** `409 rule_broken four_eyes`: status, code and, where a rule is broken, which one. */
export function refusal(answer: Injected): string {
  const { code, params } = answer.json<{ code: string; params?: { rule?: string } }>();
  return [answer.statusCode, code, params?.rule].filter(Boolean).join(' ');
}
