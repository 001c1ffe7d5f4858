// Debian's WordPress with its stock theme, in a folder, with a database and a port of its own.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findPhp, findWordPress } from '../../../scripts/machine.mjs';
import { freePort } from '../../../scripts/test/free-port.mjs';
import { startMariadb } from '../../support/mariadb.ts';
import { accepts } from '../../nginx/proxy.ts';

const run = promisify(execFile);
const setup = fileURLToPath(new URL('setup.php', import.meta.url));

export const webmaster = { name: 'webmaster', password: 'open-sesame-2026' };

export interface WordPress {
  /** http://127.0.0.1:port, without a slash at the end. */
  origin: string;
  /** Of its files. */
  folder: string;
  stop(): Promise<void>;
}

/** What differs from a usual one: it asks no other server for anything. */
const config = (origin: string, socket: string): string => `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', '${origin}');
define('WP_SITEURL', '${origin}');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
`;

/** Other languages, two thirds of it, stay where they are. */
const needed = (path: string): boolean =>
  basename(path) !== 'wp-config.php' && (!path.includes('/languages/') || path.includes('ru_RU'));

/** @throws Error when it, PHP or MariaDB isn't installed. */
export async function startWordPress(): Promise<WordPress> {
  const [php, debian] = [findPhp(), findWordPress()];
  if (!php || !debian) throw new Error('install wordpress, its theme twentytwentythree and mariadb-server-core');
  const database = await startMariadb();
  const folder = mkdtempSync(join(tmpdir(), 'otklik-wordpress-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    cpSync(debian, folder, { recursive: true, dereference: true, filter: needed });
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    writeFileSync(join(folder, 'wp-config.php'), config(origin, database.socket));
    // PHP's own server asks it for no name with a dot that isn't a file, as others do.
    writeFileSync(join(folder, 'favicon.ico'), '');
    const settings = ['-d', 'sendmail_path=/bin/true', '-d', 'display_errors=stderr'];
    await run(php, [...settings, setup, folder, database.socket, webmaster.password]);
    // Its editor asks for several things at once.
    const env = { ...process.env, PHP_CLI_SERVER_WORKERS: '4' };
    const args = [...settings, '-S', `127.0.0.1:${port}`, '-t', folder];
    // A group of its own, so that those who work for it end with it.
    const server = spawn(php, args, { env, stdio: 'ignore', detached: true });
    const kill = (): void => {
      if (server.pid && server.exitCode === null) process.kill(-server.pid, 'SIGKILL');
      remove();
    };
    process.once('exit', kill);
    while (!(await accepts(port))) {
      if (server.exitCode !== null) throw new Error('php -S ended');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const stop = async (): Promise<void> => {
      process.off('exit', kill);
      const ended = once(server, 'exit');
      kill();
      await ended;
      await database.stop();
    };
    return { origin, folder, stop };
  } catch (error) {
    remove();
    await database.stop();
    throw error;
  }
}
