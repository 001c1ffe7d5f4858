import type { Backend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { ChannelContent, TouchpointList, TouchpointListContent } from '@otklik/core/contract/touchpoints.js';
import { touchpointList } from '@otklik/core/domain/touchpoints/list.js';
import type { Example } from '../base/example.ts';
import type { OtklikElement } from '../base/element.ts';

const none = { contact: null, url: null, hours: [], breaks: [], always: false, accessibility: null, replyForm: null };
const free = { ru: 'не нужен', en: 'not needed' };
const office = [
  { days: [1, 2, 3, 4], from: '09:00', to: '18:00' },
  { days: [5], from: '09:00', to: '16:45' },
];

/** Invented; telephones of area code 000, which no subscriber has. */
export const channels: ChannelContent[] = [
  {
    ...none,
    id: 'phone',
    kind: 'phone',
    preference: 'talk',
    title: { ru: 'Справочный телефон', en: 'Enquiry line' },
    purpose: {
      ru: 'Быстро узнать, куда обратиться и когда будет ответ.',
      en: 'Where to turn and when the answer comes.',
    },
    contact: { ru: '8 (000) 000-00-00' },
    url: 'tel:80000000000',
    hours: office,
    breaks: [{ days: [1, 2, 3, 4, 5], from: '13:00', to: '13:45' }],
    answerTime: { ru: 'сразу или перезвоним за 1 рабочий день', en: 'at once, or we ring back within a day' },
    signIn: free,
    languages: ['ru', 'en', 'kk'],
    accessFeatures: ['sign-language'],
    accessibility: { ru: 'видеосвязь с переводчиком по записи', en: 'video call by appointment' },
    replyForm: 'phone',
  },
  {
    ...none,
    id: 'form',
    kind: 'form',
    preference: 'write',
    title: { ru: 'Форма запроса', en: 'Request form' },
    purpose: {
      ru: 'Ответ придёт на почту или откроется по коду.',
      en: 'The answer comes by e-mail or opens by a code.',
    },
    url: '/housing/consultation',
    always: true,
    answerTime: { ru: 'до 30 дней, обычно 12', en: 'up to 30 days, usually 12' },
    signIn: free,
    accessibility: { ru: 'экранный диктор, клавиатура, без JavaScript', en: 'screen reader, keyboard, no JavaScript' },
    replyForm: 'case',
  },
  {
    ...none,
    id: 'visit',
    kind: 'visit',
    preference: 'come',
    title: { ru: 'Личный приём', en: 'Reception in person' },
    purpose: { ru: 'Разобрать документы вместе со специалистом.', en: 'Go through your papers with a specialist.' },
    contact: { ru: 'г. Приозёрск, ул. Примерная, 1, кабинет 104', en: 'room 104, 1 Example Street, Priozersk' },
    route: 'https://example.org/map?place=1',
    hours: [{ days: [2, 4], from: '14:00', to: '17:00' }],
    answerTime: { ru: 'на приёме или письмом до 30 дней', en: 'on the spot, or by letter within 30 days' },
    signIn: { ru: 'паспорт на посту охраны', en: 'passport at the entrance' },
    accessFeatures: ['step-free', 'induction-loop'],
    accessibility: { ru: 'лифт, можно с собакой-проводником', en: 'lift, guide dogs welcome' },
    replyForm: 'visit',
  },
  {
    ...none,
    id: 'max',
    kind: 'messenger',
    preference: 'write',
    title: { ru: 'MAX, ВКонтакте, Одноклассники', en: 'MAX, VK, Odnoklassniki' },
    purpose: { ru: 'Короткие вопросы без личных данных.', en: 'Short questions without personal data.' },
    url: 'https://example.org/max',
    hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
    answerTime: { ru: 'обычно 3 часа', en: 'usually 3 hours' },
    signIn: { ru: 'учётная запись соцсети', en: 'an account of the network' },
  },
  {
    ...none,
    id: 'post',
    kind: 'post',
    preference: 'write',
    title: { ru: 'Почта', en: 'Post' },
    purpose: { ru: 'Запрос или жалоба на бумаге.', en: 'A request or complaint on paper.' },
    contact: { ru: '000000, г. Приозёрск, ул. Примерная, 1', en: '1 Example Street, Priozersk 000000' },
    always: true,
    answerTime: { ru: 'до 30 дней с регистрации', en: 'up to 30 days from registration' },
    signIn: free,
    replyForm: 'post',
  },
  {
    ...none,
    id: 'center',
    kind: 'center',
    preference: 'come',
    title: { ru: 'МФЦ рядом с домом', en: 'Service centre near you' },
    purpose: { ru: '11 отделений в области.', en: '11 offices in the region.' },
    url: 'https://example.org/mfc',
    hours: [{ days: [1, 2, 3, 4, 5, 6], from: '08:00', to: '20:00' }],
    answerTime: { ru: 'до 30 дней', en: 'up to 30 days' },
    signIn: { ru: 'паспорт', en: 'passport' },
    accessibility: { ru: 'пандус во всех отделениях', en: 'a ramp at every office' },
  },
  {
    ...none,
    id: 'site',
    kind: 'website',
    preference: 'self',
    title: { ru: 'Официальный сайт', en: 'Official site' },
    purpose: {
      ru: 'Проверки, разъяснения, ответы на частые вопросы.',
      en: 'Inspections, explanations, common questions.',
    },
    url: '/housing/publications',
    always: true,
    answerTime: { ru: 'сразу', en: 'at once' },
    signIn: free,
  },
];

export const content: TouchpointListContent = {
  document: { title: { ru: 'приказ', en: 'order' }, number: '000-О', date: '2026-06-10' },
  channels,
  items: [
    {
      id: 'copy',
      title: { ru: 'Получить копию документа', en: 'Get a copy of a document' },
      channels: ['form', 'visit', 'post'],
    },
    {
      id: 'error',
      title: { ru: 'Сообщить об ошибке на сайте', en: 'Report a mistake on the site' },
      channels: ['form', 'max'],
    },
  ],
};

const appealPortals = [{ title: { ru: 'Госуслуги', en: 'Gosuslugi' }, url: 'https://example.org/appeals' }];

/** What a back end makes of it at a moment. */
export const listAt = (moment: Date): TouchpointList =>
  touchpointList(content, 'external', moment, 'Europe/Astrakhan', [], appealPortals);

/** A Wednesday, 11:00 in the agency's time zone. */
export const now = (): Date => new Date('2026-11-18T07:00:00Z');
export const list = listAt(now());

export const backend: Partial<Backend> = { readTouchpoints: () => Promise.resolve(list) };

/** Chooses a way, by its value; or with `#need`, a touchpoint. Waits until cards say what fits. */
export async function choose(element: OtklikElement, value: string): Promise<void> {
  const radio = element.renderRoot.querySelector<HTMLInputElement>(`input[value="${value}"]`);
  const select = element.renderRoot.querySelector('select');
  const before = element.renderRoot.querySelector('.card');
  if (radio) radio.click();
  else if (select) {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  while (element.renderRoot.querySelector('.card') === before) await new Promise((done) => setTimeout(done, 5));
  await element.updateComplete;
}

/** Opens what a card can be taken along by, or by `appeal`, what an appeal is. */
export async function open(element: OtklikElement, id: string): Promise<void> {
  const buttons = [...element.renderRoot.querySelectorAll<HTMLButtonElement>('button[aria-expanded]')];
  const button = buttons.find(({ dataset }) => (dataset.id || 'appeal') === id);
  button?.click();
  while (button && button.getAttribute('aria-expanded') !== 'true') await new Promise((done) => setTimeout(done, 5));
  await element.updateComplete;
}

const properties = { now };

export const examples: Example[] = [
  { name: 'cards', backend, properties },
  { name: 'cards in English', backend, properties, attributes: { lang: 'en' } },
  { name: 'at lunch', backend, properties: { now: () => new Date('2026-11-18T09:20:00Z') } },
  { name: 'chosen', backend, properties, act: (element) => choose(element, 'talk') },
  { name: 'chosen for a need', backend, properties, act: (element) => choose(element, 'copy') },
  { name: 'a contact to take along', backend, properties, act: (element) => open(element, 'phone') },
  { name: 'a reception to take along', backend, properties, act: (element) => open(element, 'visit') },
  {
    name: 'a reception to take along in English',
    ...{ backend, properties, attributes: { lang: 'en' } },
    act: (element) => open(element, 'visit'),
  },
  { name: 'what an appeal is', backend, properties, act: (element) => open(element, 'appeal') },
  {
    name: 'what an appeal is in English',
    ...{ backend, properties, attributes: { lang: 'en' } },
    act: (element) => open(element, 'appeal'),
  },
  { name: 'loading', backend: {} },
  {
    name: 'empty',
    backend: {
      readTouchpoints: () => Promise.resolve({ ...list, channels: [], items: [], document: null, appealPortals: [] }),
    },
  },
  { name: 'failed', backend: { readTouchpoints: () => Promise.reject(new BackendError('network')) } },
];
