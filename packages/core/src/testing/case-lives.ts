import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { DerivationStep } from '../contract/case.ts';
import type { CaseRecord, Draft, RecordEvent } from '../contract/staff/consultations.ts';
import { productionCalendar } from '../data/production-calendar.ts';
import { calendarOf, type IsoDate } from '../domain/calendar.ts';
import { RuleBroken } from '../domain/rule-broken.ts';
import { act, possibleActions, type By, type CaseAction } from '../domain/consultations/actions.ts';
import { clientView } from '../domain/consultations/client-view.ts';
import { callerOf, lives, makers, onward, person, plus, type Made, type Setup, type Situation } from './case-calls.ts';
import { enterCase, openCase } from '../domain/consultations/opening.ts';
import { recompute } from '../domain/consultations/recompute.ts';
import type { Rules } from '../domain/consultations/rules.ts';
import { defaultInternalTerms, defaultTerms } from '../domain/consultations/terms.ts';
import { consultation } from '../domain/consultations/testing.ts';

/* Lives of cases, what must hold of them, and mistakes that must be found. Holds no test itself. */

/** What is tested; a test that must fail puts something wrong in. */
export interface Subject {
  enterCase: typeof enterCase;
  act: typeof act;
  possibleActions: typeof possibleActions;
  clientView: typeof clientView;
  recompute: typeof recompute;
}
export const real: Subject = { enterCase, act, possibleActions, clientView, recompute };

/** Nothing may change what it is given: in strict code that throws. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}

/** What came of a call. `after` is `before` where it was refused. */
export interface Taken extends Situation {
  today: IsoDate;
  rules: Rules;
  /** Null: the calendar was changed. */
  action: CaseAction | null;
  by: By | null;
  before: CaseRecord;
  after: CaseRecord;
  /** The code of the refusal. */
  refused: string | null;
}
export interface Life {
  setup: Setup;
  rules: Rules;
  /** On the day of the agency. */
  receivedOn: IsoDate;
  opened: CaseRecord;
  taken: readonly Taken[];
}

/** The agency's date at a moment, without the time zones of the platform. */
export const dateAt = (at: string | Date, { zone }: Setup): IsoDate =>
  new Date(new Date(at).getTime() + zone[1] * 3_600_000).toISOString().slice(0, 10);

export function works(date: IsoDate, { calendar }: Pick<Rules, 'calendar'>): boolean {
  const kind = calendar.get(date);
  return kind ? kind !== 'off' : ![0, 6].includes(new Date(date).getUTCDay());
}

const calendar = calendarOf(productionCalendar);
function rulesOf({ audience, zone, rollover, approval, stopsClock, defers }: Setup): Rules {
  const usual = audience === 'internal' ? defaultInternalTerms : defaultTerms;
  return {
    terms: {
      ...usual,
      rollover,
      clarificationStopsClock: stopsClock,
      ...(!defers && { deferralDays: 0, appealMonths: 1 }),
    },
    policy: { approval, nearDays: [5, 1], windowDays: 1 },
    calendar,
    timeZone: zone[0],
  };
}

function begin(subject: Subject, of: Setup, moment: Date, rules: Rules): CaseRecord {
  const asked = { ...consultation, audience: of.audience };
  const topic = { ru: 'Тема' };
  const number = 'И-1/26';
  if (of.origin === 'form') return { number, ...openCase(asked, topic, moment, rules) };
  const oral = of.origin === 'phone' || of.origin === 'visit';
  const receivedOn = plus(dateAt(moment, of), oral ? 0 : -of.earlier);
  const clerk = person('clerk', 'consultant');
  const how = { origin: of.origin, receivedOn };
  return { number, ...subject.enterCase(asked, topic, how, clerk, moment, rules) };
}

/** Makes the calls one after the other; what the rules refuse changes nothing. */
export function live(subject: Subject, [of, calls]: Made): Life {
  let time = Date.parse(of.start) + of.minute * 60_000;
  let rules = rulesOf(of);
  const opened = frozen(begin(subject, of, new Date(time), rules));
  const receivedOn =
    opened.timeline[0]?.type === 'received' ? (opened.timeline[0].on ?? dateAt(new Date(time), of)) : '';
  let record = opened;
  const taken = calls.map((one, index): Taken => {
    time += one.wait * of.pace * 3_600_000;
    const moment = new Date(time);
    const common = { record, call: one, index, moment, today: dateAt(moment, of), before: record };
    if (one.type === 'calendar') {
      const day = plus(record.dueBy, one.shift);
      rules = { ...rules, calendar: new Map([...rules.calendar, [day, works(day, rules) ? 'off' : 'working']]) };
      record = frozen(subject.recompute(record, moment, rules).case);
      return { ...common, rules, action: null, by: null, after: record, refused: null };
    }
    const now = one.approval === null ? rules : { ...rules, policy: { ...rules.policy, approval: one.approval } };
    const type = one.type === 'onward' ? onward(common, rules.policy.approval) : one.type;
    const by = callerOf(one, type);
    const action = frozen(makers[type](common));
    const made = { ...common, rules: now, action, by };
    try {
      record = frozen(subject.act(record, action, by, moment, now));
      return { ...made, after: record, refused: null };
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      return { ...made, after: record, refused: error.code };
    }
  });
  return { setup: of, rules: rulesOf(of), receivedOn, opened, taken };
}

/** What must hold, whatever is called. */
export interface Law {
  name: string;
  /** Throws when it doesn't hold. */
  holds: (life: Life, subject: Subject) => void;
  /** Rules with a mistake in them, by what it is: with each it must be seen not to hold. */
  mistakes: Record<string, Partial<Subject>>;
}

const seed = Number(process.env.OTKLIK_SEED ?? 20_261_124);
export const settings = { numRuns: Number(process.env.OTKLIK_RUNS ?? 700), seed };
const propertyOf = ({ holds }: Law, subject: Subject): fc.IProperty<[Made]> =>
  fc.property(lives, (made) => holds(live(subject, made), subject));

/** Those that don't hold of the real rules: one pass over the lives for all of them. */
function broken(laws: readonly Law[]): Set<Law> {
  const found = new Set<Law>();
  const pass = fc.property(lives, (made) => {
    const life = live(real, made);
    for (const law of laws)
      try {
        if (!found.has(law)) law.holds(life, real);
      } catch {
        found.add(law);
      }
  });
  fc.assert(pass, settings);
  return found;
}

/** Tests that each holds, and that each of its mistakes would be found. */
export function testLaws(laws: readonly Law[]): void {
  describe(`whatever is called, seed ${seed} (another one: OTKLIK_SEED=…)`, () => {
    const found = broken(laws);
    for (const law of laws)
      test(law.name, () => {
        // Once more, for the shortest life of which it doesn't hold.
        if (found.has(law)) fc.assert(propertyOf(law, real), settings);
        assert.ok(!found.has(law));
        assert.notEqual(Object.keys(law.mistakes).length, 0, 'nothing shows that this test can fail');
      });
  });
  describe('would be found', () => {
    for (const law of laws)
      for (const [mistake, wrong] of Object.entries(law.mistakes))
        test(mistake, () => {
          const subject = { ...real, ...wrong };
          assert.ok(fc.check(propertyOf(law, subject), { ...settings, endOnFailure: true }).failed);
        });
  });
}

export const accepted = ({ before, after }: Taken): boolean => before !== after;
export const newEvents = ({ before, after }: Taken): RecordEvent[] => after.timeline.slice(before.timeline.length);

/** Kinds of events, by what they mean. Unknown ones mean nothing for the state of a case. */
export const decisions = ['answered', 'partial', 'refused'];
export const endings = [...decisions, 'answered_orally', 'forwarded', 'redirected', 'withdrawn', 'merged'];
export const inside = ['drafted', 'approval', 'returned'];
export const decisionOf = (one: Taken): RecordEvent | undefined =>
  newEvents(one).find(({ type }) => decisions.includes(type));
export const blank = (text: { ru: string } | null | undefined): boolean => !text || text.ru.trim() === '';

/** How a case ended, unless it was taken up again. */
export function endOf({ timeline }: CaseRecord): RecordEvent | undefined {
  let end: RecordEvent | undefined;
  for (const event of timeline) {
    if (endings.includes(event.type)) end = event;
    if (event.type === 'reopened') end = undefined;
  }
  return end;
}

/** Whether a draft holds all that law and order want. */
export function isComplete(draft: Draft): boolean {
  if (draft.kind === 'answer') return !blank(draft.text);
  const given = draft.kind === 'partial' ? !blank(draft.given) : blank(draft.given);
  const grounds: boolean[] = [
    !blank(draft.explanation) && !blank(draft.appeal),
    draft.ground !== 'restricted' || !blank(draft.act),
    draft.ground !== 'already_published' || !blank(draft.advice),
  ];
  return given && grounds.every(Boolean);
}

/** Whether a step of a derivation only moves a date off a day that isn't a working one. */
export const isRollover = ({ rule }: DerivationStep): boolean => rule.endsWith('_working_day');

/* Mistakes. */

type AfterFirst<T extends unknown[]> = T extends [unknown, ...infer R] ? R : never;
/** Takes an action on a case that is other than it is; what came before stays as it was. */
export const on = (
  change: (record: CaseRecord, ...rest: AfterFirst<Parameters<typeof act>>) => CaseRecord,
): Partial<Subject> => ({
  act: (record, ...rest) => {
    const other = change(record, ...rest);
    const after = real.act(other, ...rest);
    return { ...after, timeline: [...record.timeline, ...after.timeline.slice(other.timeline.length)] };
  },
});
/** Changes what an action of this type (null: of any) did. */
export const then = (
  type: CaseAction['type'] | null,
  change: (after: CaseRecord, before: CaseRecord) => CaseRecord,
): Partial<Subject> => ({
  act: (record, action, ...rest) => {
    const after = real.act(record, action, ...rest);
    return type === null || action.type === type ? change(after, record) : after;
  },
});
/** Takes actions by other rules than are the agency's. */
export const by = (change: (rules: Rules) => Partial<Rules>): Partial<Subject> => ({
  act: (record, action, who, moment, rules) => real.act(record, action, who, moment, { ...rules, ...change(rules) }),
});
export const withTerms = (change: (terms: Rules['terms']) => Partial<Rules['terms']>): Partial<Subject> =>
  by(({ terms }) => ({ terms: { ...terms, ...change(terms) } }));
export const without = (record: CaseRecord, ...gone: RecordEvent['type'][]): CaseRecord => ({
  ...record,
  timeline: record.timeline.filter(({ type }) => !gone.includes(type)),
});
/** With other events. */
export const told = (record: CaseRecord, change: (event: RecordEvent, isLast: boolean) => RecordEvent): CaseRecord => ({
  ...record,
  timeline: record.timeline.map((event, index, all) => change(event, index === all.length - 1)),
});
