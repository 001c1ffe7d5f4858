import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { BackendError } from '@otklik/core/backend/error.js';
import { ballotLimiter, ballotPace, type BallotPace } from './limiter.ts';

const address = '192.0.2.1';
const neighbour = '192.0.2.2';

function setUp(changes: Partial<BallotPace> = {}) {
  const clock = { now: 1_000_000_000_000 };
  const keys: Buffer[] = [];
  const random = (bytes: number): Buffer => {
    keys.push(Buffer.alloc(bytes, keys.length + 1));
    return keys.at(-1) ?? Buffer.alloc(0);
  };
  const limiter = ballotLimiter(() => new Date(clock.now), { ...ballotPace, bits: 8, ...changes }, random);
  const cast = (proved: number | null, from = address): Promise<void> =>
    limiter.run(from, proved, async () => undefined);
  const casts = async (count: number, proved: number | null, from?: string): Promise<void> => {
    for (let one = 0; one < count; one++) await cast(proved, from);
  };
  const passes = (seconds: number): void => void (clock.now += seconds * 1000);
  return { cast, casts, passes, limiter, keys };
}

const refused = (code: string, params: object) => (error: unknown) => {
  assert.ok(error instanceof BackendError);
  assert.deepEqual([error.code, error.params], [code, params]);
  return true;
};
const needed = (bits: number) => refused('proof_needed', { bits });
const tooMany = (retryAfter: number) => refused('too_many_attempts', { retryAfter });

describe('ballots from one network', () => {
  test('of a school or an office are 200 at once, without anybody feeling it', async () => {
    const { casts, limiter } = setUp();
    await casts(199, 8);
    assert.equal(limiter.bitsFor(address), 8);
    await casts(1, 8);
    assert.equal(limiter.bitsFor(address), 9);
  });

  test('ask for more work the more there are, and are turned away in the end; with time less is asked', async () => {
    const { cast, casts, passes, limiter } = setUp();
    await casts(200, 8);
    await assert.rejects(cast(8), needed(9));
    await casts(50, 9);
    await assert.rejects(cast(9), needed(10));
    await casts(50, 10);
    await casts(50, 11);
    await casts(50, 12);
    assert.equal(limiter.bitsFor(address), 12);
    await assert.rejects(cast(32), tooMany(6));
    passes(4);
    await assert.rejects(cast(32), tooMany(2));
    passes(2);
    await assert.rejects(cast(11), needed(12));
    await cast(12);
    passes(606);
    assert.equal(limiter.bitsFor(address), 10);
  });

  test('are nothing to the one beside it', async () => {
    const { casts, limiter } = setUp();
    await casts(200, 8);
    assert.equal(limiter.bitsFor(neighbour), 8);
    await casts(200, 8, '2001:db8:1:1::1');
    assert.equal(limiter.bitsFor('2001:db8:1:1:ffff::2'), 9, 'all addresses of a /56, as a household has');
    assert.equal(limiter.bitsFor('2001:db8:1:ff::2'), 9);
    assert.equal(limiter.bitsFor('2001:db8:1:100::1'), 8);
    assert.equal(limiter.bitsFor(`::ffff:${address}`), 9);
  });

  test('cost nothing that fail', async () => {
    const { casts, limiter } = setUp();
    await casts(199, 8);
    for (let one = 0; one < 5; one++) {
      const failing = limiter.run(address, 8, async () => {
        throw new Error('database away');
      });
      await assert.rejects(failing, /away/);
    }
    assert.equal(limiter.bitsFor(address), 8);
  });

  test('that come all at once don’t slip through together', async () => {
    const { casts, limiter } = setUp();
    await casts(399, 32);
    let open = (): void => undefined;
    const held = new Promise<void>((done) => (open = done));
    const taken: string[] = [];
    const many = Array.from({ length: 5 }, (_, at) =>
      limiter.run(address, 32, async () => {
        await held;
        taken.push(String(at));
      }),
    );
    open();
    const results = await Promise.allSettled(many);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual(taken, ['0']);
  });

  test('need work that was done for them', async () => {
    const { cast } = setUp();
    await assert.rejects(cast(0), refused('proof_invalid', {}));
    await assert.rejects(cast(7), needed(8));
  });
});

describe('ballots from pages without JavaScript', () => {
  test('are 30 at once from a network, then one each twenty seconds', async () => {
    const { cast, casts, passes } = setUp();
    await casts(30, null);
    await assert.rejects(cast(null), tooMany(20));
    await casts(1, null, neighbour);
    passes(15);
    await assert.rejects(cast(null), tooMany(5));
    passes(5);
    await cast(null);
  });

  test('are in nobody’s way who does the work', async () => {
    const { casts, limiter } = setUp();
    await casts(30, null);
    assert.equal(limiter.bitsFor(address), 8);
    await casts(200, 8);
  });
});

describe('very many ballots in all', () => {
  test('ask everybody for more work, and turn nobody away', async () => {
    const { casts, limiter, cast, passes } = setUp({
      all: { burst: 300, every: 100, step: 100, most: 3 },
    });
    for (let one = 0; one < 1200; one++) await cast(one % 2 ? 32 : null, `198.51.${one >> 4}.1`);
    assert.equal(limiter.bitsFor(address), 11);
    await casts(1, 11);
    passes(11);
    assert.equal(limiter.bitsFor(address), 10, 'as soon as the flood is over, less');
    passes(20);
    assert.equal(limiter.bitsFor(address), 8);
  });
});

describe('what the limiter knows', () => {
  test('goes after an hour, with the key of its names', async () => {
    const { casts, cast, passes, limiter, keys } = setUp({ network: { burst: 2, every: 1e9, step: 1, most: 0 } });
    await casts(2, 8);
    passes(3599);
    await assert.rejects(cast(8), { code: 'too_many_attempts' });
    assert.equal(keys.length, 1);
    passes(1);
    await casts(2, 8);
    assert.equal(keys.length, 2);
    assert.notDeepEqual(keys[0], keys[1]);
    passes(-7200);
    assert.equal(limiter.bitsFor(address), 8, 'a clock that is set back keeps nothing longer');
    assert.equal(keys.length, 3);
  });

  test('goes although nobody asks', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      // A clock that stands still: only the time that passes takes it away.
      const { casts, limiter, keys } = setUp({ network: { burst: 1, every: 1e9, step: 1, most: 1 } });
      await casts(1, 8);
      assert.equal(limiter.bitsFor(address), 9);
      mock.timers.tick(3_600_000);
      assert.equal(limiter.bitsFor(address), 8);
      assert.equal(keys.length, 2);
    } finally {
      mock.timers.reset();
    }
  });
});
