import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '@otklik/server/database/open.js';
import { onPostgres, openWorld, type World } from '@otklik/server/testing/app.js';
import { content } from './support/content.ts';

let world: World;
before(async () => {
  world = await openWorld([content]);
});
after(() => world.close());

const rows = async <T>(text: string): Promise<T[]> => (await sql.raw<T>(text).execute(world.database.db)).rows;

/** All that may be kept of ballots and of what came of them: column, type, default. */
const columns: Record<string, string[]> = {
  ballots: ['batch text', 'digest bytea', 'sealed bytea'],
  batches: [
    ...['id text', 'agency text', 'survey text', 'public_key text', 'manifest_hash text'],
    'open boolean default true',
  ],
  releases: ['agency text', 'survey text', 'sequence integer', 'released_on date', 'figures jsonb'],
  survey_texts: [
    ...['id uuid', 'agency text', 'survey text', 'question text', 'body text'],
    ...["state text default 'unread'::text", 'theme text', 'excerpt text'],
  ],
};
/** And what they may point to: nobody and nothing but the survey. */
const references = [
  'ballots to batches',
  'batches to surveys',
  'releases to surveys',
  'survey_texts to survey_themes',
  'survey_texts to surveys',
];
const tables = Object.keys(columns);
const named = tables.map((table) => `'${table}'`).join(', ');

describe('ballots and what comes of them', () => {
  for (const [table, expected] of Object.entries(columns)) {
    test(`${table} has these columns, and no more`, async () => {
      const found = await rows<{
        name: string;
        type: string;
        default: string | null;
        identity: string;
        generated: string;
      }>(
        `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, pg_get_expr(d.adbin, d.adrelid) as default,
                a.attidentity::text as identity, a.attgenerated::text as generated
         from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         where a.attrelid = '${table}'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
      );
      const said = found.map(({ name, type, default: value, identity, generated }) =>
        [name, type, value !== null && `default ${value}`, identity && 'identity', generated && 'generated']
          .filter(Boolean)
          .join(' '),
      );
      assert.deepEqual(said.sort(), [...expected].sort(), `${table} keeps something else`);
    });
  }

  test('have no time, no number in sequence, no address: the release alone has its day', async () => {
    const found = await rows<{ said: string }>(
      `select c.relname || '.' || a.attname || ' ' || t.typname as said
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
       where c.relname in (${named}) and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
         and (t.typcategory in ('D', 'T', 'I') or t.typname in ('macaddr', 'macaddr8', 'xid', 'xid8', 'pg_lsn'))`,
    );
    assert.deepEqual(
      found.map(({ said }) => said),
      ['releases.released_on date'],
    );
    const counted = await rows<{ name: string }>(
      `select s.relname as name from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
       where d.refobjid in (select oid from pg_class where relname in (${named}))`,
    );
    assert.deepEqual(counted, [], 'a sequence numbers what comes');
  });

  test('point to their survey alone, and nothing that knows people points to them', async () => {
    const found = await rows<{ said: string }>(
      `select distinct conrelid::regclass::text || ' to ' || confrelid::regclass::text as said from pg_constraint
       where contype = 'f' and (conrelid::regclass::text in (${named}) or confrelid::regclass::text in (${named})) order by 1`,
    );
    assert.deepEqual(
      found.map(({ said }) => said),
      references,
      'something else is pointed to',
    );
  });

  test('are watched by nothing that records: no trigger, rule or view sees a ballot', async () => {
    const triggers = await rows<{ said: string }>(
      `select tgrelid::regclass::text || ' ' || p.proname as said from pg_trigger t join pg_proc p on p.oid = t.tgfoid
       where not tgisinternal and tgrelid::regclass::text in (${named}) order by 1`,
    );
    // It counts that an agency's public content has changed; an insert of texts isn't seen by it either.
    assert.deepEqual(
      triggers.map(({ said }) => said),
      ['releases content_changed', 'survey_texts content_changed'],
      'something else watches',
    );
    const views = await rows<{ name: string }>(
      `select c.relname as name from pg_rewrite r join pg_class c on c.oid = r.ev_class
       where c.relnamespace = 'public'::regnamespace`,
    );
    assert.deepEqual(views, []);
    const published = await rows<{ name: string }>(
      `select tablename as name from pg_publication_tables where tablename in (${named})`,
    );
    assert.deepEqual(published, []);
  });
});

describe('the database’s own log', () => {
  test('has no statement with what it was given', async () => {
    const setting = async (name: string): Promise<string> =>
      (await rows<{ value: string }>(`select current_setting('${name}') as value`))[0]?.value ?? '';
    assert.equal(await setting('log_statement'), 'none', 'statements are logged');
    assert.equal(await setting('log_min_duration_statement'), '-1');
    assert.equal(await setting('log_parameter_max_length_on_error'), '0');
    // The moments of commits can't be asked for, in whatever order rows lie.
    assert.equal(await setting('track_commit_timestamp'), 'off');
  });

  if (!onPostgres) return;
  // The embedded one is set up by the program itself.
  test('is spoken of at the start where an operator has it log statements', async () => {
    const [name] = await rows<{ name: string }>('select current_database() as name');
    const url = new URL(process.env.OTKLIK_TEST_POSTGRES ?? '');
    url.pathname = `/${name?.name}`;
    await rows(`alter database ${name?.name} set log_statement = 'mod'`);
    const warned: string[] = [];
    try {
      await (await openDatabase({ url: url.href, warn: (sentence) => warned.push(sentence) })).close();
    } finally {
      await rows(`alter database ${name?.name} reset log_statement`);
    }
    assert.match(warned.join(), /log_statement/, 'nothing was said');
  });
});
