import type { CaseRecord } from '../../contract/staff/consultations.ts';
import { addDays, daysBetween, localTime, type IsoDate } from '../calendar.ts';
import { isOpen, transitions } from './lifecycle.ts';
import { awaitedOf, wasDeferred } from './record.ts';
import type { Rules } from './rules.ts';
import { windowOf } from './terms.ts';

export const alarmKinds = [
  'registration_passed',
  'term_near',
  'term_passed',
  'deferral_closing',
  'forwarding_closing',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Something about a case that staff must be told, before or after a day. */
export interface Alarm {
  kind: AlarmKind;
  /** The last day for it. */
  date: IsoDate;
  /** Until then; 0: today is the last day; negative: so many days late. */
  daysLeft: number;
  /** The step of escalation that was reached: so many days before `date`; null for what has no steps. */
  before: number | null;
}

/** The same for as long as an alarm is the same: who was told of it needn't be told again. */
export const alarmKey = ({ kind, date, before }: Alarm): string => [kind, date, before ?? '-'].join(' ');

/** The day until which an answer is owed: later by what was waited, where a clarification stops the clock. */
function owedBy(record: CaseRecord, today: IsoDate, { terms, timeZone }: Rules): IsoDate {
  const asked = awaitedOf(record);
  if (!asked || !terms.clarificationStopsClock) return record.dueBy;
  const since = localTime(new Date(asked.at), timeZone).date;
  return addDays(record.dueBy, Math.max(0, daysBetween(since, today)));
}

function termAlarm(record: CaseRecord, today: IsoDate, rules: Rules): Alarm[] {
  const date = owedBy(record, today, rules);
  const daysLeft = daysBetween(today, date);
  if (daysLeft < 0) return [{ kind: 'term_passed', date, daysLeft, before: null }];
  const reached = rules.policy.nearDays.filter((before) => daysLeft <= before);
  return reached.length > 0 ? [{ kind: 'term_near', date, daysLeft, before: Math.min(...reached) }] : [];
}

/** Told only while it can still be done, on a day when somebody is there to do it. */
function windowAlarms(record: CaseRecord, today: IsoDate, { terms, policy, calendar }: Rules): Alarm[] {
  const { registeredOn, status } = record;
  if (registeredOn === null) return [];
  const closing = (kind: AlarmKind, rule: 'deferral_notice' | 'forwarding'): Alarm[] => {
    const { closes, lastWorkingDay } = windowOf(rule, registeredOn, terms, calendar);
    const daysLeft = daysBetween(today, lastWorkingDay);
    const near = daysLeft <= policy.windowDays && today <= closes;
    return near ? [{ kind, date: lastWorkingDay, daysLeft, before: null }] : [];
  };
  return [
    ...(transitions[status].defer && !wasDeferred(record) && terms.deferralDays > 0
      ? closing('deferral_closing', 'deferral_notice')
      : []),
    ...(transitions[status].forward ? closing('forwarding_closing', 'forwarding') : []),
  ];
}

/** What staff must be told of a case on the agency's date `today`; of a closed one nothing. */
export function alarms(record: CaseRecord, today: IsoDate, rules: Rules): Alarm[] {
  if (!isOpen(record.status)) return [];
  const { registerBy, registeredOn } = record;
  const late: Alarm[] =
    registeredOn === null && today > registerBy
      ? [{ kind: 'registration_passed', date: registerBy, daysLeft: daysBetween(today, registerBy), before: null }]
      : [];
  return [...late, ...termAlarm(record, today, rules), ...windowAlarms(record, today, rules)];
}
