// Proofs of what docs and pages promise about surveys: first their tests on the code as it is, on both
// databases; then each protection is taken out of a copy by a patch, and the test that is named in it
// must go red.
//   npm run test:proofs [-- PART-OF-A-NAME …]     of files and patches, such as `wire` or `07`
import { existsSync, globSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildStale } from '../../scripts/build.mjs';
import { findBrowser, findPostgres } from '../../scripts/machine.mjs';
import { runAll, type Job } from '../../scripts/test/job.mjs';
import { nodeTests } from '../../scripts/test/jobs.mjs';
import { Report } from '../../scripts/test/report.mjs';
import { startPostgres } from '../support/postgres.ts';
import { root } from './support/copy.ts';
import { readPatches } from './support/patch.ts';

const files = globSync('tests/proofs/*.proof.ts', { cwd: root }).sort();
const patches = readPatches();
const nameOf = (file: string): string => basename(file, '.proof.ts');

const asked = process.argv.slice(2);
const names = [...files.map(nameOf), ...patches.map(({ name }) => name)];
const unknown = asked.filter((part) => !names.some((name) => name.includes(part)));
if (unknown.length) {
  console.error(`No file or patch has ${unknown.join(', ')} in its name; there are: ${names.join(', ')}`);
  process.exit(2);
}
const wanted = (name: string): boolean => asked.length === 0 || asked.some((part) => name.includes(part));

const report = new Report();
const scratch = mkdtempSync(join(tmpdir(), 'otklik-proofs-'));
const browser = findBrowser();
if (browser) process.env.CHROME_PATH = browser;
await buildStale();
// As whoever installs it has it: what is committed is on the disk, the log of changes is whole.
const postgres = findPostgres() ? await startPostgres({ durable: true }) : null;

/** Folders that are thrown away, in memory where there is room: nobody waits for the disk. */
const memory = '/dev/shm';
const room = (): number => {
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize;
};
const folders: Record<string, string> = existsSync(memory) && room() > 4e9 ? { TMPDIR: memory } : {};
const environments: Record<'embedded' | 'postgresql', Record<string, string>> = {
  embedded: { ...folders, OTKLIK_TEST_DATABASE: 'embedded' },
  postgresql: { ...folders, OTKLIK_TEST_DATABASE: 'postgres', OTKLIK_TEST_POSTGRES: postgres?.url ?? '' },
};

/** Why something can't be tried on this machine; null: it can. */
function missing(file: string, database: 'embedded' | 'postgresql'): string | null {
  if (file.includes('.browser.') && !browser) return 'no Chromium here';
  return database === 'postgresql' && !postgres ? 'no PostgreSQL here' : null;
}

const jobs: Job[] = [];
function add(job: Job, file: string, database: 'embedded' | 'postgresql'): void {
  const why = missing(file, database);
  if (why) report.skip(job.name, why);
  else jobs.push(job);
}

for (const file of files) {
  const name = nameOf(file);
  if (!wanted(name)) continue;
  // What a browser does is the same on both, as is what asks no database.
  const one = file.includes('.browser.') || name === 'held';
  const databases = one ? (['embedded'] as const) : (['embedded', 'postgresql'] as const);
  for (const database of databases)
    add(nodeTests(`the code as it is: ${name}, ${database}`, [file], scratch, environments[database]), file, database);
}
for (const { name, file, out, database } of patches) {
  if (!wanted(name)) continue;
  const args = ['--conditions=source', '--disable-warning=ExperimentalWarning', 'tests/proofs/patched.ts', name];
  add({ name: `${name} takes out ${out}`, args, env: environments[database], minutes: 4 }, file, database);
}

try {
  // Two at a time, as there are two cores. What measures chance, not time, doesn't mind.
  await runAll(jobs, 2, root, (ended) => report.add(ended));
} finally {
  await postgres?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
report.end();
