/* Cases that the tests of the export share. */
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { File } from '@otklik/core/contract/common.js';
import type { StaffCase } from '@otklik/core/contract/staff/cases.js';
import type { Consultation } from '@otklik/core/contract/consultations.js';
import type { CaseRecord, Draft, RecordEvent } from '@otklik/core/contract/staff/consultations.js';
import { act, type By, type CaseAction } from '@otklik/core/domain/consultations/actions.js';
import { openCase } from '@otklik/core/domain/consultations/opening.js';
import { visitOf } from '@otklik/core/domain/consultations/record.js';
import { rulesFor } from '@otklik/core/domain/consultations/rules.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { calendarOf } from '@otklik/core/domain/calendar.js';
import type { Actor } from '@otklik/core/domain/four-eyes.js';
import { testAgency } from '../../testing/content.ts';
import type { ExportedFile } from './export.ts';

const t = (ru: string, en?: string) => (en === undefined ? { ru } : { ru, en });

export const agency: Agency = testAgency({
  name: t('Служба жилищного надзора Примерной области'),
  postalAddress: t('000000, г. Примерск, ул. Примерная, 1'),
  appealPortals: [{ title: t('Госуслуги'), url: 'https://gosuslugi.example' }],
});
/** 14:20 in Astrakhan. */
export const at = new Date('2026-12-04T10:20:30.400Z');

const rules = rulesFor(agency, 'external', calendarOf(productionCalendar));
export const consultant: Actor = {
  id: '3c2a7a36-6f3c-4a57-9d53-0d2f1f2a9a01',
  position: t('начальник отдела капитального ремонта'),
  roles: ['consultant'],
};
export const head: Actor = {
  id: '8f0e64f2-6d5b-4d33-8a20-1c7a3e3b5c02',
  position: t('заместитель начальника Службы'),
  roles: ['head'],
};

const file = (id: string, title: string, format: string, size: number): File => ({
  ...{ id, title: t(title), mediaType: 'application/octet-stream', format, size, language: 'ru', url: `/files/${id}` },
});
export const photo = file('photo', 'Фото крыши.jpg', 'JPEG', 6);
export const schedule = file('schedule', 'График ремонта на 2026 и 2027 годы', 'PDF', 9);
export const signature = file('signature', 'Подпись к ответу', 'SIG', 3);
export const files: ExportedFile[] = [
  { id: 'photo', name: 'Фото крыши.jpg', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]) },
  { id: 'schedule', name: 'grafik_2026-2027.pdf', bytes: Buffer.from('%PDF-1.7\n') },
  { id: 'signature', name: 'ответ.sig', bytes: Buffer.from([1, 2, 3]) },
];

export const question =
  'Прошу прислать график ремонта крыши на 2026 и 2027 годы и сумму, собранную домом, с разбивкой по годам.\n' +
  'Дом: ул. Примерная, 5.\n\nЕсли график менялся, прошу указать причину и решение, которым он изменён.';
const consultation: Consultation = {
  audience: 'external',
  applicant: { kind: 'citizen', name: 'Анна Примерова' },
  topic: 'repair',
  ...{ question, replyForm: 'email', contact: { email: 'anna@example.org' }, language: 'ru' },
};
const opened: CaseRecord = {
  number: 'И-1043/26',
  ...openCase(consultation, t('Капитальный ремонт'), new Date('2026-10-31T14:05:00Z'), rules),
};

export const staffCase = (record: CaseRecord, changes: Partial<StaffCase> = {}): StaffCase => ({
  ...record,
  id: '0b7f5c1e-5d5e-4f0e-9a34-5f6f0a1b2c03',
  responsible: consultant.id,
  registry: { number: '01-21/345', date: '2026-11-03' },
  need: 'information',
  doubt: null,
  language: 'ru',
  applicant: { kind: 'citizen', name: 'Анна Примерова' },
  contact: { email: 'anna@example.org', phone: '8 (000) 000-00-00', postalAddress: null },
  files: { client: [photo], staff: [schedule, signature] },
  visit: visitOf(record) ?? null,
  alarms: [{ kind: 'term_near', date: record.dueBy, daysLeft: 1, before: 1 }],
  actions: ['draft'],
  ...changes,
});

/** At 11:30 in Astrakhan. */
const step = (record: CaseRecord, day: string, action: CaseAction, by: By): CaseRecord =>
  act(record, action, by, new Date(`${day}T07:30:00Z`), rules);

const prepared = { preparedBy: t('отдел капитального ремонта'), files: [schedule] };
export const drafts = {
  answer: {
    kind: 'answer',
    brief: t('Крышу отремонтируют в 2027 году, собрано 1,2 млн рублей.'),
    text: t('График прилагаем. Дом включён в краткосрочный план на 2027 год.\n\nСобрано 1 214 300 рублей.'),
    ...prepared,
  },
  partial: {
    kind: 'partial',
    ground: 'restricted',
    act: t('Федеральный закон от 27.07.2006 № 152-ФЗ «О персональных данных», статья 7'),
    explanation: t(
      'Сведения о платежах по квартирам касаются других собственников: это их персональные данные, и передавать их без согласия закон не позволяет.',
    ),
    given: t('График ремонта на 2026 и 2027 годы и общую сумму по дому: 1 214 300 рублей.'),
    advice: t('Сведения по своей квартире Вы можете получить в личном кабинете регионального оператора.'),
    appeal: t(
      'Решение можно обжаловать начальнику Службы или в суд в течение трёх месяцев. Жалоба подаётся через Госуслуги, почтой или на личном приёме.',
    ),
    ...prepared,
  },
} satisfies Record<string, Draft>;

const forward = (from: CaseRecord, steps: readonly [string, CaseAction, By][]): CaseRecord =>
  steps.reduce((record, [day, action, by]) => step(record, day, action, by), from);

/** Deferred, clarified, sent back once, visited, and answered in part. */
export const record = forward(opened, [
  ['2026-11-02', { type: 'register' }, consultant],
  ['2026-11-03', { type: 'start', unit: t('Отдел капитального ремонта') }, consultant],
  ['2026-11-03', { type: 'add_files', files: [photo] }, 'client'],
  [
    '2026-11-05',
    { type: 'ask', question: t('Уточните, пожалуйста, за какие годы нужна собранная сумма.') },
    consultant,
  ],
  ['2026-11-06', { type: 'clarify', text: 'За 2020–2026 годы.', files: [] }, 'client'],
  [
    '2026-11-09',
    { type: 'defer', days: 10, reason: t('Ждём сведения регионального оператора о взносах за шесть лет.') },
    head,
  ],
  [
    '2026-11-10',
    {
      type: 'book_visit',
      visit: {
        ...{ id: 'slot', kind: 'visit', startsAt: '2026-11-26T06:00:00.000Z', endsAt: '2026-11-26T06:15:00.000Z' },
        place: t('ул. Примерная, 1, кабинет 4'),
      },
    },
    'client',
  ],
  ['2026-11-30', { type: 'draft', draft: drafts.answer }, consultant],
  ['2026-11-30', { type: 'submit', revision: 1 }, consultant],
  [
    '2026-12-01',
    { type: 'return', revision: 1, reason: t('Платежи по квартирам называть нельзя: это персональные данные.') },
    head,
  ],
  ['2026-12-02', { type: 'draft', draft: drafts.partial }, consultant],
  ['2026-12-02', { type: 'submit', revision: 2 }, consultant],
  ['2026-12-03', { type: 'approve', revision: 2, number: '112-О', signatures: [signature] }, head],
]);
export const dossierCase = staffCase(record);

type Events = { [T in RecordEvent['type']]: Omit<Extract<RecordEvent, { type: T }>, 'type' | 'at'> };
const by = { id: consultant.id, position: consultant.position };
const signed = { signatory: head.position, number: '7-О', date: '2026-11-20', signatures: [signature] };
const reasons = {
  ...({ ground: 'unclear', act: null, advice: null, appeal: t('Обжаловать так.') } as const),
  explanation: t('Непонятно, о каком доме речь.'),
  ...prepared,
};
const visit = {
  ...{
    id: 'slot',
    kind: 'callback' as const,
    startsAt: '2026-11-26T06:00:00.000Z',
    endsAt: '2026-11-26T06:15:00.000Z',
  },
  place: null,
};

/** One of each: a new kind of event has to be added here, too. */
export const events: Events = {
  received: { origin: 'post', on: '2026-10-30', by },
  registered: { dueBy: '2026-12-02', by },
  in_progress: { unit: t('Отдел писем'), by },
  clarification: { question: t('Какой дом?', 'Which house?'), by },
  clarified: { text: 'Пятый.', files: [photo], by },
  resumed: { by },
  drafted: { revision: 1, draft: drafts.answer, by },
  approval: { revision: 1, by },
  returned: { revision: 1, reason: t('Неполно.'), by },
  deferred: {
    ...{ reason: t('Ждём сведения.'), days: 5, previousDueBy: '2026-12-02', dueBy: '2026-12-07' },
    decidedBy: head.position,
    by,
  },
  term_changed: {
    ...{ cause: 'calendar', previousDueBy: '2026-12-07', dueBy: '2026-12-08' },
    ...{ previousRegisterBy: '2026-11-02', registerBy: '2026-11-03' },
  },
  forwarded: { to: t('Региональный оператор'), reason: t('Сведения у него.'), decidedBy: head.position, by },
  answered: { answer: { brief: t('Коротко так.'), text: t('Подробно так.'), ...prepared, ...signed }, revision: 1, by },
  answered_orally: { text: t('Сказали так.'), answeredBy: consultant.position, by },
  partial: { partial: { ...reasons, given: t('Даём вот это.'), ...signed }, revision: 1, by },
  refused: { refusal: { ...reasons, given: null, ...signed }, revision: 1, by },
  redirected: { explanation: t('Это жалоба.'), portals: agency.appealPortals, by },
  withdrawn: {},
  merged: { into: 'И-1040/26', by },
  reopened: { reason: t('Суд отменил отказ.'), dueBy: '2026-12-20', by },
  files_added: { files: [photo] },
  visit_booked: { visit },
  visit_moved: { visit, previousStartsAt: '2026-11-25T06:00:00.000Z' },
  visit_cancelled: { startsAt: '2026-11-26T06:00:00.000Z', reason: t('Приёма не будет.'), by },
};

/** All kinds of events, one after the other, whatever a real case would say to that. */
export const timelineOfAll: RecordEvent[] = Object.entries(events).map(
  ([type, entries], index) =>
    ({ type, at: new Date(Date.UTC(2026, 10, 2 + index, 7, 30)).toISOString(), ...entries }) as RecordEvent,
);
