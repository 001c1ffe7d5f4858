import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  // Years of the production calendar that an administrator set: `{"2027": [{date, kind}]}`.
  `alter table agencies add column calendar jsonb not null default '{}'`,
  `alter table staff add column email text`,
  // `calendar`: which calendar the dates were computed by; those of another one are computed anew.
  // `registry`: number and date under which the agency's document system knows the case.
  `alter table consultations
    add column calendar text,
    add column responsible uuid references staff on delete set null,
    add column registry jsonb`,
  `create index consultations_open on consultations (agency, due_by, id) where closed_on is null`,
  `create index consultations_closed on consultations (agency, closed_on desc, id desc) where closed_on is not null`,
  // Who may see a file beside staff: the client sees its own, and what a decision names.
  `create table case_files (
    file uuid primary key references files on delete cascade,
    consultation uuid not null references consultations on delete cascade,
    position integer generated always as identity,
    party text not null check (party in ('client', 'staff')),
    title jsonb not null,
    language text not null,
    added_at timestamptz not null
  )`,
  `create index case_files_consultation on case_files (consultation)`,
  `create table topic_responsibles (
    agency text not null,
    audience text not null,
    topic text not null,
    staff uuid not null references staff on delete cascade,
    position integer not null,
    primary key (agency, audience, topic, staff),
    foreign key (agency, audience, topic) references consultation_topics on delete cascade
  )`,
  // Who has a slot stands in the slot itself: two can't have one.
  `create table slots (
    id uuid primary key,
    agency text not null references agencies on delete cascade,
    kind text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    place jsonb,
    consultation uuid references consultations on delete set null
  )`,
  `create index slots_time on slots (agency, starts_at)`,
  `create index slots_consultation on slots (consultation) where consultation is not null`,
  // What staff were told of a case's terms, by domain/consultations/alarms.ts: once each.
  `create table case_alarms (
    consultation uuid not null references consultations on delete cascade,
    alarm text not null,
    told_at timestamptz not null,
    primary key (consultation, alarm)
  )`,
];

/** What staff need to work on cases: whose each is, files, slots, own calendar, alarms. */
export const cases: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
