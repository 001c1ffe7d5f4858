import assert from 'node:assert/strict';
import type { LightMyRequestResponse as Injected } from 'fastify';
import type { Role } from '@otklik/core/contract/staff/accounts.js';
import { sessionCookie } from '@otklik/core/contract/staff/endpoint.js';
import { createAccount } from '../staff/accounts.ts';
import { changePassword, openSession } from '../staff/sessions.ts';
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

/** Makes an account with these roles, its position `Должность {login}`, and signs in. */
export async function signUp(world: World, login: string, roles: Role[], agency = 'test'): Promise<Signed> {
  const position = { ru: `Должность ${login}` };
  const { account, password } = await createAccount(world.services, agency, { login, position, roles });
  const first = await openSession(world.services, '', { login, password: password ?? '' });
  const next = `${login} has a long password`;
  await changePassword(world.services, '', first.staff, first.token, { current: password ?? '', next });
  const withToken = (token: string): Signed => ({
    id: account.id,
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
    again: async () => withToken((await openSession(world.services, '', { login, password: next })).token),
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
