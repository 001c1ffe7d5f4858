// Takes one protection out of a copy of the repository, and looks whether its test goes red.
//   node tests/proofs/patched.ts NAME-OF-PATCH
import { spawnSync } from 'node:child_process';
import { applyPatch, copyRepository } from './support/copy.ts';
import { readPatches, type Patch } from './support/patch.ts';

interface Seen {
  name: string;
  suite: boolean;
  passed: boolean;
  why: string;
}

function runTest(copy: string, { file, test }: Patch): { tests: Seen[]; said: string } {
  const args = [
    '--conditions=source',
    '--disable-warning=ExperimentalWarning',
    '--test-reporter=./tests/proofs/support/reporter.mjs',
    `--test-name-pattern=${test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`,
    '--test',
    `tests/proofs/${file}`,
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', maxBuffer: 1e8 });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return { tests: lines.map((line) => JSON.parse(line) as Seen), said: `${stdout}\n${stderr}`.slice(-3000) };
}

/** @returns what is wrong with the proof; null: it holds */
function judge(copy: string, patch: Patch): string | null {
  const trouble = applyPatch(copy, patch.path);
  if (trouble) return `The patch does not apply any more: make it anew from the code as it is.\n${trouble}`;
  const { tests, said } = runTest(copy, patch);
  const named = tests.filter(({ name, suite }) => !suite && name === patch.test);
  if (named.length === 0) {
    const others = tests.filter(({ passed }) => !passed).map(({ name, why }) => `${name}: ${why}`);
    return `The test did not run: «${patch.test}» in ${patch.file}.\n${others.join('\n') || said}`;
  }
  const red = named.filter(({ passed }) => !passed);
  if (red.length === 0) return `The test stayed green: «${patch.test}» does not see that this is gone: ${patch.out}`;
  if (!red.some(({ why }) => why.includes(patch.says)))
    return `The test went red, but for something else than «${patch.says}»:\n${red.map(({ why }) => why).join('\n')}`;
  return null;
}

const [name] = process.argv.slice(2);
const patch = readPatches().find((one) => one.name === name);
if (!patch) throw new Error(`there is no patch ${name}`);
const copy = copyRepository();
process.on('exit', () => copy.remove());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
const wrong = judge(copy.path, patch);
if (wrong) console.log(wrong);
process.exit(wrong ? 1 : 0);
