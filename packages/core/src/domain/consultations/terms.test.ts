import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { productionCalendar } from '../../data/production-calendar.ts';
import { addDays, calendarOf, isWorkingDay } from '../calendar.ts';
import * as cases from './terms.cases.ts';
import {
  answerTerm,
  defaultInternalTerms,
  defaultTerms,
  latestAnswer,
  registrationTerm,
  term,
  windowOf,
  type Derived,
  type Terms,
} from './terms.ts';

const calendar = calendarOf(productionCalendar);
const preceding: Terms = { ...defaultTerms, rollover: 'preceding' };
const next: Terms = { ...defaultTerms, rollover: 'next' };

/** A derivation adds up: each step begins where the one before ended, and the last ends on the date. */
function addsUp({ date, derivation }: Derived, from: string): void {
  assert.equal(derivation[0]?.from, from);
  assert.equal(derivation.at(-1)?.result, date);
  for (const [index, step] of derivation.entries()) {
    assert.equal(addDays(step.from, step.days), step.result);
    if (index > 0) assert.equal(step.from, derivation[index - 1]?.result);
  }
}

function holds(derived: Derived, from: string, expected: string): void {
  assert.equal(derived.date, expected);
  addsUp(derived, from);
}

describe('terms counted by hand', () => {
  for (const [from, back, on, why] of cases.answers)
    test(`registered ${from}, answer by ${back} or ${on}: ${why}`, () => {
      holds(answerTerm(from, preceding, calendar), from, back);
      holds(answerTerm(from, next, calendar), from, on);
    });
  for (const [from, back, on, why] of cases.registrations)
    test(`received ${from}, registered by ${back} or ${on}: ${why}`, () => {
      holds(registrationTerm(from, preceding, calendar), from, back);
      holds(registrationTerm(from, next, calendar), from, on);
    });
  for (const [from, days, back, on, why] of cases.deferrals)
    test(`${from} deferred by ${days} to ${back} or ${on}: ${why}`, () => {
      holds(term('deferral', from, days, preceding, calendar), from, back);
      holds(term('deferral', from, days, next, calendar), from, on);
    });
  for (const [from, days, back, on, why] of cases.clarifications)
    test(`${from} and ${days} days of clarifying to ${back} or ${on}: ${why}`, () => {
      holds(term('clarification', from, days, preceding, calendar), from, back);
      holds(term('clarification', from, days, next, calendar), from, on);
    });
  for (const [from, back, on, why] of cases.reopenings)
    test(`reopened ${from}, answer by ${back} or ${on}: ${why}`, () => {
      holds(term('reopened', from, preceding.answerDays, preceding, calendar), from, back);
      holds(term('reopened', from, next.answerDays, next, calendar), from, on);
    });
  for (const [from, back, on, why] of cases.latest)
    test(`received ${from}, at the latest ${back[1]} or ${on[1]}: ${why}`, () => {
      for (const [terms, [registerBy, dueBy]] of [
        [preceding, back],
        [next, on],
      ] as const) {
        const found = latestAnswer(from, terms, calendar);
        assert.equal(found.registerBy, registerBy);
        holds(found, from, dueBy);
      }
    });
  for (const [from, closes, lastWorkingDay, why] of cases.windows)
    test(`registered ${from}, announced or forwarded by ${closes}, on ${lastWorkingDay}: ${why}`, () => {
      for (const terms of [preceding, next])
        for (const rule of ['deferral_notice', 'forwarding'] as const) {
          const { derivation, ...window } = windowOf(rule, from, terms, calendar);
          assert.deepEqual(window, { closes, lastWorkingDay });
          addsUp({ date: lastWorkingDay, derivation }, from);
        }
    });
  for (const [from, registerBy, why] of cases.oral)
    test(`asked by word of mouth on ${from}, registered by ${registerBy}: ${why}`, () => {
      for (const terms of [preceding, next, defaultInternalTerms])
        holds(registrationTerm(from, terms, calendar, true), from, registerBy);
    });
  for (const [from, why] of cases.none)
    test(`no days from ${from}: ${why}`, () => {
      const nothing = { registrationDays: 0, answerDays: 0, forwardingDays: 0, deferralNoticeDays: 0 };
      for (const terms of [
        { ...preceding, ...nothing },
        { ...next, ...nothing },
      ]) {
        holds(registrationTerm(from, terms, calendar), from, from);
        holds(answerTerm(from, terms, calendar), from, from);
        holds(term('clarification', from, 0, terms, calendar), from, from);
        assert.equal(windowOf('forwarding', from, terms, calendar).closes, from);
      }
    });
  for (const [rule, from, result, why] of cases.internal)
    test(`internal ${rule} from ${from} by ${result}: ${why}`, () => {
      const { answerDays, deferralDays } = defaultInternalTerms;
      if (rule === 'registration') holds(registrationTerm(from, defaultInternalTerms, calendar), from, result);
      else if (rule === 'answer') holds(answerTerm(from, defaultInternalTerms, calendar), from, result);
      else {
        const days = rule === 'deferral' ? deferralDays : answerDays;
        holds(term(rule, from, days, defaultInternalTerms, calendar), from, result);
      }
    });
  for (const [from, closes, lastWorkingDay, why] of cases.internalWindows)
    test(`internal, registered ${from}, announced or forwarded by ${closes}, on ${lastWorkingDay}: ${why}`, () => {
      for (const rule of ['deferral_notice', 'forwarding'] as const) {
        const { derivation, ...window } = windowOf(rule, from, defaultInternalTerms, calendar);
        assert.deepEqual(window, { closes, lastWorkingDay });
        addsUp({ date: lastWorkingDay, derivation }, from);
      }
    });
});

test('a date that was moved says which way', () => {
  const rules = (terms: Terms): (string | undefined)[] =>
    answerTerm('2026-12-01', terms, calendar).derivation.map(({ rule }) => rule);
  assert.deepEqual(rules(preceding), ['answer', 'preceding_working_day']);
  assert.deepEqual(rules(next), ['answer', 'next_working_day']);
  const forward = registrationTerm('2026-12-30', preceding, calendar).derivation.map(({ rule }) => rule);
  assert.deepEqual(forward, ['registration', 'next_working_day']);
});

test('before registration the date is the latest of all possible ones', () => {
  for (const terms of [
    preceding,
    next,
    defaultInternalTerms,
    { ...defaultInternalTerms, rollover: 'preceding' } as const,
  ])
    for (let received = '2025-11-01'; received < '2027-03-01'; received = addDays(received, 1)) {
      const latest = latestAnswer(received, terms, calendar);
      for (let day = received; day <= latest.registerBy; day = addDays(day, 1)) {
        assert.ok(answerTerm(day, terms, calendar).date <= latest.date, `${received}, registered ${day}`);
      }
      assert.ok(isWorkingDay(latest.date, calendar), received);
      addsUp(latest, received);
    }
});
