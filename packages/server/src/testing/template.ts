import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';

const { waitForLock } = createRequire(import.meta.url)('fs-native-extensions') as {
  waitForLock(file: number): Promise<void>;
};

const here = fileURLToPath(new URL('..', import.meta.url));
const cache = fileURLToPath(new URL('../../../../node_modules/.cache', import.meta.url));

/** Changes with everything that a migrated, empty database depends on. */
function templateHash(): string {
  const database = join(here, 'database');
  const files = readdirSync(database, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const hash = createHash('sha256');
  for (const name of files.sort()) hash.update(readFileSync(join(database, name)));
  return hash.digest('hex').slice(0, 16);
}

/** A migrated, empty data folder: made once, as that takes seconds, even when several files want it at once. */
async function embeddedTemplate(): Promise<string> {
  const folder = join(cache, `otklik-test-${templateHash()}`);
  mkdirSync(cache, { recursive: true });
  const lock = openSync(`${folder}.lock`, 'a+');
  await waitForLock(lock);
  try {
    if (existsSync(folder)) return folder;
    const making = `${folder}.making`;
    rmSync(making, { recursive: true, force: true });
    const database = await openDatabase({ folder: making });
    await migrate(database.db);
    await database.close();
    renameSync(making, folder);
    return folder;
  } finally {
    closeSync(lock);
  }
}

/** A data folder of a database that was migrated and never used. */
export async function copyEmbedded(target: string): Promise<void> {
  cpSync(await embeddedTemplate(), target, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};

async function admin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const templateLock = 78_10_06;

async function postgresTemplate(client: pg.Client, url: string): Promise<string> {
  const name = `otklik_template_${templateHash()}`;
  await client.query('select pg_advisory_lock($1)', [templateLock]);
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount) return name;
  const making = `${name}_making`;
  await client.query(`drop database if exists ${making}`);
  await client.query(`create database ${making}`);
  const database = await openDatabase({ url: withDatabase(url, making) });
  await migrate(database.db);
  await database.close();
  await client.query(`alter database ${making} rename to ${name}`);
  return name;
}

/** A database of its own in a running PostgreSQL, migrated and never used. `url`: an administrator's. */
export function createPostgres(url: string): Promise<{ url: string; drop(): Promise<void> }> {
  return admin(url, async (client) => {
    const name = `otklik_test_${randomBytes(6).toString('hex')}`;
    await client.query(`create database ${name} template ${await postgresTemplate(client, url)}`);
    return {
      url: withDatabase(url, name),
      drop: () => admin(url, async (other) => void (await other.query(`drop database if exists ${name} with (force)`))),
    };
  });
}
