import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  // The table keeps its trigger: each change of a list makes a new version of the agency's content.
  `alter table touchpoint_lists rename to touchpoint_list_versions`,
  // Which version is in force is told by its days beside today, so that a list takes the place of
  // another on its day and not when some job runs. Lists that are there were approved: nobody has
  // said from when on they are in force.
  `alter table touchpoint_list_versions
    add column version integer not null default 1,
    add column state text not null default 'approved',
    add column revision integer not null default 1,
    add column editors jsonb not null default '[]',
    add column in_force_from date,
    add column in_force_until date,
    add column submitted jsonb,
    add column returned jsonb,
    add column approved jsonb,
    add column changed_at timestamptz not null default now()`,
  `alter table touchpoint_list_versions
    alter column version drop default,
    alter column state drop default,
    alter column revision drop default,
    alter column editors drop default,
    alter column changed_at drop default,
    alter column document drop not null`,
  `alter table touchpoint_list_versions
    drop constraint touchpoint_lists_pkey,
    add primary key (agency, audience, version)`,
  `create unique index touchpoint_list_versions_open on touchpoint_list_versions (agency, audience)
    where state <> 'approved'`,
  // Last: a table with changed rows can't be altered.
  `update touchpoint_list_versions set document = null where document = 'null'`,
];

/** Touchpoint lists get versions, each with its way from draft to in force. */
export const touchpoints: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
