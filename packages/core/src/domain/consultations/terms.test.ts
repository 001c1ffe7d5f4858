import assert from 'node:assert/strict';
import { test } from 'node:test';
import { productionCalendar } from '../../data/production-calendar.ts';
import { addDays, calendarOf, isWorkingDay } from '../calendar.ts';
import { answerTerm, defaultTerms, latestAnswer, registrationTerm } from './terms.ts';

const calendar = calendarOf(productionCalendar);

const answers: [registered: string, due: string, why: string][] = [
  ['2026-12-01', '2026-12-30', 'day 30 is 31 December, a day off by transfer: the working day before'],
  ['2026-10-19', '2026-11-18', 'day 30 is a Wednesday'],
  ['2026-11-02', '2026-12-02', 'day 30 is a Wednesday'],
  ['2026-11-05', '2026-12-04', 'day 30 is Saturday 5 December'],
  ['2025-12-02', '2025-12-30', 'day 30 is 1 January; 31 December 2025 is off too'],
  ['2025-12-12', '2025-12-30', 'day 30 is 11 January, Sunday; the holidays before it reach back to 31 December'],
  ['2024-01-30', '2024-02-29', 'leap day, a working Thursday'],
  ['2024-03-28', '2024-04-27', 'a Saturday that the calendar makes a working day'],
  ['2024-11-28', '2024-12-28', 'a working Saturday before the New Year'],
  ['2024-03-30', '2024-04-27', 'day 30 is 29 April, off by transfer; Saturday 27 April works'],
  ['2026-05-13', '2026-06-11', 'day 30 is 12 June, a holiday; the short day before works'],
];
for (const [registered, due, why] of answers) {
  test(`registered ${registered}, answer by ${due}: ${why}`, () => {
    const { date, derivation } = answerTerm(registered, defaultTerms, calendar);
    assert.equal(date, due);
    assert.equal(derivation.at(-1)?.result, due);
    assert.equal(derivation[0]?.from, registered);
    for (const step of derivation) assert.equal(addDays(step.from, step.days), step.result);
  });
}

test('a term that may go forward ends on the next working day', () => {
  const { date, derivation } = answerTerm('2026-12-01', { ...defaultTerms, rollover: 'next' }, calendar);
  assert.equal(date, '2027-01-11', 'after the New Year holidays and the weekend');
  assert.equal(derivation[1]?.rule, 'next_working_day');
});

test('a short term never ends on or before its start: then it goes forward', () => {
  // Received on 31 December 2025: three days later and before are all holidays.
  assert.equal(registrationTerm('2025-12-31', defaultTerms, calendar).date, '2026-01-12');
  assert.equal(registrationTerm('2025-12-30', defaultTerms, calendar).date, '2026-01-12');
});

test('three days for registration: a Sunday goes back to Friday', () => {
  assert.equal(registrationTerm('2026-11-19', defaultTerms, calendar).date, '2026-11-20');
});

test('before registration the date is the latest of all possible ones', () => {
  for (let received = '2025-11-01'; received < '2027-03-01'; received = addDays(received, 1)) {
    const latest = latestAnswer(received, defaultTerms, calendar);
    for (let day = received; day <= latest.registerBy; day = addDays(day, 1)) {
      assert.ok(answerTerm(day, defaultTerms, calendar).date <= latest.date, `${received}, registered ${day}`);
    }
    assert.ok(isWorkingDay(latest.date, calendar), received);
    assert.equal(latest.derivation[0]?.from, received);
    assert.equal(latest.derivation.at(-1)?.result, latest.date);
  }
});
