import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { openWorld, type World } from '../testing/app.ts';
import { testContent, testPublication } from '../testing/content.ts';
import { readContentVersions } from './versions.ts';

const content = testContent({ publications: [testPublication('news')] });

let world: World;
before(async () => {
  world = await openWorld([content, testContent({ agency: { ...content.agency, id: 'other' } })]);
});
after(() => world.close());

const versions = () => readContentVersions(world.database.db, world.clock.now);
const rename = (db: typeof world.database.db) =>
  db.updateTable('consultation_topics').set({ title: '{"ru":"Иначе"}' }).where('agency', '=', 'test').execute();

describe('the version of the content', () => {
  test('changes with what is read by everybody, of that agency alone', async () => {
    const before = await versions();
    await rename(world.database.db);
    const behind = await versions();
    assert.notEqual(behind.get('test'), before.get('test'));
    assert.equal(behind.get('other'), before.get('other'));
  });

  test('changes with the end of the transaction, or not at all', async () => {
    const before = await versions();
    await assert.rejects(
      world.database.db.transaction().execute(async (tx) => {
        await rename(tx);
        throw new Error('given up');
      }),
      /given up/,
    );
    assert.deepEqual(await versions(), before);
    await world.database.db.transaction().execute(async (tx) => {
      await rename(tx);
      assert.deepEqual(await readContentVersions(tx, world.clock.now), before, 'not before the end');
    });
    assert.notDeepEqual(await versions(), before);
  });

  test('outlives the agency', async () => {
    const before = await versions();
    await world.database.db.deleteFrom('agencies').where('id', '=', 'other').execute();
    const behind = await versions();
    assert.ok(behind.has('other'));
    assert.notEqual(behind.get('other'), before.get('other'));
  });

  test('is watched over in every table that public answers are made of', async () => {
    /** Nobody reads them without a code, a session or at all: whoever adds a table adds it here, or has it watched. */
    const closed = [
      ...['installation', 'kysely_migration', 'kysely_migration_lock', 'content_versions'],
      ...['case_numbers', 'consultations', 'applicants', 'case_events', 'case_files', 'case_alarms', 'jobs'],
      ...['topic_responsibles', 'slots'],
      ...['batches', 'ballots'],
      ...['staff', 'staff_roles', 'staff_sessions', 'journal', 'journal_head'],
      ...['files', 'file_parts', 'durability_probe'],
    ];
    const { rows } = await sql<{ name: string; watched: boolean }>`
      select c.relname as name,
        exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'content_changed') as watched
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`.execute(world.database.db);
    assert.deepEqual(
      rows.filter(({ name, watched }) => watched === closed.includes(name)).map(({ name }) => name),
      [],
    );
  });
});
