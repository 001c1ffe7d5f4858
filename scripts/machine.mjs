// What the machine has beside Node: a browser, a database, Debian's installer. Built-ins only and
// plain enough for Node 20, because the bootstrap uses it before anything is installed.
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** PostgreSQL older than this lacks SQL that the server uses. */
export const leastPostgres = 15;

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const macBrowsers = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @param {string} path */
function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Chromium or Chrome: CHROME_PATH, else by its usual names.
 * @returns {string | null} its path
 */
export function findBrowser() {
  if (process.env.CHROME_PATH) return runs(process.env.CHROME_PATH) ? process.env.CHROME_PATH : null;
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  const paths = browserNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, ...macBrowsers].find(runs) ?? null;
}

/**
 * Firefox: FIREFOX_PATH, else by its usual names.
 * @returns {string | null} its path
 */
export function findFirefox() {
  if (process.env.FIREFOX_PATH) return runs(process.env.FIREFOX_PATH) ? process.env.FIREFOX_PATH : null;
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  const paths = ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, '/Applications/Firefox.app/Contents/MacOS/firefox'].find(runs) ?? null;
}

/**
 * WebKitGTK's driver, the small browser that it drives, and Xvfb, without which neither has a display; by
 * WEBKIT_DRIVER_PATH, WEBKIT_BROWSER_PATH and XVFB_PATH, else where Debian and others put them.
 * @returns {{ driver: string, browser: string, display: string } | null} their paths
 */
export function findWebKit() {
  const { PATH = '', WEBKIT_DRIVER_PATH, WEBKIT_BROWSER_PATH, XVFB_PATH } = process.env;
  const folders = ['/usr/bin', '/usr/local/bin', ...PATH.split(delimiter).filter(Boolean)];
  const program = (/** @type {string} */ name) => folders.map((folder) => join(folder, name));
  const libraries = ['/usr/lib', '/usr/lib64', '/usr/libexec'].filter((folder) => existsSync(folder));
  const browsers = libraries
    .flatMap((folder) => [folder, ...readdirSync(folder).map((name) => join(folder, name))])
    .flatMap((folder) => ['4.1', '4.0'].map((version) => join(folder, `webkit2gtk-${version}`, 'MiniBrowser')));
  const driver = (WEBKIT_DRIVER_PATH ? [WEBKIT_DRIVER_PATH] : program('WebKitWebDriver')).find(runs);
  const browser = (WEBKIT_BROWSER_PATH ? [WEBKIT_BROWSER_PATH] : browsers).find(runs);
  const display = (XVFB_PATH ? [XVFB_PATH] : program('Xvfb')).find(runs);
  return driver && browser && display ? { driver, browser, display } : null;
}

/**
 * nginx: NGINX_PATH, else where Debian and others put it.
 * @returns {string | null} its path
 */
export function findNginx() {
  if (process.env.NGINX_PATH) return runs(process.env.NGINX_PATH) ? process.env.NGINX_PATH : null;
  const folders = ['/usr/sbin', '/usr/local/sbin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  return folders.map((folder) => join(folder, 'nginx')).find(runs) ?? null;
}

/**
 * PHP: PHP_PATH, else by its name.
 * @returns {string | null} its path
 */
export function findPhp() {
  if (process.env.PHP_PATH) return runs(process.env.PHP_PATH) ? process.env.PHP_PATH : null;
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  return folders.map((folder) => join(folder, 'php')).find(runs) ?? null;
}

/**
 * Debian's WordPress with its stock theme, and the database server for it.
 * @returns {string | null} its folder
 */
export function findWordPress() {
  const folder = '/usr/share/wordpress';
  const theme = join(folder, 'wp-content/themes/twentytwentythree/style.css');
  return findPhp() && existsSync(theme) && runs('/usr/sbin/mariadbd') ? folder : null;
}

/**
 * lynx: LYNX_PATH, else by its name.
 * @returns {string | null} its path
 */
export function findLynx() {
  if (process.env.LYNX_PATH) return runs(process.env.LYNX_PATH) ? process.env.LYNX_PATH : null;
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  return folders.map((folder) => join(folder, 'lynx')).find(runs) ?? null;
}

/** What Chromium wants in containers and on busy machines; it must fetch nothing by itself. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * PostgreSQL's server programs (initdb, pg_ctl, postgres), the newest that is new enough.
 * @returns {string | null} their folder
 */
export function findPostgres() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  const debian = versions
    .filter((version) => Number(version) >= leastPostgres)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin'));
  const folders = [process.env.OTKLIK_POSTGRES_BIN ?? '', ...debian, '/opt/homebrew/opt/postgresql@17/bin'];
  return folders.find((folder) => folder && runs(join(folder, 'initdb')) && runs(join(folder, 'postgres'))) ?? null;
}

/** Whether Debian packages can be installed without asking anyone. */
export const canInstall = () =>
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  runs('/usr/bin/apt-get') &&
  existsSync('/etc/debian_version');
