import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '../four-eyes.ts';
import { RuleBroken } from '../rule-broken.ts';
import { act, begin, statusOn, type ListAction, type ListVersion } from './lifecycle.ts';

const timeZone = 'Europe/Astrakhan';
const author: Actor = { id: 'author', position: { ru: 'Специалист' }, roles: ['author'] };
const head: Actor = { id: 'head', position: { ru: 'Руководитель' }, roles: ['head'] };
const both: Actor = { id: 'both', position: { ru: 'Заместитель' }, roles: ['author', 'head'] };
const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

const take = (versions: readonly ListVersion[], day: string, actor: Actor, action: ListAction): ListVersion[] =>
  act(versions, action, actor, new Date(`${day}T08:00:00Z`), timeZone);
const document = (date: string) => ({ title: { ru: 'Приказ' }, number: '060/1-О', date });
const submit = (revision = 1, version = 1): ListAction => ({ type: 'submit', version, revision });
const edit = (revision: number, version = 1): ListAction => ({ type: 'edit', version, revision });
const approve = (inForceFrom: string, version = 1, revision = 1, date = '2026-11-20'): ListAction => ({
  ...{ type: 'approve', version, revision, inForceFrom },
  document: document(date),
});
const renew: ListAction = { type: 'renew' };

const submitted = (): ListVersion[] => take([begin(author)], '2026-11-20', author, submit());
const approved = (from = '2026-11-24'): ListVersion[] => take(submitted(), '2026-11-24', head, approve(from));
/** The first in force from 24 November, the second from `from`, both approved by then. */
const two = (from: string): ListVersion[] => {
  const sent = take(take(approved(), '2026-11-25', author, renew), '2026-11-25', author, submit(1, 2));
  return take(sent, '2026-11-25', head, approve(from, 2));
};
const statuses = (versions: readonly ListVersion[], day: string) => versions.map((one) => statusOn(one, day));

test('an author prepares, a head approves by a document with number and date', () => {
  const [one] = approved();
  assert.deepEqual(one?.document, document('2026-11-20'));
  assert.deepEqual(one?.approved, { by: 'head', position: head.position, at: '2026-11-24T08:00:00.000Z' });
  assert.deepEqual(statuses(approved(), '2026-11-24'), ['in_force']);
  assert.throws(() => begin(head), broken('role_missing'));
  assert.throws(() => take(submitted(), '2026-11-24', author, approve('2026-11-24')), broken('role_missing'));
});

test('nobody approves what they had a hand in, in whatever role', () => {
  const own = take([begin(both)], '2026-11-20', both, submit());
  assert.throws(() => take(own, '2026-11-24', both, approve('2026-11-24')), broken('four_eyes'));
  const edited = take(take(submitted(), '2026-11-21', both, edit(1)), '2026-11-21', author, submit(2));
  assert.throws(() => take(edited, '2026-11-24', both, approve('2026-11-24', 1, 2)), broken('four_eyes'));
  const sent = take([begin(author)], '2026-11-20', both, submit());
  assert.throws(() => take(sent, '2026-11-24', both, approve('2026-11-24')), broken('four_eyes'));
});

test('what is approved is what was read', () => {
  const edited = take(take(submitted(), '2026-11-21', author, edit(1)), '2026-11-21', author, submit(2));
  assert.throws(() => take(edited, '2026-11-24', head, approve('2026-11-24')), broken('revision_outdated'));
  assert.throws(() => take(edited, '2026-11-24', author, edit(1)), broken('revision_outdated'));
});

test('returned with a reason, and mended', () => {
  const back: ListAction = { type: 'return', version: 1, revision: 1, reason: { ru: 'Нет часов приёма' } };
  const returned = take(submitted(), '2026-11-21', head, back);
  assert.deepEqual(statuses(returned, '2026-11-21'), ['returned']);
  assert.throws(
    () => take(submitted(), '2026-11-21', head, { ...back, reason: { ru: ' ' } }),
    broken('reason_missing'),
  );
  assert.throws(() => take(returned, '2026-11-21', author, submit()), broken('action_not_allowed'));
  assert.deepEqual(statuses(take(returned, '2026-11-22', author, edit(1)), '2026-11-22'), ['draft']);
});

test('in force from its day, by the agency’s clock', () => {
  const later = approved('2026-12-01');
  assert.deepEqual(statuses(later, '2026-11-30'), ['scheduled']);
  assert.deepEqual(statuses(later, '2026-12-01'), ['in_force']);
  // 20:00 UTC on the 23rd is the 24th in Astrakhan.
  const night = new Date('2026-11-23T20:00:00Z');
  const dated = { ...approve('2026-11-24'), document: document('2026-11-24') } as ListAction;
  assert.equal(act(submitted(), dated, head, night, timeZone)[0]?.state, 'approved');
  assert.throws(() => act(submitted(), dated, head, night, 'UTC'), broken('document_date_future'));
});

test('not before its document, and not before the list whose place it takes', () => {
  assert.throws(() => take(submitted(), '2026-11-24', head, approve('2026-11-19')), broken('in_force_before_document'));
  assert.throws(() => two('2026-11-23'), broken('in_force_before_previous'));
  assert.equal(two('2026-11-24').length, 2);
  // What was in force since the order, and is entered some days later.
  assert.deepEqual(statuses(take(submitted(), '2026-11-24', head, approve('2026-11-20')), '2026-11-24'), ['in_force']);
});

test('the old list stands until the day of the new one', () => {
  const life = two('2026-12-01');
  assert.deepEqual(statuses(life, '2026-11-30'), ['in_force', 'scheduled']);
  assert.deepEqual(statuses(life, '2026-12-01'), ['superseded', 'in_force']);
});

test('one that isn’t in force yet can be replaced before it ever is', () => {
  const renewed = take(approved('2026-12-01'), '2026-11-25', author, renew);
  const life = take(take(renewed, '2026-11-25', author, submit(1, 2)), '2026-11-25', head, approve('2026-12-01', 2));
  assert.deepEqual(statuses(life, '2026-11-26'), ['superseded', 'scheduled']);
  assert.deepEqual(statuses(life, '2026-12-01'), ['superseded', 'in_force']);
});

test('one change at a time, and nothing older is changed', () => {
  const renewed = take(approved(), '2026-11-25', author, renew);
  assert.throws(() => take(renewed, '2026-11-25', author, renew), broken('action_not_allowed'));
  assert.throws(() => take(renewed, '2026-11-25', author, edit(1)), broken('action_not_allowed'));
  assert.throws(() => take(renewed, '2026-11-25', author, edit(1, 3)), broken('version_unknown'));
});

test('what a database started with stands since ever, and gives way like any other', () => {
  const [first] = approved();
  assert.ok(first);
  const started: ListVersion[] = [{ ...first, editors: [], document: null, inForceFrom: null, approved: null }];
  assert.deepEqual(statuses(started, '1999-01-01'), ['in_force']);
  const sent = take(take(started, '2026-11-25', author, renew), '2026-11-25', author, submit(1, 2));
  const life = take(sent, '2026-11-25', head, approve('2026-12-01', 2));
  assert.deepEqual(statuses(life, '2026-11-30'), ['in_force', 'scheduled']);
  assert.deepEqual(statuses(life, '2026-12-01'), ['superseded', 'in_force']);
});
