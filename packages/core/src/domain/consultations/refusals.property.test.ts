import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recordStatuses } from '../../contract/staff/consultations.ts';
import { RuleBroken } from '../rule-broken.ts';
import { completeAction, lives, mayTake, people, types } from '../../testing/case-calls.ts';
import { isComplete, live, real, settings, testLaws } from '../../testing/case-lives.ts';

/* What holds of every action that is refused, and of the list of those that aren't. */

testLaws([
  {
    name: 'what is refused changes nothing, not even a bit of what it was given',
    holds: ({ taken }, subject) => {
      for (const { action, by, moment, rules, before, after, refused } of taken) {
        if (refused === null || !action || !by) continue;
        assert.equal(after, before);
        const copy = structuredClone(before);
        assert.throws(() => subject.act(copy, action, by, moment, rules), RuleBroken);
        assert.deepEqual(copy, before);
      }
    },
    mistakes: {
      'a refused action leaves its mark': {
        act: (record, ...rest) => {
          try {
            return real.act(record, ...rest);
          } catch (error) {
            if (!Object.isFrozen(record)) record.question += '!';
            throw error;
          }
        },
      },
    },
  },
  {
    name: 'what can be done now is what isn’t refused, if all is said that must be',
    holds: ({ taken }, subject) => {
      for (const one of taken) {
        const { by, moment, rules, before } = one;
        // All actions at each call would take longer than all the rest.
        if (!by || one.index % 7 > 0) continue;
        const possible = subject.possibleActions(before, by, moment, rules);
        const draft = before.timeline.findLast((event) => event.type === 'drafted')?.draft;
        for (const type of types) {
          let refused = '';
          try {
            subject.act(before, completeAction(type, one), by, moment, rules);
          } catch (error) {
            assert.ok(error instanceof RuleBroken, String(error));
            refused = error.code;
          }
          const unfinished = ['submit', 'approve', 'issue'].includes(type) && draft && !isComplete(draft);
          if (possible.includes(type))
            assert.ok(refused === '' || unfinished, `${type} in ${before.status}: ${refused}`);
          else assert.notEqual(refused, '', `${type} in ${before.status}`);
        }
      }
    },
    mistakes: {
      'the list forgets what is too late': {
        possibleActions: (record, by, moment, rules) => {
          const { registeredOn } = record;
          return real.possibleActions(record, by, registeredOn ? new Date(registeredOn) : moment, rules);
        },
      },
      'the list forgets withdrawal': {
        possibleActions: (...given) => real.possibleActions(...given).filter((type) => type !== 'withdraw'),
      },
    },
  },
]);

test('the calls get everywhere: each action is taken by each who may, each state is reached, each refusal is met', () => {
  const seen = new Set<string>();
  for (const made of fc.sample(lives, settings))
    for (const { by, action, before, after, refused } of live(real, made).taken) {
      if (before !== after) seen.add(action ? `${action.type} by ${by === 'client' ? by : by?.id}` : 'calendar');
      seen.add(after.status);
      if (refused) seen.add(refused);
    }
  const expected = [
    ...recordStatuses,
    'calendar',
    ...types.flatMap((type) =>
      people.flatMap((by) => {
        const own: readonly string[] = by === 'client' ? [by] : by.roles;
        return mayTake[type].some((party) => own.includes(party)) ? [`${type} by ${by === 'client' ? by : by.id}`] : [];
      }),
    ),
    ...['role_missing', 'action_not_allowed', 'revision_outdated', 'four_eyes', 'approval_needed', 'draft_missing'],
    ...['deferred_already', 'deferral_too_late', 'deferral_too_long', 'forwarding_too_late', 'not_oral_today'],
    ...['merged_with_itself', 'applicant_differs', 'target_closed', 'target_due_later', 'given_in_refusal'],
    ...['number_missing', 'unit_missing', 'question_missing', 'clarification_missing', 'reason_missing'],
    ...['answer_missing', 'given_missing', 'explanation_missing', 'act_missing', 'advice_missing', 'appeal_missing'],
    ...['portals_missing', 'visit_missing', 'visit_passed', 'slot_passed', 'files_missing'],
  ];
  assert.deepEqual(
    expected.filter((one) => !seen.has(one)),
    [],
  );
});
