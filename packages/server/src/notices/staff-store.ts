import type { Audience } from '@otklik/core/contract/common.js';
import type { Role } from '@otklik/core/contract/staff/accounts.js';
import type { Db } from '../database/open.ts';

/** Somebody who can be told something. */
export interface Account {
  id: string;
  email: string | null;
}

/** Where a case belongs, and in whose hands it is. */
export interface CasePlace {
  agency: string;
  audience: Audience;
  topic: string;
  responsible: string | null;
}

export const findPlace = (db: Db, consultation: string): Promise<CasePlace | undefined> =>
  db
    .selectFrom('consultations')
    .select(['agency', 'audience', 'topic', 'responsible'])
    .where('id', '=', consultation)
    .executeTakeFirst();

/** Active accounts that have a role in an agency. */
const staffWith = (db: Db, agency: string, role: Role) =>
  db
    .selectFrom('staff')
    .innerJoin('staff_roles', 'staff_roles.staff', 'staff.id')
    .select(['staff.id', 'email'])
    .where('staff_roles.agency', '=', agency)
    .where('role', '=', role)
    .where('active', '=', true);

export const listHeads = (db: Db, agency: string): Promise<Account[]> =>
  staffWith(db, agency, 'head').orderBy('login').execute();

/** The account, if it is an active consultant of the agency. */
export const listConsultant = (db: Db, agency: string, id: string): Promise<Account[]> =>
  staffWith(db, agency, 'consultant').where('staff.id', '=', id).execute();

/** Whom new cases of a topic go to, those who can't take any excepted. */
export const listResponsibles = (db: Db, { agency, audience, topic }: CasePlace): Promise<Account[]> =>
  staffWith(db, agency, 'consultant')
    .innerJoin('topic_responsibles', 'topic_responsibles.staff', 'staff.id')
    .where('topic_responsibles.agency', '=', agency)
    .where('topic_responsibles.audience', '=', audience)
    .where('topic_responsibles.topic', '=', topic)
    .orderBy('topic_responsibles.position')
    .execute();

/** An account's address, as long as the account works for the agency. */
export async function findAddress(db: Db, agency: string, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('staff')
    .innerJoin('staff_roles', 'staff_roles.staff', 'staff.id')
    .select('email')
    .where('staff.id', '=', id)
    .where('active', '=', true)
    .where('staff_roles.agency', '=', agency)
    .executeTakeFirst();
  return row?.email ?? null;
}
