import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  // Whoever has an owner stays; whoever has none waits for one, until expires_at.
  `create table files (
    id uuid primary key,
    agency text not null references agencies on delete cascade,
    state text not null,
    name text not null,
    size integer not null,
    received integer not null,
    format text,
    media_type text,
    digest bytea,
    problem jsonb,
    key_hash bytea,
    token_hash bytea,
    created_at timestamptz not null,
    expires_at timestamptz,
    owner_kind text,
    owner text,
    unique (agency, key_hash),
    check ((owner is null) = (expires_at is not null) and (owner is null) = (owner_kind is null))
  )`,
  `create index files_waiting on files (expires_at) where expires_at is not null`,
  `create index files_owner on files (agency, owner_kind, owner) where owner is not null`,
  `create table file_parts (
    file uuid not null references files on delete cascade,
    position integer not null,
    bytes bytea not null,
    primary key (file, position)
  )`,
];

/** Files that people bring, in parts as they came. */
export const files: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
