import { BackendError } from '@otklik/core/backend/error.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Case } from '@otklik/core/contract/case.js';
import type { OtklikElement } from '../base/element.ts';
import { untilFocused, type Example } from '../base/example.ts';
import { agency } from '../consultation/consultation.examples.ts';
import { cases, otherCases } from './case.lives.ts';

const code = '7KQ4-M2XD-91TH';

/** Types a code, presses the button and waits for what comes. */
export async function enter(element: OtklikElement, typed = code): Promise<void> {
  const input = element.renderRoot.querySelector('input');
  if (input) input.value = typed;
  await untilFocused(element, () => element.renderRoot.querySelector('button')?.click());
}

const now = { now: () => new Date('2026-11-23T08:00:00Z') };
/** A case as it is once its code was typed. */
const shown = (name: string, found: Case, change: Partial<Example> = {}, about: Partial<Agency> = {}): Example => ({
  name,
  backend: { readAgency: () => Promise.resolve({ ...agency, ...about }), readCase: () => Promise.resolve(found) },
  properties: now,
  act: (element) => enter(element),
  ...change,
});
const failing = (name: string, why: 'case_unknown' | 'network'): Example =>
  shown(name, cases.received, {
    backend: { readAgency: () => Promise.resolve(agency), readCase: () => Promise.reject(new BackendError(why)) },
  });
const english = { attributes: { lang: 'en' } };

export const examples: Example[] = [
  { name: 'form', backend: {} },
  { name: 'form in English', backend: {}, ...english },
  { name: 'mistyped code', backend: {}, act: (element) => enter(element, '7KQ4-M2XD-91TP') },
  failing('unknown code', 'case_unknown'),
  failing('no connection', 'network'),
  ...Object.entries(cases).map(([status, found]) => shown(status, found)),
  ...Object.entries(cases).map(([status, found]) => shown(`${status} in English`, found, english)),
  shown('overdue', cases.registered, { properties: { now: () => new Date('2026-12-20T08:00:00Z') } }),
  shown('answered by telephone at once', otherCases.answeredOrally),
  shown('asked at a visit', otherCases.visit),
  shown('letter brought', otherCases.counter),
  shown('term changed by the calendar', otherCases.termByCalendar),
  shown('term changed by a clarification', otherCases.termByClarification),
  shown(
    'clarification that stops the clock',
    otherCases.clarificationStops,
    {},
    {
      email: 'housing@example.org',
      terms: { ...agency.terms, clarificationStopsClock: true },
    },
  ),
  shown('visit to come', otherCases.visits),
  shown('visit to come in English', otherCases.visits, english),
  shown('visits cancelled', otherCases.visitCancelled),
  shown('reopened', otherCases.reopened),
  shown('reopened in English', otherCases.reopened, english),
  shown('refused in part, as it was told before', otherCases.refusedInPart),
];
