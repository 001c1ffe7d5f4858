import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { StartError } from '../start-error.ts';
import { DurableFS, syncTree } from './durable-fs.ts';
import { takeFolder } from './folder.ts';
import { columnTypes } from './types.ts';

const checkpointEvery = 60_000;
const vacuumEvery = 10 * 60_000;

export interface OpenPool {
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * PGlite starts with fsync off (`-F`); nothing that anybody sent goes into a log. Its own 128 MB of
 * buffers are written full of zeros at each start: half a second and 96 MB that an agency's few
 * megabytes of rows have no use for; what doesn't fit is still in the system's cache of files.
 */
const settings = [
  'fsync=on',
  'wal_sync_method=fsync',
  'log_statement=none',
  'log_min_error_statement=panic',
  'shared_buffers=32MB',
];
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...settings.flatMap((setting) => ['-c', setting]),
];

/** What is written must reach the disk before it is acknowledged: seen at each start, not believed. */
async function assertDurable(db: PGlite, files: DurableFS): Promise<void> {
  const { rows } = await db.query<{ fsync: string }>('show fsync');
  await db.exec('create table if not exists durability_probe (written boolean)');
  const before = files.syncs;
  await db.exec('insert into durability_probe values (true)');
  if (rows[0]?.fsync !== 'on' || files.syncs === before) {
    throw new StartError(
      'The embedded database does not bring its writes to the disk, so it would lose data at a power cut. Use PostgreSQL (DATABASE_URL) on this system.',
    );
  }
  await db.exec('truncate durability_probe');
}

/** PGlite neither checkpoints nor vacuums by itself: its log would grow without end. */
function housekeeping(db: PGlite): () => void {
  const run = (sql: string) => () => void db.exec(sql).catch(() => undefined);
  const timers = [setInterval(run('checkpoint'), checkpointEvery), setInterval(run('vacuum (analyze)'), vacuumEvery)];
  for (const timer of timers) timer.unref();
  return () => timers.forEach(clearInterval);
}

/**
 * The embedded database in a folder: PostgreSQL itself, one connection, made durable.
 * @throws StartError when the folder is in use or its data can't be read.
 */
export async function openEmbedded(path: string): Promise<OpenPool> {
  const folder = takeFolder(path);
  const files = new DurableFS(folder.database);
  let db: PGlite | undefined;
  try {
    if (!folder.fresh && !existsSync(join(folder.database, 'PG_VERSION'))) throw new Error('no PG_VERSION');
    db = await PGlite.create({ fs: files, startParams });
    if (folder.fresh) {
      await db.exec('checkpoint');
      syncTree(folder.database);
      folder.markReady();
    }
    await assertDurable(db, files);
  } catch (error) {
    await db?.close().catch(() => undefined);
    folder.release();
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The data in ${folder.database} can't be read: it is damaged or not a database of this program. Put the folder back from a backup, or move it away to start anew.`,
      { cause: error },
    );
  }
  const open = db;
  const stop = housekeeping(open);
  const config = createPgConfig(open);
  // The one connection is never given up: an idle one that is closed can't be told from a lost one.
  const pool = new pg.Pool({
    ...config,
    connection: config.connection,
    max: 1,
    idleTimeoutMillis: 0,
    types: columnTypes,
  } as pg.PoolConfig);
  return {
    pool,
    close: async () => {
      stop();
      await pool.end();
      await open.exec('checkpoint').catch(() => undefined);
      await open.close();
      folder.release();
    },
  };
}
