import type { CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { alarmKey, alarms, type Alarm } from '@otklik/core/domain/consultations/alarms.js';
import type { Rules } from '@otklik/core/domain/consultations/rules.js';

/** An alarm, and the name under which it is remembered that staff were told of it. */
export interface NamedAlarm {
  name: string;
  alarm: Alarm;
}

/**
 * While a clarification stops the clock, the day by which an answer is owed is a later one each day:
 * that is the same alarm all the same. Its name goes by the date that was promised.
 */
const nameOf = (alarm: Alarm, { dueBy }: CaseRecord): string =>
  alarmKey(alarm.kind === 'term_near' || alarm.kind === 'term_passed' ? { ...alarm, date: dueBy } : alarm);

/** What staff must be told of a case at a moment. */
export const currentAlarms = (record: CaseRecord, moment: Date, rules: Rules): NamedAlarm[] =>
  alarms(record, localTime(moment, rules.timeZone).date, rules).map((alarm) => ({
    name: nameOf(alarm, record),
    alarm,
  }));

/** Whether the heads must know too: when a term has passed, and at the last warning before the answer's. */
export const escalates = ({ kind, before }: Alarm, { policy }: Rules): boolean =>
  kind === 'term_passed' ||
  kind === 'registration_passed' ||
  (kind === 'term_near' && before === Math.min(...policy.nearDays));
