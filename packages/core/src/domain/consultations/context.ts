import type { LocalizedText } from '../../contract/common.ts';
import type { CaseRecord, RecordEvent, Who } from '../../contract/staff/consultations.ts';
import { daysBetween, localTime, type IsoDate } from '../calendar.ts';
import type { Actor } from '../four-eyes.ts';
import { awaitedOf } from './record.ts';
import type { Rules } from './rules.ts';

/** Who acts: one of the staff, or the client, who is known by the code of the case alone. */
export type By = Actor | 'client';

/** All that an action is judged by. */
export interface Context {
  record: CaseRecord;
  by: By;
  /** Of the staff who acts. */
  position: LocalizedText;
  /** ISO 8601 in UTC. */
  at: string;
  /** The agency's date. */
  today: IsoDate;
  rules: Rules;
  /** Days since the client was asked for a clarification that is still awaited. */
  waited: number;
}

/** What an action does; state and end of the case follow from where it leads. */
export interface Effect extends Partial<Pick<CaseRecord, 'registeredOn' | 'dueBy' | 'derivation'>> {
  events: RecordEvent[];
}

export function contextOf(record: CaseRecord, by: By, moment: Date, rules: Rules): Context {
  const today = localTime(moment, rules.timeZone).date;
  const asked = awaitedOf(record);
  return {
    record,
    by,
    position: by === 'client' ? { ru: '' } : by.position,
    at: moment.toISOString(),
    today,
    rules,
    waited: asked ? Math.max(0, daysBetween(localTime(new Date(asked.at), rules.timeZone).date, today)) : 0,
  };
}

/** What an event keeps of who did it: of the client nothing. */
export const byOf = (by: By): { by?: Who } => (by === 'client' ? {} : { by: { id: by.id, position: by.position } });

export const filled = (value: LocalizedText | null): boolean => !!value?.ru.trim();
