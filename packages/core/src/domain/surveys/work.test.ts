import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ballotBitsProved, ballotSeed, hourCounts, hourOf, withWork } from './work.ts';

const sealed = { batch: 'b-1', sealed: 'AAAA' };
const batch = { hour: '2026-12-01T06:00:00.000Z', bits: 4 };

test('work is done for one ballot in one hour, of one survey of one agency', () => {
  const ballot = withWork('housing', 'usefulness', sealed, batch);
  assert.equal(ballot.proof.length, 86);
  assert.ok(ballotBitsProved('housing', 'usefulness', ballot) >= 4);
  const others = [
    ballotBitsProved('other', 'usefulness', ballot),
    ballotBitsProved('housing', 'another', ballot),
    ballotBitsProved('housing', 'usefulness', { ...ballot, sealed: 'AAAB' }),
    ballotBitsProved('housing', 'usefulness', { ...ballot, batch: 'b-2' }),
    ballotBitsProved('housing', 'usefulness', { ...ballot, hour: '2026-12-01T07:00:00.000Z' }),
    ballotBitsProved('housing', 'usefulness', { ...ballot, proof: 'AAAA' }),
  ];
  // Sixteen puzzles of four bits are not met by chance.
  assert.deepEqual(
    others.map((bits) => bits >= 4),
    others.map(() => false),
  );
});

test('parts can’t be moved from one into the next', () => {
  const at = (agency: string, survey: string) => ballotSeed(agency, survey, { ...sealed, hour: batch.hour });
  assert.notDeepEqual(at('ab', 'c'), at('a', 'bc'));
});

test('the hour is the server’s, this one or the one before', () => {
  const now = new Date('2026-12-01T06:59:59.999Z');
  assert.equal(hourOf(now), '2026-12-01T06:00:00.000Z');
  const hours = ['2026-12-01T05:00:00.000Z', '2026-12-01T06:00:00.000Z', '2026-12-01T04:00:00.000Z'];
  const wrong = ['2026-12-01T07:00:00.000Z', '2025-12-01T06:00:00.000Z', '2026-12-01T06:00:00Z', ''];
  assert.deepEqual(
    [...hours, ...wrong].map((hour) => hourCounts(hour, now)),
    [true, true, false, false, false, false, false],
  );
});
