import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Visit } from '../../contract/case.ts';
import { RuleBroken } from '../rule-broken.ts';
import { act, possibleActions, type CaseAction } from './actions.ts';
import { visitOf } from './record.ts';
import {
  approve,
  consultant,
  day,
  draft,
  drafts,
  lived,
  opened,
  register,
  rules,
  start,
  submit,
  words,
} from './testing.ts';

const slot = (date: string): Visit => ({
  ...{ id: date, kind: 'visit', place: words },
  ...{ startsAt: `${date}T07:00:00.000Z`, endsAt: `${date}T07:20:00.000Z` },
});
const book = (date: string): CaseAction => ({ type: 'book_visit', visit: slot(date) });
const cancel: CaseAction = { type: 'cancel_visit', reason: null };
const types = ({ timeline }: ReturnType<typeof opened>): string[] => timeline.map(({ type }) => type);
const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

describe('a visit', () => {
  const booked = act(opened(), book('2026-11-12'), 'client', day('2026-11-01'), rules);

  test('is booked, moved and cancelled by the client, before registration too', () => {
    assert.equal(booked.status, 'received');
    assert.deepEqual(visitOf(booked), slot('2026-11-12'));
    const moved = act(booked, book('2026-11-13'), 'client', day('2026-11-02'), rules);
    assert.deepEqual(moved.timeline.at(-1), {
      ...{ type: 'visit_moved', at: day('2026-11-02').toISOString() },
      ...{ visit: slot('2026-11-13'), previousStartsAt: '2026-11-12T07:00:00.000Z' },
    });
    const cancelled = act(moved, cancel, 'client', day('2026-11-03'), rules);
    assert.equal(visitOf(cancelled), undefined);
    assert.throws(() => act(cancelled, cancel, 'client', day('2026-11-03'), rules), broken('visit_missing'));
    assert.deepEqual(types(cancelled), ['received', 'visit_booked', 'visit_moved', 'visit_cancelled']);
  });

  test('that is over is neither moved nor cancelled, and makes room for another', () => {
    assert.throws(() => act(booked, cancel, 'client', day('2026-11-12'), rules), broken('visit_passed'));
    assert.ok(!possibleActions(booked, 'client', day('2026-11-12'), rules).includes('cancel_visit'));
    const next = act(booked, book('2026-11-19'), 'client', day('2026-11-13'), rules);
    assert.equal(next.timeline.at(-1)?.type, 'visit_booked');
  });

  test('is not booked in the past', () => {
    assert.throws(() => act(opened(), book('2026-11-01'), 'client', day('2026-11-01'), rules), broken('slot_passed'));
  });

  test('is cancelled by the body only with its reason', () => {
    assert.throws(() => act(booked, cancel, consultant, day('2026-11-02'), rules), broken('reason_missing'));
    const by = act(booked, { type: 'cancel_visit', reason: words }, consultant, day('2026-11-02'), rules);
    assert.deepEqual(by.timeline.at(-1), {
      ...{ type: 'visit_cancelled', at: day('2026-11-02').toISOString(), startsAt: '2026-11-12T07:00:00.000Z' },
      ...{ reason: words, by: { id: consultant.id, position: consultant.position } },
    });
  });

  test('ends with a request that goes elsewhere, and not with an answer that may be handed over then', () => {
    const withdrawn = act(booked, { type: 'withdraw' }, 'client', day('2026-11-02'), rules);
    assert.equal(withdrawn.status, 'withdrawn');
    assert.deepEqual(types(withdrawn).slice(-2), ['withdrawn', 'visit_cancelled']);
    const answered = lived(booked, register, start, draft(drafts.answer), submit(1), approve(1));
    assert.deepEqual(visitOf(answered), slot('2026-11-12'));
    assert.equal(visitOf(act(answered, cancel, 'client', day('2026-11-07'), rules)), undefined);
  });
});
