import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BackendError } from '@otklik/core/backend/error.js';
import { networkOf } from '../networks.ts';
import { caseAttempts } from './attempts.ts';

const setUp = () => {
  const clock = { now: 1_000_000_000_000 };
  const delays: number[] = [];
  const attempts = caseAttempts(
    () => new Date(clock.now),
    async (ms) => void delays.push(ms),
  );
  const wrong = (address = '192.0.2.1') => attempts.run(address, async () => undefined);
  const right = (address = '192.0.2.1') => attempts.run(address, async () => 'case');
  return { clock, delays, attempts, wrong, right };
};

const refused = (seconds: number) => (error: unknown) =>
  error instanceof BackendError && error.code === 'too_many_attempts' && error.params.retryAfter === seconds;

describe('attempts at case codes', () => {
  test('that are wrong are answered the later, the more there were, then turned away', async () => {
    const { wrong, right, delays } = setUp();
    for (let count = 0; count < 20; count++) assert.equal(await wrong(), undefined);
    assert.deepEqual(delays, [0, 0, 0, 0, 0, 250, 500, 750, 1000, 1250, 1500, 1750, ...Array<number>(8).fill(2000)]);
    await assert.rejects(wrong(), refused(3));
    await assert.rejects(right(), refused(3));
  });

  test('that are right are never slowed, and cost nothing', async () => {
    const { right, wrong, delays } = setUp();
    for (let count = 0; count < 100; count++) assert.equal(await right(), 'case');
    for (let count = 0; count < 19; count++) await wrong();
    delays.length = 0;
    for (let count = 0; count < 10; count++) assert.equal(await right(), 'case');
    assert.deepEqual(delays, []);
  });

  test('of a network are turned away for seconds, not longer', async () => {
    const { clock, wrong, right } = setUp();
    for (let count = 0; count < 500; count++) await wrong().catch(() => undefined);
    clock.now += 3_000;
    assert.equal(await right('192.0.2.200'), 'case');
    clock.now += 60_000;
    for (let count = 0; count < 20; count++) await wrong();
    await assert.rejects(wrong(), refused(3));
  });

  test('many at once do not slip through', async () => {
    const { attempts } = setUp();
    let asked = 0;
    const one = () =>
      attempts.run('192.0.2.1', async () => {
        asked += 1;
        await new Promise(setImmediate);
        return undefined;
      });
    const results = await Promise.allSettled(Array.from({ length: 200 }, one));
    assert.equal(asked, 20);
    assert.equal(results.filter(({ status }) => status === 'rejected').length, 180);
  });

  test('of one network do not weigh on another', async () => {
    const { wrong, right } = setUp();
    for (let count = 0; count < 20; count++) await wrong();
    await assert.rejects(right('192.0.2.99'));
    assert.equal(await right('192.0.3.1'), 'case');
  });

  test('that fail by our own fault are not counted', async () => {
    const { attempts, right } = setUp();
    for (let count = 0; count < 50; count++) {
      await assert.rejects(
        attempts.run('192.0.2.1', async () => Promise.reject(new Error('database away'))),
        /database away/,
      );
    }
    assert.equal(await right(), 'case');
  });
});

test('a network is what one subscriber is given', () => {
  assert.equal(networkOf('192.0.2.1'), networkOf('::ffff:192.0.2.254'));
  assert.notEqual(networkOf('192.0.2.1'), networkOf('192.0.3.1'));
  assert.equal(networkOf('2001:db8:1:ab01::1'), networkOf('2001:0db8:0001:abff:1:2:3:4'));
  assert.notEqual(networkOf('2001:db8:1:ab01::1'), networkOf('2001:db8:1:ac01::1'));
  assert.equal(networkOf('2001:db8::1'), networkOf('2001:db8:0:0:ffff::'));
  assert.equal(networkOf('::1'), networkOf('0:0:0:0:1::'));
  assert.equal(networkOf('fe80::1%eth0'), networkOf('fe80::2'));
  assert.equal(networkOf('nonsense'), networkOf(''));
});
