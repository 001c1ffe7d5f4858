import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { onPostgres } from '@otklik/server/testing/app.js';
import { openInstallations, type Variables } from '@otklik/server/testing/program.js';
import { findPostgres } from '../../../scripts/machine.mjs';

/** An installation on either database, and every place on the disk where anything of it may stand. */
export interface Place {
  /** A folder of its own, in which a backup may be put. */
  folder: string;
  variables: Variables;
  /** Files and folders: data, keys, the program's home, and on PostgreSQL all of its own, its log too. */
  everywhere: string[];
  keys: string;
  /** What a careful operator keeps of the database; not the keys. `to`: a folder */
  backup(to: string): Promise<void>;
  /** An installation of the kept database, beside keys as they are now. */
  restore(from: string): Promise<Variables>;
  /** Another installation that is the same in all, keys too. Nobody may have it open. */
  copy(): Promise<Place>;
  remove(): Promise<void>;
}

const administrator = (): string => process.env.OTKLIK_TEST_POSTGRES ?? '';

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

function postgresTool(name: 'pg_dump' | 'psql', ...args: string[]): void {
  const { status, stderr, error } = spawnSync(join(findPostgres() ?? '', name), args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} failed: ${error?.message ?? stderr}`);
}

async function postgresRestore(from: string): Promise<{ url: string; drop(): Promise<unknown> }> {
  const name = `otklik_restored_${randomBytes(6).toString('hex')}`;
  await ask(administrator(), `create database ${name} template template0`);
  const url = new URL(administrator());
  url.pathname = `/${name}`;
  postgresTool('psql', '-q', '-v', 'ON_ERROR_STOP=1', '-f', join(from, 'dump.sql'), url.href);
  return { url: url.href, drop: () => ask(administrator(), `drop database ${name} with (force)`) };
}

/** Where PostgreSQL keeps what isn't in any one database, its log beside it. */
async function clusterFiles(): Promise<string[]> {
  const [row] = await ask<{ data_directory: string }>(administrator(), 'show data_directory');
  const cluster = row?.data_directory ?? '';
  return [cluster, join(dirname(cluster), 'log')];
}

async function copyDatabase(url: string): Promise<{ url: string; drop(): Promise<unknown> }> {
  const name = `otklik_copy_${randomBytes(6).toString('hex')}`;
  const from = new URL(url);
  await ask(administrator(), `create database ${name} template ${from.pathname.slice(1)}`);
  from.pathname = `/${name}`;
  return { url: from.href, drop: () => ask(administrator(), `drop database ${name} with (force)`) };
}

let copies = 0;

async function placeOf(folder: string, variables: Variables, drop: () => Promise<unknown>): Promise<Place> {
  const { OTKLIK_DATA: data = '', OTKLIK_KEYS: keys = '', DATABASE_URL: url = '' } = variables;
  const drops = [drop];
  return {
    folder,
    variables,
    everywhere: [dirname(keys), join(folder, 'home'), ...(onPostgres ? await clusterFiles() : [])],
    keys,
    backup: async (to) => {
      mkdirSync(to);
      if (onPostgres) postgresTool('pg_dump', '-f', join(to, 'dump.sql'), url);
      else cpSync(data, to, { recursive: true });
    },
    restore: async (from) => {
      if (!onPostgres) return { ...variables, OTKLIK_DATA: from };
      const restored = await postgresRestore(from);
      drops.unshift(restored.drop);
      return { ...variables, DATABASE_URL: restored.url };
    },
    copy: async () => {
      const to = join(dirname(dirname(keys)), `copy-${++copies}`);
      cpSync(dirname(keys), to, { recursive: true });
      const copied = { ...variables, OTKLIK_DATA: join(to, 'data'), OTKLIK_KEYS: join(to, 'keys') };
      const remove = (): void => rmSync(to, { recursive: true });
      if (!onPostgres) return placeOf(to, copied, async () => remove());
      const database = await copyDatabase(url);
      return placeOf(to, { ...copied, DATABASE_URL: database.url }, async () => {
        await database.drop();
        remove();
      });
    },
    remove: async () => {
      for (const one of drops) await one();
    },
  };
}

export async function openPlace(): Promise<Place> {
  const installations = openInstallations();
  return placeOf(installations.root, await installations.add(), () => installations.remove());
}
