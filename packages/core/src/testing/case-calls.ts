import fc from 'fast-check';
import { refusalGrounds } from '../contract/case.ts';
import type { Audience, File, LocalizedText } from '../contract/common.ts';
import { roles, type Role } from '../contract/staff/accounts.ts';
import type { CaseRecord, Draft, RecordStatus } from '../contract/staff/consultations.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { Actor } from '../domain/four-eyes.ts';
import type { By, CaseAction } from '../domain/consultations/actions.ts';
import type { CaseActionType, Party } from '../domain/consultations/lifecycle.ts';
import type { Origin } from '../domain/consultations/kinds.ts';

/* Calls of the rules for cases in any order, by anybody, at any time. Holds no test itself. */

/** Who may take what, by hand from the order (3.6: staff prepare, the head approves) and the issue. */
export const mayTake: Record<CaseActionType, readonly Party[]> = {
  register: ['consultant'],
  start: ['consultant', 'head'],
  ask: ['consultant'],
  clarify: ['client', 'consultant'],
  resume: ['consultant'],
  draft: ['consultant'],
  submit: ['consultant'],
  return: ['head'],
  approve: ['head'],
  issue: ['consultant'],
  answer_orally: ['consultant'],
  defer: ['consultant', 'head'],
  forward: ['consultant', 'head'],
  redirect: ['consultant', 'head'],
  merge: ['consultant', 'head'],
  withdraw: ['client', 'consultant'],
  reopen: ['head'],
  add_files: ['client', 'consultant'],
  book_visit: ['client', 'consultant'],
  cancel_visit: ['client', 'consultant', 'head'],
};
export const types = Object.keys(mayTake) as CaseActionType[];

export const person = (id: string, ...own: Role[]): Actor => ({
  id: `account-${id}`,
  position: { ru: 'Должность' },
  roles: own,
});
export const people: readonly By[] = [
  'client',
  person('consultant-a', 'consultant'),
  person('consultant-b', 'consultant'),
  person('head-a', 'head'),
  person('head-b', 'head'),
  person('both', 'consultant', 'head'),
  person('neither'),
];
const partiesOf = (by: By): readonly Party[] => (by === 'client' ? ['client'] : by.roles);

/** A draft to be made; `lacks`: the part that is left out. */
interface Plan {
  kind: Draft['kind'];
  ground: (typeof refusalGrounds)[number];
  lacks: 'text' | 'explanation' | 'appeal' | 'given' | 'act' | 'advice' | null;
  /** A refusal that gives something all the same. */
  gives: boolean;
}
const plan: fc.Arbitrary<Plan> = fc.record({
  kind: fc.constantFrom('answer', 'partial', 'refusal'),
  ground: fc.constantFrom('restricted', 'restricted', 'already_published', 'unclear', ...refusalGrounds),
  lacks: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom('text', 'explanation', 'appeal', 'given', 'act', 'advice') },
  ),
  gives: fc.constantFrom(...Array<boolean>(11).fill(false), true),
});

/** How a case begins, and by which rules it lives. */
export interface Setup {
  start: IsoDate;
  minute: number;
  origin: Origin;
  /** By how much all that is waited is longer or shorter: some lives end within a week. */
  pace: number;
  /** Days before, on which a paper came. */
  earlier: number;
  audience: Audience;
  zone: readonly [name: string, hours: number];
  rollover: 'preceding' | 'next';
  approval: boolean;
  stopsClock: boolean;
  /** An agency may know no deferral. */
  defers: boolean;
}
const setup: fc.Arbitrary<Setup> = fc.record({
  // Before the holidays of each season, and of years with and without transfers, and before leap days.
  start: fc.constantFrom(
    ...['2026-10-28', '2026-11-24', '2026-12-14', '2026-12-29', '2025-12-05', '2025-10-24', '2026-04-24'],
    ...['2024-04-12', '2024-12-20', '2024-01-29', '2027-02-17', '2027-12-20', '2028-01-28'],
  ),
  minute: fc.nat(1439),
  pace: fc.constantFrom(1, 1, 0.1, 3),
  origin: fc.constantFrom('form', 'form', 'form', 'phone', 'visit', 'post', 'counter'),
  earlier: fc.constantFrom(0, 0, 1, 4),
  audience: fc.constantFrom('external', 'external', 'internal'),
  // Neither puts its clocks back any more.
  zone: fc.constantFrom<Setup['zone']>(['Europe/Astrakhan', 4], ['Asia/Kamchatka', 12]),
  rollover: fc.constantFrom('preceding', 'next'),
  approval: fc.constantFrom(true, true, false),
  stopsClock: fc.boolean(),
  defers: fc.constantFrom(true, true, true, true, true, false),
});

/** One call, by somebody who has these roles at that moment, so many hours after the one before. */
export interface Call {
  wait: number;
  who: number;
  /** Whether somebody calls whose usual roles allow it. */
  fitting: boolean;
  /** Other roles than usual. */
  roles: Role[] | null;
  /** `onward`: whatever leads the case on, so that lives get far. `calendar`: a day near the promised one changes. */
  type: CaseActionType | 'onward' | 'calendar';
  /** Which revision it names, counted back from the newest. */
  stale: number;
  /** Says nothing where something must be said. */
  silent: boolean;
  plan: Plan;
  /** Of a deferral. */
  days: number;
  /** What is wrong with the case into which it is merged. */
  merged: 'well' | 'itself' | 'other' | 'audience' | 'closed' | 'later';
  /** Until the visit. */
  hours: number;
  /** Whether approval is needed at that moment; null: as it always was. */
  approval: boolean | null;
  /** Days from the promised one to that which changes. */
  shift: number;
}
const seldomTaken = [
  ...(['defer', 'defer', 'ask', 'ask', 'return', 'forward', 'merge', 'answer_orally', 'book_visit'] as const),
  ...(['cancel_visit', 'cancel_visit', 'draft'] as const),
];
const seldom = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const call: fc.Arbitrary<Call> = fc.record({
  wait: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(0, 0, 1, 3, 8, 14) },
    { weight: 3, arbitrary: fc.constantFrom(24, 31, 72) },
    { weight: 1, arbitrary: fc.constantFrom(130, 400) },
  ),
  who: fc.nat(59),
  fitting: fc.constantFrom(true, true, true, true, false),
  roles: fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant<Role[]>(['consultant', 'head']) },
    { weight: 1, arbitrary: fc.subarray([...roles]) },
  ),
  type: fc.oneof(
    { weight: 20, arbitrary: fc.constant<Call['type']>('onward') },
    { weight: 1, arbitrary: fc.constant<Call['type']>('calendar') },
    { weight: 8, arbitrary: fc.constantFrom<Call['type']>(...types) },
    // What comes in few states, or not for long.
    { weight: 12, arbitrary: fc.constantFrom<Call['type']>(...seldomTaken) },
  ),
  stale: seldom(0, 1, -1),
  silent: seldom(false, true),
  plan,
  days: fc.constantFrom(1, 2, 5, 5, 15, 6, 16, 0, -3, 1.5),
  merged: fc.constantFrom('well', 'itself', 'other', 'audience', 'closed', 'later'),
  hours: fc.constantFrom(1, 30, 300, 0, -5),
  approval: seldom<boolean | null>(null, true, false),
  shift: fc.integer({ min: -12, max: 3 }),
});
export const lives = fc.tuple(setup, fc.array(call, { minLength: 1, maxLength: 60, size: 'max' }));
export type Made = [Setup, Call[]];

/** Later by so many days, without the calendar that is tested. */
export const plus = (date: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
const cut = (text: LocalizedText | null, lacks: boolean): LocalizedText | null => (lacks ? null : text);

/** What a call says bears its number, so that it is found again wherever it is shown. */
export const marks = {
  draft: (index: number): string => `черновик ${index}.`,
  word: (index: number): string => `слово ${index}.`,
};

function draftFrom({ kind, ground, lacks, gives }: Plan, index: number): Draft {
  const word = (part: Plan['lacks'] | 'unit'): LocalizedText => ({
    ru: part === lacks ? ' ' : `${marks.draft(index)} ${part}`,
  });
  const prepared = { preparedBy: word('unit'), files: [] };
  if (kind === 'answer') return { kind, brief: word('unit'), text: word('text'), ...prepared };
  const reasons = {
    ground,
    act: ground === 'restricted' ? cut(word('act'), lacks === 'act') : null,
    explanation: word('explanation'),
    advice: ground === 'already_published' ? cut(word('advice'), lacks === 'advice') : null,
    appeal: word('appeal'),
    ...prepared,
  };
  if (kind === 'partial') return { kind, ...reasons, given: word('given') };
  return { kind, ...reasons, given: gives ? word('given') : null };
}

/** In which a call is made. */
export interface Situation {
  record: CaseRecord;
  call: Call;
  /** Of the call. */
  index: number;
  moment: Date;
}
const said = ({ call: { silent }, index }: Situation): LocalizedText => ({ ru: silent ? ' ' : marks.word(index) });
const revision = ({ record, call: { stale } }: Situation): number =>
  record.timeline.filter(({ type }) => type === 'drafted').length - stale;
const files = ({ call: { silent }, index }: Situation): File[] =>
  silent
    ? []
    : [
        {
          ...{ id: `file-${index}`, title: { ru: 'Скан' }, mediaType: 'application/pdf', format: 'PDF', size: 9 },
          ...{ language: 'ru', url: '/file' },
        },
      ];

/** The action of each type that a call means. */
export const makers: { [T in CaseActionType]: (of: Situation) => Extract<CaseAction, { type: T }> } = {
  register: () => ({ type: 'register' }),
  start: (of) => ({ type: 'start', unit: said(of) }),
  ask: (of) => ({ type: 'ask', question: said(of) }),
  clarify: (of) => ({ type: 'clarify', text: said(of).ru, files: files(of) }),
  resume: () => ({ type: 'resume' }),
  draft: ({ call: { plan: planned }, index }) => ({ type: 'draft', draft: draftFrom(planned, index) }),
  submit: (of) => ({ type: 'submit', revision: revision(of) }),
  return: (of) => ({ type: 'return', revision: revision(of), reason: said(of) }),
  approve: (of) => ({ type: 'approve', revision: revision(of), number: said(of).ru }),
  issue: (of) => ({ type: 'issue', revision: revision(of), number: said(of).ru }),
  answer_orally: (of) => ({ type: 'answer_orally', text: said(of) }),
  defer: (of) => ({ type: 'defer', days: of.call.days, reason: said(of) }),
  forward: (of) => ({ type: 'forward', to: { ru: 'Другой орган' }, reason: said(of) }),
  redirect: (of) => ({
    type: 'redirect',
    explanation: said(of),
    portals: of.call.days < 1 ? [] : [{ title: { ru: 'Портал' }, url: 'https://www.gosuslugi.ru' }],
  }),
  merge: ({ record: { number, audience, dueBy }, call: { merged, shift } }) => ({
    type: 'merge',
    into: {
      number: merged === 'itself' ? number : 'И-7/26',
      status: merged === 'closed' ? 'answered' : 'in_progress',
      audience: merged !== 'audience' ? audience : audience === 'external' ? 'internal' : 'external',
      dueBy: plus(dueBy, merged === 'later' ? 1 : -Math.abs(shift)),
    },
    sameApplicant: merged !== 'other',
  }),
  withdraw: () => ({ type: 'withdraw' }),
  reopen: (of) => ({ type: 'reopen', reason: said(of) }),
  add_files: (of) => ({ type: 'add_files', files: files(of) }),
  book_visit: ({ call: { hours }, index, moment }) => {
    const at = (more: number): string => new Date(moment.getTime() + (hours + more) * 3_600_000).toISOString();
    const visit = {
      id: `slot-${index}`,
      kind: 'visit',
      startsAt: at(0),
      endsAt: at(0.5),
      place: { ru: 'Каб. 1' },
    } as const;
    return { type: 'book_visit', visit };
  },
  cancel_visit: (of) => ({ type: 'cancel_visit', reason: said(of) }),
};

/** The action of a type that says all that it must, in the situation of a call. */
export const completeAction = (type: CaseActionType, of: Situation): CaseAction =>
  makers[type]({
    ...of,
    call: {
      ...{ ...of.call, silent: false, stale: 0, days: 1, merged: 'well', hours: 1 },
      plan: { ...of.call.plan, lacks: null },
    },
  });

/** What leads a case on from a state. */
export function onward({ record, call: { who, approval } }: Situation, needed: boolean): CaseActionType {
  const since = record.timeline.slice(record.timeline.findLastIndex(({ type }) => type === 'reopened') + 1);
  const go = since.some(({ type }) => type === 'drafted') ? ((approval ?? needed) ? 'submit' : 'issue') : 'draft';
  // Without a say in who of those that may does it.
  const turn = Math.floor(who / 12);
  const ways: Partial<Record<RecordStatus, CaseActionType>> = {
    received: 'register',
    registered: turn ? 'start' : 'answer_orally',
    in_progress: go,
    deferred: go,
    approval: turn ? 'approve' : 'return',
    returned: 'draft',
    clarification: turn % 2 ? 'clarify' : 'resume',
  };
  return ways[record.status] ?? 'reopen';
}

/** Who makes a call. */
export function callerOf({ who, fitting, roles: own }: Call, type: CaseActionType): By {
  const fit = people.filter((one) => partiesOf(one).some((party) => mayTake[type].includes(party)));
  const from = fitting ? fit : people;
  const by = from[who % from.length] ?? 'client';
  return by === 'client' || !own ? by : { ...by, roles: own };
}
