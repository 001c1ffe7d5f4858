// Kills the server at random moments while consultations are being filed, and looks whether anything
// acknowledged is lost or anything is there twice.
// Then lines are cut between a browser and the server: see browser.ts.
//   npm run test:faults [-- --rounds 20] [--seed 1] [--writers 12] [--only embedded|postgresql|browser]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '@otklik/server/database/open.js';
import { startPostgres, type TemporaryPostgres } from '../support/postgres.ts';
import { inBrowser } from './browser.ts';
import { acknowledgedAreThere, Checks, numbersAreWhole, repeatedAreEqual, resentGiveOneEach } from './checks.ts';
import { kill, spawnServer, startServer, type ServerProcess, type Variables } from './server.ts';
import { startWriters, type Filing } from './writers.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    seed: { type: 'string' },
    writers: { type: 'string' },
    only: { type: 'string' },
  },
});
const rounds = Number(values.rounds ?? 20);
const writers = Number(values.writers ?? 12);
const seed = Number(values.seed ?? Date.now() % 1_000_000);

/** mulberry32: the same moments for the same seed. */
let state = seed;
function random(below: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const checks = new Checks();

interface Setting {
  variables: Variables;
  postgres: TemporaryPostgres | null;
}

/** What goes down in a round: the server, the server while it starts, or the database with it. */
type Victim = 'server' | 'start' | 'both';

const victimOf = (round: number, { postgres }: Setting): Victim => {
  if (round % 5 === 4) return 'start';
  return postgres && round % 4 === 3 ? 'both' : 'server';
};

/** Kills the next server while it starts, some times: data must outlive that too. */
async function killStarting({ variables }: Setting): Promise<number[]> {
  const moments = [random(1_500), random(3_000)];
  for (const moment of moments) {
    const child = spawnServer(variables);
    await wait(moment);
    await kill(child);
  }
  return moments;
}

async function round(number: number, setting: Setting, server: ServerProcess, known: Filing[]): Promise<ServerProcess> {
  const victim = victimOf(number, setting);
  const { filings, stop } = startWriters(server.address, writers);
  const moment = 50 + random(1_950);
  await wait(moment);
  if (victim === 'both') await Promise.all([server.kill(), setting.postgres?.crash()]);
  else await server.kill();
  await stop();
  if (victim === 'both') await setting.postgres?.restart();
  const moments = victim === 'start' ? await killStarting(setting) : [];

  const next = await startServer(setting.variables);
  const acknowledged = filings.filter(({ receipt }) => receipt);
  const unsure = filings.filter(({ receipt }) => !receipt);
  checks.check('acknowledged are there', await acknowledgedAreThere(next.address, acknowledged));
  checks.check(
    'acknowledged give the same receipt again',
    await repeatedAreEqual(next.address, acknowledged.slice(-writers)),
  );
  checks.check('unacknowledged sent again give one case each', await resentGiveOneEach(next.address, unsure));
  known.push(...filings);
  checks.check('numbers are whole', numbersAreWhole(known));
  const when = [moment, ...moments].join(', ');
  console.log(
    `  ${number + 1}: killed ${victim} at ${when} ms; ${acknowledged.length} acknowledged, ${unsure.length} not; up again in ${Math.round(next.startMs)} ms`,
  );
  return next;
}

/** Table by table: every key has one case, whole. */
async function countRows(
  { variables: { DATABASE_URL: url, OTKLIK_DATA: folder = '' } }: Setting,
  expected: number,
): Promise<string[]> {
  const { db, close } = await openDatabase(url ? { url } : { folder });
  const problems: string[] = [];
  for (const table of ['consultations', 'applicants', 'case_events', 'jobs'] as const) {
    const { rows } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<string>().as('rows'))
      .executeTakeFirstOrThrow();
    if (Number(rows) !== expected) problems.push(`${table} has ${rows} rows, not ${expected}`);
  }
  await close();
  return problems;
}

async function series(name: string, setting: Setting): Promise<void> {
  console.log(`${name}: ${rounds} rounds, ${writers} writers`);
  // The very first start, which makes the database, is killed as well.
  const first = spawnServer(setting.variables);
  const moment = 500 + random(4_000);
  await wait(moment);
  await kill(first);
  let server = await startServer(setting.variables);
  console.log(`  0: killed the first start at ${moment} ms; up in ${Math.round(server.startMs)} ms`);
  const known: Filing[] = [];
  for (let number = 0; number < rounds; number++) server = await round(number, setting, server, known);
  checks.check('all acknowledged of all rounds are there', await acknowledgedAreThere(server.address, known));
  const exit = await server.stop();
  checks.check('the server ends cleanly when asked', exit === 0 ? [] : [`exit code ${exit}`]);
  checks.check('every key has one case, whole', await countRows(setting, known.length));
  console.log(`  ${known.length} consultations in all`);
}

async function onEngine(name: 'embedded' | 'postgresql'): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-faults-'));
  const postgres = name === 'postgresql' ? await startPostgres({ durable: true }) : null;
  const variables: Variables = {
    OTKLIK_DATA: join(folder, 'data'),
    OTKLIK_KEYS: join(folder, 'keys'),
    DATABASE_URL: postgres?.url ?? '',
  };
  try {
    await series(name, { variables, postgres });
  } catch (error) {
    checks.check(name, [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  } finally {
    await postgres?.stop().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log(`seed ${seed}`);
for (const name of ['embedded', 'postgresql'] as const) if (!values.only || values.only === name) await onEngine(name);
if (!values.only || values.only === 'browser') {
  await inBrowser(checks, Math.ceil(rounds / 4), random).catch((error: unknown) =>
    checks.check('browser', [error instanceof Error ? (error.stack ?? error.message) : String(error)]),
  );
}
console.log(`${checks.passed} passed, ${checks.failed} failed`);
process.exit(checks.failed > 0 || checks.passed === 0 ? 1 : 0);
