import assert from 'node:assert/strict';
import { type CaseRecord, type RecordStatus } from '../../contract/staff/consultations.ts';
import { mayTake } from '../../testing/case-calls.ts';
import {
  accepted,
  dateAt,
  decisions,
  endings,
  endOf,
  inside,
  newEvents,
  on,
  real,
  testLaws,
  then,
  told,
  without,
} from '../../testing/case-lives.ts';

/* What holds of every case, said anew from law, order and domain notes, over what happened: none of it is taken from the rules. */

/** The state of a case, told from what happened. */
function stateOf({ timeline }: CaseRecord): RecordStatus {
  const led: Record<string, RecordStatus> = {
    ...{ registered: 'registered', clarification: 'clarification', approval: 'approval', returned: 'returned' },
    ...{ answered: 'answered', answered_orally: 'answered', partial: 'partial', refused: 'refused' },
    ...{ forwarded: 'forwarded', redirected: 'redirected', withdrawn: 'withdrawn', merged: 'merged' },
  };
  let state: RecordStatus = 'received';
  let extended = false;
  for (const { type } of timeline) {
    if (type === 'reopened') [state, extended] = ['in_progress', false];
    else if (type === 'deferred') {
      extended = true;
      // What is with client, head or author stays there.
      if (!['clarification', 'approval', 'returned'].includes(state)) state = 'deferred';
    } else if (type === 'in_progress' || type === 'clarified' || type === 'resumed')
      state = extended ? 'deferred' : 'in_progress';
    // A draft takes back what lies with the head; the client is awaited all the same.
    else if (type === 'drafted') state = state === 'clarification' ? state : extended ? 'deferred' : 'in_progress';
    else state = led[type] ?? state;
  }
  return state;
}

const isClosed = (record: CaseRecord): boolean => endOf(record) !== undefined;

testLaws([
  {
    // Domain notes, statuses: the client reads the state off what happened.
    name: 'the state follows from what happened',
    holds: ({ opened, taken }) => {
      for (const one of [opened, ...taken.map(({ after }) => after)]) assert.equal(one.status, stateOf(one));
    },
    mistakes: {
      'a deferral takes the draft back from the head': then('defer', (after) => ({ ...after, status: 'deferred' })),
    },
  },
  {
    // What was decided is annulled by the head or a court (8-FZ, articles 23 and 24), never simply gone on with.
    name: 'a closed case takes nothing but reopening, and no end of the visit at which its answer is handed over',
    holds: ({ setup, opened, taken }) => {
      assert.equal(opened.closedOn, null);
      for (const one of taken) {
        const end = endOf(one.before);
        if (end && accepted(one) && one.action?.type !== 'reopen') {
          assert.equal(one.action?.type, 'cancel_visit');
          assert.ok([...decisions, 'answered_orally'].includes(end.type));
        }
        const now = endOf(one.after);
        assert.equal(one.after.closedOn, now ? dateAt(now.at, setup) : null);
      }
    },
    mistakes: {
      'an answer that is out can be drafted anew': on((record, { type }) =>
        type === 'draft' && isClosed(record) ? { ...record, status: 'in_progress', closedOn: null } : record,
      ),
      'the day of the end is forgotten': then('merge', (after) => ({ ...after, closedOn: null })),
    },
  },
  {
    // Who withdrew asks anew: nobody is answered against their will (8-FZ, article 8: the user may decline it).
    name: 'a withdrawn case takes nothing at all',
    holds: ({ taken }) => {
      for (const one of taken) if (endOf(one.before)?.type === 'withdrawn') assert.equal(one.after, one.before);
    },
    mistakes: {
      'a withdrawn case can be reopened': on((record, { type }) =>
        type === 'reopen' && record.status === 'withdrawn' ? { ...record, status: 'answered' } : record,
      ),
    },
  },
  {
    // 8-FZ, article 18: requests are registered, within 3 days; terms count from there.
    name: 'nothing is worked on or decided before registration, and that comes once',
    holds: ({ setup, taken }) => {
      const work = [
        ...endings.filter((type) => type !== 'withdrawn'),
        ...inside,
        'in_progress',
        'deferred',
        'clarification',
      ];
      for (const { after } of taken) {
        const at = after.timeline.findIndex(({ type }) => type === 'registered');
        assert.equal(
          at,
          after.timeline.findLastIndex(({ type }) => type === 'registered'),
        );
        assert.equal(after.registeredOn, at < 0 ? null : dateAt(after.timeline[at]?.at ?? '', setup));
        for (const { type } of at < 0 ? after.timeline : after.timeline.slice(0, at))
          assert.ok(!work.includes(type), type);
      }
    },
    mistakes: {
      'work begins unregistered': on((record, { type }) =>
        type === 'start' && record.status === 'received' ? { ...record, status: 'registered' } : record,
      ),
      'a case is registered twice': on((record, { type }) =>
        type === 'register' && !isClosed(record) ? { ...record, status: 'received' } : record,
      ),
    },
  },
  {
    // Order 078-О, 3.6; the client's own are clarifying, withdrawing, files and visits.
    name: 'nobody takes what isn’t theirs, whatever they were before, and it is kept who did it',
    holds: ({ taken }) => {
      for (const one of taken.filter(accepted)) {
        const own: readonly string[] = one.by === null ? [] : one.by === 'client' ? ['client'] : one.by.roles;
        if (one.action) assert.ok(mayTake[one.action.type].some((party) => own.includes(party)));
        for (const { by } of newEvents(one))
          assert.deepEqual(
            by,
            one.by === null || one.by === 'client' ? undefined : { id: one.by.id, position: one.by.position },
          );
      }
    },
    mistakes: {
      'everybody may do everything': {
        act: (record, action, by, ...rest) =>
          real.act(record, action, by === 'client' ? by : { ...by, roles: ['consultant', 'head'] }, ...rest),
      },
      'it isn’t kept who returned it': then('return', (after) => told(after, ({ by: _, ...event }) => event)),
    },
  },
  {
    // 8-FZ, articles 7 and 18: what is asked by word of mouth may be answered so, on the spot.
    name: 'only what was asked by word of mouth is answered so, on the same day and before any work on it',
    holds: ({ setup, receivedOn, taken }) => {
      for (const one of taken) {
        if (!newEvents(one).some(({ type }) => type === 'answered_orally')) continue;
        assert.ok(setup.origin === 'phone' || setup.origin === 'visit');
        assert.equal(one.today, receivedOn);
        assert.ok(!one.before.timeline.some(({ type }) => type === 'in_progress' || inside.includes(type)));
      }
    },
    mistakes: {
      'what came by post is answered by word of mouth': on((record, { type }) =>
        told(record, (event) =>
          type === 'answer_orally' && event.type === 'received' && event.on ? { ...event, origin: 'phone' } : event,
        ),
      ),
      'what was asked by word of mouth is answered so a day later': on((record, { type }, _by, moment) =>
        told(record, (event) =>
          type === 'answer_orally' && event.type === 'received'
            ? { ...event, on: new Date(moment.getTime() + 4 * 3_600_000).toISOString().slice(0, 10) }
            : event,
        ),
      ),
    },
  },
  {
    // Only what the same client asked (the issue): else one would be answered to another.
    name: 'a case goes only into another open one of the same client',
    holds: ({ taken }) => {
      for (const { before, after, action } of taken) {
        if (before === after || action?.type !== 'merge') continue;
        assert.ok(action.sameApplicant && action.into.status === 'in_progress');
        assert.equal(action.into.audience, before.audience);
        assert.notEqual(action.into.number, before.number);
      }
    },
    mistakes: {
      'it is merged with somebody else’s': {
        act: (record, action, ...rest) =>
          real.act(record, action.type === 'merge' ? { ...action, sameApplicant: true } : action, ...rest),
      },
    },
  },
  {
    // Requests are kept as they came; the timeline is what a court would read.
    name: 'the timeline only grows, in order, and what was asked never changes',
    holds: ({ opened, taken }) => {
      const asked = ({ number, audience, topic, question, replyForm, receivedAt }: CaseRecord): unknown => ({
        ...{ number, audience, topic, question, replyForm, receivedAt },
      });
      for (const one of taken) {
        const { before, after, moment } = one;
        assert.deepEqual(after.timeline.slice(0, before.timeline.length), before.timeline);
        assert.deepEqual(asked(after), asked(opened));
        for (const { at } of newEvents(one)) assert.equal(at, moment.toISOString());
        if (accepted(one) && one.action) assert.ok(newEvents(one).length > 0, 'nothing happens untold');
      }
    },
    mistakes: {
      'the newest draft takes the place of the one before': then('draft', (after, before) => ({
        ...after,
        timeline: [...without(before, 'drafted').timeline, ...after.timeline.slice(-1)],
      })),
    },
  },
]);
