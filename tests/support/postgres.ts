import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../scripts/test/free-port.mjs';

const run = promisify(execFile);

export interface TemporaryPostgres {
  /** Connection URL of its administrator. */
  url: string;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
  /** kill -9 of all its processes, as when the machine goes down. */
  crash(): Promise<void>;
  /** Starts it again after `crash`. */
  restart(): Promise<void>;
}

export interface PostgresOptions {
  /** Whether what is committed must outlive a crash of the machine; tests that don't crash it are faster without. */
  durable?: boolean;
}

/** The newest PostgreSQL of this machine, as Debian lays it out, else what the PATH has. */
function binaries(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).filter((name) => existsSync(join(debian, name, 'bin/initdb')))
    : [];
  const [newest] = versions.sort((a, b) => Number(b) - Number(a));
  return newest === undefined ? '' : join(debian, newest, 'bin/');
}

const isRoot = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root: there it runs as Debian's user for it. */
const account = 'postgres';

function accountId(flag: '-u' | '-g'): number {
  const { stdout, status } = spawnSync('id', [flag, account], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`there is no user ${account}`);
  return Number(stdout);
}

/** Process ids of a server that has this data folder, its children included. */
function processesOf(postmaster: number): number[] {
  const { stdout } = spawnSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return [postmaster, ...pairs.filter(([, parent]) => parent === postmaster).map(([pid]) => Number(pid))];
}

/**
 * A PostgreSQL of its own in a temporary folder, on a free port of this machine alone.
 * @throws Error when PostgreSQL isn't installed or doesn't start.
 */
export async function startPostgres({ durable = false }: PostgresOptions = {}): Promise<TemporaryPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  chmodSync(folder, 0o755);
  if (isRoot) for (const path of [folder, data]) chownSync(path, accountId('-u'), accountId('-g'));
  const bin = binaries();
  const execute = async (command: string, args: string[]): Promise<void> => {
    const [file, all] = isRoot ? ['runuser', ['-u', account, '--', bin + command, ...args]] : [bin + command, args];
    await run(file, all, { cwd: folder });
  };
  const port = await freePort();
  const settings = ['-c listen_addresses=127.0.0.1', `-c unix_socket_directories=${folder}`, `-c port=${port}`];
  const speed = durable ? [] : ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off'];
  const start = () =>
    execute('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', [...settings, ...speed].join(' '), 'start']);
  try {
    await execute('initdb', ['-D', data, '-A', 'trust', '-U', 'otklik', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
    await start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    url: `postgresql://otklik@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await execute('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
    crash: async () => {
      const [postmaster] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      for (const pid of processesOf(Number(postmaster))) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // Gone with its parent.
        }
      }
      while (processesOf(Number(postmaster)).length > 1 || existsSync(`/proc/${postmaster}`))
        await new Promise((resolve) => setTimeout(resolve, 50));
    },
    restart: start,
  };
}
