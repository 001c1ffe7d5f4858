import fc from 'fast-check';
import { roles, type Role } from '../contract/staff/accounts.ts';
import {
  act,
  begin,
  statusAt,
  type Actor,
  type Version,
  type VersionAction,
  type VersionStatus,
} from '../domain/publications/lifecycle.ts';
import { RuleBroken } from '../domain/rule-broken.ts';

/* Calls of the rules for versions in any order, by anybody. */

const timeZone = 'Europe/Astrakhan';
const start = Date.UTC(2026, 10, 24);
const minute = 60_000;

/** One call, by somebody who has these roles at that moment, so many minutes after the one before. */
export interface Call {
  wait: number;
  person: number;
  roles: Role[];
  /** `onward`: whatever leads the newest version on, so that lives get far. */
  type: VersionAction['type'] | 'onward';
  /** Which version and revision the call names, counted back from the newest: mostly the newest, also ones that don't exist. */
  back: number;
  revisionsBack: number;
  /** Minutes until it is to appear; negative: in the past. */
  publishIn: number | null;
  reviewIn: number | null;
}

const call: fc.Arbitrary<Call> = fc.record({
  wait: fc.constantFrom(0, 1, 5, 1500),
  person: fc.nat(2),
  roles: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Role[]>(['author', 'head']) },
    { weight: 1, arbitrary: fc.subarray([...roles]) },
  ),
  type: fc.constantFrom('onward', 'onward', 'onward', 'edit', 'submit', 'return', 'approve', 'withdraw', 'renew'),
  back: fc.constantFrom(0, 0, 0, 0, 1, -1),
  revisionsBack: fc.constantFrom(0, 0, 0, 0, 1, -1),
  publishIn: fc.constantFrom(null, null, 3, 4000, -1),
  reviewIn: fc.constantFrom(null, null, 0, 10, -10),
});
export const calls: fc.Arbitrary<Call[]> = fc.array(call, { minLength: 1, maxLength: 60, size: 'max' });

export type Act = typeof act;

/** What came of a call. `after` equals `before` where the rules refused it. */
export interface Taken {
  at: string;
  action: VersionAction | null;
  actor: Actor;
  before: readonly Version[];
  after: readonly Version[];
}

const actorOf = ({ person, roles: own }: Call): Actor => ({
  id: `person-${person}`,
  position: { ru: 'Должность' },
  roles: own,
});

const onward: Partial<Record<VersionStatus, VersionAction['type']>> = {
  draft: 'submit',
  submitted: 'approve',
  returned: 'edit',
};

const days = (moment: number, number: number): string =>
  new Date(moment + number * 24 * 60 * minute).toISOString().slice(0, 10);

function actionOf(one: Call, life: readonly Version[], moment: number): VersionAction {
  const { back, revisionsBack, publishIn, reviewIn } = one;
  const newest = life.at(-1);
  const version = (newest?.version ?? 1) - back;
  const revision = (life.find((other) => other.version === version)?.revision ?? 1) - revisionsBack;
  const reason = { ru: 'Причина' };
  const status = newest && statusAt(newest, new Date(moment).toISOString());
  const type = one.type === 'onward' ? ((status && onward[status]) ?? 'renew') : one.type;
  switch (type) {
    case 'edit':
      return { type, version, revision, reviewBy: reviewIn === null ? null : days(moment, reviewIn) };
    case 'approve': {
      const publishAt = publishIn === null ? null : new Date(moment + publishIn * minute).toISOString();
      return { type, version, revision, publishAt };
    }
    case 'submit':
      return { type, version, revision };
    case 'return':
      return { type, version, revision, reason };
    case 'withdraw':
      return { type, version, reason };
    case 'renew':
      return { type };
  }
}

/** Makes the calls one after the other; what the rules refuse changes nothing. */
export function live(run: Act, made: readonly Call[]): Taken[] {
  let moment = start;
  let life: readonly Version[] = [];
  return made.map((one) => {
    moment += one.wait * minute;
    const at = new Date(moment).toISOString();
    const actor = actorOf(one);
    const before = life;
    const action = life.length > 0 ? actionOf(one, life, moment) : null;
    try {
      life = action ? run(life, action, actor, new Date(moment), timeZone) : [begin(actor, null)];
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
    }
    return { at, action, actor, before, after: life };
  });
}
