import assert from 'node:assert/strict';
import type { Role } from '@otklik/core/contract/staff/accounts.js';
import { sessionCookie } from '@otklik/core/contract/staff/endpoint.js';
import type { Services } from '@otklik/server/services.js';
import { createAccount } from '@otklik/server/staff/accounts.js';
import { changePassword, openSession } from '@otklik/server/staff/sessions.js';

/** Asks the staff API behind `/api/v1/staff/agencies/{agency}`. @returns the answer's body. @throws when it is refused */
export type Ask = <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<T>;

/** Somebody of an agency's staff, signed in at a server that listens at `origin`. */
export async function signIn(
  { origin, services }: { origin: string; services: Services },
  agency: string,
  login: string,
  roles: Role[],
): Promise<Ask> {
  const made = await createAccount(services, agency, { login, position: { ru: `Должность ${login}` }, roles });
  const first = made.password ?? '';
  const { staff, token } = await openSession(services, '', { login, password: first });
  await changePassword(services, '', staff, token, { current: first, next: `${login} has a long password` });
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${origin}/api/v1/staff/agencies/${agency}${path}`, {
      method,
      headers: { cookie: `${sessionCookie}=${token}`, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  };
}
