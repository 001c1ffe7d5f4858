import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { serverBackend } from '@otklik/server/backend.js';
import { tallyBoxes } from '@otklik/server/surveys/tally.js';
import { openWorld, type World } from '@otklik/server/testing/app.js';
import { later } from '@otklik/server/testing/boxes.js';
import { agency, content, markedAnswers, survey } from './support/content.ts';
import { distanceFromChance } from './support/rank.ts';

/** As many rounds of as many ballots. Without any protection the distance from chance were over 17. */
const rounds = 8;
const ballots = 40;
/** Chance goes this far less than once in a million runs. */
const farFromChance = { correlation: 5.5, neighbours: 8 };

/** A stored text: which it is by its marker, in what place and under what id it stands, and what wrote it. */
interface Row {
  question: string;
  /** Which of its round's ballots it was on, by arrival. */
  arrival: number;
  place: number;
  id: string;
  xmin: string;
}

interface Round {
  rows: Row[];
  /** By arrival. */
  digests: string[];
  /** Of the release's own row. */
  xmin: string;
}

let world: World;
const seen: Round[] = [];

async function round(number: number): Promise<Round> {
  const { db } = world.database;
  const backend = serverBackend(world.services, { internal: false, address: '' });
  const word = (what: string) => (at: number) => `round ${number} ${what} ${at} end`;
  const digests: string[] = [];
  for (const answers of markedAnswers(ballots, word('missing'), word('wish'))) {
    const ballot = await wholeBallot(agency, survey, await backend.readBatch(agency, survey.survey), answers);
    digests.push(createHash('sha256').update(Buffer.from(ballot.sealed, 'base64url')).digest('hex'));
    await backend.castBallot(agency, survey.survey, ballot);
  }
  const releases = await tallyBoxes(world.services, world.clock.now);
  assert.equal(releases.length, 1);
  const { rows } = await sql<{ question: string; body: string; id: string; xmin: string; place: string }>`
    select question, body, id::text, xmin::text, row_number() over (order by ctid)::text as place
    from survey_texts where body like ${`round ${number} %`}`.execute(db);
  const { rows: released } = await sql<{ xmin: string }>`
    select xmin::text from releases order by sequence desc limit 1`.execute(db);
  later(world, 7);
  return {
    rows: rows.map(({ question, body, id, xmin, place }) => {
      const arrival = Number(/ (\d+) end$/.exec(body)?.[1]);
      return { question, arrival, id, xmin, place: Number(place) };
    }),
    digests,
    xmin: released[0]?.xmin ?? '',
  };
}

before(async () => {
  world = await openWorld([content]);
  for (let number = 1; number <= rounds; number++) seen.push(await round(number));
});
after(() => world.close());

/** The texts of one question, by arrival. */
const textsOf = ({ rows }: Round, question: string): Row[] =>
  rows.filter((row) => row.question === question).sort((a, b) => a.arrival - b.arrival);

function assertByChance(pairs: { one: (number | string)[]; other: (number | string)[] }[], what: string): void {
  const distance = distanceFromChance(pairs);
  for (const how of ['correlation', 'neighbours'] as const)
    assert.ok(
      distance[how] < farFromChance[how],
      `${what}: ${how} is ${distance[how].toFixed(1)} deviations away from chance`,
    );
}

describe('texts of a release', () => {
  test('are written by the one transaction that writes its figures', () => {
    for (const { rows, xmin } of seen) {
      assert.equal(rows.length, 2 * ballots);
      assert.deepEqual([...new Set(rows.map((row) => row.xmin))], [xmin], 'more than one transaction');
    }
  });

  test('have random ids, which say nothing of order', () => {
    const ids = seen.flatMap(({ rows }) => rows.map(({ id }) => id));
    // RFC 9562, section 5.4: version 4, all but six bits from a generator.
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(new Set(ids).size, ids.length);
    const pairs = seen.map(({ rows }) => ({ one: rows.map(({ id }) => id), other: rows.map(({ place }) => place) }));
    assertByChance(pairs, 'ids and places');
  });

  for (const question of ['missing', 'wish']) {
    test(`to «${question}» tell nothing of the order in which their ballots came, by place or id`, () => {
      for (const known of ['place', 'id'] as const) {
        const pairs = seen.map((one) => {
          const texts = textsOf(one, question);
          return { one: texts.map((row) => row[known]), other: texts.map(({ arrival }) => arrival) };
        });
        assertByChance(pairs, `${known} and arrival`);
      }
    });

    // What an earlier backup or the write-ahead log still has of ballots that can't be opened is their digests, and their order.
    test(`to «${question}» tell nothing of which ballot they were on`, () => {
      const pairs = seen.map((one) => {
        const texts = textsOf(one, question);
        return { one: texts.map(({ place }) => place), other: texts.map(({ arrival }) => one.digests[arrival] ?? '') };
      });
      assertByChance(pairs, 'places and digests');
    });
  }

  test('that stood on one ballot are not found together again, by place or id', () => {
    for (const known of ['place', 'id'] as const) {
      const pairs = seen.map((one) => ({
        one: textsOf(one, 'missing').map((row) => row[known]),
        other: textsOf(one, 'wish').map((row) => row[known]),
      }));
      assertByChance(pairs, `${known} of two texts of a ballot`);
    }
  });
});
