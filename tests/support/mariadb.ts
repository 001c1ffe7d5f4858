import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface TemporaryMariadb {
  /** Where its administrator `root` is let in without a password; it listens nowhere else. */
  socket: string;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

/** As root it runs only where that is said. */
const account = process.getuid?.() === 0 ? ['--user=root'] : [];

/**
 * A MariaDB of its own in a temporary folder.
 * @throws Error when MariaDB isn't installed or doesn't start.
 */
export async function startMariadb(): Promise<TemporaryMariadb> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-mariadb-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const [socket, log] = [join(folder, 'socket'), join(folder, 'log')];
  const place = ['--no-defaults', `--datadir=${join(folder, 'data')}`, ...account];
  try {
    await run('mariadb-install-db', [...place, '--auth-root-authentication-method=normal', '--skip-test-db']);
  } catch (error) {
    remove();
    throw error;
  }
  const speed = ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--skip-log-bin'];
  const settings = [`--socket=${socket}`, '--skip-networking', `--pid-file=${join(folder, 'pid')}`, ...speed];
  const server = spawn('/usr/sbin/mariadbd', [...place, ...settings, `--log-error=${log}`], { stdio: 'ignore' });
  const kill = (): void => {
    server.kill('SIGKILL');
    remove();
  };
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    if (server.exitCode === null) {
      const ended = once(server, 'exit');
      // Its data is of no more use.
      server.kill('SIGKILL');
      await ended;
    }
    remove();
  };
  while (!existsSync(socket)) {
    if (server.exitCode !== null) {
      const told = existsSync(log) ? readFileSync(log, 'utf8') : '';
      await stop();
      throw new Error(`mariadbd ended: ${told.split('\n').slice(-8).join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { socket, stop };
}
