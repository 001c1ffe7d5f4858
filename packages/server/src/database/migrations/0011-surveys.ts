import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  // All that a release published stands together; what older ones lack has one value.
  `alter table releases add column figures jsonb`,
  `update releases set figures = jsonb_build_object(
    'version', 1,
    'issued', null,
    'accepted', jsonb_build_object('from', counted + invalid, 'to', counted + invalid),
    'counted', jsonb_build_object('from', counted, 'to', counted),
    'invalid', jsonb_build_object('from', invalid, 'to', invalid),
    'lost', jsonb_build_object('from', lost, 'to', lost),
    'tallies', (
      select coalesce(jsonb_agg(tally || jsonb_build_object(
        'row', null,
        'withheld', case when tally->'answered' = 'null' then 'few' end,
        'banded', false,
        'counts', (select jsonb_agg(count || '{"majority": null}') from jsonb_array_elements(tally->'counts') count)
      )), '[]')
      from jsonb_array_elements(tallies) tally
    ),
    'crossTallies', '[]'::jsonb
  )`,
  // What watches the table's content has to have looked before the table may be altered again.
  `set constraints all immediate`,
  `alter table releases
    alter column figures set not null,
    drop column counted, drop column invalid, drop column lost, drop column tallies`,
];

/** A release may hold more than counts: bands, cross-tabs, why something is withheld. */
export const surveys: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
