import assert from 'node:assert/strict';
import { test } from 'node:test';
import { productionCalendar } from '../../data/production-calendar.ts';
import { calendarOf } from '../calendar.ts';
import { openState, type OpenState } from './opening-hours.ts';

const calendar = calendarOf(productionCalendar);
const phone = {
  always: false,
  hours: [
    { days: [1, 2, 3, 4], from: '09:00', to: '18:00' },
    { days: [5], from: '09:00', to: '16:45' },
  ],
  breaks: [{ days: [1, 2, 3, 4, 5], from: '13:00', to: '13:45' }],
};

/** Moments by the clock of Astrakhan, UTC+4. */
const cases: [when: string, expected: OpenState, why: string][] = [
  ['2026-11-23T09:00', { state: 'open', until: '18:00' }, 'opens on the minute'],
  [
    '2026-11-23T08:59',
    { state: 'closed', opensOn: '2026-11-23', opensAt: '09:00', today: true, tomorrow: false },
    'a minute before',
  ],
  ['2026-11-23T13:30', { state: 'break', until: '13:45' }, 'dinner'],
  ['2026-11-23T13:45', { state: 'open', until: '18:00' }, 'after dinner'],
  [
    '2026-11-23T18:00',
    { state: 'closed', opensOn: '2026-11-24', opensAt: '09:00', today: false, tomorrow: true },
    'closes on the minute',
  ],
  [
    '2026-11-27T16:50',
    { state: 'closed', opensOn: '2026-11-30', opensAt: '09:00', today: false, tomorrow: false },
    'Friday evening',
  ],
  [
    '2026-11-04T10:00',
    { state: 'closed', opensOn: '2026-11-05', opensAt: '09:00', today: false, tomorrow: true },
    'a holiday',
  ],
  [
    '2026-11-03T17:30',
    { state: 'closed', opensOn: '2026-11-05', opensAt: '09:00', today: false, tomorrow: false },
    'an hour shorter before a holiday',
  ],
  ['2026-11-03T16:30', { state: 'open', until: '17:00' }, 'and it says so'],
  ['2024-04-27T10:00', { state: 'open', until: '16:45' }, 'a working Saturday keeps Friday’s hours'],
  [
    '2025-12-30T20:00',
    { state: 'closed', opensOn: '2026-01-12', opensAt: '09:00', today: false, tomorrow: false },
    'over the New Year holidays',
  ],
];
for (const [when, expected, why] of cases) {
  test(`${when}: ${why}`, () => {
    assert.deepEqual(openState(phone, new Date(`${when}:00+04:00`), 'Europe/Astrakhan', calendar), expected);
  });
}

test('always, and never', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  assert.deepEqual(openState({ ...phone, always: true }, now, 'Europe/Astrakhan', calendar), { state: 'always' });
  assert.deepEqual(openState({ always: false, hours: [], breaks: [] }, now, 'Europe/Astrakhan', calendar), {
    state: 'unknown',
  });
});
