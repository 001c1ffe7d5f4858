import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import { openEmbedded, type OpenPool } from './embedded.ts';
import { openPostgres } from './postgres.ts';
import type { Tables } from './schema.ts';

/** For what runs inside a transaction or outside of one. Inside, never the outer handle: the embedded database has one connection. */
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

export interface Database {
  db: Db;
  engine: 'embedded' | 'postgresql';
  /** Runs `work` while no other process does the same: on the embedded database there is no other. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type DatabaseOptions = { folder: string } | { url: string; warn?: (sentence: string) => void };

/** Any number that only Otklik uses for PostgreSQL's advisory locks. */
const setUpLock = 78_10_06_2024;

async function alonePostgres<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [setUpLock]);
    return await work();
  } finally {
    // Ending the session gives the lock back, however `work` ended.
    client.release(true);
  }
}

/**
 * Opens the database: embedded in a folder, or PostgreSQL by its URL. The same SQL runs on both.
 * @throws StartError with one plain sentence.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const embedded = 'folder' in options;
  const { pool, close }: OpenPool = embedded
    ? await openEmbedded(options.folder)
    : await openPostgres(options.url, options.warn);
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    engine: embedded ? 'embedded' : 'postgresql',
    alone: (work) => (embedded ? work() : alonePostgres(pool, work)),
    close,
  };
}
