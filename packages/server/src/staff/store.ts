import { randomUUID } from 'node:crypto';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { Account, Role } from '@otklik/core/contract/staff/accounts.js';
import type { Db, Tx } from '../database/open.ts';

/** Somebody of the staff, with the roles of each agency. */
export interface Staff {
  id: string;
  login: string;
  position: LocalizedText;
  passwordTemporary: boolean;
  roles: ReadonlyMap<string, readonly Role[]>;
}

interface Credentials {
  id: string;
  password: string;
  active: boolean;
}

async function rolesOf(db: Db, staff: string): Promise<Map<string, Role[]>> {
  const rows = await db
    .selectFrom('staff_roles')
    .select(['agency', 'role'])
    .where('staff', '=', staff)
    .orderBy('agency')
    .orderBy('role')
    .execute();
  const roles = new Map<string, Role[]>();
  for (const { agency, role } of rows) roles.set(agency, [...(roles.get(agency) ?? []), role]);
  return roles;
}

export const findCredentials = (db: Db, login: string): Promise<Credentials | undefined> =>
  db.selectFrom('staff').select(['id', 'password', 'active']).where('login', '=', login).executeTakeFirst();

export const findCredentialsById = (db: Db, id: string): Promise<Credentials | undefined> =>
  db.selectFrom('staff').select(['id', 'password', 'active']).where('id', '=', id).executeTakeFirst();

export async function findStaff(db: Db, id: string): Promise<Staff | undefined> {
  const row = await db
    .selectFrom('staff')
    .select(['id', 'login', 'position', 'password_temporary'])
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!row) return undefined;
  const { password_temporary, ...same } = row;
  return { ...same, passwordTemporary: password_temporary, roles: await rolesOf(db, id) };
}

/** Accounts that have a role in the agency, by login; `id`: only that one. */
export async function listAccounts(db: Db, agency: string, id?: string): Promise<Account[]> {
  let query = db
    .selectFrom('staff')
    .innerJoin('staff_roles', 'staff_roles.staff', 'staff.id')
    .select(['staff.id', 'login', 'position', 'active', 'email', 'role'])
    .where('agency', '=', agency)
    .orderBy('login')
    .orderBy('role');
  if (id) query = query.where('staff.id', '=', id);
  const accounts = new Map<string, Account>();
  for (const { role, ...account } of await query.execute()) {
    const known = accounts.get(account.id) ?? { ...account, roles: [] };
    known.roles.push(role);
    accounts.set(account.id, known);
  }
  return [...accounts.values()];
}

/** Of these accounts those that are active and consultants in the agency. */
export async function consultantsAmong(db: Db, agency: string, accounts: readonly string[]): Promise<Set<string>> {
  if (accounts.length === 0) return new Set();
  const rows = await db
    .selectFrom('staff')
    .innerJoin('staff_roles', 'staff_roles.staff', 'staff.id')
    .select('staff.id')
    .where('staff.id', 'in', accounts)
    .where('active', '=', true)
    .where('agency', '=', agency)
    .where('role', '=', 'consultant')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Agencies in which somebody has a role. */
export const agenciesOf = async (db: Db, staff: string): Promise<string[]> => [...(await rolesOf(db, staff)).keys()];

/** @returns the new account's id, or null when the login is taken. */
export async function insertStaff(
  tx: Tx,
  { login, position, email }: { login: string; position: LocalizedText; email: string | null },
  password: string,
): Promise<string | null> {
  const row = await tx
    .insertInto('staff')
    .values({ id: randomUUID(), login, position: JSON.stringify(position), email, password, password_temporary: true })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function replaceRoles(tx: Tx, staff: string, agency: string, roles: readonly Role[]): Promise<void> {
  await tx.deleteFrom('staff_roles').where('staff', '=', staff).where('agency', '=', agency).execute();
  if (roles.length > 0)
    await tx
      .insertInto('staff_roles')
      .values(roles.map((role) => ({ staff, agency, role })))
      .execute();
}

export async function updateStaff(
  tx: Tx,
  id: string,
  change: {
    position?: LocalizedText;
    active?: boolean;
    email?: string | null;
    password?: { hash: string; temporary: boolean };
  },
): Promise<void> {
  const { position, active, email, password } = change;
  const values = {
    ...(position && { position: JSON.stringify(position) }),
    ...(active !== undefined && { active }),
    ...(email !== undefined && { email }),
    ...(password && { password: password.hash, password_temporary: password.temporary }),
  };
  if (Object.keys(values).length > 0) await tx.updateTable('staff').set(values).where('id', '=', id).execute();
}

/** Active administrators of an agency; their rows stay locked until the transaction ends. */
export async function lockAdministrators(tx: Tx, agency: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('staff')
    .innerJoin('staff_roles', 'staff_roles.staff', 'staff.id')
    .select('staff.id')
    .where('agency', '=', agency)
    .where('role', '=', 'administrator')
    .where('active', '=', true)
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertSession(db: Db, tokenHash: Buffer, staff: string, moment: Date): Promise<void> {
  await db
    .insertInto('staff_sessions')
    .values({ token_hash: tokenHash, staff, opened_at: moment, seen_at: moment })
    .execute();
}

export const findSession = (
  db: Db,
  tokenHash: Buffer,
): Promise<{ staff: string; opened_at: Date; seen_at: Date } | undefined> =>
  db
    .selectFrom('staff_sessions')
    .select(['staff', 'opened_at', 'seen_at'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();

export async function touchSession(db: Db, tokenHash: Buffer, moment: Date): Promise<void> {
  await db.updateTable('staff_sessions').set({ seen_at: moment }).where('token_hash', '=', tokenHash).execute();
}

export async function deleteSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute();
}

/** All sessions of an account, but for the one that is kept. */
export async function deleteSessionsOf(db: Db, staff: string, kept?: Buffer): Promise<void> {
  let query = db.deleteFrom('staff_sessions').where('staff', '=', staff);
  if (kept) query = query.where('token_hash', '<>', kept);
  await query.execute();
}

/** Those opened, or last seen, before these moments. */
export async function deleteOldSessions(db: Db, openedBefore: Date, seenBefore: Date): Promise<void> {
  await db
    .deleteFrom('staff_sessions')
    .where((or) => or.or([or('opened_at', '<', openedBefore), or('seen_at', '<', seenBefore)]))
    .execute();
}
