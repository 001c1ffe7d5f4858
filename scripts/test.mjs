// All tests, or parts of them; the last line is the sum of all runners.
//   npm test [-- checks|core|server|postgres|widgets|e2e|access|engines|frameworks|nginx|fuzz …]
// `server` runs on the embedded database, `postgres` is the same on PostgreSQL; `access` is what people
// and their pages bring along; `engines` is the widgets’ tests in all three engines, and hydration in them; `frameworks` is the configurator’s code built by those it is for; `nginx` is the proxy’s configuration and includes; `fuzz` is random tests of many thousand runs. These run only when named.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build.mjs';
import { findBrowser, findFirefox, findNginx, findPhp, findPostgres, findWebKit } from './machine.mjs';
import { runAll } from './test/job.mjs';
import { checks, fuzzFiles, nodeTests, serverTests, testFiles, widgetTests } from './test/jobs.mjs';
import { Report } from './test/report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const parts = [
  'checks',
  'core',
  'server',
  'postgres',
  'widgets',
  'e2e',
  'access',
  'engines',
  'frameworks',
  'nginx',
  'fuzz',
];
const named = ['postgres', 'access', 'engines', 'frameworks', 'nginx', 'fuzz'];
const asked = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const unknown = asked.filter((name) => !parts.includes(name));
if (unknown.length) {
  console.error(`Unknown part: ${unknown.join(', ')}. There are: ${parts.join(', ')}.`);
  process.exit(1);
}
/** @param {string} part */
const wanted = (part) => (asked.length === 0 ? !named.includes(part) : asked.includes(part));

const report = new Report();
const scratch = mkdtempSync(join(tmpdir(), 'otklik-test-'));
const browser = findBrowser();
if (browser) process.env.CHROME_PATH = browser;
/** @type {import('./test/job.mjs').Job[]} */
const jobs = [];
/** @type {{ url: string, stop(): Promise<void> | void } | null} */
let postgres = null;

try {
  if (['server', 'e2e', 'access', 'engines', 'frameworks', 'nginx'].some(wanted)) await buildStale();
} catch (error) {
  report.fail('build', error);
}

// The longest first, so that both lanes end at about the same time.
const server = serverTests(root);
// Folders that are thrown away: in memory, where there is such a place, nobody waits for the disk.
/** @type {Record<string, string>} */
const memory = existsSync('/dev/shm') ? { TMPDIR: '/dev/shm' } : {};
if (wanted('server')) {
  jobs.push(nodeTests('server, embedded database', server.all, scratch, memory));
}
if (wanted('postgres')) {
  if (findPostgres()) {
    try {
      const { startPostgres } = await import('../tests/support/postgres.ts');
      const started = await startPostgres();
      postgres = started;
      const env = { OTKLIK_TEST_DATABASE: 'postgres', OTKLIK_TEST_POSTGRES: started.url };
      jobs.push(nodeTests('server, PostgreSQL', server.all, scratch, env));
    } catch (error) {
      report.fail('server, PostgreSQL', error);
    }
  } else report.skip('server, PostgreSQL', 'no PostgreSQL here');
}
if (wanted('e2e')) {
  const inBrowser = testFiles(root, 'tests/{e2e,size,embedding}/**/*.test.ts');
  if (browser) jobs.push(nodeTests('end to end', inBrowser, scratch));
  else report.skip('end to end', 'no Chromium here');
}
if (wanted('checks')) jobs.push(...checks());
if (wanted('server')) jobs.push(nodeTests('server, what needs no database', server.without, scratch));
if (wanted('e2e')) {
  const files = testFiles(
    root,
    'tests/!(e2e|size|embedding|access|engines|frameworks|nginx)/**/*.test.ts',
    'demo/**/*.test.ts',
  );
  jobs.push(nodeTests('across packages', files, scratch));
}
if (wanted('widgets')) {
  if (browser) jobs.push(widgetTests(scratch));
  else report.skip('widgets', 'no Chromium here');
}
if (wanted('core')) jobs.push(nodeTests('core', testFiles(root, 'packages/core/src/**/*.test.ts'), scratch));
if (wanted('access')) {
  const files = testFiles(root, 'tests/access/**/*.test.ts');
  if (browser) jobs.push(nodeTests('access', files, scratch));
  else report.skip('access', 'no Chromium here');
}
if (wanted('engines')) {
  const engines = { firefox: findFirefox(), webkit: findWebKit(), chromium: browser };
  for (const [engine, found] of Object.entries(engines)) {
    if (found) jobs.push(widgetTests(scratch, `widgets in ${engine}`, [], engine));
    else report.skip(`widgets in ${engine}`, `no ${engine} here`);
  }
  // The server that hydration is tried against.
  if (Object.values(engines).every(Boolean)) {
    jobs.push(nodeTests('hydration in each engine', testFiles(root, 'tests/engines/**/*.test.ts'), scratch));
  } else report.skip('hydration in each engine', 'not all three engines are here');
}
if (wanted('frameworks')) {
  const files = testFiles(root, 'tests/frameworks/**/*.test.ts');
  if (browser) jobs.push(nodeTests('frameworks', files, scratch, memory));
  else report.skip('frameworks', 'no Chromium here');
}
if (wanted('nginx')) {
  if (findNginx() && findPhp() && browser)
    jobs.push(nodeTests('nginx', testFiles(root, 'tests/nginx/**/*.test.ts'), scratch, memory));
  else report.skip('nginx', 'no nginx, no PHP or no Chromium here');
}
if (wanted('fuzz')) {
  jobs.push(nodeTests('fuzz', fuzzFiles(root), scratch, { ...memory }));
  if (browser) {
    const files = ['--files', 'packages/widgets/src/**/*fuzz.test.ts'];
    jobs.push(widgetTests(scratch, 'fuzz, widgets', files));
  } else report.skip('fuzz, widgets', 'no Chromium here');
}

try {
  // Two at a time: one more would fight for the two cores that this is measured on.
  await runAll(jobs, 2, root, (ended) => report.add(ended));
} finally {
  await postgres?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
report.end();
