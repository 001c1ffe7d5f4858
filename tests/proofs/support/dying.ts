// Does one thing with an installation as the server does it, and is killed at one of its steps.
//   node dying.ts tally|batch STEP      0: isn't killed; tells its steps
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import pg from 'pg';

const [what = '', at = '0'] = process.argv.slice(2);
const keys = process.env.OTKLIK_KEYS ?? '';
const steps: string[] = [];
let counting = false;

/** Before each step. Those of a database and those on the keys folder are all that outlives a process. */
function step(name: string): void {
  if (!counting) return;
  steps.push(name);
  if (steps.length !== Number(at)) return;
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

type Anything = (...given: unknown[]) => unknown;

const query = pg.Client.prototype.query as Anything;
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const [first] = given;
  const text = typeof first === 'string' ? first : String((first as { text?: unknown } | null)?.text);
  step(text.replace(/\s+/g, ' ').trim().slice(0, 60));
  return query.apply(this, given);
} as typeof pg.Client.prototype.query;

const files = new Set<unknown>();
const inKeys = (path: unknown): boolean => String(path).startsWith(keys);
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'unlinkSync'] as const) {
  const real = fs[name] as Anything;
  Object.assign(fs, {
    [name]: (...given: unknown[]) => {
      const [first, second] = given;
      const ours = name === 'openSync' ? inKeys(first) && second !== 'r' : inKeys(first) || files.has(first);
      if (ours) step(`key: ${name}`);
      const result = real(...given);
      if (ours && name === 'openSync') files.add(result);
      return result;
    },
  });
}
syncBuiltinESMExports();

// Only now, so that they see the files as they are here.
const { openInstallation } = await import('./installation.ts');
const { tallyBoxes } = await import('@otklik/server/surveys/tally.js');
const { agency, survey } = await import('./content.ts');

const installation = await openInstallation(process.env);
counting = true;
if (what === 'tally') await tallyBoxes(installation.services, new Date());
else await installation.backend.readBatch(agency, survey.survey);
counting = false;
await installation.close();
console.log(JSON.stringify(steps));
process.exit(0);
