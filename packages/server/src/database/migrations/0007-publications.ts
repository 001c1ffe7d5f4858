import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { watchContent } from './0004-content-versions.ts';

/** As in 0001-start: a piece of text that people wrote, without tags, for the search. */
const plain = (column: string): string =>
  ['ru', 'en']
    .map((language) => `regexp_replace(coalesce(${column} ->> '${language}', ''), '<[^>]*>', ' ', 'g')`)
    .join(` || ' ' || `);
const searchText = `to_tsvector('russian', ${['title', 'summary', 'body'].map(plain).join(` || ' ' || `)})`;

/** A step of the workflow as domain/publications/lifecycle.ts has it. */
const step = (position: string): string =>
  `jsonb_build_object('by', null, 'position', ${position},
    'at', to_char(approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

const statements = [
  // What is public is told by shown_from and shown_until beside the time of the question, so that
  // a text appears, and gives way to the next, at its moment and not when some job runs.
  `create table publication_versions (
    agency text not null references agencies on delete cascade,
    publication text not null,
    version integer not null,
    state text not null,
    revision integer not null,
    editors jsonb not null,
    audience text not null,
    kind text not null,
    topic text,
    title jsonb not null,
    summary jsonb not null,
    body jsonb not null,
    review_by date,
    submitted jsonb,
    returned jsonb,
    approved jsonb,
    withdrawn jsonb,
    published_at timestamptz,
    shown_from timestamptz,
    shown_until timestamptz,
    changed_at timestamptz not null,
    reminded_for date,
    search tsvector not null generated always as (${searchText}) stored,
    primary key (agency, publication, version)
  )`,
  `insert into publication_versions
    (agency, publication, version, state, revision, editors, audience, kind, topic, title, summary, body, review_by,
      submitted, approved, published_at, shown_from, changed_at)
    select agency, id, version, 'approved', 1, '[]', audience, kind, topic, title, summary, body, review_by,
      ${step('prepared_by')}, ${step('approved_by')}, published_at, published_at, approved_at
    from publications`,
  `create index publication_versions_shown
    on publication_versions (agency, audience, published_at desc, publication collate "C" desc)
    where shown_from is not null`,
  `create index publication_versions_changed
    on publication_versions (agency, changed_at desc, publication collate "C" desc, version desc)`,
  // For the last moment at which something appeared or gave way by the clock (content/versions.ts).
  `create index publication_versions_from on publication_versions (agency, shown_from)`,
  `create index publication_versions_until on publication_versions (agency, shown_until)`,
  `create index publication_versions_search on publication_versions using gin (search)`,

  // A file stays when the text changes: versions name the files that belong to them.
  `create table version_attachments (
    agency text not null,
    publication text not null,
    version integer not null,
    position integer not null,
    attachment text not null,
    primary key (agency, publication, version, attachment),
    foreign key (agency, publication, version) references publication_versions on delete cascade,
    foreign key (agency, attachment) references attachments on delete cascade
  )`,
  `create index version_attachments_attachment on version_attachments (agency, attachment)`,
  `insert into version_attachments (agency, publication, version, position, attachment)
    select a.agency, a.publication, p.version, a.position, a.id
    from attachments a join publications p on p.agency = a.agency and p.id = a.publication`,

  // Their bytes go to where all files are.
  `alter table attachments add column file uuid default gen_random_uuid()`,
  `insert into files (id, agency, state, name, size, received, format, media_type, digest, created_at, owner_kind, owner)
    select a.file, a.agency, 'complete', a.id || '.' || lower(a.format), a.size, a.size, a.format, a.media_type, a.digest,
      p.approved_at, 'publication', a.publication
    from attachments a join publications p on p.agency = a.agency and p.id = a.publication`,
  `insert into file_parts (file, position, bytes) select file, 0, bytes from attachments`,
  `alter table attachments drop constraint attachments_agency_publication_fkey`,
  `drop index attachments_publication`,
  `alter table attachments
    drop column publication, drop column position, drop column media_type, drop column format, drop column size,
    drop column digest, drop column bytes,
    alter column file drop default, alter column file set not null,
    add constraint attachments_agency_fkey foreign key (agency) references agencies on delete cascade,
    add constraint attachments_file_fkey foreign key (file) references files on delete cascade`,
  `create index attachments_file on attachments (file)`,
  `drop table publications`,
  ...['publication_versions', 'version_attachments'].map(watchContent),
];

/** Publications get versions, each with its way from draft to public. */
export const publications: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
