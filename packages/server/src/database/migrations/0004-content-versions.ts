import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Bumps the agency's version with every change of a table that public answers are made of: by the
 * database, so that no code can forget it. Deferred to the end of the transaction: the version's row
 * is locked last and for an instant, so it can't make two writers wait for each other in a circle.
 * @param table has a column `agency`; of table `agencies`, its `id` counts.
 */
export const watchContent = (table: string): string =>
  `create constraint trigger content_changed after insert or update or delete on ${table}
   deferrable initially deferred for each row execute function content_changed()`;

/** What the public reads. Not cases, ballots, accounts. */
const watched = [
  'agencies',
  'publications',
  'attachments',
  'touchpoint_lists',
  'consultation_topics',
  'surveys',
  'releases',
];

const statements = [
  // No reference to agencies: a version outlives its agency, so that its end shows too.
  `create table content_versions (agency text primary key, version bigint not null)`,
  `create function content_changed() returns trigger language plpgsql as $$
   declare
     changed text;
   begin
     if tg_table_name = 'agencies' then
       changed := coalesce(new.id, old.id);
     else
       changed := coalesce(new.agency, old.agency);
     end if;
     insert into content_versions values (changed, 1)
       on conflict (agency) do update set version = content_versions.version + 1;
     return null;
   end $$`,
  ...watched.map(watchContent),
  `insert into content_versions select id, 1 from agencies`,
];

/** A version of each agency's public content (docs/decisions/0011-answers-that-are-kept.md). */
export const contentVersions: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
