import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Release } from '@otklik/core/contract/surveys.js';
import type { Variables } from '@otklik/server/testing/program.js';
import type { Asked } from './server.ts';

export interface ServerProcess {
  /** http://localhost:port */
  address: string;
  /** All that it wrote, to both its outputs. */
  said(): string;
  tally(moment: Date): Promise<Release[]>;
  /** Asks its database, by its own connection: the embedded one has no other. */
  sql<T>(text: string): Promise<T[]>;
  /** SIGTERM, and the end of it. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const script = fileURLToPath(new URL('server.ts', import.meta.url));

/**
 * The server on an installation. Whatever it writes to places of its own choice is below `folder`.
 * @throws Error with what it said when it ends instead of getting ready
 */
export async function startServer(folder: string, variables: Variables): Promise<ServerProcess> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const child = spawn(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', script], {
    cwd: home,
    env: { ...process.env, ...variables, HOME: home, TMPDIR: home },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      const found = /Portal +(http:\/\/localhost:\d+)\//.exec(said);
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const ask = async <T>(asked: Asked): Promise<T> => {
    child.send(asked);
    const [said] = (await once(child, 'message')) as [{ answer: T } | { failed: string }];
    if ('failed' in said) throw new Error(`the server failed: ${said.failed}`);
    return said.answer;
  };
  return {
    address,
    said: () => said,
    tally: (moment) => ask<Release[]>({ tally: moment.toISOString() }),
    sql: <T>(text: string) => ask<T[]>({ sql: text }),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** The tables of which a row holds a text: a database compresses what is long, so that its files are no answer. */
export async function tablesWith(server: ServerProcess, text: string): Promise<string[]> {
  const tables = await server.sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await server.sql(`select 1 from "${name}" t where t::text like '%${text}%' limit 1`);
    if (rows.length > 0) found.push(name);
  }
  return found;
}
