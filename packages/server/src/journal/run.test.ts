import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openDatabase, type Database } from '../database/open.ts';
import type { Keys } from '../keys/open.ts';
import { setUp } from '../set-up.ts';
import { onPostgres } from '../testing/app.ts';
import { testEntry } from '../testing/journal.ts';
import { openInstallations, type Variables } from '../testing/program.ts';
import { withJournal } from './journal.ts';
import { runVerification } from './run.ts';

const installations = openInstallations();
after(() => installations.remove());
let variables: Variables;
before(async () => {
  variables = await installations.add();
});

/** With the installation's database open, as while its server runs. */
async function opened<T>(work: (database: Database, keys: Keys) => Promise<T>, warn = assert.fail): Promise<T> {
  const { DATABASE_URL: url, OTKLIK_DATA: data = '', OTKLIK_KEYS: folder = '' } = variables;
  const database = await openDatabase(url ? { url } : { folder: data });
  try {
    const keys = await setUp({ database, keys: folder, now: () => new Date(), content: [], warn });
    return await work(database, keys);
  } finally {
    await database.close();
  }
}
const append = (ids: readonly string[], warn?: typeof assert.fail) =>
  opened(async (database, keys) => {
    const services = { database, keys, report: () => undefined };
    for (const id of ids) await withJournal(services, async (_tx, note) => note(testEntry(id)));
  }, warn);
const tamper = (statement: string) =>
  opened(async ({ db }) => {
    await sql`alter table journal disable trigger user`.execute(db);
    await sql.raw(statement).execute(db);
    await sql`alter table journal enable trigger user`.execute(db);
  });
const head = (): string => join(variables.OTKLIK_KEYS ?? '', 'journal-head');

/** `npm run verify:journal`, without npm. */
function program(args: string[] = []): { status: number | null; said: string; complained: string } {
  const script = fileURLToPath(new URL('main.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=source', script, ...args], {
    env: { ...process.env, NODE_NO_WARNINGS: '1', DATABASE_URL: '', ...variables },
    encoding: 'utf8',
  });
  return { status, said: stdout.trim(), complained: stderr.trim() };
}

test('before the first start there is nothing to verify, and nothing is made', async () => {
  const nowhere = { OTKLIK_DATA: join(installations.root, 'none'), OTKLIK_KEYS: join(installations.root, 'no-keys') };
  await assert.rejects(runVerification([], nowhere), { name: 'StartError', message: /^There are no data yet/ });
  await assert.rejects(runVerification([], variables), { name: 'StartError', message: /^There are no data yet/ });
  assert.equal(existsSync(nowhere.OTKLIK_DATA), false);
  assert.equal(existsSync(variables.OTKLIK_KEYS ?? ''), false);
});

test('a whole journal: one line, and 0', async () => {
  await append([]);
  assert.deepEqual(await runVerification([], variables), { whole: true, sentence: '0 entries, chain whole' });
  await append(['1', '2', '3', '4']);
  assert.deepEqual(program(), { status: 0, said: '4 entries, chain whole', complained: '' });
});

test('beside a running server: on PostgreSQL at once, embedded not at all', async () => {
  await opened(async () => {
    if (onPostgres) assert.equal((await runVerification([], variables)).whole, true);
    else await assert.rejects(runVerification([], variables), /^StartError: The data folder .* is in use by another/);
  });
});

test('arguments that it doesn’t know are refused, and keys that are missing', async () => {
  await assert.rejects(runVerification(['--all'], variables), {
    name: 'StartError',
    message: /no argument but --accept/,
  });
  const keys = join(installations.root, 'no-keys');
  await assert.rejects(
    runVerification([], { ...variables, OTKLIK_KEYS: keys }),
    /^StartError: The keys folder .* is missing/,
  );
});

test('a restored backup passes for a cut tail until the operator accepts it', async () => {
  const named = readFileSync(head(), 'utf8');
  await tamper(`delete from journal where sequence > 3;
    update journal_head set sequence = 3, mac = (select mac from journal where sequence = 3)`);
  const cut =
    "The journal is not whole. The journal's end was cut off: entry 4 is missing. Up to entry 3 all is as it was written.";
  assert.deepEqual(program(), { status: 1, said: '', complained: cut });
  assert.equal(readFileSync(head(), 'utf8'), named);
  assert.deepEqual(program(['--accept']), { status: 0, said: '3 entries, chain whole', complained: '' });
  assert.deepEqual(await runVerification([], variables), { whole: true, sentence: '3 entries, chain whole' });
  await append(['4']);
  rmSync(head());
  await append(['5'], () => undefined as never);
  assert.match((await runVerification([], variables)).sentence, /The head file .*journal-head is missing/);
  assert.equal((await runVerification(['--accept'], variables)).sentence, '5 entries, chain whole');
  writeFileSync(head(), 'nonsense');
  assert.match((await runVerification([], variables)).sentence, /The head file .*journal-head is damaged/);
  assert.equal((await runVerification(['--accept'], variables)).sentence, '5 entries, chain whole');
});

test('what was changed can’t be accepted', async () => {
  const named = readFileSync(head(), 'utf8');
  await tamper(`update journal set content = replace(content, 'approved', 'returned') where sequence = 2`);
  const sentence =
    'The journal is not whole. Entry 2 was changed, or was written without the keys. Up to entry 1 all is as it was written.';
  assert.deepEqual(program(), { status: 1, said: '', complained: sentence });
  assert.deepEqual(program(['--accept']), { status: 1, said: '', complained: sentence });
  assert.equal(readFileSync(head(), 'utf8'), named);
});

test('tables that are gone are told of', async () => {
  await tamper('alter table journal rename to hidden; create table journal (nothing integer)');
  const { whole, sentence } = await runVerification([], variables);
  assert.equal(whole, false);
  assert.match(sentence, /^The journal is not whole\. The journal's tables are missing or have another shape\.$/);
});
