import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { watchContent } from './0004-content-versions.ts';

const tables = [
  // What is asked, version by version. `opened` and `ended`: {by, position, at}; null of what a database started with.
  `create table survey_versions (
    agency text not null,
    survey text not null,
    version integer not null,
    revision integer not null,
    state text not null check (state in ('draft', 'open', 'ended')),
    editors jsonb not null,
    manifest jsonb not null,
    manifest_hash text not null,
    opened jsonb,
    ended jsonb,
    changed_at timestamptz not null,
    primary key (agency, survey, version),
    foreign key (agency, survey) references surveys on delete cascade,
    check ((manifest ->> 'survey') = survey and (manifest ->> 'version')::integer = version)
  )`,
  `create unique index survey_versions_draft on survey_versions (agency, survey) where state = 'draft'`,
  `create unique index survey_versions_open on survey_versions (agency, survey) where state = 'open'`,
  `create unique index survey_versions_hash on survey_versions (agency, survey, manifest_hash)`,
  // Ballots and results are bound to it: no code can change what was asked, or take it away alone.
  `create function survey_version_stays() returns trigger language plpgsql as $$
   begin
     if tg_op = 'DELETE' then
       if old.state <> 'draft' and exists (select from surveys where agency = old.agency and id = old.survey) then
         raise exception 'a version of a survey that was opened stays';
       end if;
       return old;
     end if;
     if old.state <> 'draft' and (
       (new.agency, new.survey, new.version, new.manifest, new.manifest_hash)
         is distinct from (old.agency, old.survey, old.version, old.manifest, old.manifest_hash)
       or new.state = 'draft' or (old.state = 'ended' and new.state <> 'ended')
     ) then
       raise exception 'a version of a survey that was opened never changes';
     end if;
     return new;
   end $$`,
  `create trigger survey_version_stays before update or delete on survey_versions
    for each row execute function survey_version_stays()`,
];

interface Known {
  agency: string;
  id: string;
  manifest: object;
  manifest_hash: string;
}

/** What every manifest has said since there are versions. */
function completed(manifest: Record<string, unknown>): Record<string, unknown> {
  const questions = (manifest.questions as Record<string, unknown>[]).map((question) => ({
    ...question,
    when: [],
    ...(question.type === 'rating' && { importance: null }),
    ...(question.type === 'multiple' && {
      options: (question.options as object[]).map((option) => ({ ...option, exclusive: false })),
    }),
  }));
  const thresholds = { answers: 10, subgroup: 20, cell: 5, width: 5, majority: 90 };
  return { ...manifest, questions, steps: [], crossTabs: [], thresholds, closesOn: null };
}

/**
 * What was asked so far is version 1, open, by nobody. Where its manifest lacks what they say now, that
 * version has ended, with its hash, by which its ballots can be opened; the whole one is version 2.
 */
async function takeOver(db: Kysely<unknown>, { agency, id, manifest: asked, manifest_hash: hash }: Known) {
  const put = (manifest: Record<string, unknown>, state: string, of: string) =>
    sql`insert into survey_versions
        (agency, survey, version, revision, state, editors, manifest, manifest_hash, changed_at)
      values (${agency}, ${id}, ${manifest.version}, 1, ${state}, '[]', ${JSON.stringify(manifest)}, ${of}, now())`.execute(
      db,
    );
  const first = { ...asked, version: 1 };
  if ('steps' in asked) return put(first, 'open', hash);
  await put(completed(first), 'ended', hash);
  const second = { ...completed(first), version: 2 };
  await put(second, 'open', await manifestHash(second));
}

const rest = [
  `alter table surveys drop column manifest, drop column manifest_hash`,
  // A version that ends leaves its box to be tallied, while the next one has its own.
  `drop index batches_open`,
  `create unique index batches_open on batches (agency, survey, manifest_hash) where open`,

  // Suggestions on one subject. decided: {by, position, at, on}; null: not published.
  `create table survey_themes (
    agency text not null,
    survey text not null,
    id text not null,
    question text not null,
    revision integer not null,
    editors jsonb not null,
    title jsonb not null,
    decision text not null,
    reason jsonb not null,
    decided jsonb,
    primary key (agency, survey, id),
    foreign key (agency, survey) references surveys on delete cascade
  )`,
  `alter table survey_texts
    add column state text not null default 'unread' check (state in ('unread', 'published', 'withheld')),
    add column theme text,
    add column excerpt text,
    add foreign key (agency, survey, theme) references survey_themes,
    add check ((state = 'published') = (theme is not null and excerpt is not null))`,
  // Nobody had decided where they stand: staff look at them again.
  `alter table survey_texts drop column published`,
  `create index survey_texts_of on survey_texts (agency, survey, id)`,
  ...['survey_versions', 'survey_themes'].map(watchContent),
  // A tally brings thousands of texts, and none is public before staff have read it.
  `create constraint trigger content_changed after update on survey_texts
    deferrable initially deferred for each row execute function content_changed()`,
];

/** Surveys get versions that never change once they are open; texts get themes and decisions. */
export const surveyVersions: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of tables) await sql.raw(statement).execute(db);
    const { rows } = await sql<Known>`select agency, id, manifest, manifest_hash from surveys`.execute(db);
    for (const known of rows) await takeOver(db, known);
    await sql`set constraints all immediate`.execute(db);
    for (const statement of rest) await sql.raw(statement).execute(db);
  },
};
