// Proofs of what docs and pages promise about surveys: first their tests on the code as it is, on both
// databases; then each protection is taken out of a copy by a patch, and the test that is named in it
// must go red.
//   npm run test:proofs [-- PART-OF-A-NAME …]     of files and patches, such as `wire` or `07`
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildStale } from '../../scripts/build.mjs';
import { findBrowser } from '../../scripts/machine.mjs';
import { runAll, type Job } from '../../scripts/test/job.mjs';
import { nodeTests } from '../../scripts/test/jobs.mjs';
import { Report } from '../../scripts/test/report.mjs';
import { startPostgres } from '../support/postgres.ts';
import { root } from './support/copy.ts';
import { readPatches } from './support/patch.ts';

const asked = process.argv.slice(2);
const wanted = (name: string): boolean => asked.length === 0 || asked.some((part) => name.includes(part));

const report = new Report();
const scratch = mkdtempSync(join(tmpdir(), 'otklik-proofs-'));
const browser = findBrowser();
if (browser) process.env.CHROME_PATH = browser;
const inBrowser = (file: string): boolean => file.includes('.browser.');
await buildStale();
// As whoever installs it has it: what is committed is on the disk, the log of changes is whole.
const postgres = await startPostgres({ durable: true });
const environments: Record<'embedded' | 'postgresql', Record<string, string>> = {
  embedded: { OTKLIK_TEST_DATABASE: 'embedded' },
  postgresql: { OTKLIK_TEST_DATABASE: 'postgres', OTKLIK_TEST_POSTGRES: postgres.url },
};

const files = globSync('tests/proofs/*.proof.ts', { cwd: root }).sort();
const jobs: Job[] = [];
for (const file of files) {
  const name = basename(file, '.proof.ts');
  if (!wanted(name)) continue;
  if (inBrowser(file)) {
    if (browser)
      jobs.push(nodeTests(`the code as it is: ${name.replace('.browser', ', in a browser')}`, [file], scratch));
    else report.skip(name, 'no Chromium here');
    continue;
  }
  for (const database of ['embedded', 'postgresql'] as const)
    jobs.push(nodeTests(`the code as it is: ${name}, ${database}`, [file], scratch, environments[database]));
}
const patched = readPatches()
  .filter(({ name }) => wanted(name))
  .flatMap((patch): Job[] => {
    if (inBrowser(patch.file) && !browser) {
      report.skip(patch.name, 'no Chromium here');
      return [];
    }
    const args = [
      '--conditions=source',
      '--disable-warning=ExperimentalWarning',
      'tests/proofs/patched.ts',
      patch.name,
    ];
    return [{ name: `${patch.name} takes out ${patch.out}`, args, env: environments[patch.database], minutes: 4 }];
  });

try {
  // Two at a time, as there are two cores. What measures chance, not time, doesn't mind.
  await runAll([...jobs, ...patched], 2, root, (ended) => report.add(ended));
} finally {
  await postgres.stop();
  rmSync(scratch, { recursive: true, force: true });
}
report.end();
