// Makes a bare checkout ready: npm packages when they are stale and, on request, a browser, a
// database and a proxy for the tests. Runs before every command, on Node 20 and built-ins alone, so it must be
// quick when there is nothing to do.
//   node scripts/bootstrap.mjs [--browser] [--firefox] [--webkit] [--hosts] [--database] [--nginx] [--lynx]
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  canInstall,
  findBrowser,
  findFirefox,
  findLynx,
  findNginx,
  findPhp,
  findPostgres,
  findWebKit,
  findWordPress,
  leastPostgres,
} from './machine.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.bootstrap');
const leastNode = [22, 12];

/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`);

/** @param {string[]} lines @returns {never} */
function stop(...lines) {
  say(`\n${lines.join('\n')}\n`);
  process.exit(1);
}

/** What the installed packages follow from. Not Node's version: the install itself changes that. */
function wanted() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  const folders = ['.', 'demo', 'tests', ...readdirSync(join(root, 'packages')).map((name) => join('packages', name))];
  const files = ['package-lock.json', ...folders.sort().map((folder) => join(folder, 'package.json'))];
  for (const file of files.filter((name) => existsSync(join(root, name)))) {
    hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** @param {string} version */
function newEnough(version) {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  return major > (leastNode[0] ?? 0) || (major === leastNode[0] && minor >= (leastNode[1] ?? 0));
}

/** The Node that `npm run` finds first: ours from npm, else the machine's. */
function nodeVersion() {
  const ours = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  try {
    return execFileSync(ours, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return process.version;
  }
}

function installPackages() {
  const hash = wanted();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('Installing npm packages…');
  rmSync(stamp, { force: true });
  // Not `npm ci`: it refuses a lock file in which some other platform's optional package is missing.
  const { NODE_ENV: _, ...env } = process.env;
  const npm = process.env.npm_execpath;
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'];
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm, ...options]] : ['npm', options];
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env,
    maxBuffer: 1e8,
  });
  if (status !== 0) {
    const last = `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim().split('\n').slice(-12);
    const network = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/i.test(last.join(' '));
    stop(
      'The npm packages could not be installed. npm said:',
      ...last.map((line) => `  ${line}`),
      network
        ? 'The npm registry can’t be reached from here: check the network or the proxy, then run the command again.'
        : 'Mend that, or delete node_modules, then run the command again.',
    );
  }
  const version = nodeVersion();
  if (!newEnough(version)) {
    stop(
      `Otklik runs on Node ${leastNode.join('.')} or newer. Here is ${version}, and the npm package "node" could not put a newer`,
      'one into node_modules (are install scripts switched off?). Install a newer Node: https://nodejs.org/',
    );
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, hash);
}

/** @param {string[]} args */
function aptGet(...args) {
  const lock = ['-o', 'DPkg::Lock::Timeout=600', '-o', 'Dpkg::Options::=--force-confold'];
  const { status, stdout, stderr } = spawnSync('apt-get', [...lock, '-qq', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 1e8,
  });
  if (status !== 0)
    say(`apt-get ${args.join(' ')} failed:\n${`${stdout}${stderr}`.trim().split('\n').slice(-8).join('\n')}`);
  return status === 0;
}

/**
 * Finds a program, installs it where that needs no question, else says what the tests will skip.
 * @param {string} what @param {() => string | null} find @param {string[]} packages @param {string} skipped
 */
function provide(what, find, packages, skipped) {
  if (find()) return;
  if (canInstall()) {
    say(`Installing ${what} (apt-get install ${packages.join(' ')})…`);
    aptGet('update');
    aptGet('install', '-y', '--no-install-recommends', ...packages);
    if (find()) return;
  }
  say(`${what} was not found: ${skipped} will be skipped, and counted as skipped.`);
  say(`  Debian, Ubuntu: sudo apt-get install ${packages.join(' ')}`);
}

/** Without this Debian starts a database server of its own as soon as PostgreSQL is installed. */
function withoutCluster(/** @type {() => void} */ install) {
  const folder = '/etc/postgresql-common/createcluster.d';
  const file = join(folder, 'otklik.conf');
  const wanted = !findPostgres() && canInstall();
  if (wanted) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'create_main_cluster = false\n');
  }
  install();
  if (wanted) rmSync(file, { force: true });
}

/**
 * Nor may a web server of its own start on port 80: services ask this file first (invoke-rc.d).
 * @param {() => string | null} find what may have to be installed @param {() => void} install
 */
function withoutService(find, install) {
  const file = '/usr/sbin/policy-rc.d';
  const wanted = !find() && canInstall() && !existsSync(file);
  if (wanted) writeFileSync(file, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  install();
  if (wanted) rmSync(file, { force: true });
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(`Otklik is set up with Node 20 or newer; this is ${process.version}. Install a newer one: https://nodejs.org/`);
}
installPackages();
if (process.argv.includes('--browser')) {
  const browserTests = 'tests in a browser';
  // Debian's Chromium brings no font; without one with Cyrillic every page is a page of boxes.
  provide('Chromium', findBrowser, ['chromium', 'fonts-liberation', 'fonts-dejavu-core'], browserTests);
}
if (process.argv.includes('--firefox')) {
  provide('Firefox', findFirefox, ['firefox-esr'], 'the tests in another engine');
}
if (process.argv.includes('--webkit')) {
  const packages = ['webkit2gtk-driver', 'xvfb'];
  provide('WebKitGTK', () => findWebKit()?.driver ?? null, packages, 'the tests in a third engine');
}
if (process.argv.includes('--hosts')) {
  // No npm package has it for browsers.
  const file = '/usr/share/javascript/prototype/prototype.js';
  provide('Prototype', () => (existsSync(file) ? file : null), ['libjs-prototype'], 'a host page with it');
  // Debian's WordPress wants a web server and PHP for it, whichever they are: these are the smallest.
  const php = ['php', 'php-cgi', 'php-cli', 'php-mysql'];
  const wordpress = [
    'wordpress',
    'wordpress-l10n',
    'wordpress-theme-twentytwentythree',
    'mariadb-server-core',
    'nginx',
  ];
  withoutService(findWordPress, () =>
    provide('WordPress', findWordPress, [...wordpress, ...php], 'a site made with it'),
  );
}
if (process.argv.includes('--database')) {
  const packages = ['postgresql', 'postgresql-client'];
  withoutCluster(() =>
    provide(`PostgreSQL ${leastPostgres} or newer`, findPostgres, packages, 'the server’s tests on PostgreSQL'),
  );
}
if (process.argv.includes('--lynx')) {
  provide('lynx', findLynx, ['lynx'], 'the pages as a text browser shows them');
}
if (process.argv.includes('--nginx')) {
  withoutService(findNginx, () =>
    provide('nginx', findNginx, ['nginx', 'openssl'], 'the tests of the proxy’s configuration'),
  );
  provide('PHP', findPhp, ['php-cli'], 'the example for PHP');
}
