import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  // What a job is about stands in `payload`, so that there can be jobs about other things than a case.
  `alter table jobs
    add column payload jsonb,
    add column due_at timestamptz,
    add column attempts integer not null default 0,
    add column state text not null default 'waiting',
    add column ended_at timestamptz,
    add column channel text,
    add column error text`,
  `update jobs set
    payload = jsonb_build_object('consultation', consultation, 'event', kind),
    kind = 'case_notice',
    due_at = created_at`,
  `alter table jobs rename column created_at to wanted_at`,
  `alter table jobs
    alter column payload set not null,
    alter column due_at set not null,
    drop column consultation`,
  `create index jobs_due on jobs (due_at) where state = 'waiting'`,
];

/** Jobs become a queue: when each is due, how often it was tried, what became of it. */
export const notices: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
