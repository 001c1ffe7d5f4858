import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, Case, Consultation, Refusal } from '../../contract/consultations.ts';
import { caseSchema } from '../../contract/consultations.ts';
import { check } from '../../contract/check.ts';
import { productionCalendar } from '../../data/production-calendar.ts';
import { calendarOf } from '../calendar.ts';
import { act, openCase, RuleBroken, type CaseAction, type Rules } from './lifecycle.ts';
import { defaultTerms } from './terms.ts';

const rules: Rules = { policy: defaultTerms, calendar: calendarOf(productionCalendar), timeZone: 'Europe/Astrakhan' };
const words = { ru: 'Текст' };
const consultation: Consultation = {
  audience: 'external',
  applicant: { kind: 'citizen', name: 'Анна Примерова' },
  topic: 'repair',
  question: 'Когда ремонт?',
  replyForm: 'case',
  contact: { email: 'a@example.org' },
  language: 'ru',
};
const signed = { signatory: words, preparedBy: words, number: '1-О', date: '2026-11-12', files: [] };
const answer: Answer = { brief: words, text: words, ...signed };
const refusal: Refusal = {
  ground: 'unclear',
  act: null,
  explanation: words,
  given: null,
  advice: null,
  appeal: words,
  ...signed,
};

const day = (date: string): Date => new Date(`${date}T07:00:00Z`);
const opened = (): Case => openCase('И-1001/26', consultation, words, day('2026-10-31'), rules);
const after = (...steps: [string, CaseAction][]): Case =>
  steps.reduce((current, [date, action]) => act(current, action, day(date), rules), opened());
const register: [string, CaseAction] = ['2026-11-02', { type: 'register' }];
const defer = (days = 15, reason = words): CaseAction => ({ type: 'defer', days, reason, decidedBy: words });
const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

test('a case opens with the latest possible date, and registration brings its own', () => {
  assert.equal(opened().dueBy, '2026-12-03');
  assert.equal(opened().registerBy, '2026-11-03');
  const registered = after(register);
  assert.equal(registered.status, 'registered');
  assert.equal(registered.registeredOn, '2026-11-02');
  assert.equal(registered.dueBy, '2026-12-02');
});

test('dates are those of the agency’s time zone', () => {
  const late = openCase('И-1/26', consultation, words, new Date('2026-11-01T21:30:00Z'), rules);
  assert.equal(late.derivation[0]?.from, '2026-11-02', '21:30 UTC is past midnight in Astrakhan');
});

test('deferral: once, announced by day 7, by at most 15 days, with a reason (8-FZ, article 18)', () => {
  const deferred = after(register, ['2026-11-09', defer()]);
  assert.equal(deferred.status, 'deferred');
  assert.equal(deferred.dueBy, '2026-12-17');
  assert.throws(() => after(register, ['2026-11-10', defer()]), broken('deferral_too_late'));
  assert.throws(() => after(register, ['2026-11-09', defer(16)]), broken('deferral_too_long'));
  assert.throws(() => after(register, ['2026-11-09', defer(0)]), broken('deferral_too_long'));
  assert.throws(() => after(register, ['2026-11-09', defer(15, { ru: ' ' })]), broken('reason_missing'));
  assert.throws(() => after(register, ['2026-11-09', defer()], ['2026-11-09', defer()]), broken('action_not_allowed'));
});

test('a refusal needs its explanation, the way to appeal, and the act where access is restricted', () => {
  const refuse = (change: Partial<Refusal>): Case =>
    after(register, ['2026-11-09', { type: 'refuse', refusal: { ...refusal, ...change } }]);
  assert.equal(refuse({}).status, 'refused');
  assert.throws(() => refuse({ explanation: { ru: '' } }), broken('explanation_missing'));
  assert.throws(() => refuse({ appeal: { ru: '' } }), broken('appeal_missing'));
  assert.throws(() => refuse({ ground: 'restricted' }), broken('act_missing'));
  assert.equal(refuse({ ground: 'restricted', act: words }).closedOn, '2026-11-09');
});

test('what is closed stays closed, and nothing is answered before it is registered', () => {
  const actions: CaseAction[] = [
    { type: 'register' },
    { type: 'start', unit: words },
    defer(),
    { type: 'answer', answer },
    { type: 'refuse', refusal },
  ];
  const answered = after(register, ['2026-11-05', { type: 'answer', answer }]);
  for (const action of actions) {
    assert.throws(() => act(answered, action, day('2026-11-06'), rules), broken('action_not_allowed'), action.type);
  }
  for (const action of actions.slice(1)) {
    assert.throws(() => act(opened(), action, day('2026-11-02'), rules), broken('action_not_allowed'), action.type);
  }
});

test('every state is a Case of the contract, and the case before an action is left as it was', () => {
  const lives = [
    opened(),
    after(register),
    after(register, ['2026-11-03', { type: 'start', unit: words }]),
    after(register, ['2026-11-09', defer()]),
    after(register, ['2026-11-12', { type: 'answer', answer }]),
    after(register, ['2026-11-12', { type: 'refuse', refusal }]),
  ];
  for (const life of lives) assert.deepEqual(check(caseSchema, life), { ok: true, value: life });
  const before = opened();
  const copy = structuredClone(before);
  act(before, { type: 'register' }, day('2026-11-02'), rules);
  assert.deepEqual(before, copy);
});
