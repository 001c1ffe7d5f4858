import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openWorld } from '../../testing/app.ts';
import { storedTables } from './columns.ts';
import { readStoredSchema } from './schema.ts';

const world = await openWorld();
after(() => world.close());
const { db } = world.database;

test('every table that belongs to surveys is told of', async () => {
  const { rows } = await sql<{ name: string }>`
    with recursive linked (oid) as (
      select 'surveys'::regclass::oid
      union select conrelid from pg_constraint join linked on confrelid = linked.oid where contype = 'f'
    )
    select oid::regclass::text as name from linked order by 1`.execute(db);
  assert.deepEqual(
    rows.map(({ name }) => name),
    Object.keys(storedTables).sort(),
  );
  const named = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name ~ '(survey|ballot|batch|release|voucher|token)' order by 1`.execute(
    db,
  );
  assert.deepEqual(
    named.rows.map(({ name }) => name),
    Object.keys(storedTables).sort(),
  );
});

test('every column of them has words, and no words are of a column that is gone', async () => {
  const columns = await readStoredSchema(db);
  assert.deepEqual(
    columns.map(({ table, name }) => `${table}.${name}`).sort(),
    Object.entries(storedTables)
      .flatMap(([table, { columns: words }]) => Object.keys(words).map((name) => `${table}.${name}`))
      .sort(),
  );
});
