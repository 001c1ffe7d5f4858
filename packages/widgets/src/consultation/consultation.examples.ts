import type { ClientBackend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Receipt } from '@otklik/core/contract/consultations.js';
import type { OtklikElement } from '../base/element.ts';
import { untilFocused, type Example } from '../base/example.ts';

/** An invented agency. */
export const agency: Agency = {
  id: 'housing',
  name: { ru: 'Служба жилищного надзора Приозёрной области', en: 'Housing Inspectorate of the Priozersk Region' },
  shortName: { ru: 'Служба жилищного надзора', en: 'Housing Inspectorate' },
  region: { ru: 'Приозёрная область', en: 'Priozersk Region' },
  postalAddress: { ru: '000000, г. Приозёрск, ул. Примерная, 1', en: '1 Example Street, Priozersk 000000' },
  phone: '8 (000) 000-00-00',
  phoneHours: { ru: 'пн–пт 9–18', en: 'Mon–Fri 9–18' },
  timeZone: 'Europe/Astrakhan',
  legalBasis: 'law',
  legalNotice: {
    ru: 'Данные обрабатываем по закону 8-ФЗ, только чтобы ответить. Храним 5 лет.',
    en: 'We process your data under Federal Law 8-FZ, only to answer. We keep them for 5 years.',
  },
  legalNoticeVersion: '2026-01',
  privacyPolicy: 'https://example.org/privacy',
  terms: {
    registrationDays: 3,
    answerDays: 30,
    deferralDays: 15,
    deferralNoticeDays: 7,
    rollover: 'preceding',
    law: { ru: 'закон 8-ФЗ, статья 18', en: 'Federal Law 8-FZ, article 18' },
  },
  appealPortals: [{ title: { ru: 'через Госуслуги', en: 'through Gosuslugi' }, url: 'https://www.gosuslugi.ru' }],
  demonstration: true,
};

export const receipt: Receipt = {
  number: 'И-1284/26',
  code: '7KQ4-M2XD-91TH',
  receivedAt: '2026-12-01T06:42:00.000Z',
  registerBy: '2026-12-04',
  dueBy: '2026-12-30',
  derivation: [
    { rule: 'registration', from: '2026-12-01', days: 3, result: '2026-12-04' },
    { rule: 'answer', from: '2026-12-04', days: 30, result: '2027-01-03' },
    { rule: 'preceding_working_day', from: '2027-01-03', days: -4, result: '2026-12-30' },
  ],
};

const topics = [
  { id: 'repair', title: { ru: 'Капитальный ремонт', en: 'Major repairs' } },
  { id: 'charges', title: { ru: 'Начисление платы и перерасчёт', en: 'Charges and recalculation' } },
];

const backend: Partial<ClientBackend> = {
  readAgency: () => Promise.resolve(agency),
  listConsultationTopics: () => Promise.resolve({ items: topics, next: null }),
  fileConsultation: () => Promise.resolve(receipt),
};

/** Types into the form as a person would. */
export function fill(element: OtklikElement, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    const field = element.renderRoot.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (field?.type === 'radio') element.renderRoot.querySelector<HTMLInputElement>(`[value="${value}"]`)?.click();
    else if (field) field.value = value;
  }
}

/** Presses the main button of what is shown, and waits for what comes. */
export const press = (element: OtklikElement): Promise<void> =>
  untilFocused(element, () =>
    [...element.renderRoot.querySelectorAll<HTMLButtonElement>('button.main')]
      .find((button) => !button.closest('[hidden]'))
      ?.click(),
  );

/** Checks what was typed, and sends it. */
export async function send(element: OtklikElement): Promise<void> {
  await press(element);
  await press(element);
}

export const filled = {
  'applicant.name': 'Анна Примерова',
  topic: 'repair',
  question: 'График ремонта крыши на 2026 и 2027 годы. Дом: ул. Примерная, 5.',
  'contact.email.email': 'anna.primerova@example.org',
};

export const examples: Example[] = [
  { name: 'form', backend },
  { name: 'form before its topics', backend: {} },
  {
    name: 'form by consent',
    backend: { ...backend, readAgency: () => Promise.resolve({ ...agency, legalBasis: 'consent' }) },
  },
  { name: 'form for the staff', backend, attributes: { audience: 'internal' } },
  { name: 'form in English', backend, attributes: { lang: 'en' } },
  {
    name: 'errors',
    backend,
    act: async (element) => {
      fill(element, { ...filled, question: '', 'contact.email.email': 'anna.primerova.example.org' });
      await press(element);
    },
  },
  {
    name: 'check',
    backend,
    act: async (element) => {
      fill(element, filled);
      await press(element);
    },
  },
  {
    name: 'an appeal',
    backend,
    act: async (element) => {
      element.renderRoot.querySelector<HTMLInputElement>('#appeal')?.focus();
      element.renderRoot.querySelector<HTMLInputElement>('#appeal')?.click();
      while (!element.renderRoot.querySelector('.appeal')) await new Promise((done) => setTimeout(done, 5));
    },
  },
  {
    name: 'not sent',
    backend: { ...backend, fileConsultation: () => Promise.reject(new BackendError('network')) },
    act: async (element) => {
      fill(element, filled);
      await send(element);
    },
  },
  {
    name: 'receipt',
    backend,
    act: async (element) => {
      fill(element, filled);
      await send(element);
    },
  },
];
