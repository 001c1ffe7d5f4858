import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { productionCalendar } from '../../data/production-calendar.ts';
import { calendarOf, localTime } from '../calendar.ts';
import { scheduleOf } from './schedule.ts';

const calendar = calendarOf(productionCalendar);
const workdays = [1, 2, 3, 4, 5];
const phone = {
  always: false,
  hours: [
    { days: [1, 2, 3, 4], from: '09:00', to: '18:00' },
    { days: [5], from: '09:00', to: '16:45' },
  ],
  breaks: [{ days: workdays, from: '13:00', to: '13:45' }],
};

const shown = (instant: string, timeZone: string): string => {
  const { date, minutes } = localTime(new Date(instant), timeZone);
  return `${date} ${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
};

/** Openings by the clock of the time zone: `2026-11-23 9:00–13:00`, with `+` where it resumes. */
function openings(channel: typeof phone, moment: string, timeZone = 'Europe/Astrakhan'): string[] {
  const found = scheduleOf(channel, new Date(moment), timeZone, calendar).openings;
  return found.map(({ from, to, resumes }) => {
    const [begin, end] = [shown(from, timeZone), shown(to, timeZone).split(' ')];
    assert.equal(begin.split(' ')[0], end[0]);
    return `${begin}–${end[1]}${resumes ? '+' : ''}`;
  });
}

describe('the next opening', () => {
  /** Moments by the clock of Astrakhan, UTC+4. */
  const cases: [when: string, expected: string, why: string][] = [
    ['2026-11-23T09:00', '2026-11-23 9:00–13:00', 'opens on the minute, until the break'],
    ['2026-11-23T08:59', '2026-11-23 9:00–13:00', 'a minute before'],
    ['2026-11-23T12:59', '2026-11-23 9:00–13:00', 'a minute before the break'],
    ['2026-11-23T13:00', '2026-11-23 13:45–18:00+', 'the break begins on the minute'],
    ['2026-11-23T13:30', '2026-11-23 13:45–18:00+', 'in the break'],
    ['2026-11-23T13:45', '2026-11-23 13:45–18:00+', 'after it'],
    ['2026-11-23T17:59', '2026-11-23 13:45–18:00+', 'a minute before the evening'],
    ['2026-11-23T18:00', '2026-11-24 9:00–13:00', 'closes on the minute'],
    ['2026-11-27T16:50', '2026-11-30 9:00–13:00', 'Friday evening'],
    ['2026-11-04T10:00', '2026-11-05 9:00–13:00', 'a holiday'],
    ['2026-11-03T16:30', '2026-11-03 13:45–17:00+', 'an hour shorter before a holiday'],
    ['2026-11-03T17:30', '2026-11-05 9:00–13:00', 'and closed after that'],
    ['2024-04-27T10:00', '2024-04-27 9:00–13:00', 'a working Saturday keeps Friday’s hours and break'],
    ['2024-04-27T14:00', '2024-04-27 13:45–16:45+', 'and ends as a Friday'],
    ['2025-12-30T20:00', '2026-01-12 9:00–13:00', 'over the New Year holidays'],
    ['2026-01-05T10:00', '2026-01-12 9:00–13:00', 'in the middle of them'],
  ];
  for (const [when, expected, why] of cases) {
    test(`${when}: ${why}`, () => assert.equal(openings(phone, `${when}:00+04:00`)[0], expected));
  }
});

test('6 openings at most, in order', () => {
  assert.deepEqual(openings(phone, '2026-11-26T13:10:00+04:00'), [
    '2026-11-26 13:45–18:00+',
    '2026-11-27 9:00–13:00',
    '2026-11-27 13:45–16:45+',
    '2026-11-30 9:00–13:00',
    '2026-11-30 13:45–18:00+',
    '2026-12-01 9:00–13:00',
  ]);
});

test('instants are in UTC', () => {
  assert.deepEqual(scheduleOf(phone, new Date('2026-11-23T05:00:00Z'), 'Europe/Astrakhan', calendar).openings[0], {
    from: '2026-11-23T05:00:00.000Z',
    to: '2026-11-23T09:00:00.000Z',
    resumes: false,
  });
});

test('looked for 30 days ahead, and no further', () => {
  const from = new Date('2026-11-01T00:00:00Z');
  const off = new Map(calendar);
  for (let day = 0; day < 30; day++)
    off.set(new Date(from.getTime() + day * 86_400_000).toISOString().slice(0, 10), 'off');
  const found = scheduleOf(phone, from, 'UTC', off).openings;
  // The 1st of December is the 30th day; from it there are two.
  assert.deepEqual(
    found.map((one) => one.from),
    ['2026-12-01T09:00:00.000Z', '2026-12-01T13:45:00.000Z'],
  );
  assert.deepEqual(scheduleOf(phone, new Date('2026-10-31T00:00:00Z'), 'UTC', off).openings.length, 0);
});

describe('breaks', () => {
  const on = (...breaks: [from: string, to: string][]): string[] =>
    openings(
      {
        always: false,
        hours: [{ days: [1], from: '09:00', to: '18:00' }],
        breaks: breaks.map(([from, to]) => ({ days: [1], from, to })),
      },
      '2026-11-23T00:00:00+04:00',
    )
      .filter((one) => one.startsWith('2026-11-23'))
      .map((one) => one.slice(11));

  test('split an opening as often as there are any, in whatever order they come', () => {
    assert.deepEqual(on(['16:00', '16:15'], ['11:00', '11:15']), ['9:00–11:00', '11:15–16:00+', '16:15–18:00+']);
  });
  test('that overlap or touch are one', () => {
    assert.deepEqual(on(['12:00', '13:00'], ['12:30', '13:30'], ['13:30', '14:00']), ['9:00–12:00', '14:00–18:00+']);
  });
  test('at the beginning put it off: nothing resumes', () => {
    assert.deepEqual(on(['08:30', '09:30']), ['9:30–18:00']);
  });
  test('outside the hours, or lasting until their end, are none', () => {
    assert.deepEqual(on(['07:00', '08:00'], ['17:00', '18:00'], ['19:00', '20:00']), ['9:00–18:00']);
  });
});

test('a break that a short day ends in doesn’t split it', () => {
  const early = { ...phone, hours: [{ days: workdays, from: '09:00', to: '14:30' }] };
  assert.deepEqual(openings(early, '2026-11-03T08:00:00+04:00').slice(0, 2), [
    '2026-11-03 9:00–13:30',
    '2026-11-05 9:00–13:00',
  ]);
});

test('hours of a Saturday are kept on a Saturday, not on one that is off', () => {
  const daily = { always: false, hours: [{ days: [...workdays, 6], from: '08:00', to: '20:00' }], breaks: [] };
  assert.deepEqual(openings(daily, '2026-11-20T21:00:00+04:00').slice(0, 2), [
    '2026-11-21 8:00–20:00',
    '2026-11-23 8:00–20:00',
  ]);
  const off = calendarOf([{ date: '2026-11-21', kind: 'off' }]);
  assert.equal(
    scheduleOf(daily, new Date('2026-11-20T17:00:00Z'), 'Europe/Astrakhan', off).openings[0]?.from,
    '2026-11-23T04:00:00.000Z',
  );
});

test('by the clock of the agency, also where clocks change', () => {
  const utc = (moment: string, timeZone: string, hours = phone.hours): string[] =>
    scheduleOf({ ...phone, hours, breaks: [] }, new Date(moment), timeZone, new Map()).openings.map(
      ({ from, to }) => `${from.slice(0, 16)} ${to.slice(0, 16)}`,
    );
  // Friday in winter time, Monday in summer time.
  assert.deepEqual(utc('2026-03-27T00:00:00Z', 'Europe/Berlin').slice(0, 2), [
    '2026-03-27T08:00 2026-03-27T15:45',
    '2026-03-30T07:00 2026-03-30T16:00',
  ]);
  // A night that lasts an hour longer.
  const night = [{ days: [7], from: '00:00', to: '06:00' }];
  assert.equal(utc('2026-10-24T12:00:00Z', 'Europe/Berlin', night)[0], '2026-10-24T22:00 2026-10-25T05:00');
  // It is Tuesday in Kamchatka already.
  assert.equal(utc('2026-11-23T20:00:00Z', 'Asia/Kamchatka')[0], '2026-11-23T21:00 2026-11-24T06:00');
});

test('times that are none open nothing, and break nothing', () => {
  const odd = [
    { days: workdays, from: 'утром', to: '10:00' },
    { days: workdays, from: '18:00', to: '09:00' },
  ];
  assert.deepEqual(openings({ ...phone, hours: odd }, '2026-11-23T00:00:00+04:00'), []);
  assert.equal(openings({ ...phone, breaks: odd }, '2026-11-23T00:00:00+04:00')[0], '2026-11-23 9:00–18:00');
});

test('times may be written without the leading zero', () => {
  const short = { always: false, hours: [{ days: [1], from: '9:00', to: '9:30' }], breaks: [] };
  assert.equal(openings(short, '2026-11-23T00:00:00+04:00')[0], '2026-11-23 9:00–9:30');
});

test('always, and never', () => {
  const at = (channel: typeof phone): unknown =>
    scheduleOf(channel, new Date('2026-01-01T00:00:00Z'), 'Europe/Astrakhan', calendar);
  assert.deepEqual(at({ ...phone, always: true }), {
    words: { ru: 'круглосуточно', en: 'at\u00a0any\u00a0hour' },
    openings: [],
  });
  assert.deepEqual(at({ always: false, hours: [], breaks: phone.breaks }), { words: null, openings: [] });
});

test('hours that hold on holidays hold on all of them, whole, and on no working Saturday', () => {
  const hotline = { ...phone, breaks: [], holidays: true };
  assert.equal(openings(hotline, '2026-11-04T08:00:00+04:00')[0], '2026-11-04 9:00–18:00');
  assert.equal(openings(hotline, '2026-11-03T17:30:00+04:00')[0], '2026-11-03 9:00–18:00');
  assert.equal(openings(hotline, '2024-04-27T10:00:00+04:00')[0], '2024-04-29 9:00–18:00');
});
