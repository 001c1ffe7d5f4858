import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { sql } from 'kysely';
import { StartError } from '../start-error.ts';
import { onPostgres } from '../testing/app.ts';
import { copyEmbedded, createPostgres } from '../testing/template.ts';
import { migrate } from './migrate.ts';
import { openDatabase, type Database } from './open.ts';

const root = mkdtempSync(join(tmpdir(), 'otklik-database-'));
after(() => rmSync(root, { recursive: true }));
let number = 0;
const fresh = (): string => join(root, String(++number));
const says = (sentence: RegExp) => (error: unknown) => error instanceof StartError && sentence.test(error.message);
const note = ({ db }: Database, id: string) => db.insertInto('agencies').values({ id, data: '{}' }).execute();
const notes = async ({ db }: Database) =>
  (await db.selectFrom('agencies').select('id').orderBy('id').execute()).map(({ id }) => id);

const embedded = (): void => {
  test('keeps what it was given, over closing and opening', async () => {
    const folder = fresh();
    await copyEmbedded(folder);
    for (const id of ['one', 'two']) {
      const database = await openDatabase({ folder });
      await migrate(database.db);
      await note(database, id);
      await database.close();
    }
    const database = await openDatabase({ folder });
    assert.deepEqual(await notes(database), ['one', 'two']);
    await database.close();
  });

  test('brings each commit to the disk before it is acknowledged', async () => {
    const folder = fresh();
    await copyEmbedded(folder);
    const database = await openDatabase({ folder });
    const show = async (name: string) =>
      (await sql<Record<string, string>>`show ${sql.ref(name)}`.execute(database.db)).rows[0]?.[name];
    assert.equal(await show('fsync'), 'on');
    assert.equal(await show('synchronous_commit'), 'on');
    assert.equal(await show('log_statement'), 'none');
    await database.close();
  });

  test('is one process’s alone, and free again when that one closes it', async () => {
    const folder = fresh();
    await copyEmbedded(folder);
    const database = await openDatabase({ folder });
    await assert.rejects(openDatabase({ folder }), says(/^The data folder .* is in use by another process/));
    await note(database, 'still-there');
    await database.close();
    const again = await openDatabase({ folder });
    assert.deepEqual(await notes(again), ['still-there']);
    await again.close();
  });

  test('that is damaged, foreign or unmarked is left as it is, and said to be', async () => {
    const unmarked = fresh();
    mkdirSync(join(unmarked, 'database'), { recursive: true });
    writeFileSync(join(unmarked, 'database', 'PG_VERSION'), '18');
    await assert.rejects(openDatabase({ folder: unmarked }), says(/can't be read: the mark .* is missing/));
    assert.ok(existsSync(join(unmarked, 'database', 'PG_VERSION')));

    const emptied = fresh();
    mkdirSync(join(emptied, 'database'), { recursive: true });
    writeFileSync(join(emptied, 'database.ready'), '');
    await assert.rejects(openDatabase({ folder: emptied }), says(/can't be read: it is damaged/));

    const damaged = fresh();
    await copyEmbedded(damaged);
    writeFileSync(join(damaged, 'database', 'global', 'pg_control'), 'nonsense');
    await assert.rejects(openDatabase({ folder: damaged }), says(/can't be read: it is damaged/));
    assert.ok(existsSync(join(damaged, 'database.ready')));

    const file = fresh();
    writeFileSync(file, '');
    await assert.rejects(openDatabase({ folder: file }), says(/can't be used \(E/));
  });

  test('whose making was cut short is made anew', async () => {
    const folder = fresh();
    mkdirSync(join(folder, 'database'), { recursive: true });
    writeFileSync(join(folder, 'database', 'half'), '');
    writeFileSync(join(folder, 'database.making'), '');
    const database = await openDatabase({ folder });
    assert.equal(existsSync(join(folder, 'database', 'half')), false);
    assert.equal(existsSync(join(folder, 'database.making')), false);
    await database.close();
  });
};

const postgresql = (): void => {
  const admin = process.env.OTKLIK_TEST_POSTGRES ?? '';

  test('takes what several processes do at once', async () => {
    const { url, drop } = await createPostgres(admin);
    const databases = await Promise.all([1, 2, 3].map(() => openDatabase({ url })));
    await Promise.all(databases.map(({ db }) => migrate(db)));
    const order: string[] = [];
    await Promise.all(
      databases.map(({ alone }, index) =>
        alone(async () => {
          order.push(`${index} begins`);
          await new Promise(setImmediate);
          order.push(`${index} ends`);
        }),
      ),
    );
    for (let at = 0; at < order.length; at += 2) assert.equal(order[at + 1], order[at]?.replace('begins', 'ends'));
    for (const database of databases) await database.close();
    await drop();
  });

  test('that can not be reached is said to be, without the password', async () => {
    const to = (change: (url: URL) => void): string => {
      const url = new URL(admin);
      change(url);
      return url.href;
    };
    const cases: [string, RegExp][] = [
      [to((url) => (url.pathname = '/never_there')), /there is no such database/],
      [to((url) => (url.port = '1')), /nothing listens there/],
      ['postgresql://user:hunter2@host.invalid/name', /^The database host\.invalid\/name can't be reached/],
    ];
    for (const [url, sentence] of cases) {
      await assert.rejects(
        openDatabase({ url }),
        (error) => says(sentence)(error) && !String(error).includes('hunter2'),
        url,
      );
    }
  });

  test('that can not fold Cyrillic letters is refused', async () => {
    const { url, drop } = await createPostgres(admin);
    const database = await openDatabase({ url });
    await sql.raw(`create database otklik_locale_c template template0 encoding 'UTF8' locale 'C'`).execute(database.db);
    const other = new URL(url);
    other.pathname = '/otklik_locale_c';
    await assert.rejects(openDatabase({ url: other.href }), says(/does not know small and capital Cyrillic letters/));
    await sql.raw('drop database otklik_locale_c').execute(database.db);
    await database.close();
    await drop();
  });

  test('that logs statements with their parameters is warned of', async () => {
    const { url, drop } = await createPostgres(admin);
    const warnings: string[] = [];
    const name = new URL(url).pathname.slice(1);
    const database = await openDatabase({ url });
    await sql.raw(`alter database ${name} set log_statement = 'all'`).execute(database.db);
    await database.close();
    const logging = await openDatabase({ url, warn: (sentence) => warnings.push(sentence) });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /log_statement/);
    await logging.close();
    await drop();
  });
};

if (onPostgres) describe('PostgreSQL', postgresql);
else describe('the embedded database', embedded);

describe('the schema', () => {
  test('of a newer version is refused', async () => {
    const postgres = onPostgres ? await createPostgres(process.env.OTKLIK_TEST_POSTGRES ?? '') : null;
    const folder = fresh();
    if (!postgres) await copyEmbedded(folder);
    const database = await openDatabase(postgres ? { url: postgres.url } : { folder });
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`.execute(database.db);
    await assert.rejects(migrate(database.db), says(/made by a newer version/));
    await database.close();
    await postgres?.drop();
  });
});
