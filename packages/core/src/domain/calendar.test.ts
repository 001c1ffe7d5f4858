import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMonths, instantOf, localTime } from './calendar.ts';

/** [time zone, date, hours, UTC, why] */
const cases: [string, string, number, string, string][] = [
  ['UTC', '2026-11-23', 9, '2026-11-23T09:00:00.000Z', 'no offset'],
  ['Europe/Astrakhan', '2026-11-23', 9.5, '2026-11-23T05:30:00.000Z', 'UTC+4 all year'],
  ['Asia/Kamchatka', '2026-11-23', 9, '2026-11-22T21:00:00.000Z', 'the day before in UTC'],
  ['Asia/Kathmandu', '2026-11-23', 9, '2026-11-23T03:15:00.000Z', 'quarters of an hour'],
  ['America/New_York', '2026-11-23', 21, '2026-11-24T02:00:00.000Z', 'the day after in UTC'],
  ['Asia/Novosibirsk', '2026-12-31', 24, '2026-12-31T17:00:00.000Z', 'midnight at the end of a year'],
  ['Europe/Berlin', '2026-03-28', 9, '2026-03-28T08:00:00.000Z', 'the day before clocks go forward'],
  ['Europe/Berlin', '2026-03-29', 1.5, '2026-03-29T00:30:00.000Z', 'the last half hour before'],
  ['Europe/Berlin', '2026-03-29', 2.5, '2026-03-29T01:30:00.000Z', 'skipped: 3:30'],
  ['Europe/Berlin', '2026-03-29', 3, '2026-03-29T01:00:00.000Z', 'the first moment after'],
  ['Europe/Berlin', '2026-03-29', 9, '2026-03-29T07:00:00.000Z', 'that day'],
  ['Europe/Berlin', '2026-10-25', 0.5, '2026-10-24T22:30:00.000Z', 'before clocks go back'],
  ['Europe/Berlin', '2026-10-25', 2.5, '2026-10-25T00:30:00.000Z', 'twice: the first'],
  ['Europe/Berlin', '2026-10-25', 3, '2026-10-25T02:00:00.000Z', 'after them'],
  ['Europe/Berlin', '2026-10-25', 24, '2026-10-25T23:00:00.000Z', 'the end of a day of 25 hours'],
];
for (const [date, months, expected] of [
  ['2026-11-24', 3, '2027-02-24'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-10-31', 12, '2027-10-31'],
  ['2026-10-31', 0, '2026-10-31'],
] as const) {
  test(`${months} months after ${date} is ${expected}`, () => {
    assert.equal(addMonths(date, months), expected);
  });
}

for (const [timeZone, date, hours, expected, why] of cases) {
  test(`${hours} o’clock on ${date} in ${timeZone}: ${why}`, () => {
    assert.equal(instantOf(date, hours * 60, timeZone).toISOString(), expected);
  });
}

test('clocks show at an instant what it was made of, on every day of a year', () => {
  for (const timeZone of [
    'Europe/Berlin',
    'Europe/Moscow',
    'Asia/Yekaterinburg',
    'Asia/Tehran',
    'Australia/Lord_Howe',
  ]) {
    for (let day = 0; day < 365; day++) {
      const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
      assert.deepEqual(localTime(instantOf(date, 16 * 60 + 45, timeZone), timeZone), { date, minutes: 16 * 60 + 45 });
    }
  }
});
