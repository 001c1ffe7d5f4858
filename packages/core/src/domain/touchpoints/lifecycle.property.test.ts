import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { roles, type Role } from '../../contract/staff/accounts.ts';
import { addDays } from '../calendar.ts';
import type { Actor } from '../four-eyes.ts';
import { RuleBroken } from '../rule-broken.ts';
import { act, begin, statusOn, type ListAction, type ListVersion, type ListVersionStatus } from './lifecycle.ts';

const start = '2026-11-24';
const timeZone = 'Europe/Astrakhan';

/** One call, by somebody who has these roles at that moment, so many days after the one before. */
interface Call {
  wait: number;
  person: number;
  roles: Role[];
  /** `onward`: whatever leads the newest version on, so that lives get far. */
  type: ListAction['type'] | 'onward';
  /** Which version and revision the call names, counted back from the newest. */
  back: number;
  revisionsBack: number;
  /** Days from the call to the document's date, and from there until the list is in force. */
  dated: number;
  begins: number;
}
const call: fc.Arbitrary<Call> = fc.record({
  wait: fc.constantFrom(0, 0, 1, 9),
  person: fc.nat(2),
  roles: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Role[]>(['author', 'head']) },
    { weight: 1, arbitrary: fc.subarray([...roles]) },
  ),
  type: fc.constantFrom('onward', 'onward', 'onward', 'edit', 'submit', 'return', 'approve', 'renew'),
  back: fc.constantFrom(0, 0, 0, 0, 1, -1),
  revisionsBack: fc.constantFrom(0, 0, 0, 0, 1, -1),
  dated: fc.constantFrom(0, -1, -5, 1),
  begins: fc.constantFrom(0, 3, 20, -2),
});
const calls = fc.array(call, { minLength: 1, maxLength: 60, size: 'max' });

type Act = typeof act;
interface Taken {
  day: string;
  action: ListAction | null;
  actor: Actor;
  before: readonly ListVersion[];
  after: readonly ListVersion[];
}

const onward: Partial<Record<ListVersionStatus, ListAction['type']>> = {
  draft: 'submit',
  submitted: 'approve',
  returned: 'edit',
};

function actionOf(one: Call, life: readonly ListVersion[], day: string): ListAction {
  const newest = life.at(-1);
  const version = (newest?.version ?? 1) - one.back;
  const revision = (life.find((other) => other.version === version)?.revision ?? 1) - one.revisionsBack;
  const type = one.type === 'onward' ? ((newest && onward[statusOn(newest, day)]) ?? 'renew') : one.type;
  if (type === 'renew') return { type };
  if (type === 'return') return { type, version, revision, reason: { ru: 'Причина' } };
  if (type !== 'approve') return { type, version, revision };
  const date = addDays(day, one.dated);
  const document = { title: { ru: 'Приказ' }, number: '1-О', date };
  return { type, version, revision, document, inForceFrom: addDays(date, one.begins) };
}

/** Makes the calls one after the other; what the rules refuse changes nothing. */
function live(run: Act, made: readonly Call[]): Taken[] {
  let day = start;
  let life: readonly ListVersion[] = [];
  return made.map((one) => {
    day = addDays(day, one.wait);
    const actor = { id: `person-${one.person}`, position: { ru: 'Должность' }, roles: one.roles };
    const before = life;
    const action = life.length > 0 ? actionOf(one, life, day) : null;
    try {
      life = action ? run(life, action, actor, new Date(`${day}T08:00:00Z`), timeZone) : [begin(actor)];
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
    }
    return { day, action, actor, before, after: life };
  });
}

/** From which status a version may come into which by a call, written by hand from the order and issue. */
const ways: Record<ListVersionStatus, readonly ListVersionStatus[]> = {
  draft: ['submitted'],
  submitted: ['draft', 'returned', 'scheduled', 'in_force'],
  returned: ['draft'],
  scheduled: ['superseded'],
  in_force: ['superseded'],
  superseded: [],
};

const inForce = (life: readonly ListVersion[], day: string): number[] =>
  life.filter((one) => statusOn(one, day) === 'in_force').map(({ version }) => version);

/** What must hold, whatever was called. Each throws when it doesn't. */
const invariants: Record<string, (taken: readonly Taken[]) => void> = {
  'who changed or submitted any revision never approves it, in whatever role': (taken) => {
    const hands = new Map<number, Set<string>>();
    for (const { before, after, action, actor } of taken) {
      if (before === after || action?.type === 'return') continue;
      for (const one of after) {
        const was = before.find(({ version }) => version === one.version);
        const own = hands.get(one.version) ?? new Set();
        hands.set(one.version, own);
        if (one.approved && !was?.approved) assert.ok(!own.has(actor.id));
        else if (!was || one.revision !== was.revision || one.state !== was.state) own.add(actor.id);
      }
    }
  },
  'only heads return and approve; only authors prepare': (taken) => {
    for (const { before, after, action, actor } of taken) {
      if (before === after) continue;
      const decision = action?.type === 'return' || action?.type === 'approve';
      assert.ok(actor.roles.includes(decision ? 'head' : 'author'));
    }
  },
  'what is approved is the revision that was submitted and named, and never changes again': (taken) => {
    const sent = new Map<number, number>();
    for (const { before, after, action } of taken) {
      for (const one of before.filter(({ approved }) => approved)) {
        const now = after.find(({ version }) => version === one.version);
        assert.deepEqual({ ...now, inForceUntil: null }, { ...one, inForceUntil: null });
      }
      if (before === after || !action || !('revision' in action)) continue;
      const now = after.find(({ version }) => version === action.version);
      if (action.type === 'submit') sent.set(action.version, now?.revision ?? 0);
      if (action.type === 'approve')
        assert.deepEqual([now?.revision, sent.get(action.version)], [action.revision, now?.revision]);
    }
  },
  'a version goes from status to status by the ways of the order alone': (taken) => {
    for (const { day, before, after } of taken)
      for (const one of before) {
        const now = after.find(({ version }) => version === one.version);
        assert.ok(now, 'no version is ever lost');
        const [from, to] = [statusOn(one, day), statusOn(now, day)];
        assert.ok(from === to || ways[from].includes(to), `${from} ${to}`);
      }
  },
  'versions count from 1, and only the newest is open': (taken) => {
    for (const { after } of taken) {
      assert.deepEqual(
        after.map(({ version }) => version),
        after.map((_, index) => index + 1),
      );
      for (const one of after.slice(0, -1)) assert.equal(one.state, 'approved');
    }
  },
  'from the first day on, exactly one list is in force, by a document that isn’t younger': (taken) => {
    const life = taken.at(-1)?.after ?? [];
    const days = life.flatMap(({ inForceFrom }) => (inForceFrom === null ? [] : [inForceFrom])).sort();
    for (const day of days.flatMap((one) => [addDays(one, -1), one, addDays(one, 1)])) {
      const found = inForce(life, day);
      assert.equal(found.length, day >= (days[0] ?? day) ? 1 : 0, day);
      for (const version of found) assert.ok((life[version - 1]?.document?.date ?? '9') <= day);
    }
  },
  'the newest approved list that has begun is the one in force': (taken) => {
    for (const { day, after } of taken) {
      const begun = after.filter(({ inForceFrom }) => inForceFrom !== null && inForceFrom <= day);
      assert.deepEqual(
        inForce(after, day),
        begun.slice(-1).map(({ version }) => version),
      );
    }
  },
};

const settings = { numRuns: 500, seed: 20261124 };
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
    for (const { day, before, after, action } of live(act, made)) {
      if (before !== after) seen.add(action?.type ?? 'begin');
      for (const one of after) seen.add(statusOn(one, day));
    }
  assert.deepEqual(
    [...seen].sort(),
    [...Object.keys(ways), 'begin', 'edit', 'submit', 'return', 'approve', 'renew'].sort(),
  );
});

/** Rules with a mistake in them: what the named invariant must find. */
const change = (life: readonly ListVersion[], put: (one: ListVersion) => ListVersion): ListVersion[] => life.map(put);
const mistakes: [mistake: string, invariant: string, run: Act][] = [
  [
    'only the last editor counts',
    'who changed or submitted any revision never approves it, in whatever role',
    (life, action, actor, ...rest) => {
      const after = act(life, action, actor, ...rest);
      return action.type === 'edit' ? change(after, (one) => ({ ...one, editors: one.editors.slice(-1) })) : after;
    },
  ],
  [
    'everybody may do everything',
    'only heads return and approve; only authors prepare',
    (life, action, actor, ...rest) => act(life, action, { ...actor, roles: ['author', 'head'] }, ...rest),
  ],
  [
    'approval takes whatever is there by now',
    'what is approved is the revision that was submitted and named, and never changes again',
    (life, action, ...rest) => {
      const now = 'version' in action ? life.find(({ version }) => version === action.version)?.revision : undefined;
      return act(life, action.type === 'approve' && now ? { ...action, revision: now } : action, ...rest);
    },
  ],
  [
    'a draft is approved unsubmitted',
    'a version goes from status to status by the ways of the order alone',
    (life, action, ...rest) =>
      action.type === 'approve'
        ? act(
            change(life, (one) => (one.state === 'draft' ? { ...one, state: 'submitted' } : one)),
            action,
            ...rest,
          )
        : act(life, action, ...rest),
  ],
  [
    'a second change is begun while one is on the way',
    'versions count from 1, and only the newest is open',
    (life, action, ...rest) => {
      const newest = life.at(-1);
      return action.type === 'renew' && newest?.state === 'draft'
        ? [...life, { ...newest, version: newest.version + 1 }]
        : act(life, action, ...rest);
    },
  ],
  [
    'the old list isn’t superseded',
    'from the first day on, exactly one list is in force, by a document that isn’t younger',
    (life, action, ...rest) => change(act(life, action, ...rest), (one) => ({ ...one, inForceUntil: null })),
  ],
  [
    'the old list goes when the new one is approved',
    'the newest approved list that has begun is the one in force',
    (life, action, actor, moment, ...rest) =>
      change(act(life, action, actor, moment, ...rest), (one) =>
        one.inForceUntil ? { ...one, inForceUntil: one.inForceFrom } : one,
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
