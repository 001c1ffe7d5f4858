import assert from 'node:assert/strict';
import { addDays } from '../calendar.ts';
import type { Draft } from '../../contract/staff/consultations.ts';
import {
  accepted,
  blank,
  by,
  decisionOf,
  isComplete,
  newEvents,
  on,
  real,
  testLaws,
  then,
  told,
  without,
  withTerms,
} from '../../testing/case-lives.ts';

/* What holds of every decision, said anew from law and order: none of it is taken from the rules. */

testLaws([
  {
    // Order 078-О, 3.6: staff prepare, the head approves.
    name: 'where approval is needed, a head decides who neither wrote nor submitted any of it since the case was opened',
    holds: ({ taken }) => {
      let hands = new Set<string>();
      for (const one of taken.filter(accepted)) {
        const { action, by, rules } = one;
        if (!action || !by || by === 'client') continue;
        if (action.type === 'reopen') hands = new Set();
        if (action.type === 'draft' || action.type === 'submit') hands.add(by.id);
        if (!decisionOf(one)) continue;
        if (rules.policy.approval || action.type !== 'issue') {
          assert.equal(action.type, 'approve');
          assert.ok(by.roles.includes('head') && !hands.has(by.id));
        } else assert.ok(by.roles.includes('consultant'));
      }
    },
    mistakes: {
      'who only submitted may approve': on((record, { type }) =>
        type === 'approve' ? without(record, 'approval') : record,
      ),
      'only who wrote the last revision may not approve': on((record, { type }) => {
        const newest = record.timeline.findLast((event) => event.type === 'drafted');
        const timeline = record.timeline.filter(
          (event) => event === newest || !['drafted', 'approval'].includes(event.type),
        );
        return type === 'approve' ? { ...record, timeline } : record;
      }),
      'consultants issue whatever the policy says': by(({ policy }) => ({ policy: { ...policy, approval: false } })),
    },
  },
  {
    // The same: what the head read is what goes out, and what was taken back or returned is no more with the head.
    name: 'what is submitted, returned or decided is the newest draft since the case was opened, by its number',
    holds: ({ taken }) => {
      let drafts = 0;
      let newest: { revision: number; draft: Draft } | null = null;
      let withHead: number | null = null;
      for (const one of taken.filter(accepted)) {
        const { action } = one;
        if (action?.type === 'reopen') newest = withHead = null;
        if (action?.type === 'draft') {
          newest = { revision: ++drafts, draft: action.draft };
          withHead = null;
        }
        if (action && 'revision' in action) {
          assert.equal(action.revision, newest?.revision);
          if (action.type === 'return' || action.type === 'approve') assert.equal(action.revision, withHead);
          withHead = action.type === 'submit' ? action.revision : null;
        }
        for (const event of newEvents(one))
          if ('revision' in event) assert.equal(event.revision, newest?.revision, event.type);
        const decision = decisionOf(one);
        if (!decision) continue;
        assert.ok(newest, 'nothing is decided without a draft');
        const { kind, ...content } = newest.draft;
        const kinds = { answer: 'answered', partial: 'partial', refusal: 'refused' };
        assert.equal(decision.type, kinds[kind]);
        const decided =
          ('answer' in decision && decision.answer) ||
          ('partial' in decision && decision.partial) ||
          ('refusal' in decision && decision.refusal);
        assert.deepEqual({ ...decided, ...content }, decided);
      }
    },
    mistakes: {
      'the head decides upon whatever is there by now': {
        act: (record, action, ...rest) => {
          const revision = record.timeline.filter(({ type }) => type === 'drafted').length;
          return real.act(record, action.type === 'approve' ? { ...action, revision } : action, ...rest);
        },
      },
      'a draft leaves the old one with the head': then('draft', (after, before) => ({
        ...after,
        status: before.status,
      })),
      'the draft from before the reopening goes out': on((record, { type }) =>
        type === 'submit' ? without(record, 'reopened') : record,
      ),
    },
  },
  {
    // 8-FZ, articles 19, 20, 23; order 078-О, 2.1: why, by which act, what is given all the same, and how to appeal.
    name: 'nothing incomplete comes before the head, or out',
    holds: ({ taken }) => {
      for (const one of taken.filter(accepted)) {
        if (one.action?.type !== 'submit' && !decisionOf(one)) continue;
        const draft = one.before.timeline.findLast((event) => event.type === 'drafted')?.draft;
        assert.ok(draft && isComplete(draft), JSON.stringify(draft));
      }
    },
    mistakes: {
      ...Object.fromEntries(
        (['explanation', 'appeal', 'act', 'given', 'advice', 'text'] as const).map((part) => [
          `nobody looks whether there is the ${part}`,
          on((record, { type }) =>
            told(record, (event) => {
              if (event.type !== 'drafted' || !['submit', 'approve', 'issue'].includes(type)) return event;
              const { draft } = event;
              const may = part in draft && !(part === 'given' && draft.kind === 'refusal');
              return may ? { ...event, draft: { ...draft, [part]: { ru: '—' } } as Draft } : event;
            }),
          ),
        ]),
      ),
      'a refusal may give something': on((record, { type }) =>
        told(record, (event) =>
          event.type === 'drafted' && event.draft.kind === 'refusal' && type === 'submit'
            ? { ...event, draft: { ...event.draft, given: null } }
            : event,
        ),
      ),
    },
  },
  {
    // 8-FZ, article 19: signatory's position, number and date; the answer is registered.
    name: 'a decision says under which number, when and in which position it was signed',
    holds: ({ taken }) => {
      for (const one of taken) {
        const event = decisionOf(one);
        if (!event) continue;
        const signed =
          event.type === 'answered'
            ? event.answer
            : event.type === 'partial'
              ? event.partial
              : event.type === 'refused' && event.refusal;
        assert.ok(signed && signed.number.trim() !== '');
        assert.equal(signed.date, one.today);
        assert.deepEqual(signed.signatory, one.by !== 'client' && one.by?.position);
      }
    },
    mistakes: {
      'an answer has no number': then('approve', (after) =>
        told(after, (event) =>
          event.type === 'answered' ? { ...event, answer: { ...event.answer, number: '' } } : event,
        ),
      ),
    },
  },
  {
    // КАС, article 219: three months, unless the agency's rules say otherwise.
    name: 'who is refused anything is told until when that can be appealed, counted from the decision in calendar months',
    holds: ({ taken }) => {
      for (const one of taken) {
        const event = decisionOf(one);
        if (event?.type !== 'refused' && event?.type !== 'partial') continue;
        const { date, appealBy = '' } = event.type === 'refused' ? event.refusal : event.partial;
        const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
        assert.equal(months(appealBy) - months(date), one.rules.terms.appealMonths);
        const [from, to] = [Number(date.slice(8)), Number(appealBy.slice(8))];
        // A month that has no such day ends on its last one.
        const next = new Date(Date.parse(appealBy) + 86_400_000).getUTCDate();
        assert.ok(to === from || (to < from && next === 1), `${date} to ${appealBy}`);
      }
    },
    mistakes: {
      'the law’s three months whatever the agency’s rules say': withTerms(() => ({ appealMonths: 3 })),
      'thirty days for a month': then('approve', (after) =>
        told(after, (event) =>
          event.type === 'refused'
            ? { ...event, refusal: { ...event.refusal, appealBy: addDays(event.refusal.date, 90) } }
            : event,
        ),
      ),
    },
  },
  {
    // Order 078-О, 2.1: who isn't given at once what they asked for is told why.
    name: 'nothing is put off, passed on, sent back, asked or taken up again without a word',
    holds: ({ taken }) => {
      for (const one of taken)
        for (const event of newEvents(one)) {
          if ('reason' in event && event.type !== 'visit_cancelled') assert.ok(!blank(event.reason), event.type);
          if (event.type === 'visit_cancelled' && one.action?.type === 'cancel_visit')
            assert.equal(blank(event.reason), one.by === 'client');
          if (event.type === 'redirected') assert.ok(!blank(event.explanation) && event.portals.length > 0);
          if (event.type === 'forwarded') assert.ok(!blank(event.to));
          if (event.type === 'clarification') assert.ok(!blank(event.question));
          if (event.type === 'clarified') assert.ok(event.text.trim() !== '');
          if (event.type === 'in_progress') assert.ok(!blank(event.unit));
          if (event.type === 'answered_orally') assert.ok(!blank(event.text));
        }
    },
    mistakes: {
      'reasons may be blank': {
        act: (record, action, ...rest) => {
          if (!('reason' in action) || action.reason === null) return real.act(record, action, ...rest);
          const { reason } = action;
          const after = real.act(record, { ...action, reason: { ru: '—' } }, ...rest);
          return told(after, (event, isLast) =>
            isLast && 'reason' in event && event.reason ? { ...event, reason } : event,
          );
        },
      },
    },
  },
]);
