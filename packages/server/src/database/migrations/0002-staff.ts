import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  `create table staff (
    id uuid primary key,
    login text not null unique,
    position jsonb not null,
    password text not null,
    password_temporary boolean not null,
    active boolean not null default true
  )`,
  `create table staff_roles (
    staff uuid not null references staff on delete cascade,
    agency text not null references agencies on delete cascade,
    role text not null,
    primary key (staff, agency, role)
  )`,
  `create index staff_roles_agency on staff_roles (agency)`,
  `create table staff_sessions (
    token_hash bytea primary key,
    staff uuid not null references staff on delete cascade,
    opened_at timestamptz not null,
    seen_at timestamptz not null
  )`,
  `create index staff_sessions_staff on staff_sessions (staff)`,
];

/** Accounts, their roles in agencies, their sessions. */
export const staff: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
