import { BackendError } from '@otklik/core/backend/error.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { ClientBackend } from '@otklik/core/backend/port.js';
import type { Case } from '@otklik/core/contract/case.js';
import type { Slot } from '@otklik/core/contract/slots.js';
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
const slots: Slot[] = [24, 24, 25, 27, 30].map((day, at) => ({
  ...{ id: `slot-${at}`, kind: 'visit' },
  ...{ startsAt: `2026-11-${day}T0${5 + at}:00:00.000Z`, endsAt: `2026-11-${day}T0${5 + at}:20:00.000Z` },
  place: { ru: 'ул. Примерная, 1, кабинет 4', en: '1 Example Street, room 4' },
}));
type Answers = Partial<ClientBackend>;
/** A case that can be acted on, opened where `unfold` says, and there what its button does. */
function acting(
  name: string,
  found: Case,
  {
    unfold,
    press,
    typed = '',
    answers = {},
    attributes,
  }: { unfold?: RegExp; press?: true; typed?: string; answers?: Answers; attributes?: Record<string, string> } = {},
): Example {
  const backend: Answers = {
    readAgency: () => Promise.resolve(agency),
    readCase: () => Promise.resolve(found),
    listSlots: () => Promise.resolve({ items: slots, next: null }),
    listSurveys: () =>
      Promise.resolve({
        items: [{ id: 'information-access', title: { ru: 'Опрос' }, questions: 12 }] as never[],
        next: null,
      }),
    ...answers,
  };
  const act = async (element: OtklikElement): Promise<void> => {
    await enter(element);
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
    const folded = [...element.renderRoot.querySelectorAll('details')].find((one) =>
      unfold?.test(one.querySelector('summary')?.textContent ?? ''),
    );
    if (folded) folded.open = true;
    const form = folded?.querySelector('form') ?? element.renderRoot.querySelector('form[data-act]');
    const field = form?.querySelector('textarea');
    if (field) field.value = typed;
    if (press) await untilFocused(element, () => form?.querySelector<HTMLElement>('.actions > button')?.click());
  };
  return { name, backend, properties: now, act, ...(attributes && { attributes }) };
}
const noticed = (to: string | null): Case => ({ ...cases.in_progress, notices: { by: to ? 'email' : 'none', to } });
const rejecting = (code: 'network' | 'rule_broken' | 'slot_taken') => () => Promise.reject(new BackendError(code));

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
  acting('question answered by nothing', cases.clarification, { press: true }),
  acting('answer not sent', cases.clarification, {
    press: true,
    typed: 'С начала сборов по 1 октября 2026.',
    answers: { clarifyCase: rejecting('network') },
  }),
  acting('visit to book', cases.in_progress, { unfold: /Записаться/ }),
  acting('visit to book in English', cases.in_progress, { unfold: /Book/, attributes: { lang: 'en' } }),
  acting('visit without a time', cases.in_progress, { unfold: /Записаться/, press: true }),
  acting('no time is free', cases.in_progress, {
    unfold: /Записаться/,
    answers: { listSlots: () => Promise.resolve({ items: [], next: null }) },
  }),
  acting('times that cannot be had', cases.in_progress, {
    unfold: /Записаться/,
    answers: { listSlots: rejecting('network') },
  }),
  acting('visit to move', otherCases.visits, { unfold: /Перенести/ }),
  acting('visit to cancel', otherCases.visits, { unfold: /Отменить/ }),
  acting('files to add', cases.in_progress, { unfold: /Добавить/ }),
  acting('files to add, none chosen', cases.in_progress, { unfold: /Добавить/, press: true }),
  acting('how to be told', noticed('a…@example.org'), { unfold: /Как сообщать/ }),
  acting('how to be told, no address known', noticed(null), { unfold: /Как сообщать/ }),
  acting('how to be told, saved', noticed('a…@example.org'), {
    unfold: /Как сообщать/,
    press: true,
    answers: { setNotices: () => Promise.resolve(noticed('a…@example.org')) },
  }),
  acting('request to withdraw', cases.in_progress, { unfold: /Отозвать/ }),
  acting('withdrawal that came too late', cases.in_progress, {
    unfold: /Отозвать/,
    press: true,
    answers: { withdrawCase: rejecting('rule_broken') },
  }),
  acting('answered, with the way to a survey', cases.answered),
  acting('refused, with the way to a survey, in English', cases.refused, { attributes: { lang: 'en' } }),
  shown('refused, the time to appeal over', cases.refused, {
    properties: { now: () => new Date('2027-06-01T08:00:00Z') },
  }),
  shown('of another version', {
    ...cases.in_progress,
    timeline: [...cases.in_progress.timeline, { type: 'mediated', at: '2026-11-04T07:30:00.000Z' } as never],
  }),
  shown('refused in part, as it was told before', otherCases.refusedInPart),
];
