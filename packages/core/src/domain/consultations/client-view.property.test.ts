import assert from 'node:assert/strict';
import { caseSchema } from '../../contract/case.ts';
import { check } from '../../contract/check.ts';
import { caseRecordSchema } from '../../contract/staff/consultations.ts';
import { marks } from '../../testing/case-calls.ts';
import {
  accepted,
  decisionOf,
  decisions,
  endOf,
  inside,
  real,
  testLaws,
  then,
  told,
  without,
} from '../../testing/case-lives.ts';

/* What holds of all that is shown of a case, said anew from law and domain notes: none of it is taken from the rules. */

testLaws([
  {
    // 152-FZ: no more than is needed of who worked on it; domain notes: `returned` shows as in_progress.
    name: 'the client sees no accounts, no drafts but what was decided, and not what the head sent back',
    holds: ({ taken }, subject) => {
      const hidden = new Set<string>();
      for (const one of taken.filter(accepted)) {
        const { action, index, after } = one;
        if (action?.type === 'draft') hidden.add(marks.draft(index));
        if (action?.type === 'return') hidden.add(marks.word(index));
        if (decisionOf(one)) {
          const decided = taken.findLast(
            (other) => accepted(other) && other.index < index && other.action?.type === 'draft',
          );
          hidden.delete(marks.draft(decided?.index ?? -1));
        }
        const view = subject.clientView(after);
        const shown = JSON.stringify(view);
        assert.ok(!shown.includes('account-') && !shown.includes('revision'));
        for (const mark of hidden) assert.ok(!shown.includes(mark), mark);
        assert.equal(view.status, after.status === 'returned' ? 'in_progress' : after.status);
        assert.equal(
          view.timeline.filter(({ type }) => type === 'approval').length,
          after.status === 'approval' ? 1 : 0,
        );
      }
    },
    mistakes: {
      'the client gets what staff get': {
        clientView: (record) => ({ ...real.clientView(record), timeline: record.timeline as [] }),
      },
      'a position names the account': {
        act: (record, action, by, ...rest) =>
          real.act(record, action, by === 'client' ? by : { ...by, position: { ru: by.id } }, ...rest),
      },
      'the client is told that it was sent back': {
        clientView: (record) => ({ ...real.clientView(record), status: record.status as 'approval' }),
      },
    },
  },
  {
    // 8-FZ, articles 18 to 20: told of the answer, of refusal, deferral and forwarding, with reasons and dates.
    name: 'the client sees all the rest, as it was',
    holds: ({ taken }, subject) => {
      for (const { after } of taken.slice(-1)) {
        const { timeline: _, status: __, ...same } = after;
        const view = subject.clientView(after);
        assert.deepEqual({ ...view, ...same }, view);
        const told = after.timeline.filter(({ type }) => !inside.includes(type));
        const kept = view.timeline.filter(({ type }) => type !== 'approval');
        assert.equal(kept.length, told.length);
        for (const [index, event] of told.entries()) {
          const { by: _by, ...shown } = event;
          assert.deepEqual({ ...shown, ...kept[index] }, shown);
        }
      }
    },
    mistakes: {
      'the client isn’t told of a deferral': {
        clientView: (record) => {
          const view = real.clientView(record);
          return { ...view, timeline: view.timeline.filter(({ type }) => type !== 'deferred') };
        },
      },
    },
  },
  {
    name: 'every case is one of the contract, to staff and to the client',
    holds: ({ opened, taken }, subject) => {
      const record = taken.at(-1)?.after ?? opened;
      assert.deepEqual(check(caseRecordSchema, record), { ok: true, value: record });
      const view = subject.clientView(record);
      assert.deepEqual(check(caseSchema, view), { ok: true, value: view });
    },
    mistakes: {
      'an event says more than the contract knows': then('start', (after) =>
        told(after, (event) => ({ ...event, name: 'Анна' })),
      ),
    },
  },
  {
    // Nobody waits at a counter for a request that is no more with this body.
    name: 'no visit is still to come once a case ended without an answer',
    holds: ({ taken }) => {
      for (const { after, moment } of taken) {
        const end = endOf(after);
        if (!end || decisions.includes(end.type) || end.type === 'answered_orally') continue;
        const last = after.timeline.findLast(({ type }) => type.startsWith('visit_'));
        assert.ok(
          !last || !('visit' in last) || last.visit.startsAt <= moment.toISOString() || last.visit.startsAt <= end.at,
        );
      }
    },
    mistakes: {
      'a visit outlives its request': then('withdraw', (after) => without(after, 'visit_cancelled')),
    },
  },
]);
