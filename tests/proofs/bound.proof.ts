import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Ballot, Manifest } from '@otklik/core/contract/surveys.js';
import { sealBallot, sealedBytes } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { withWork } from '@otklik/core/domain/surveys/work.js';
import { serverBackend } from '@otklik/server/backend.js';
import { tallyBoxes } from '@otklik/server/surveys/tally.js';
import { openWorld, type World } from '@otklik/server/testing/app.js';
import { testAgency, testContent } from '@otklik/server/testing/content.js';
import { agency, markedAnswers, survey } from './support/content.ts';

/** Alike in all but the name, so that nothing but what binds a ballot keeps it out of the other's box. */
const twin: Manifest = { ...survey, survey: 'twin' };
const other = 'other';

let world: World;
before(async () => {
  world = await openWorld([
    testContent({ surveys: [survey, twin] }),
    testContent({ agency: testAgency({ id: other }), surveys: [survey] }),
  ]);
});
after(() => world.close());

const backend = (address = '') => serverBackend(world.services, { internal: false, address });
const cast = (ballot: Ballot, id = survey.survey, of = agency): Promise<unknown> =>
  backend().castBallot(of, id, ballot);
const batchOf = (id = survey.survey, of = agency) => backend().readBatch(of, id);
const refused = (code: string) => (error: unknown) => {
  assert.equal((error as { code?: string }).code, code);
  return true;
};

/** What a tally makes of ballots that were sealed for something else and slipped, by whatever way, into a box. */
async function countedWith(foreign: Pick<Ballot, 'sealed'>[]): Promise<{ counted: number; invalid: number }> {
  const batch = await batchOf();
  for (const answers of markedAnswers(20, () => 'x')) await cast(await wholeBallot(agency, survey, batch, answers));
  for (const { sealed } of foreign) await cast(withWork(agency, survey.survey, { batch: batch.batch, sealed }, batch));
  const releases = await tallyBoxes(world.services, world.clock.now, {
    only: { agency, survey: survey.survey },
  });
  world.clock.now = new Date(world.clock.now.getTime() + 7 * 86_400_000);
  assert.equal(releases.length, 1);
  return { counted: releases[0]?.counted.from ?? -1, invalid: releases[0]?.invalid.from ?? -1 };
}

describe('a sealed ballot', () => {
  const answers = { ease: '5', way: 'site' };

  test('opens in the box of its own batch alone', async () => {
    const batch = await batchOf();
    const foreign = await sealBallot(survey, { ...batch, batch: 'another' }, answers);
    assert.deepEqual(await countedWith([foreign]), { counted: 20, invalid: 1 }, 'of another batch');
  });

  test('opens for its own survey alone', async () => {
    const foreign = await sealBallot(twin, await batchOf(), answers);
    assert.deepEqual(await countedWith([foreign]), { counted: 20, invalid: 1 }, 'of another survey');
  });

  test('opens for the questions alone that it answers', async () => {
    const asked = { ...survey, title: { ru: 'Другие вопросы' } };
    const batch = { ...(await batchOf()), manifestHash: await manifestHash(asked) };
    const foreign = await sealBallot(survey, batch, answers);
    assert.deepEqual(await countedWith([foreign]), { counted: 20, invalid: 1 }, 'to other questions');
  });

  test('is taken for the survey and agency of its batch alone', async () => {
    const foreign = await batchOf('twin');
    await assert.rejects(
      cast(withWork(agency, survey.survey, await sealBallot(survey, foreign, answers), foreign)),
      refused('batch_closed'),
      'another survey’s batch was taken',
    );
    const away = await batchOf(survey.survey, other);
    await assert.rejects(
      cast(withWork(agency, survey.survey, await sealBallot(survey, away, answers), away)),
      refused('batch_closed'),
    );
  });

  test('is of one size, and no other is taken', async () => {
    const batch = await batchOf();
    const bytes = sealedBytes(survey);
    for (const size of [1, bytes - 1024, bytes - 1, bytes + 1, bytes + 1024]) {
      const sealed = Buffer.alloc(size, 4).toString('base64url');
      await assert.rejects(
        cast(withWork(agency, survey.survey, { batch: batch.batch, sealed }, batch)),
        refused('fields_invalid'),
        `one of ${size} bytes was taken`,
      );
    }
  });

  test('is one, however often it is sent', async () => {
    const batch = await batchOf();
    const ballot = await wholeBallot(agency, survey, batch, answers);
    for (let sent = 0; sent < 5; sent++) await cast(ballot);
    const { db } = world.database;
    const rows = await db.selectFrom('ballots').select('digest').where('batch', '=', batch.batch).execute();
    assert.equal(rows.length, 1, 'a ballot that is sent again counts again');
  });
});

describe('work that was done for a ballot', () => {
  const answers = { ease: '4' };

  test('counts for its own survey and agency alone', async () => {
    const sealed = await sealBallot(survey, await batchOf(), answers);
    // Enough bits that chance doesn't make it work for another.
    const { hour } = await batchOf();
    for (const [of, id] of [
      [agency, 'twin'],
      [other, survey.survey],
    ] as const) {
      const ballot = withWork(of, id, sealed, { hour, bits: 8 });
      await assert.rejects(cast(ballot), refused('proof_invalid'), `work for ${of}/${id} counted`);
    }
  });

  test('counts for its own bytes alone', async () => {
    const batch = await batchOf();
    const one = withWork(agency, survey.survey, await sealBallot(survey, batch, answers), { ...batch, bits: 8 });
    const two = await sealBallot(survey, batch, answers);
    await assert.rejects(cast({ ...one, ...two }), refused('proof_invalid'), 'work for another ballot counted');
  });

  test('counts in its hour and the next alone: none is stored up', async () => {
    const sealed = await sealBallot(survey, await batchOf(), answers);
    const { hour } = await batchOf();
    const ballot = withWork(agency, survey.survey, sealed, { hour, bits: 8 });
    const start = world.clock.now;
    try {
      world.clock.now = new Date(start.getTime() + 2 * 3_600_000);
      await assert.rejects(cast(ballot), refused('proof_outdated'), 'old work counted');
      await assert.rejects(
        cast({ ...ballot, hour: (await batchOf()).hour }),
        refused('proof_invalid'),
        'redated work counted',
      );
    } finally {
      world.clock.now = start;
    }
  });
});
