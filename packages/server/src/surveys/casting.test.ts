import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Ballot, Batch, Manifest, Release } from '@otklik/core/contract/surveys.js';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import { sealBallot } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { ballotBitsProved, withWork } from '@otklik/core/domain/surveys/work.js';
import { installContent } from '../content/install.ts';
import { onPostgres, openWorld, type World } from '../testing/app.ts';
import { testAgency, testAnswers, testContent, testManifest } from '../testing/content.ts';
import { endVersion } from '../testing/boxes.ts';
import type { BallotPace } from './limiter.ts';
import { tallyBoxes } from './tally.ts';

/* What is asked of a ballot before it is taken in, at the API. */

const manifest: Manifest = testManifest('access', { closesOn: '2026-12-31' });
const conditional = testManifest('conditional', {
  questions: manifest.questions.map((question) =>
    question.id === 'missing'
      ? { ...question, when: [{ asked: 'way', is: 'any' as const, values: ['phone'] }] }
      : question,
  ),
});

let world: World;
let app: FastifyInstance;
let agency = '';
let number = 0;
before(async () => {
  world = await openWorld();
  app = await world.app();
});
after(() => world.close());
beforeEach(async () => {
  agency = `agency-${++number}`;
  world.clock.now = new Date('2026-11-24T08:30:00.000Z');
  const content = testContent({ agency: testAgency({ id: agency }), surveys: [manifest, conditional] });
  await installContent(world.services, content, world.clock.now);
});

const url = (path: string, survey = 'access'): string => `/api/v1/agencies/${agency}/surveys/${survey}/${path}`;
const batchOf = async (survey?: string): Promise<Batch> =>
  (await world.request({ app, url: url('batch', survey) })).json<Batch>();
const cast = async (ballot: object, survey?: string, asked = app) => {
  const answer = await world.request({
    app: asked,
    method: 'POST',
    url: url('ballots', survey),
    payload: JSON.stringify(ballot),
    headers: { 'content-type': 'application/json' },
  });
  const { code = 'accepted', params } = answer.json<Partial<ProblemDetails>>();
  return { code, params, status: answer.statusCode, headers: answer.headers };
};
const code = async (ballot: object, survey?: string): Promise<string> => (await cast(ballot, survey)).code;
const inBoxes = async (): Promise<number> =>
  (
    await world.database.db
      .selectFrom('ballots')
      .innerJoin('batches', 'batches.id', 'ballots.batch')
      .select('digest')
      .where('agency', '=', agency)
      .execute()
  ).length;
const whole = async (batch: Batch): Promise<Ballot> => wholeBallot(agency, manifest, batch, { ease: '5' });
const hour = (hours: number): string =>
  new Date(Date.parse('2026-11-24T08:00:00.000Z') + hours * 3_600_000).toISOString();

describe('the work of a ballot', () => {
  test('counts for this very ballot, survey, agency, batch and hour alone', async () => {
    const batch = await batchOf();
    const ballot = await whole(batch);
    const other = await sealBallot(manifest, batch, { ease: '5' });
    const wrong: Record<string, object> = {
      'none at all': { ...ballot, proof: 'AAAA' },
      'of another ballot': { ...other, hour: ballot.hour, proof: ballot.proof },
      'of another survey': withWork(agency, 'conditional', other, batch),
      'of another agency': withWork('test', 'access', other, batch),
      'of another batch': { ...withWork(agency, 'access', { ...other, batch: 'b' }, batch), batch: batch.batch },
      'of the hour before': { ...withWork(agency, 'access', other, { ...batch, hour: hour(-1) }), hour: hour(0) },
    };
    for (const [what, body] of Object.entries(wrong)) {
      // One bit in each of sixteen puzzles is there by chance once in 65,536 times.
      const { code, status } = await cast(body);
      assert.deepEqual([code, status], ['proof_invalid', 422], what);
    }
    assert.equal(await inBoxes(), 0);
    assert.equal(await code(ballot), 'accepted');
  });

  test('counts in its hour and the next, by the server’s clock', async () => {
    const sealed = await sealBallot(manifest, await batchOf(), { ease: '5' });
    const of = (hours: number): Ballot => withWork(agency, 'access', sealed, { hour: hour(hours), bits: 1 });
    const year = 365 * 24;
    for (const wrong of [-year, -2, 1, year]) {
      const { code, status } = await cast(of(wrong));
      assert.deepEqual([code, status], ['proof_outdated', 409], String(wrong));
    }
    assert.equal(await code(of(-1)), 'accepted');
    assert.equal(await code(of(0)), 'accepted');
    assert.equal(await inBoxes(), 1, 'the same ballot, with other work');
    world.clock.now = new Date('2026-11-24T10:00:00.000Z');
    assert.equal(await code(of(0)), 'proof_outdated');
    assert.equal(await code(withWork(agency, 'access', sealed, await batchOf())), 'accepted');
  });

  test('is checked after size and hour, and before anything is asked of a box', async () => {
    const batch = await batchOf();
    const sealed = { batch: batch.batch, sealed: 'AAAA' };
    const proof = 'A'.repeat(86);
    assert.equal(await code({ ...sealed, hour: hour(-5), proof }), 'fields_invalid');
    const right = await sealBallot(manifest, batch, {});
    assert.equal(await code({ ...right, hour: hour(-5), proof }), 'proof_outdated');
    assert.equal(await code({ ...right, batch: 'gone', hour: hour(0), proof }), 'proof_invalid');
    assert.equal(await code(withWork(agency, 'access', { ...right, batch: 'gone' }, batch)), 'batch_closed');
  });

  test('is harder where many come from, and the batch says how hard', async () => {
    const pace: Partial<BallotPace> = {
      bits: 1,
      network: { burst: 2, every: 60_000, step: 1, most: 1 },
      plain: { burst: 0, every: 1 },
    };
    const strict = await world.app({ ballots: pace });
    const read = async (): Promise<Batch> => (await world.request({ app: strict, url: url('batch') })).json<Batch>();
    const easy = await read();
    assert.equal(easy.bits, 1);
    const unworked = async (): Promise<Ballot> => {
      // Of just one bit: by chance it has two.
      for (;;) {
        const ballot = await whole({ ...easy, bits: 1 });
        if (ballotBitsProved(agency, 'access', ballot) === 1) return ballot;
      }
    };
    const ballots = [await unworked(), await unworked()];
    assert.equal((await cast(ballots[0] ?? {}, 'access', strict)).code, 'accepted');
    assert.equal((await cast(ballots[0] ?? {}, 'access', strict)).code, 'accepted', 'sent again');
    const refused = await cast(ballots[1] ?? {}, 'access', strict);
    assert.deepEqual([refused.status, refused.code, refused.params], [429, 'proof_needed', { bits: 2 }]);
    const hard = await read();
    assert.equal(hard.bits, 2);
    assert.equal((await cast(await whole(hard), 'access', strict)).code, 'accepted');
    const turned = await cast(await whole({ ...hard, bits: 4 }), 'access', strict);
    assert.deepEqual([turned.status, turned.code, turned.params], [429, 'too_many_attempts', { retryAfter: 60 }]);
    assert.equal(turned.headers['retry-after'], '60');
    assert.equal(await inBoxes(), 2, 'though each time it costs as much');
  });
});

describe('a survey whose last day is over', () => {
  test('takes no ballot and gives no batch; its box is tallied, however few are in it', async () => {
    const batch = await batchOf();
    const ballot = await whole(batch);
    assert.equal(await code(ballot), 'accepted');
    assert.deepEqual(await tallyBoxes(world.services, world.clock.now), []);
    // Midnight of the agency's clock, which is four hours ahead.
    world.clock.now = new Date('2026-12-31T19:59:59.000Z');
    assert.equal(await code(withWork(agency, 'access', ballot, await batchOf())), 'accepted');
    world.clock.now = new Date('2026-12-31T20:00:00.000Z');
    assert.deepEqual([await code(ballot), (await cast(ballot)).status], ['survey_closed', 409]);
    const closed = await world.request({ app, url: url('batch') });
    assert.equal(closed.json<ProblemDetails>().code, 'survey_closed');
    assert.equal((await world.request({ app, url: url('manifest') })).statusCode, 200);
    const [release] = await tallyBoxes(world.services, world.clock.now);
    assert.equal(release?.id, 'access-1');
    assert.equal(world.keys.ballots.read(batch.batch), null);
    assert.equal(await inBoxes(), 0);
  });
});

describe('ballots that open to something else', () => {
  test('for another manifest, or with answers to what isn’t asked, are taken in and counted as invalid', async () => {
    const batch = await batchOf('conditional');
    const of = { ...batch, manifestHash: await manifestHash(manifest) };
    const ballots = [
      ...testAnswers(20, () => '').map(({ ease = '', way = '' }) => ({ ease, way })),
      // Hidden by its condition, and answered all the same.
      { way: 'site', missing: 'подсказка' },
      { missing: 'подсказка' },
    ];
    for (const answers of ballots)
      assert.equal(await code(await wholeBallot(agency, conditional, batch, answers), 'conditional'), 'accepted');
    const foreign = await wholeBallot(agency, conditional, of, { ease: '5' });
    assert.equal(await code(foreign, 'conditional'), 'accepted', 'sealed as it is, nobody can tell');
    const [release, ...more] = await tallyBoxes(world.services, world.clock.now);
    assert.deepEqual(more, []);
    const { accepted, counted, invalid } = release as Release;
    assert.deepEqual([accepted.to, counted.to, invalid.to], [23, 20, 3]);
    assert.equal(accepted.to, counted.to + invalid.to);
    const texts = await world.database.db
      .selectFrom('survey_texts')
      .select('id')
      .where('agency', '=', agency)
      .execute();
    assert.deepEqual(texts, []);
  });
});

describe('a box that is known already', () => {
  const known = async (): Promise<Batch> => {
    const batch = await batchOf();
    assert.equal(await code(await whole(batch)), 'accepted');
    return batch;
  };

  test('takes the next ballot with a single statement', async () => {
    const batch = await known();
    const ballot = await whole(batch);
    let statements = 0;
    const { db } = world.database;
    const counted = await world.app({
      database: {
        ...world.database,
        db: db.withPlugin({
          transformQuery: ({ node }) => ((statements += 1), node),
          transformResult: async ({ result }) => result,
        }),
      },
    });
    assert.equal((await cast(ballot, 'access', counted)).code, 'accepted');
    assert.ok(statements > 1, 'the first one of a process');
    statements = 0;
    assert.equal((await cast(await whole(batch), 'access', counted)).code, 'accepted');
    assert.equal(statements, 1);
  });

  test('takes none any more when its survey has ended, or its batch is gone', async () => {
    const batch = await known();
    await world.database.db.deleteFrom('batches').where('id', '=', batch.batch).execute();
    assert.equal(await code(await whole(batch)), 'batch_closed');
    const next = await known();
    assert.notEqual(next.batch, batch.batch);
    await endVersion(world, agency, 'access');
    assert.equal(await code(await whole(next)), 'survey_closed');
    assert.equal(await inBoxes(), 1);
  });

  test('is no way into it from another survey or agency', async () => {
    const batch = await known();
    const { sealed } = await whole(batch);
    const other = withWork(agency, 'conditional', { batch: batch.batch, sealed }, batch);
    assert.equal(await code(other, 'conditional'), 'batch_closed');
    assert.equal(await inBoxes(), 1);
  });
});

/** The embedded database has one connection, on which nothing happens meanwhile. */
const describeOnPostgres = (name: string, tests: () => void): void => {
  if (onPostgres) describe(name, tests);
};

describeOnPostgres('casting in one statement', () => {
  test('never gets past a batch that is closed meanwhile', async () => {
    const batch = await batchOf();
    const ballot = await whole(batch);
    const { db } = world.database;
    let release = (): void => undefined;
    const held = new Promise<void>((done) => (release = done));
    let began = (): void => undefined;
    const under = new Promise<void>((done) => (began = done));
    const closing = db.transaction().execute(async (tx) => {
      await tx.updateTable('batches').set({ open: false }).where('id', '=', batch.batch).execute();
      began();
      await held;
    });
    await under;
    const casting = code(ballot);
    // It waits for the lock: seen, not guessed.
    for (;;) {
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
        db,
      );
      if ((rows[0]?.n ?? 0) > 0) break;
    }
    release();
    await closing;
    assert.equal(await casting, 'batch_closed');
    assert.equal(await inBoxes(), 0);
  });
});
