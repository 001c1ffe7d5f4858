import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  // `need`: what the person came for. `doubt`: why it may be junk, until staff have looked at it.
  `alter table consultations
    add column need text,
    add column doubt text check (doubt in ('unproved', 'trap'))`,
  `create index consultations_doubtful on consultations (agency, due_by, id) where doubt is not null`,
  // How the client wants to be told; an address that was given for that alone, by the case's code.
  `alter table applicants
    add column notice_by text check (notice_by in ('email', 'none')),
    add column notice_email text`,
];

/** What a person came for, what may be junk, and how each client wants to be told. */
export const filing: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
