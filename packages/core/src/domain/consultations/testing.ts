/* What the tests of consultations share. */
import type { Consultation } from '../../contract/consultations.ts';
import type { CaseRecord, Draft } from '../../contract/staff/consultations.ts';
import type { Role } from '../../contract/staff/accounts.ts';
import { productionCalendar } from '../../data/production-calendar.ts';
import { calendarOf } from '../calendar.ts';
import type { Actor } from '../four-eyes.ts';
import { act, type By, type CaseAction } from './actions.ts';
import { openCase } from './opening.ts';
import { defaultPolicy, type Rules } from './rules.ts';
import { defaultTerms } from './terms.ts';

export const rules: Rules = {
  terms: defaultTerms,
  policy: defaultPolicy,
  calendar: calendarOf(productionCalendar),
  timeZone: 'Europe/Astrakhan',
};
export const words = { ru: 'Текст' };
export const actor = (id: string, ...roles: Role[]): Actor => ({ id, position: { ru: `Должность ${id}` }, roles });
export const consultant = actor('consultant', 'consultant');
export const head = actor('head', 'head');

export const consultation: Consultation = {
  audience: 'external',
  applicant: { kind: 'citizen', name: 'Анна Примерова' },
  topic: 'repair',
  question: 'Когда ремонт?',
  replyForm: 'case',
  contact: { email: 'a@example.org' },
  language: 'ru',
};

const prepared = { preparedBy: words, files: [] };
const reasons = { ground: 'unclear', act: null, explanation: words, advice: null, appeal: words, ...prepared } as const;
export const drafts = {
  answer: { kind: 'answer', brief: words, text: words, ...prepared },
  partial: { kind: 'partial', ...reasons, given: words },
  refusal: { kind: 'refusal', ...reasons, given: null },
} satisfies Record<Draft['kind'], Draft>;

/** 11 o'clock in Astrakhan. */
export const day = (date: string): Date => new Date(`${date}T07:00:00Z`);

/** Received on Saturday 31 October 2026. */
export const opened = (): CaseRecord => ({
  number: 'И-1001/26',
  ...openCase(consultation, words, day('2026-10-31'), rules),
});

export type Step = [date: string, action: CaseAction, by?: By];
const usual = (type: CaseAction['type']): By =>
  type === 'approve' || type === 'return' || type === 'reopen' ? head : type === 'withdraw' ? 'client' : consultant;

/** A case after these steps; who does them is who usually does. */
export const lived = (record: CaseRecord, ...steps: Step[]): CaseRecord =>
  steps.reduce((now, [date, action, by = usual(action.type)]) => act(now, action, by, day(date), rules), record);

export const register: Step = ['2026-11-02', { type: 'register' }];
export const start: Step = ['2026-11-03', { type: 'start', unit: words }];
export const draft = (content: Draft, date = '2026-11-05'): Step => [date, { type: 'draft', draft: content }];
export const submit = (revision: number, date = '2026-11-05'): Step => [date, { type: 'submit', revision }];
export const approve = (revision: number, date = '2026-11-06'): Step => [
  date,
  { type: 'approve', revision, number: '1-О' },
];

/** The steps from registration to a decision. */
export const decided = (content: Draft): Step[] => [register, start, draft(content), submit(1), approve(1)];
