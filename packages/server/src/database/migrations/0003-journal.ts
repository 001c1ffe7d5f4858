import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  // `content` is text, not jsonb: the very characters that `mac` was made of. No key leads to other
  // tables: what is deleted there stays here.
  `create table journal (
    sequence integer primary key,
    content text not null,
    previous bytea not null,
    mac bytea not null
  )`,
  `create index journal_things on journal (
    (content::jsonb ->> 'agency'), (content::jsonb ->> 'subject'), (content::jsonb ->> 'id'), sequence
  )`,
  `create table journal_head (
    single boolean primary key default true check (single),
    sequence integer not null,
    mac bytea not null
  )`,
  `insert into journal_head (sequence, mac) values (0, '')`,
  `create function journal_is_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'the journal is only ever added to'; end $$`,
  `create trigger journal_append_only before update or delete or truncate on journal
    for each statement execute function journal_is_append_only()`,
];

/** The journal of what staff did, and its last entry. */
export const journal: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
