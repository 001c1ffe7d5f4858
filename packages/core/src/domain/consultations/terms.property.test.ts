import assert from 'node:assert/strict';
import type { DerivationStep } from '../../contract/case.ts';
import type { CaseRecord } from '../../contract/staff/consultations.ts';
import { calendarOf } from '../calendar.ts';
import { plus } from '../../testing/case-calls.ts';
import {
  by,
  dateAt,
  isRollover,
  newEvents,
  real,
  testLaws,
  then,
  told,
  without,
  withTerms,
  works,
  type Life,
} from '../../testing/case-lives.ts';
import type { Rules } from './rules.ts';

/* What holds of every date that a case promises, said anew from law and domain notes: none of it is taken from the rules. */

const isClosed = ({ closedOn }: CaseRecord): boolean => closedOn !== null;
const daysOff = (from: string, days: number): string[] => Array.from({ length: days }, (_, day) => plus(from, day));

/** Each state that a case has come to, with the rules of that time. */
const states = ({ opened, rules, taken }: Life): [CaseRecord, Rules][] => [
  [opened, rules],
  ...taken.map(({ after, rules: then }): [CaseRecord, Rules] => [after, then]),
];

/** Day by day: whether a step goes to the nearest working day, and in the direction that the agency chose. */
function checkRollover(term: DerivationStep, moved: DerivationStep | undefined, rules: Rules): void {
  const end = term.result;
  const mayStay = term.days === 0 || works(end, rules);
  if (!moved || !isRollover(moved)) return assert.ok(mayStay, `${end} is a day off`);
  assert.ok(!mayStay, `${end} is a working day`);
  const { result } = moved;
  assert.ok(works(result, rules), `${result} is a day off`);
  const back = result < end;
  const passed = back ? daysOff(plus(result, 1), -moved.days) : daysOff(end, moved.days);
  for (const day of passed) assert.ok(!works(day, rules), `${day} comes before ${result}`);
  assert.equal(moved.rule, back ? 'preceding_working_day' : 'next_working_day');
  if (back) {
    assert.equal(rules.terms.rollover, 'preceding');
    assert.ok(result > term.from, 'a term ends after it begins');
  } else if (rules.terms.rollover === 'preceding')
    for (const day of daysOff(plus(term.from, 1), term.days))
      assert.ok(!works(day, rules), `${day} was there to go back to`);
}

const everyDay = calendarOf(
  Array.from({ length: 2000 }, (_, day) => ({ date: plus('2023-12-01', day), kind: 'working' as const })),
);

testLaws([
  {
    // Domain notes, 6: whoever disputes a date can count it over, step by step.
    name: 'a promised date is the end of its derivation, each step of which begins where the one before ended',
    holds: (life) => {
      for (const [{ dueBy, derivation }] of states(life)) {
        assert.equal(derivation.at(-1)?.result, dueBy);
        for (const [index, { from, days, result }] of derivation.entries()) {
          assert.equal(plus(from, days), result);
          if (index > 0) assert.equal(from, derivation[index - 1]?.result);
        }
      }
    },
    mistakes: {
      'a deferral keeps the steps before it to itself': then('defer', (after, before) => ({
        ...after,
        derivation: [...before.derivation.slice(0, -1), ...after.derivation.slice(before.derivation.length)],
      })),
    },
  },
  {
    // 8-FZ, article 18: 3 days from receipt, 30 from registration; what is taken up again has its term anew.
    name: 'terms count from receipt until registration, from then on from that, and from the last reopening',
    holds: (life) => {
      for (const [{ registeredOn, timeline, derivation }] of states(life)) {
        const rules = derivation.map(({ rule }) => rule).filter((rule) => !rule.endsWith('_working_day'));
        const reopened = timeline.findLast(({ type }) => type === 'reopened');
        const [first, ...later] = rules;
        assert.equal(first, reopened ? 'reopened' : registeredOn ? 'answer' : 'registration');
        const from = reopened ? dateAt(reopened.at, life.setup) : (registeredOn ?? life.receivedOn);
        assert.equal(derivation[0]?.from, from);
        if (first === 'registration') assert.deepEqual(later, ['answer']);
        else for (const rule of later) assert.ok(rule === 'deferral' || rule === 'clarification');
      }
    },
    mistakes: {
      'reopening counts from registration': {
        act: (record, action, who, moment, rules) => {
          if (action.type !== 'reopen') return real.act(record, action, who, moment, rules);
          const after = real.act(record, action, who, new Date(record.registeredOn ?? moment), rules);
          return told(after, (event, isLast) => (isLast ? { ...event, at: moment.toISOString() } : event));
        },
      },
    },
  },
  {
    // The same, and the agency's own terms where 8-FZ doesn't reach: its servants.
    name: 'each term is as long as the agency gives it, each deferral as was said',
    holds: (life) => {
      for (const [{ derivation, timeline }, { terms }] of states(life)) {
        const days = (rule: string): number[] =>
          derivation.filter((step) => step.rule === rule).map((step) => step.days);
        for (const one of days('registration')) assert.equal(one, terms.registrationDays);
        for (const one of [...days('answer'), ...days('reopened')]) assert.equal(one, terms.answerDays);
        const since = timeline.slice(timeline.findLastIndex(({ type }) => type === 'reopened') + 1);
        const said = since.flatMap((event) => (event.type === 'deferred' ? [event.days] : []));
        assert.deepEqual(days('deferral'), said);
      }
    },
    mistakes: {
      'an answer has a day more': withTerms(({ answerDays }) => ({ answerDays: answerDays + 1 })),
    },
  },
  {
    // Domain notes, 6: `rollover`; never on or before the start of a term.
    name: 'each term ends on a working day, the nearest in the direction that the agency chose',
    holds: (life) => {
      for (const [record, rules] of states(life)) {
        // What is closed isn't counted over by another calendar.
        if (isClosed(record)) continue;
        assert.ok(works(record.dueBy, rules), record.dueBy);
        for (const [index, step] of record.derivation.entries())
          if (!isRollover(step)) checkRollover(step, record.derivation[index + 1], rules);
      }
    },
    mistakes: {
      'days off are no matter': by(() => ({ calendar: everyDay })),
      'transfers are no matter': by(() => ({ calendar: new Map() })),
      'it rolls the other way': withTerms(({ rollover }) => ({ rollover: rollover === 'next' ? 'preceding' : 'next' })),
    },
  },
  {
    // 8-FZ, article 18: the user is told the date; order 078-О, 2.1.
    name: 'each other date is told, with the one that stood before',
    holds: ({ opened, taken }) => {
      let [due, registerBy] = [opened.dueBy, opened.registerBy];
      for (const one of taken) {
        for (const event of newEvents(one)) {
          if (!('dueBy' in event)) continue;
          if ('previousDueBy' in event) assert.equal(event.previousDueBy, due);
          due = event.dueBy;
          if (event.type === 'term_changed' && event.registerBy) {
            assert.equal(event.previousRegisterBy, registerBy);
            registerBy = event.registerBy;
          }
        }
        assert.deepEqual([one.after.dueBy, one.after.registerBy], [due, registerBy]);
      }
    },
    mistakes: {
      'the client isn’t told that the time of a clarification was added': then(null, (after) =>
        without(after, 'term_changed'),
      ),
      'a deferral says a date of its own as the one before': then('defer', (after) =>
        told(after, (event) => (event.type === 'deferred' ? { ...event, previousDueBy: event.dueBy } : event)),
      ),
    },
  },
  {
    // Before registration the latest possible date is shown: a promise to be kept.
    name: 'registered in time, a request is never to be answered later than was promised',
    holds: (life) => {
      for (const { before, after, today, action } of life.taken)
        if (action?.type === 'register' && before !== after && today <= before.registerBy)
          assert.ok(after.dueBy <= before.dueBy);
    },
    mistakes: {
      'registration gives a week more': withTerms(({ answerDays }) => ({ answerDays: answerDays + 7 })),
    },
  },
  {
    // 8-FZ, article 18: oral requests are registered on the same day; domain notes: clarification needn't stop the clock.
    name: 'what is entered is registered on that day, and until when it had to be is counted from its receipt',
    holds: (life) => {
      const { opened, setup, receivedOn, rules } = life;
      const entered = setup.origin !== 'form';
      assert.equal(opened.registeredOn, entered ? dateAt(opened.receivedAt, setup) : null);
      const oral = setup.origin === 'phone' || setup.origin === 'visit';
      if (oral) return assert.equal(opened.registerBy, receivedOn);
      assert.ok(works(opened.registerBy, rules));
      const end = plus(receivedOn, rules.terms.registrationDays);
      if (works(end, rules)) assert.equal(opened.registerBy, end);
      else assert.ok(rules.terms.rollover === 'next' ? opened.registerBy > end : opened.registerBy > receivedOn);
    },
    mistakes: {
      'what is said at a visit may be registered three days later': {
        enterCase: (...given) => {
          const entered = real.enterCase(...given);
          return { ...entered, registerBy: plus(entered.registerBy, 3) };
        },
      },
    },
  },
]);
