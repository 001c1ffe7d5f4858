import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cutSlots, overlapOf, planProblems, type SlotPlan, type SlotTime } from './slots.ts';

const room = { ru: 'Кабинет 3', en: 'Room 3' };
const plan = (changes: Partial<SlotPlan> = {}): SlotPlan => ({
  ...{ kind: 'visit', place: room, minutes: 20 },
  ...{ startsAt: '2026-11-24T06:00:00Z', endsAt: '2026-11-24T07:00:00Z' },
  ...changes,
});
const wrong = (changes: Partial<SlotPlan>): string[] =>
  planProblems(plan(changes)).map(({ path, code }) => `${path} ${code}`);

describe('a time for visits', () => {
  test('is cut into slots, one behind the other', () => {
    assert.deepEqual(planProblems(plan()), []);
    assert.deepEqual(
      cutSlots(plan({ startsAt: '2026-11-24T10:00:00+04:00' })).map(({ startsAt, endsAt }) => [startsAt, endsAt]),
      [
        ['2026-11-24T06:00:00.000Z', '2026-11-24T06:20:00.000Z'],
        ['2026-11-24T06:20:00.000Z', '2026-11-24T06:40:00.000Z'],
        ['2026-11-24T06:40:00.000Z', '2026-11-24T07:00:00.000Z'],
      ],
    );
    assert.deepEqual(cutSlots(plan({ minutes: 60 })), [
      {
        ...{ kind: 'visit', place: room },
        ...{ startsAt: '2026-11-24T06:00:00.000Z', endsAt: '2026-11-24T07:00:00.000Z' },
      },
    ]);
  });

  test('whole, whatever its length: no gap, nothing over', () => {
    const minutes = fc.integer({ min: 5, max: 480 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 288 }), (length, wanted) => {
        const count = Math.min(wanted, Math.floor(1440 / length));
        const whole = plan({
          minutes: length,
          endsAt: new Date(Date.parse('2026-11-24T06:00:00Z') + count * length * 60_000).toISOString(),
        });
        assert.deepEqual(planProblems(whole), []);
        const slots = cutSlots(whole);
        assert.equal(slots.length, count);
        assert.equal(slots.at(-1)?.endsAt, whole.endsAt);
        for (const [index, slot] of slots.entries())
          assert.equal(slots[index + 1]?.startsAt ?? whole.endsAt, slot.endsAt);
      }),
    );
  });

  test('must hold a whole number of them, and be one', () => {
    assert.deepEqual(wrong({ minutes: 25 }), ['minutes format']);
    assert.deepEqual(wrong({ minutes: 90 }), ['minutes format']);
    assert.deepEqual(wrong({ endsAt: '2026-11-24T07:00:30Z' }), ['minutes format']);
    assert.deepEqual(wrong({ startsAt: '2026-11-24T06:00:30Z', endsAt: '2026-11-24T06:20:30Z' }), [
      'startsAt whole_minute',
    ]);
    assert.deepEqual(wrong({ endsAt: '2026-11-24T06:00:00Z' }), ['endsAt not_after_from']);
    assert.deepEqual(wrong({ endsAt: '2026-11-24T05:00:00Z' }), ['endsAt not_after_from']);
    assert.deepEqual(wrong({ endsAt: '2026-11-25T06:00:00Z' }), []);
    assert.deepEqual(planProblems(plan({ endsAt: '2026-11-25T06:20:00Z' })), [
      { path: 'endsAt', code: 'too_large', params: { max: 1440 } },
    ]);
  });

  test('is on a day that there is', () => {
    assert.deepEqual(wrong({ startsAt: '2026-02-30T06:00:00Z' }), ['startsAt format']);
    assert.deepEqual(wrong({ endsAt: '2026-02-30T06:00:00Z' }), ['endsAt format']);
    assert.deepEqual(wrong({ startsAt: '2026-11-24T06:00:00 +04' }), ['startsAt format']);
    const beyond = { startsAt: '9999-12-31T22:00:00-04:00', endsAt: '9999-12-31T23:00:00-04:00' };
    assert.deepEqual(wrong(beyond), ['startsAt format', 'endsAt format']);
  });

  test('is somewhere, that of calls is nowhere', () => {
    assert.deepEqual(wrong({ place: null }), ['place required']);
    assert.deepEqual(wrong({ kind: 'callback' }), ['place unknown_field']);
    assert.deepEqual(wrong({ kind: 'callback', place: null }), []);
    assert.deepEqual(cutSlots(plan({ kind: 'callback', place: null }))[0]?.place, null);
  });
});

describe('slots at one time', () => {
  const there = cutSlots(plan());
  const at = (startsAt: string, endsAt: string, changes: Partial<SlotPlan> = {}): SlotTime | undefined =>
    overlapOf(cutSlots(plan({ startsAt, endsAt, ...changes })), there);

  test('have no room in one place', () => {
    assert.equal(at('2026-11-24T06:40:00Z', '2026-11-24T07:20:00Z'), there[2]);
    assert.equal(at('2026-11-24T05:00:00Z', '2026-11-24T08:00:00Z', { minutes: 180 }), there[0]);
    assert.equal(at('2026-11-24T06:25:00Z', '2026-11-24T06:35:00Z', { minutes: 10 }), there[1]);
    assert.equal(at('2026-11-24T06:00:00Z', '2026-11-24T06:20:00Z', { place: { ru: room.ru } }), there[0]);
  });

  test('have it one behind the other, elsewhere, and for another purpose', () => {
    assert.equal(at('2026-11-24T07:00:00Z', '2026-11-24T08:00:00Z'), undefined);
    assert.equal(at('2026-11-24T05:00:00Z', '2026-11-24T06:00:00Z'), undefined);
    assert.equal(at('2026-11-24T06:00:00Z', '2026-11-24T07:00:00Z', { place: { ru: 'Кабинет 4' } }), undefined);
    const calls: SlotPlan = plan({ kind: 'callback', place: null });
    assert.equal(overlapOf(cutSlots(calls), there), undefined);
    assert.equal(overlapOf(cutSlots(calls), cutSlots(calls))?.startsAt, '2026-11-24T06:00:00.000Z');
  });
});
