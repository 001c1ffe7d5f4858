import { randomBytes } from 'node:crypto';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Credentials } from '@otklik/core/contract/staff/accounts.js';
import type { Services } from '../services.ts';
import { hashPassword, isPassword, newPassword } from './passwords.ts';
import {
  deleteOldSessions,
  deleteSession,
  deleteSessionsOf,
  findCredentials,
  findCredentialsById,
  findSession,
  findStaff,
  insertSession,
  touchSession,
  updateStaff,
  type Staff,
} from './store.ts';

const hour = 3_600_000;
/** How long a session lives: a working day at most, and without a request not so long. */
export const sessionLife = { whole: 12 * hour, idle: 2 * hour } as const;
/** How exactly it is known when a session was last used: not every request writes. */
const precision = 60_000;

type Needs = Pick<Services, 'database' | 'keys' | 'now'>;

/** What is stored of a session's token. */
const hashOf = ({ keys }: Needs, token: string): Buffer => keys.mac('staff-session', token);

/** Compared with where there is no such account, so that this takes as long. */
const nobodys = hashPassword(newPassword());

/**
 * Signs in.
 * @returns the token for the cookie: 256 random bits in base64url
 * @throws BackendError credentials_wrong, too_many_attempts
 */
export async function openSession(
  services: Needs & Pick<Services, 'signIns'>,
  address: string,
  { login, password }: Credentials,
): Promise<{ token: string; staff: Staff }> {
  const { db } = services.database;
  const staff = await services.signIns.run(address, async () => {
    const found = await findCredentials(db, login.toLowerCase());
    const right = await isPassword(password, found?.password ?? (await nobodys));
    return right && found?.active ? findStaff(db, found.id) : undefined;
  });
  if (!staff) throw new BackendError('credentials_wrong');
  const token = randomBytes(32).toString('base64url');
  const moment = services.now();
  await insertSession(db, hashOf(services, token), staff.id, moment);
  return { token, staff };
}

/** Who a token belongs to, with the roles of this moment; undefined when it is nobody's any more. */
export async function staffOfToken(services: Needs, token: string): Promise<Staff | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const { db } = services.database;
  const hash = hashOf(services, token);
  const session = await findSession(db, hash);
  const moment = services.now();
  if (!session) return undefined;
  const over =
    moment.getTime() - session.opened_at.getTime() > sessionLife.whole ||
    moment.getTime() - session.seen_at.getTime() > sessionLife.idle;
  if (over) {
    await deleteSession(db, hash);
    return undefined;
  }
  if (moment.getTime() - session.seen_at.getTime() > precision) await touchSession(db, hash, moment);
  return findStaff(db, session.staff);
}

export const closeSession = (services: Needs, token: string): Promise<void> =>
  deleteSession(services.database.db, hashOf(services, token));

/**
 * Changes one's own password and ends one's other sessions.
 * @throws BackendError credentials_wrong, too_many_attempts
 */
export async function changePassword(
  services: Needs & Pick<Services, 'signIns'>,
  address: string,
  staff: Staff,
  token: string,
  { current, next }: { current: string; next: string },
): Promise<Staff> {
  const { db } = services.database;
  const right = await services.signIns.run(address, async () => {
    const found = await findCredentialsById(db, staff.id);
    return found && (await isPassword(current, found.password)) ? true : undefined;
  });
  if (!right) throw new BackendError('credentials_wrong');
  const hash = await hashPassword(next);
  await db.transaction().execute(async (tx) => {
    await updateStaff(tx, staff.id, { password: { hash, temporary: false } });
    await deleteSessionsOf(tx, staff.id, hashOf(services, token));
  });
  return { ...staff, passwordTemporary: false };
}

/** Forgets sessions that are over. */
export const expireSessions = ({ database: { db } }: Pick<Services, 'database'>, moment: Date): Promise<void> =>
  deleteOldSessions(db, new Date(moment.getTime() - sessionLife.whole), new Date(moment.getTime() - sessionLife.idle));
