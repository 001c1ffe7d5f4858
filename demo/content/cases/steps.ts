import type { CaseContent } from '@otklik/core/backend/content.js';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { Draft } from '@otklik/core/contract/staff/consultations.js';
import type { IsoDate } from '@otklik/core/domain/calendar.js';
import type { By, CaseAction } from '@otklik/core/domain/consultations/actions.js';
import type { Actor } from '@otklik/core/domain/four-eyes.js';
import * as positions from '../positions.ts';
import { momentAt } from './moments.ts';

export type Step = CaseContent['steps'][number];

/** Who works on the cases. Whoever approves is somebody else than who prepares (order 078-О, 3.6). */
const consultant: Actor = { id: 'demo-consultant', position: positions.consultant, roles: ['consultant'] };
const deputy: Actor = { id: 'demo-deputy', position: positions.deputy, roles: ['head'] };
const head: Actor = { id: 'demo-head', position: positions.head, roles: ['head'] };

/** What the consultant doesn't do. Complaints about an answer go to the Head of the Service. */
const others: Partial<Record<CaseAction['type'], By>> = {
  return: deputy,
  approve: deputy,
  defer: deputy,
  forward: deputy,
  reopen: head,
  clarify: 'client',
  withdraw: 'client',
};

/** A step on a working day; one of the staff's, at an hour when the Service is at work on any of them. */
export const step = (date: IsoDate, time: string, action: CaseAction): Step => ({
  at: momentAt(date, time),
  by: others[action.type] ?? consultant,
  action,
});

export const register = (date: IsoDate, time: string): Step => step(date, time, { type: 'register' });

const capital = (text = ''): string => text.charAt(0).toUpperCase() + text.slice(1);
/** The unit stands as a sentence of its own. */
export const start = (date: IsoDate, time: string, { ru, en }: LocalizedText): Step =>
  step(date, time, { type: 'start', unit: { ru: capital(ru), en: capital(en) } });

/** A draft brought to the head; `revision` counts the drafts of the case. */
export const submitted = (draft: Draft, date: IsoDate, revision = 1): Step[] => [
  step(date, '14:05', { type: 'draft', draft }),
  step(date, '14:30', { type: 'submit', revision }),
];

export interface Decision {
  /** Registration number without its year. */
  number: string;
  drafted: IsoDate;
  approved: IsoDate;
  /** Of the approval. */
  time: string;
  revision?: number;
}

/** A draft that the head approves. */
export const decided = (draft: Draft, { number, drafted, approved, time, revision = 1 }: Decision): Step[] => [
  ...submitted(draft, drafted, revision),
  step(approved, time, { type: 'approve', revision, number: `${number}/${approved.slice(2, 4)}` }),
];
