import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import type { Database } from '@otklik/server/database/open.js';
import { tallyBoxes } from '@otklik/server/surveys/tally.js';
import type { Variables } from '@otklik/server/testing/program.js';
import { agency, markedAnswers, survey } from './support/content.ts';
import { openInstallation, openItsDatabase } from './support/installation.ts';
import { openPlace, type Place } from './support/place.ts';
import { filesBelow } from './support/search.ts';

const number = 22;
const words = Array.from({ length: number }, (_, at) => `text ${at}`);

/** An installation with a box that is due; each crash has a copy of its own. */
let due: Place;
let fresh: Place;

before(async () => {
  fresh = await openPlace();
  const { close } = await openInstallation(fresh.variables);
  await close();
  due = await fresh.copy();
  const { backend, close: closeDue } = await openInstallation(due.variables);
  const batch = await backend.readBatch(agency, survey.survey);
  // The last one is no set of answers.
  for (const answers of [...markedAnswers(number, (at) => words[at] ?? ''), { ease: '9' }])
    await backend.castBallot(agency, survey.survey, await wholeBallot(agency, survey, batch, answers));
  await closeDue();
});
after(async () => {
  await due.remove();
  await fresh.remove();
});

const script = fileURLToPath(new URL('support/dying.ts', import.meta.url));

/** @returns what it was about to do, step by step, if it came to its end; null: it was killed */
async function run(variables: Variables, what: 'tally' | 'batch', step: number): Promise<string[] | null> {
  const args = ['--conditions=source', '--disable-warning=ExperimentalWarning', script, what, String(step)];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await once(child, 'close');
  if (child.signalCode === 'SIGKILL') return null;
  if (child.exitCode !== 0) throw new Error(said);
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as string[];
}

interface State {
  releases: { counted: number; invalid: number }[];
  texts: string[];
  ballots: number;
  batches: number;
  keys: string[];
}

const keysOf = (folder: string): string[] =>
  filesBelow(join(folder, 'ballots')).map((path) => readFileSync(path, 'latin1'));

async function stateOf({ db }: Database, { keys }: Place): Promise<State> {
  const count = async (table: string): Promise<number> =>
    (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)).rows[0]?.n ?? -1;
  const releases = await sql<{ figures: Record<'counted' | 'invalid', { from: number }> }>`
    select figures from releases`.execute(db);
  const texts = await sql<{ body: string }>`select body from survey_texts`.execute(db);
  return {
    releases: releases.rows.map(({ figures: { counted, invalid } }) => ({
      counted: counted.from,
      invalid: invalid.from,
    })),
    texts: texts.rows.map(({ body }) => body).sort(),
    ballots: await count('ballots'),
    batches: await count('batches'),
    keys: keysOf(keys),
  };
}

const release = { counted: number, invalid: 1 };
const done: State = { releases: [release], texts: [...words].sort(), ballots: 0, batches: 0, keys: [] };
const intact = (): State => ({ releases: [], texts: [], ballots: number + 1, batches: 1, keys: keysOf(due.keys) });

/** Kills a tally at a step, looks at what is left, then starts anew. */
async function crash(what: string, step: number): Promise<void> {
  const place = await due.copy();
  try {
    assert.equal(await run(place.variables, 'tally', step), null, 'it was killed');
    const database = await openItsDatabase(place.variables);
    const left = await stateOf(database, place);
    const expected = left.releases.length === 0 ? intact() : { ...done, keys: left.keys };
    assert.deepEqual(left, expected, `killed before «${what}»: neither an untouched box nor a whole release`);
    const { services, close } = await openInstallation(place.variables, database);
    await tallyBoxes(services, new Date());
    assert.deepEqual(await stateOf(database, place), done, `killed before «${what}»: not finished by the next start`);
    await close();
  } finally {
    await place.remove();
  }
}

/** So many at a time, as there are cores. */
async function each(steps: readonly string[], work: (what: string, step: number) => Promise<void>): Promise<void> {
  const waiting = [...steps.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0] + 1);
  };
  await Promise.all([worker(), worker()]);
}

describe('a server that is killed', () => {
  test('at any step of a tally leaves the box or the release, and the next start makes one release of it', async () => {
    const place = await due.copy();
    const steps = (await run(place.variables, 'tally', 0)) ?? [];
    await place.remove();
    for (const known of [/^delete from "batches"/, /^insert into "releases"/, /^commit/, /^key: unlinkSync/])
      assert.ok(
        steps.some((step) => known.test(step)),
        `a step ${known.source} is seen`,
      );
    await each(steps, crash);
  });

  test('at any step of making a batch leaves no key without a batch and no batch without a key', async () => {
    const place = await fresh.copy();
    const steps = (await run(place.variables, 'batch', 0)) ?? [];
    await place.remove();
    assert.ok(
      steps.some((step) => step === 'key: renameSync'),
      'the key’s writing is seen',
    );
    await each(steps, async (what, step) => {
      const copy = await fresh.copy();
      try {
        assert.equal(await run(copy.variables, 'batch', step), null, 'it was killed');
        const { services, backend, close } = await openInstallation(copy.variables);
        const { batches, keys } = await stateOf(services.database, copy);
        assert.equal(keys.length, batches, `killed before «${what}»`);
        await backend.readBatch(agency, survey.survey);
        const next = await stateOf(services.database, copy);
        assert.deepEqual([next.batches, next.keys.length], [1, 1]);
        await close();
      } finally {
        await copy.remove();
      }
    });
  });
});
