import assert from 'node:assert/strict';
import { after, before, describe, mock, test } from 'node:test';
import { sql } from 'kysely';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { serverBackend } from '@otklik/server/backend.js';
import { ballotLimiter, ballotPace } from '@otklik/server/surveys/limiter.js';
import { agency, survey } from './support/content.ts';
import { openInstallation, type Installation } from './support/installation.ts';
import { openPlace, type Place } from './support/place.ts';
import { filesWith, hashesOf } from './support/search.ts';

/** Whole networks are told by less. */
const network = '203.0.113';
const address = `${network}.41`;
const start = new Date('2026-11-24T08:00:00.000Z');
const hour = 3_600_000;

/** Few at once, so that who sends many is seen soon, and would be for long. */
const pace = { ...ballotPace, bits: 1, network: { ...ballotPace.network, burst: 3, every: 100 * hour } };

/** A limiter, its clock, and the keys by which it knew networks. */
function setUp() {
  const clock = { now: start.getTime() };
  const keys: Buffer[] = [];
  const random = (bytes: number): Buffer => {
    const key = Buffer.alloc(bytes, keys.length + 1);
    keys.push(key);
    return key;
  };
  const limiter = ballotLimiter(() => new Date(clock.now), pace, random);
  const sendMany = async (): Promise<void> => {
    for (let sent = 0; sent < 10; sent++) await limiter.run(address, 32, async () => undefined);
  };
  return { clock, keys, limiter, sendMany };
}

describe('what is known of who sent ballots', () => {
  test('is forgotten after an hour: it can’t be told whether the same one sends again', async () => {
    const { clock, keys, limiter, sendMany } = setUp();
    await sendMany();
    assert.ok(limiter.bitsFor(address) > pace.bits, 'who sends many is seen');
    clock.now += hour;
    assert.equal(limiter.bitsFor(address), pace.bits, 'who sent before is still known');
    assert.equal(keys.length, 2, 'the key by which networks were known is still the same');
  });

  test('goes after an hour even when nobody asks any more', async () => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: start });
    try {
      let keys = 0;
      const random = (bytes: number): Buffer => Buffer.alloc(bytes, ++keys);
      // By a clock that stands: what goes, goes by a timer.
      const limiter = ballotLimiter(() => start, pace, random);
      for (let sent = 0; sent < 10; sent++) await limiter.run(address, 32, async () => undefined);
      mock.timers.tick(hour);
      assert.equal(limiter.bitsFor(address), pace.bits, 'what was known waits for somebody to ask');
    } finally {
      mock.timers.reset();
    }
  });

  test('names nobody: the same network has another name each hour', async () => {
    const names: string[] = [];
    const get = Map.prototype.get as (this: Map<unknown, unknown>, key: unknown) => unknown;
    const { clock, limiter } = setUp();
    const spy = mock.method(Map.prototype, 'get', function (this: Map<unknown, unknown>, key: unknown) {
      if (typeof key === 'string') names.push(key);
      return get.call(this, key);
    });
    limiter.bitsFor(address);
    clock.now += hour;
    limiter.bitsFor(address);
    spy.mock.restore();
    const kept = names.filter((name) => name !== '');
    assert.ok(kept.length >= 2, 'names are seen');
    assert.ok(!kept.some((name) => name.includes(network)), 'a network is known by its address');
    assert.equal(new Set(kept).size, kept.length, 'a network keeps its name');
  });
});

describe('an installation', () => {
  let place: Place;
  let installation: Installation;
  before(async () => {
    place = await openPlace();
    installation = await openInstallation(place.variables);
  });
  after(async () => {
    await installation.close();
    await place.remove();
  });

  test('that brakes a network has nothing of it on the disk', async () => {
    const { services } = installation;
    services.ballots = ballotLimiter(services.now, pace);
    const backend = serverBackend(services, { internal: false, address });
    for (let sent = 0; sent < 6; sent++) {
      const batch = await backend.readBatch(agency, survey.survey);
      await backend.castBallot(agency, survey.survey, await wholeBallot(agency, survey, batch, {}));
    }
    assert.ok((await backend.readBatch(agency, survey.survey)).bits > pace.bits, 'the network is braked');
    await sql`checkpoint`.execute(services.database.db);
    for (const form of [address, ...hashesOf(address)])
      assert.deepEqual(filesWith(place.everywhere, form), [], 'a network is on the disk');
  });
});
