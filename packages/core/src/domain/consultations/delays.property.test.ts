import assert from 'node:assert/strict';
import type { CaseRecord } from '../../contract/staff/consultations.ts';
import { plus } from '../../testing/case-calls.ts';
import { isRollover, newEvents, on, real, testLaws, then, without, withTerms } from '../../testing/case-lives.ts';

/* What holds of all that makes an answer come later, or from elsewhere; said anew from law and domain notes. */

const isClosed = ({ closedOn }: CaseRecord): boolean => closedOn !== null;

testLaws([
  {
    // 8-FZ, article 18: nobody is promised a day and answered after it, or hurried by staff, without more ado.
    name: 'no date moves but by registration, reopening or calendar; it is put off by deferral and clarification too',
    holds: ({ taken }) => {
      for (const one of taken) {
        const { before, after, action } = one;
        const types = newEvents(one).map((event) => (event.type === 'term_changed' ? event.cause : event.type));
        const free = ['registered', 'reopened', 'calendar'].some((type) => types.some((other) => other === type));
        if (!free && after.dueBy < before.dueBy) assert.fail(`${action?.type} hurries ${before.dueBy}`);
        if (!free && after.dueBy > before.dueBy)
          assert.ok(
            types.some((type) => type === 'deferred' || type === 'clarification'),
            `${action?.type} puts off`,
          );
      }
    },
    mistakes: {
      'a draft brings the date nearer': then('draft', (after) => ({ ...after, dueBy: plus(after.dueBy, -1) })),
      'what is sent back may take longer': then('return', (after) => ({ ...after, dueBy: plus(after.dueBy, 3) })),
    },
  },
  {
    // 8-FZ, article 18: once, by at most 15 days, told within 7 days of registration with reason and date.
    name: 'a term is extended once, by no more than the agency may, and told by the seventh day',
    holds: ({ taken }) => {
      let deferrals = 0;
      for (const one of taken)
        for (const event of newEvents(one)) {
          if (event.type !== 'deferred') continue;
          const { before, after, rules, today, by } = one;
          assert.equal(++deferrals, 1);
          assert.ok(Number.isInteger(event.days) && event.days >= 1 && event.days <= rules.terms.deferralDays);
          assert.ok(before.registeredOn && today <= plus(before.registeredOn, rules.terms.deferralNoticeDays));
          assert.ok(!isClosed(before) && event.reason.ru.trim());
          assert.ok(event.dueBy > event.previousDueBy && event.dueBy === after.dueBy);
          assert.deepEqual(event.decidedBy, by !== 'client' && by?.position);
        }
    },
    mistakes: {
      'a deferral may be longer': withTerms(({ deferralDays }) => ({ deferralDays: deferralDays + 1 })),
      'a deferral may be told a day later': withTerms(({ deferralNoticeDays }) => ({
        deferralNoticeDays: deferralNoticeDays + 1,
      })),
      'a term is extended twice': on((record, { type }) => (type === 'defer' ? without(record, 'deferred') : record)),
    },
  },
  {
    // 8-FZ, article 18: within 7 days of registration, the user told in the same time.
    name: 'a request is forwarded by the seventh day after registration or not at all',
    holds: ({ taken }) => {
      for (const one of taken) {
        const { before, rules, today } = one;
        if (!newEvents(one).some(({ type }) => type === 'forwarded')) continue;
        assert.ok(before.registeredOn && today <= plus(before.registeredOn, rules.terms.forwardingDays));
      }
    },
    mistakes: {
      'a request is forwarded a day later': withTerms(({ forwardingDays }) => ({ forwardingDays: forwardingDays + 1 })),
    },
  },
  {
    // Domain notes, statuses: clarification does not stop the clock, unless the agency's terms say so.
    name: 'the time that a client took puts a date off by so many days, where the agency says so, and nowhere else',
    holds: (life) => {
      let asked = '';
      for (const one of life.taken) {
        const { before, after, rules, today, action } = one;
        if (before === after) continue;
        if (action?.type === 'ask') asked = today;
        const [change] = newEvents(one).filter(
          (event) => event.type === 'term_changed' && event.cause === 'clarification',
        );
        const waited = (Date.parse(today) - Date.parse(asked)) / 86_400_000;
        const heard = action?.type === 'clarify' || action?.type === 'resume';
        if (!heard || !rules.terms.clarificationStopsClock || waited === 0) {
          assert.equal(change, undefined);
          if (heard) assert.equal(after.dueBy, before.dueBy);
          continue;
        }
        assert.ok(change);
        const [step] = after.derivation.slice(before.derivation.length);
        assert.deepEqual(step, {
          rule: 'clarification',
          from: before.dueBy,
          days: waited,
          result: plus(before.dueBy, waited),
        });
      }
    },
    mistakes: {
      'the clock stops whatever the agency says': withTerms(() => ({ clarificationStopsClock: true })),
      'the clock never stops': withTerms(() => ({ clarificationStopsClock: false })),
    },
  },
  {
    // One answer for two requests mustn't make one of them late.
    name: 'no case goes into one that is due later',
    holds: ({ taken }) => {
      for (const { before, after, action } of taken)
        if (action?.type === 'merge' && before !== after) assert.ok(action.into.dueBy <= before.dueBy);
    },
    mistakes: {
      'a case goes into one that is due later': {
        act: (record, action, ...rest) => {
          if (action.type !== 'merge') return real.act(record, action, ...rest);
          return real.act(record, { ...action, into: { ...action.into, dueBy: record.dueBy } }, ...rest);
        },
      },
    },
  },
  {
    // What is over is over; what is open is counted over for the client's sake, and only that.
    name: 'another calendar changes open cases alone, and of those nothing but dates',
    holds: ({ taken }) => {
      for (const { before, after, action } of taken) {
        if (action || before === after) continue;
        assert.ok(!isClosed(before));
        const { dueBy, registerBy, derivation, timeline } = after;
        assert.deepEqual({ ...before, dueBy, registerBy, derivation, timeline }, after);
        const terms = (record: CaseRecord): unknown[] =>
          record.derivation.filter((step) => !isRollover(step)).map(({ rule, days }) => [rule, days]);
        assert.deepEqual(terms(after), terms(before));
      }
    },
    mistakes: {
      'another calendar changes closed cases too': {
        recompute: (record, ...rest) => {
          const { case: changed, moved } = real.recompute({ ...record, status: 'registered' }, ...rest);
          return { case: { ...changed, status: record.status }, moved };
        },
      },
    },
  },
]);
