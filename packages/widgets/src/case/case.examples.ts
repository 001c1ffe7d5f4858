import type { Backend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Case, Consultation } from '@otklik/core/contract/consultations.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { calendarOf } from '@otklik/core/domain/calendar.js';
import { act, openCase, type CaseAction, type Rules } from '@otklik/core/domain/consultations/lifecycle.js';
import type { OtklikElement } from '../base/element.ts';
import { untilFocused, type Example } from '../base/example.ts';
import { agency } from '../consultation/consultation.examples.ts';

const rules: Rules = { policy: agency.terms, calendar: calendarOf(productionCalendar), timeZone: agency.timeZone };
const consultation: Consultation = {
  audience: 'external',
  applicant: { kind: 'citizen', name: 'Анна Примерова' },
  topic: 'repair',
  question: 'График ремонта крыши на 2026 и 2027 годы и сумма, собранная домом. Дом: ул. Примерная, 5.',
  replyForm: 'email',
  contact: { email: 'anna.primerova@example.org' },
  language: 'ru',
};

/** A case that went through these actions, each on its day of October to December 2026. */
function lived(...steps: [day: string, action: CaseAction][]): Case {
  const topic = { ru: 'Капитальный ремонт', en: 'Major repairs' };
  let current = openCase('И-1102/26', consultation, topic, new Date('2026-10-31T14:05:00Z'), rules);
  for (const [day, action] of steps) current = act(current, action, new Date(`${day}T07:30:00Z`), rules);
  return current;
}

const register: [string, CaseAction] = ['2026-11-02', { type: 'register' }];
const start: [string, CaseAction] = [
  '2026-11-03',
  { type: 'start', unit: { ru: 'Отдел капитального ремонта.', en: 'Department of major repairs.' } },
];
const signature = {
  signatory: { ru: 'заместитель начальника Службы', en: 'Deputy Head of the Service' },
  preparedBy: { ru: 'отдел капитального ремонта', en: 'department of major repairs' },
  number: '1102-О',
  date: '2026-11-12',
};
const file = {
  id: 'schedule',
  title: { ru: 'График ремонта дома', en: 'Repair schedule' },
  mediaType: 'application/pdf',
  format: 'PDF',
  size: 210_000,
  language: 'ru' as const,
  url: '/api/v1/agencies/housing/attachments/schedule',
};

export const cases: Record<'received' | 'registered' | 'deferred' | 'answered' | 'refused', Case> = {
  received: lived(),
  registered: lived(register),
  deferred: lived(register, start, [
    '2026-11-09',
    {
      type: 'defer',
      days: 15,
      reason: {
        ru: 'запросили у регионального оператора сведения о сборах по дому. Он отвечает до 10 дней.',
        en: 'we asked the regional operator for the sums collected. It answers within 10 days.',
      },
      decidedBy: { ru: 'начальник отдела капитального ремонта', en: 'head of the department of major repairs' },
    },
  ]),
  answered: lived(register, start, [
    '2026-11-12',
    {
      type: 'answer',
      answer: {
        brief: {
          ru: 'крышу отремонтируют с мая по август 2027. Дом собрал 71% стоимости.',
          en: 'the roof will be repaired from May to August 2027. The house has collected 71% of the cost.',
        },
        text: {
          ru: 'Остальное оплатит региональный оператор из общих средств, повышать взнос не будут.',
          en: 'The regional operator pays the rest from common funds; the contribution will not rise.',
        },
        files: [file],
        ...signature,
      },
    },
  ]),
  refused: lived(register, start, [
    '2026-11-09',
    {
      type: 'refuse',
      refusal: {
        ground: 'restricted',
        act: {
          ru: 'закон 152-ФЗ от 27 июля 2006 «О персональных данных», статья 7',
          en: 'Federal Law 152-FZ of 27 July 2006 on personal data, article 7',
        },
        explanation: {
          ru: 'Список проголосовавших и подписи: это личные данные Ваших соседей. Передать их без согласия соседей мы не вправе.',
          en: 'The list of voters and their signatures are personal data of your neighbours. We may not pass them on without consent.',
        },
        given: {
          ru: 'Протокол целиком, с закрытыми фамилиями и подписями.',
          en: 'The whole protocol with names and signatures covered.',
        },
        advice: {
          ru: 'Если Вы собственник в этом доме, попросите список у инициатора собрания.',
          en: 'If you own a flat in this house, ask the organiser of the meeting.',
        },
        appeal: {
          ru: 'Обжалуйте отказ у начальника Службы, в вышестоящем органе или в суде. Обосновывать, зачем Вам сведения, не нужно.',
          en: 'Appeal to the Head of the Service, to the superior body or to a court. You need not explain why you want the information.',
        },
        files: [file],
        ...signature,
      },
    },
  ]),
};

const code = '7KQ4-M2XD-91TH';

/** Types a code, presses the button and waits for what comes. */
export async function enter(element: OtklikElement, typed = code): Promise<void> {
  const input = element.renderRoot.querySelector('input');
  if (input) input.value = typed;
  await untilFocused(element, () => element.renderRoot.querySelector('button')?.click());
}

const holding = (found: Case): Partial<Backend> => ({
  readAgency: () => Promise.resolve(agency),
  readCase: () => Promise.resolve(found),
});
const now = { now: () => new Date('2026-11-23T08:00:00Z') };

export const examples: Example[] = [
  { name: 'form', backend: {} },
  { name: 'form in English', backend: {}, attributes: { lang: 'en' } },
  { name: 'mistyped code', backend: {}, act: (element) => enter(element, '7KQ4-M2XD-91TP') },
  {
    name: 'unknown code',
    backend: { ...holding(cases.received), readCase: () => Promise.reject(new BackendError('case_unknown')) },
    act: (element) => enter(element),
  },
  {
    name: 'no connection',
    backend: { ...holding(cases.received), readCase: () => Promise.reject(new BackendError('network')) },
    act: (element) => enter(element),
  },
  ...Object.entries(cases).map(([name, found]) => ({
    name,
    backend: holding(found),
    properties: now,
    act: (element: OtklikElement) => enter(element),
  })),
  {
    name: 'overdue',
    backend: holding(cases.registered),
    properties: { now: () => new Date('2026-12-20T08:00:00Z') },
    act: (element: OtklikElement) => enter(element),
  },
  {
    name: 'answered in English',
    backend: holding(cases.answered),
    properties: now,
    attributes: { lang: 'en' },
    act: (element: OtklikElement) => enter(element),
  },
];
