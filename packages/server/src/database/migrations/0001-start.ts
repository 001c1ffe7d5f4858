import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A piece of text that people wrote, without tags, for the search. */
const plain = (column: string): string =>
  ['ru', 'en']
    .map((language) => `regexp_replace(coalesce(${column} ->> '${language}', ''), '<[^>]*>', ' ', 'g')`)
    .join(` || ' ' || `);

/** `russian` stems Russian words by their own rules and Latin ones by those of English. */
const searchText = `to_tsvector('russian', ${['title', 'summary', 'body'].map(plain).join(` || ' ' || `)})`;

const statements = [
  `create table installation (
    single boolean primary key default true check (single),
    fingerprint bytea not null,
    content text not null
  )`,
  `create table agencies (id text primary key, data jsonb not null)`,
  `create table publications (
    agency text not null references agencies on delete cascade,
    id text not null,
    audience text not null,
    kind text not null,
    topic text,
    title jsonb not null,
    summary jsonb not null,
    body jsonb not null,
    published_at timestamptz not null,
    review_by date,
    version integer not null,
    prepared_by jsonb not null,
    approved_by jsonb not null,
    approved_at timestamptz not null,
    search tsvector not null generated always as (${searchText}) stored,
    primary key (agency, id)
  )`,
  `create index publications_newest on publications (agency, audience, published_at desc, id collate "C" desc)`,
  `create index publications_search on publications using gin (search)`,
  `create table attachments (
    agency text not null,
    id text not null,
    publication text not null,
    position integer not null,
    title jsonb not null,
    media_type text not null,
    format text not null,
    language text not null,
    size integer not null,
    digest bytea not null,
    bytes bytea not null,
    primary key (agency, id),
    foreign key (agency, publication) references publications on delete cascade
  )`,
  `create index attachments_publication on attachments (agency, publication, position)`,
  `create table touchpoint_lists (
    agency text not null references agencies on delete cascade,
    audience text not null,
    document jsonb not null,
    channels jsonb not null,
    items jsonb not null,
    primary key (agency, audience)
  )`,
  `create table consultation_topics (
    agency text not null references agencies on delete cascade,
    audience text not null,
    id text not null,
    position integer not null,
    title jsonb not null,
    primary key (agency, audience, id)
  )`,
  `create table case_numbers (
    agency text not null references agencies on delete cascade,
    audience text not null,
    year integer not null,
    last integer not null,
    primary key (agency, audience, year)
  )`,
  `create table consultations (
    id uuid primary key,
    agency text not null references agencies on delete cascade,
    audience text not null,
    number text not null,
    key_hash bytea not null,
    body_hash bytea not null,
    code_hash bytea not null,
    topic text not null,
    topic_title jsonb not null,
    question text not null,
    reply_form text not null,
    language text not null,
    consent text,
    receipt jsonb not null,
    status text not null,
    received_at timestamptz not null,
    registered_on date,
    register_by date not null,
    due_by date not null,
    closed_on date,
    derivation jsonb not null,
    unique (agency, number),
    unique (agency, key_hash),
    unique (agency, code_hash)
  )`,
  `create table applicants (
    consultation uuid primary key references consultations on delete cascade,
    kind text not null,
    name text not null,
    email text,
    phone text,
    postal_address text
  )`,
  `create table case_events (
    consultation uuid not null references consultations on delete cascade,
    position integer not null,
    data jsonb not null,
    primary key (consultation, position)
  )`,
  `create table jobs (
    id uuid primary key,
    kind text not null,
    consultation uuid not null references consultations on delete cascade,
    created_at timestamptz not null
  )`,
  `create index jobs_consultation on jobs (consultation)`,
  `create table surveys (
    agency text not null references agencies on delete cascade,
    id text not null,
    audience text not null,
    position integer not null,
    manifest jsonb not null,
    manifest_hash text not null,
    lost integer not null default 0,
    primary key (agency, id)
  )`,
  `create table batches (
    id text primary key,
    agency text not null,
    survey text not null,
    public_key text not null,
    manifest_hash text not null,
    open boolean not null default true,
    foreign key (agency, survey) references surveys on delete cascade
  )`,
  `create unique index batches_open on batches (agency, survey) where open`,
  `create table ballots (
    batch text not null references batches on delete cascade,
    digest bytea not null,
    sealed bytea not null,
    primary key (batch, digest)
  )`,
  `create table releases (
    agency text not null,
    survey text not null,
    sequence integer not null,
    released_on date not null,
    counted integer not null,
    invalid integer not null,
    lost integer not null,
    tallies jsonb not null,
    primary key (agency, survey, sequence),
    foreign key (agency, survey) references surveys on delete cascade
  )`,
  `create table survey_texts (
    id uuid primary key,
    agency text not null,
    survey text not null,
    question text not null,
    body text not null,
    published boolean not null default false,
    foreign key (agency, survey) references surveys on delete cascade
  )`,
];

export const start: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
