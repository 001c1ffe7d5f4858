import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Role } from '../../contract/staff/accounts.ts';
import { RuleBroken } from '../rule-broken.ts';
import {
  act,
  begin,
  isShownAt,
  statusAt,
  versionStatuses,
  type Actor,
  type Version,
  type VersionAction,
  type VersionStatus,
} from './lifecycle.ts';

const timeZone = 'Europe/Astrakhan';
const reason = { ru: 'Причина' };
const actor = (id: string, ...roles: Role[]): Actor => ({ id, position: { ru: `Должность ${id}` }, roles });
const author = actor('author', 'author');
const second = actor('second', 'author');
const head = actor('head', 'head');
const both = actor('both', 'author', 'head');

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 24, hour));
const iso = (hour: number): string => at(hour).toISOString();
type Life = readonly Version[];
const take = (life: Life, hour: number, who: Actor, action: VersionAction): Version[] =>
  act(life, action, who, at(hour), timeZone);
const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

const edit = (revision: number, version = 1, reviewBy: string | null = null): VersionAction => ({
  type: 'edit',
  ...{ version, revision, reviewBy },
});
const submit = (revision: number, version = 1): VersionAction => ({ type: 'submit', version, revision });
const approve = (revision: number, version = 1, publishAt: string | null = null): VersionAction => ({
  type: 'approve',
  ...{ version, revision, publishAt },
});
const giveBack = (revision: number, version = 1): VersionAction => ({ type: 'return', version, revision, reason });
const withdraw = (version = 1): VersionAction => ({ type: 'withdraw', version, reason });
const renew: VersionAction = { type: 'renew' };

const draft = (who = author): Version[] => [begin(who, null)];
const submitted = (who = author): Version[] => take(draft(who), 1, who, submit(1));
const published = (): Version[] => take(submitted(), 2, head, approve(1));
const returned = (): Version[] => take(submitted(), 2, head, giveBack(1));
const renewed = (who = author): Version[] => take(take(published(), 3, who, renew), 4, who, submit(1, 2));
const scheduled = (): Version[] => take(renewed(), 5, head, approve(1, 2, iso(9)));
const statuses = (life: Life, hour: number): VersionStatus[] => life.map((one) => statusAt(one, iso(hour)));
const shown = (life: Life, hour: number): number[] =>
  life.filter((one) => isShownAt(one, iso(hour))).map(({ version }) => version);

test('draft, submitted, published: who did it, in which position, when', () => {
  const [one] = published();
  assert.deepEqual(one, {
    version: 1,
    state: 'approved',
    revision: 1,
    editors: ['author'],
    reviewBy: null,
    submitted: { by: 'author', position: author.position, at: iso(1) },
    returned: null,
    approved: { by: 'head', position: head.position, at: iso(2) },
    withdrawn: null,
    shownFrom: iso(2),
    shownUntil: null,
  });
  assert.deepEqual([shown(published(), 1), shown(published(), 2)], [[], [1]]);
});

test('each action in each status: as this table, written by hand, and no other', () => {
  const lives: Record<VersionStatus, Life> = {
    draft: draft(),
    submitted: submitted(),
    returned: returned(),
    scheduled: take(submitted(), 5, head, approve(1, 1, iso(20))),
    published: published(),
    superseded: take(renewed(), 5, head, approve(1, 2)).slice(0, 1),
    withdrawn: take(published(), 5, head, withdraw()),
  };
  const actions: [VersionAction, Actor, VersionStatus[]][] = [
    [edit(1), author, ['draft', 'submitted', 'returned']],
    [submit(1), author, ['draft']],
    [giveBack(1), head, ['submitted']],
    [approve(1), head, ['submitted']],
    [withdraw(), head, ['scheduled', 'published']],
    [renew, author, ['published', 'withdrawn']],
  ];
  for (const status of versionStatuses) {
    assert.deepEqual(statuses(lives[status], 6), [status]);
    for (const [action, who, where] of actions) {
      const run = (): Version[] => take(lives[status], 6, who, action);
      if (where.includes(status)) assert.doesNotThrow(run, `${action.type} ${status}`);
      else assert.throws(run, broken('action_not_allowed'), `${action.type} ${status}`);
    }
  }
});

test('authors prepare, heads decide, nobody else does either', () => {
  for (const [life, action, role] of [
    [draft(), edit(1), 'author'],
    [draft(), submit(1), 'author'],
    [submitted(), giveBack(1), 'head'],
    [submitted(), approve(1), 'head'],
    [published(), withdraw(), 'head'],
    [published(), renew, 'author'],
  ] as const) {
    const others: Role[] = ['author', 'consultant', 'head', 'analyst', 'administrator'];
    const without = actor('other', ...others.filter((one) => one !== role));
    assert.throws(() => take(life, 6, without, action), broken('role_missing'), action.type);
    assert.doesNotThrow(() => take(life, 6, actor('other', role), action), action.type);
  }
  assert.throws(() => begin(head, null), broken('role_missing'));
});

test('four eyes: who had a hand in a version can’t approve it', () => {
  assert.throws(() => take(submitted(both), 2, both, approve(1)), broken('four_eyes'));
  const edited = take(take(take(draft(both), 1, author, edit(1)), 1, author, submit(2)), 1, head, giveBack(2));
  const again = take(take(edited, 2, author, edit(2)), 2, author, submit(3));
  assert.throws(() => take(again, 3, both, approve(3)), broken('four_eyes'), 'another’s later edits don’t wash it off');
  const promoted = actor('author', 'head');
  assert.throws(() => take(submitted(), 2, promoted, approve(1)), broken('four_eyes'), 'nor does another role');
  const sent = take(draft(), 1, both, submit(1));
  assert.throws(() => take(sent, 2, both, approve(1)), broken('four_eyes'), 'submitting is vouching for it');
  assert.throws(
    () => take(renewed(both), 5, both, approve(1, 2)),
    broken('four_eyes'),
    'beginning a version is writing',
  );
  assert.doesNotThrow(() => take(submitted(both), 2, both, giveBack(1)), 'returning one’s own is no approval');
});

test('four eyes: a new version of what doesn’t stand is its editors’ own; of what stands, only the change is', () => {
  const byBoth = take(submitted(both), 2, head, approve(1));
  const change = take(take(byBoth, 3, second, renew), 3, second, submit(1, 2));
  assert.deepEqual(take(change, 4, both, approve(1, 2))[1]?.state, 'approved');
  const gone = take(byBoth, 3, head, withdraw());
  const revived = take(take(gone, 4, second, renew), 4, second, submit(1, 2));
  assert.throws(() => take(revived, 5, both, approve(1, 2)), broken('four_eyes'));
});

test('approval names the revision that was read; an edit takes the version back to draft', () => {
  const edited = take(submitted(), 2, author, edit(1));
  assert.deepEqual(statuses(edited, 2), ['draft']);
  assert.throws(() => take(edited, 2, head, approve(1)), broken('revision_outdated'));
  const sent = take(edited, 2, author, submit(2));
  assert.throws(() => take(sent, 3, head, approve(1)), broken('revision_outdated'));
  assert.equal(take(sent, 3, head, approve(2))[0]?.state, 'approved');
  assert.throws(() => take(draft(), 2, author, edit(2)), broken('revision_outdated'));
  assert.throws(() => take(edited, 2, author, submit(1)), broken('revision_outdated'));
});

test('the old version stands until the moment at which the new one appears', () => {
  const life = scheduled();
  assert.deepEqual(statuses(life, 8), ['published', 'scheduled']);
  assert.deepEqual([shown(life, 2), shown(life, 8), shown(life, 9), shown(life, 30)], [[1], [1], [2], [2]]);
  assert.deepEqual(statuses(life, 9), ['superseded', 'published']);
  assert.throws(() => take(life, 8, author, renew), broken('action_not_allowed'), 'one change at a time');
  assert.deepEqual(statuses(take(life, 9, author, renew), 9), ['superseded', 'published', 'draft']);
});

test('what is scheduled can be withdrawn before, and then nothing has changed for the public', () => {
  const life = take(scheduled(), 6, head, withdraw(2));
  assert.deepEqual(statuses(life, 10), ['published', 'withdrawn']);
  assert.deepEqual([shown(life, 8), shown(life, 10)], [[1], [1]]);
});

test('what is withdrawn is gone, and nothing older comes back', () => {
  const life = take(scheduled(), 10, head, withdraw(2));
  assert.deepEqual([shown(life, 8), shown(life, 9), shown(life, 10), shown(life, 30)], [[1], [2], [], []]);
  const early = take(scheduled(), 7, head, withdraw(1));
  assert.deepEqual(
    [shown(early, 6), shown(early, 8), shown(early, 9)],
    [[1], [], [2]],
    'the scheduled one still comes',
  );
  const none = take(early, 8, head, withdraw(2));
  assert.deepEqual([shown(none, 6), shown(none, 8), shown(none, 30)], [[1], [], []]);
});

test('a reason for what goes against the author, no date of review that is over, no publication in the past', () => {
  const empty = { ru: ' ' };
  assert.throws(
    () => take(submitted(), 2, head, { ...giveBack(1), reason: empty } as VersionAction),
    broken('reason_missing'),
  );
  assert.throws(
    () => take(published(), 3, head, { ...withdraw(), reason: empty } as VersionAction),
    broken('reason_missing'),
  );
  const until = (day: string): Version[] => take(draft(), 1, author, edit(1, 1, day));
  assert.throws(() => take(until('2026-11-23'), 2, author, submit(2)), broken('review_by_past'));
  const today = take(until('2026-11-24'), 2, author, submit(2));
  assert.throws(
    () => take(today, 3, head, approve(2, 1, iso(20))),
    broken('review_by_past'),
    'past midnight in Astrakhan',
  );
  assert.equal(take(today, 3, head, approve(2, 1, iso(19)))[0]?.shownFrom, iso(19));
  assert.throws(() => take(submitted(), 3, head, approve(1, 1, iso(3))), broken('publish_at_past'));
  const elsewhere = take(submitted(), 3, head, approve(1, 1, '2026-11-24T08:00:00+04:00'));
  assert.equal(elsewhere[0]?.shownFrom, iso(4), 'whatever offset it came with');
});

test('versions that aren’t there, and the given ones stay as they were', () => {
  assert.throws(() => take(draft(), 2, author, edit(1, 2)), broken('version_unknown'));
  assert.throws(() => take([], 2, author, renew), broken('version_unknown'));
  const life = submitted();
  const copy = structuredClone(life);
  take(life, 2, head, approve(1));
  assert.deepEqual(life, copy);
});
