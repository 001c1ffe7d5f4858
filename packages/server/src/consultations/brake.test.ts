import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BackendError } from '@otklik/core/backend/error.js';
import { filingBrake, filingPace, type FilingPace } from './brake.ts';

const address = '192.0.2.1';
const neighbour = '192.0.2.77';

function setUp(changes: Partial<FilingPace> = {}) {
  const clock = { now: 1_000_000_000_000 };
  const brake = filingBrake(() => new Date(clock.now), { ...filingPace, bits: 8, ...changes });
  const file = (proved: number | null, from = address, is: 'new' | 'known' = 'new') =>
    brake(from, proved, async () => ({ is, value: 'receipt' }));
  const files = async (count: number, proved: number | null, from?: string): Promise<void> => {
    for (let one = 0; one < count; one++) assert.equal(await file(proved, from), 'receipt');
  };
  const passes = (seconds: number): void => void (clock.now += seconds * 1000);
  return { file, files, passes, brake };
}

const needed = (bits: number, retryAfter: number) => (error: unknown) => {
  assert.ok(error instanceof BackendError);
  assert.deepEqual([error.code, error.params], ['proof_needed', { bits, retryAfter }]);
  return true;
};
const invalid = { code: 'proof_invalid' };

describe('filing without work', () => {
  test('has a burst of 150 for a network, then one each ten seconds', async () => {
    const { file, files, passes } = setUp();
    await files(100, null);
    await files(50, null, neighbour);
    await assert.rejects(file(null), needed(8, 10));
    await assert.rejects(file(null, neighbour), needed(8, 10));
    await files(1, null, '198.51.100.1');
    passes(4);
    await assert.rejects(file(null), needed(8, 6));
    passes(6);
    await files(1, null);
    await assert.rejects(file(null), needed(8, 10));
    passes(1500);
    await files(150, null);
  });

  test('is never in the way of those who do the work', async () => {
    const { file, files } = setUp();
    await files(150, null);
    await assert.rejects(file(null), needed(8, 10));
    await files(300, 8);
  });
});

describe('filing with work', () => {
  test('asks for more of it after 300 at once, a bit for each 30, and less again with time', async () => {
    const { file, files, passes } = setUp();
    await files(300, 8);
    await assert.rejects(file(8), needed(9, 1));
    await files(30, 9);
    await assert.rejects(file(9), needed(10, 20));
    passes(30);
    await files(1, 9);
    passes(31);
    await files(1, 8);
  });

  test('asks for four bits more at most: who shares an address with a flood gets through, and soon as before', async () => {
    const { file, files, passes } = setUp();
    await files(1000, 12);
    await assert.rejects(file(8, neighbour), needed(12, 20));
    await files(1, 12, neighbour);
    passes(121);
    await files(1, 8, neighbour);
  });

  test('that is too little is told how much it takes, and that waiting is of no use', async () => {
    await assert.rejects(setUp().file(5), needed(8, 0));
  });

  test('that was done for something else is told as such', async () => {
    await assert.rejects(setUp().file(0), invalid);
  });
});

test('what files nothing new, or fails, costs nothing', async () => {
  const { file, files, brake } = setUp({ unproved: { burst: 1, every: 1000 } });
  for (let one = 0; one < 5; one++) {
    await file(null, address, 'known');
    await assert.rejects(
      brake(address, null, () => Promise.reject(new BackendError('fields_invalid'))),
      { code: 'fields_invalid' },
    );
  }
  await files(1, null);
  await assert.rejects(file(null), needed(8, 1));
});

test('many at once don’t slip through together', async () => {
  const { file } = setUp({ unproved: { burst: 3, every: 1000 } });
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => file(null)));
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 3);
});

test('a clock that goes back gives nothing and takes nothing', async () => {
  const { file, files, passes } = setUp({ unproved: { burst: 2, every: 1000 } });
  await files(2, null);
  passes(-3600);
  await assert.rejects(file(null), needed(8, 1));
  passes(1);
  await files(1, null);
});
