import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { calls, live, type Act, type Call, type Taken } from '../../testing/version-calls.ts';
import { act, isShownAt, statusAt, type Version, type VersionStatus } from './lifecycle.ts';

const open: readonly VersionStatus[] = ['draft', 'submitted', 'returned', 'scheduled'];

/** From which status a version may come into which by a call, written by hand from the order and issue. */
const ways: Record<VersionStatus, readonly VersionStatus[]> = {
  draft: ['submitted'],
  submitted: ['draft', 'returned', 'scheduled', 'published'],
  returned: ['draft'],
  scheduled: ['withdrawn'],
  published: ['superseded', 'withdrawn'],
  superseded: [],
  withdrawn: [],
};

const shownAt = (life: readonly Version[], at: string): number[] =>
  life.filter((one) => isShownAt(one, at)).map(({ version }) => version);
const moments = (life: readonly Version[]): string[] =>
  life
    .flatMap(({ shownFrom, shownUntil }) => [shownFrom, shownUntil])
    .filter((one) => one !== null)
    .flatMap((one) => [-1, 0, 1].map((shift) => new Date(Date.parse(one) + shift).toISOString()));

/** What must hold, whatever was called. Each throws when it doesn't. */
const invariants: Record<string, (taken: readonly Taken[]) => void> = {
  'who wrote or submitted any revision never approves it, in whatever role': (taken) => {
    const hands = new Map<number, Set<string>>();
    for (const { before, after, action, actor } of taken) {
      if (before === after) continue;
      for (const one of after) {
        const was = before.find(({ version }) => version === one.version);
        const own = hands.get(one.version) ?? new Set();
        hands.set(one.version, own);
        if (!was || action?.type === 'edit' || action?.type === 'submit')
          if (one.revision !== was?.revision || one.state !== was?.state) own.add(actor.id);
        if (one.approved && !was?.approved) assert.ok(!own.has(actor.id));
      }
    }
  },
  'only heads return, approve and withdraw; only authors write': (taken) => {
    for (const { before, after, action, actor } of taken) {
      if (before === after) continue;
      const decision = action !== null && ['return', 'approve', 'withdraw'].includes(action.type);
      assert.ok(actor.roles.includes(decision ? 'head' : 'author'));
    }
  },
  'what is approved is the revision that was submitted and named': (taken) => {
    const sent = new Map<number, number>();
    for (const { before, after, action } of taken) {
      if (before === after || !action || !('revision' in action)) continue;
      const now = after.find(({ version }) => version === action.version);
      if (action.type === 'submit') sent.set(action.version, now?.revision ?? 0);
      if (action.type === 'approve') {
        assert.equal(now?.revision, action.revision);
        assert.equal(now?.revision, sent.get(action.version));
      }
    }
  },
  'an approved text never changes': (taken) => {
    for (const { before, after } of taken)
      for (const one of before) {
        if (!one.approved) continue;
        const now = after.find(({ version }) => version === one.version);
        assert.deepEqual([now?.revision, now?.approved, now?.editors], [one.revision, one.approved, one.editors]);
      }
  },
  'a version goes from status to status by the ways of the order alone': (taken) => {
    for (const { at, before, after } of taken)
      for (const one of before) {
        const now = after.find(({ version }) => version === one.version);
        assert.ok(now, 'no version is ever lost');
        const [from, to] = [statusAt(one, at), statusAt(now, at)];
        assert.ok(from === to || ways[from].includes(to), `${from} ${to}`);
      }
  },
  'versions count from 1, and only the newest is open': (taken) => {
    for (const { at, after } of taken) {
      assert.deepEqual(
        after.map(({ version }) => version),
        after.map((_, index) => index + 1),
      );
      for (const one of after.slice(0, -1)) assert.ok(!open.includes(statusAt(one, at)));
    }
  },
  'at any moment at most one version is shown, and what is shown was approved': (taken) => {
    for (const { after } of taken)
      for (const moment of moments(after)) {
        const shown = shownAt(after, moment);
        assert.ok(shown.length <= 1);
        for (const version of shown) {
          const one = after.find((other) => other.version === version);
          assert.ok(one?.approved && one.approved.at <= moment);
          assert.ok(!one.withdrawn || one.withdrawn.at > moment);
        }
      }
  },
  'the past doesn’t change: what was shown at a moment was shown then, for ever': (taken) => {
    const last = taken.at(-1)?.after ?? [];
    for (const { at, after } of taken.slice(0, -1)) {
      const later = taken.filter((one) => one.at === at).at(-1);
      // Several calls within one moment: what the last of them left counts.
      if (later?.after === after) assert.deepEqual(shownAt(last, at), shownAt(after, at));
    }
  },
  'a text that stands goes on standing unless it is withdrawn or another takes its place': (taken) => {
    for (const { at, before, after, action } of taken) {
      const [was] = shownAt(before, at);
      const [now] = shownAt(after, at);
      if (was === now) continue;
      assert.ok(action?.type === 'approve' || action?.type === 'withdraw');
      if (action.type === 'approve') assert.equal(now, action.version);
      if (action.type === 'withdraw') assert.deepEqual([was, now], [action.version, undefined]);
    }
  },
};

const settings = { numRuns: 700, seed: 20261124 };
const holds = (name: string, run: Act): fc.RunDetails<[Call[]]> =>
  fc.check(
    fc.property(calls, (made) => invariants[name]?.(live(run, made))),
    settings,
  );

for (const name of Object.keys(invariants)) {
  test(`whatever is called: ${name}`, () => {
    const { failed, counterexample, errorInstance } = holds(name, act);
    assert.equal(failed, false, `${JSON.stringify(counterexample)} ${String(errorInstance)}`);
  });
}

test('the calls get everywhere: each action is taken, each status is reached', () => {
  const seen = new Set<string>();
  for (const made of fc.sample(calls, settings))
    for (const { at, before, after, action } of live(act, made)) {
      if (before !== after) seen.add(action?.type ?? 'begin');
      for (const one of after) seen.add(statusAt(one, at));
      if (after.length > 2 && shownAt(after, at)[0] === 3) seen.add('third version');
    }
  assert.deepEqual(
    [...seen].sort(),
    [...Object.keys(ways), 'begin', 'edit', 'submit', 'return', 'approve', 'withdraw', 'renew', 'third version'].sort(),
  );
});

/** Rules with a mistake in them: what the named invariant must find. */
const change = (life: readonly Version[], version: number, put: (one: Version) => Version): Version[] =>
  life.map((one) => (one.version === version ? put(one) : one));
const mistakes: [mistake: string, invariant: string, run: Act][] = [
  [
    'only the last editor counts',
    'who wrote or submitted any revision never approves it, in whatever role',
    (life, action, actor, ...rest) => {
      const after = act(life, action, actor, ...rest);
      return action.type === 'edit' ? change(after, action.version, (one) => ({ ...one, editors: [actor.id] })) : after;
    },
  ],
  [
    'a hand in it counts for authors alone',
    'who wrote or submitted any revision never approves it, in whatever role',
    (life, action, actor, ...rest) =>
      action.type === 'approve' && !actor.roles.includes('author')
        ? act(
            change(life, action.version, (one) => ({ ...one, editors: [] })),
            action,
            actor,
            ...rest,
          )
        : act(life, action, actor, ...rest),
  ],
  [
    'everybody may do everything',
    'only heads return, approve and withdraw; only authors write',
    (life, action, actor, ...rest) => act(life, action, { ...actor, roles: ['author', 'head'] }, ...rest),
  ],
  [
    'an edit leaves it submitted',
    'what is approved is the revision that was submitted and named',
    (life, action, ...rest) => {
      const after = act(life, action, ...rest);
      if (action.type !== 'edit') return after;
      const was = life.find(({ version }) => version === action.version);
      return change(after, action.version, (one) => ({ ...one, state: was?.state ?? one.state }));
    },
  ],
  [
    'approval takes whatever is there by now',
    'what is approved is the revision that was submitted and named',
    (life, action, ...rest) => {
      const now = 'version' in action ? life.find(({ version }) => version === action.version)?.revision : undefined;
      return act(life, action.type === 'approve' && now ? { ...action, revision: now } : action, ...rest);
    },
  ],
  [
    'what is approved can be edited',
    'an approved text never changes',
    (life, action, actor, ...rest) =>
      action.type === 'edit'
        ? change(life, action.version, (one) => ({ ...one, revision: one.revision + 1 }))
        : act(life, action, actor, ...rest),
  ],
  [
    'a draft is approved unsubmitted',
    'a version goes from status to status by the ways of the order alone',
    (life, action, ...rest) =>
      action.type === 'approve'
        ? act(
            change(life, action.version, (one) => (one.state === 'draft' ? { ...one, state: 'submitted' } : one)),
            action,
            ...rest,
          )
        : act(life, action, ...rest),
  ],
  [
    'a second change is begun while one is on the way',
    'versions count from 1, and only the newest is open',
    (life, action, actor, ...rest) => {
      const newest = life.at(-1);
      return action.type === 'renew' && newest?.state === 'draft'
        ? [...life, { ...newest, version: newest.version + 1 }]
        : act(life, action, actor, ...rest);
    },
  ],
  [
    'the old version isn’t superseded',
    'at any moment at most one version is shown, and what is shown was approved',
    (life, action, ...rest) =>
      act(life, action, ...rest).map((one) => (one.withdrawn ? one : { ...one, shownUntil: null })),
  ],
  [
    'withdrawal wipes out that it ever was public',
    'the past doesn’t change: what was shown at a moment was shown then, for ever',
    (life, action, ...rest) => {
      const after = act(life, action, ...rest);
      return action.type === 'withdraw' ? change(after, action.version, (one) => ({ ...one, shownFrom: null })) : after;
    },
  ],
  [
    'the old version goes when its change is scheduled',
    'a text that stands goes on standing unless it is withdrawn or another takes its place',
    (life, action, actor, moment, ...rest) =>
      act(life, action, actor, moment, ...rest).map((one) =>
        one.shownUntil !== null && one.shownUntil > moment.toISOString()
          ? { ...one, shownUntil: moment.toISOString() }
          : one,
      ),
  ],
];

for (const [mistake, invariant, run] of mistakes) {
  test(`would be found: ${mistake}`, () => {
    assert.equal(holds(invariant, run).failed, true);
  });
}

test('each invariant is seen to fail by some mistake', () => {
  assert.deepEqual([...new Set(mistakes.map(([, invariant]) => invariant))].sort(), Object.keys(invariants).sort());
});
