import type { ClientBackend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Consultation, Receipt } from '@otklik/core/contract/consultations.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import type { OtklikElement } from '../base/element.ts';
import { untilFocused, type Example } from '../base/example.ts';
import { storeName, type Kept } from './draft.store.ts';

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

async function come(element: OtklikElement, selector: string): Promise<void> {
  while (!element.renderRoot.querySelector(selector)) await new Promise((done) => setTimeout(done, 5));
  await element.updateComplete;
}

/** One that is sent and never answered; `begun`: it is on its way. Each has a key of its own: one key goes once at a time. */
const unanswered = {
  begun: false,
  keys: 0,
  fileConsultation: (): Promise<never> => new Promise(() => (unanswered.begun = true)),
};

/** Touches the form, so that all of it comes, and does what a person does then. */
const touched =
  (values: Record<string, string>, act: (element: OtklikElement) => unknown = () => undefined) =>
  async (element: OtklikElement): Promise<void> => {
    fill(element, values);
    element.renderRoot.querySelector<HTMLElement>('[name="applicant.name"]')?.focus();
    await come(element, '[name=draft]');
    await act(element);
    await element.updateComplete;
    (element.renderRoot.activeElement as HTMLElement | null)?.blur();
  };
const click = (element: OtklikElement, selector: string): void =>
  element.renderRoot.querySelector<HTMLElement>(selector)?.click();

/** Where a device keeps what is typed and sent here: back ends that are objects have no origin. */
export const stored = storeName({ origin: '', agency: 'housing', audience: 'external' });
const yesterday = (): string => new Date(Date.now() - 86_400_000).toISOString();

/** As at the visit after one that left this on the device; what is shown stays, the device forgets it. */
const left =
  (kept: () => Partial<Kept>, act: (element: OtklikElement) => Promise<unknown>) =>
  async (element: OtklikElement): Promise<void> => {
    localStorage.setItem(stored, JSON.stringify({ unsent: [], receipts: [], ...kept() }));
    await act(element);
    localStorage.removeItem(stored);
  };
const draft = (): Partial<Kept> => ({ draft: { saved: yesterday(), by: 'another visit', values: filled } });
const unsent: Consultation = {
  ...{ audience: 'external', topic: 'repair', question: filled.question, replyForm: 'email', language: 'ru' },
  applicant: { kind: 'citizen', name: 'Анна Примерова' },
  contact: { email: 'anna.primerova@example.org' },
};

/** Another form on the page has what the device keeps. */
async function rival(element: OtklikElement): Promise<void> {
  const other = document.createElement('otklik-consultation') as OtklikElement;
  Object.assign(other, { backend: element.backend, agency: 'housing' });
  other.inert = true;
  element.after(other);
  await come(other, '[name="applicant.name"]');
  await other.updateComplete;
  void other['bring']();
  await come(other, '[name=draft]');
  other.hidden = true;
  await touched({}, () => click(element, '[name=draft][value=device]'))(element);
}

/** Nothing can be kept, as with cookies forbidden. */
function forbidden(element: OtklikElement): void {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => {
    throw new DOMException('', 'QuotaExceededError');
  };
  try {
    click(element, '[name=draft][value=device]');
  } finally {
    Storage.prototype.setItem = setItem;
  }
}

const slots = (kind: Slot['kind']): Slot[] =>
  [24, 24, 25, 27].map((day, at) => ({
    ...{ id: `${kind}-${at}`, kind },
    ...{ startsAt: `2026-11-${day}T0${5 + at}:00:00.000Z`, endsAt: `2026-11-${day}T0${5 + at}:20:00.000Z` },
    place: kind === 'visit' ? { ru: 'ул. Примерная, 1, кабинет 4', en: '1 Example Street, room 4' } : null,
  }));
const timed: Partial<ClientBackend> = {
  ...backend,
  listSlots: (_, { kind = 'visit' } = {}) => Promise.resolve({ items: slots(kind), next: null }),
};
/** The form of a need, with the times that it has. */
const needing = (need: string, change: Partial<Example> = {}): Example => ({
  name: `need: ${need}`,
  backend: timed,
  act: touched({ need }, (element) => (/visit|callback/.test(need) ? come(element, '[name^=slot]') : undefined)),
  ...change,
});

/** The first file arrives, the second stops on its way, the third isn't taken. */
const uploading: Partial<ClientBackend> = {
  ...backend,
  createUpload: (_, { name, size }) => {
    const part = { min: 16_000, max: 1_000_000 };
    const offset = name.startsWith('Фото') ? size * 0.64 : 0;
    return Promise.resolve({ id: name, name, size, offset, token: '', partBytes: part, expiresAt: receipt.receivedAt });
  },
  appendToUpload: (_, { id }, offset, { length }) => {
    if (id.startsWith('Фото')) return new Promise(() => undefined);
    const done = { id, name: id, size: length, offset: offset + length, expiresAt: receipt.receivedAt };
    return Promise.resolve({ ...done, state: 'complete', format: 'TXT', mediaType: 'text/plain', problem: null });
  },
};
async function choose(element: OtklikElement): Promise<void> {
  const input = element.renderRoot.querySelector<HTMLInputElement>('input[name=files]');
  const data = new DataTransfer();
  for (const [name, size] of [
    ['Протокол собрания.txt', 18_000],
    ['Фото крыши.txt', 400_000],
    ['Смета.exe', 10],
  ] as const)
    data.items.add(new File([new Uint8Array(size).fill(0x61)], name));
  if (input) input.files = data.files;
  input?.dispatchEvent(new Event('change', { bubbles: true }));
  for (const state of ['sending', 'done', 'refused']) await come(element, `.upl .${state}`);
}

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
  needing('consultation'),
  needing('visit'),
  needing('callback'),
  needing('callback', { name: 'need: callback, in English', attributes: { lang: 'en' } }),
  {
    name: 'no time is free',
    backend: { ...backend, listSlots: () => Promise.resolve({ items: [], next: null }) },
    act: touched({ need: 'visit' }),
  },
  {
    name: 'check of a visit',
    backend: timed,
    act: async (element) => {
      await touched({ ...filled, need: 'visit' }, () => come(element, '[name^=slot]'))(element);
      click(element, '[data-for=visit] input');
      const phone = element.renderRoot.querySelector<HTMLInputElement>('.visit .contact input');
      if (phone) phone.value = '8 (000) 000-00-00';
      await press(element);
    },
  },
  { name: 'files', backend: uploading, act: touched(filled, choose) },
  { name: 'draft on the device', backend, act: touched(filled, (element) => click(element, '[value=device]')) },
  { name: 'draft as a file', backend, act: touched(filled, (element) => click(element, '[name=draft][value=file]')) },
  { name: 'draft that was left', backend, act: left(draft, touched({})) },
  { name: 'draft that differs', backend, act: left(draft, touched({ question: 'Когда отремонтируют подъезд?' })) },
  { name: 'draft of another form', backend, act: rival },
  { name: 'draft that the device refuses', backend, act: touched(filled, forbidden) },
  {
    name: 'slowed down',
    backend: {
      ...backend,
      fileConsultation: () => Promise.reject(new BackendError('too_many_attempts', { retryAfter: 1200 })),
    },
    act: async (element) => {
      fill(element, filled);
      await send(element);
    },
  },
  {
    name: 'sent on from an earlier visit',
    backend: { ...backend, fileConsultation: unanswered.fileConsultation },
    act: left(
      () => ({ unsent: [{ key: `f1b${unanswered.keys++}`, since: yesterday(), proof: '0', body: unsent }] }),
      async (element) => {
        unanswered.begun = false;
        element.renderRoot.querySelector<HTMLElement>('[name="applicant.name"]')?.focus();
        await come(element, '.unsent');
        // Until then it is written down once more.
        while (!unanswered.begun) await new Promise((done) => setTimeout(done, 5));
      },
    ),
  },
];
