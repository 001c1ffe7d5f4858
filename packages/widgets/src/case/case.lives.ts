import type { Case, Visit } from '@otklik/core/contract/case.js';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { Consultation } from '@otklik/core/contract/consultations.js';
import type { CaseRecord, Draft } from '@otklik/core/contract/staff/consultations.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { calendarOf } from '@otklik/core/domain/calendar.js';
import { act, type By, type CaseAction } from '@otklik/core/domain/consultations/actions.js';
import { clientView } from '@otklik/core/domain/consultations/client-view.js';
import { enterCase, openCase, type Entry } from '@otklik/core/domain/consultations/opening.js';
import { recompute } from '@otklik/core/domain/consultations/recompute.js';
import { rulesFor, type Rules } from '@otklik/core/domain/consultations/rules.js';
import type { Actor } from '@otklik/core/domain/four-eyes.js';
import { agency } from '../consultation/consultation.examples.ts';

/* Cases for examples and tests, each lived through by the rules that a server lives it by. */

const t = (ru: string, en: string): LocalizedText => ({ ru, en });
const rules = rulesFor(agency, 'external', calendarOf(productionCalendar));
const consultant: Actor = {
  id: 'consultant',
  position: t('начальник отдела капитального ремонта', 'head of the department of major repairs'),
  roles: ['consultant'],
};
const head: Actor = {
  id: 'head',
  position: t('заместитель начальника Службы', 'Deputy Head of the Service'),
  roles: ['head'],
};
const topic = t('Капитальный ремонт', 'Major repairs');
const consultation: Consultation = {
  audience: 'external',
  applicant: { kind: 'citizen', name: 'Анна Примерова' },
  topic: 'repair',
  question: 'График ремонта крыши на 2026 и 2027 годы и сумма, собранная домом. Дом: ул. Примерная, 5.',
  replyForm: 'email',
  contact: { email: 'anna.primerova@example.org' },
  language: 'ru',
};

type Step = [day: string, action: CaseAction];
const usual = ({ type }: CaseAction): By =>
  type === 'approve' || type === 'reopen' ? head : type === 'clarify' || type === 'withdraw' ? 'client' : consultant;
/** 11:30 in the agency's time zone. */
const moment = (day: string): Date => new Date(`${day}T07:30:00Z`);

/** A case after these steps. */
const after = (record: CaseRecord, steps: readonly Step[], by: Rules = rules): CaseRecord =>
  steps.reduce((now, [day, action]) => act(now, action, usual(action), moment(day), by), record);
const opened = { number: 'И-1102/26', ...openCase(consultation, topic, new Date('2026-10-31T14:05:00Z'), rules) };
const lived = (...steps: Step[]): Case => clientView(after(opened, steps));
/** The same of what staff entered. */
const entered = (entry: Entry, day: string, change: Partial<Consultation> = {}): CaseRecord => ({
  number: 'И-1117/26',
  ...enterCase({ ...consultation, ...change }, topic, entry, consultant, moment(day), rules),
});

const register: Step = ['2026-11-02', { type: 'register' }];
const start: Step = [
  '2026-11-03',
  { type: 'start', unit: t('Отдел капитального ремонта.', 'Department of major repairs.') },
];
const ask: Step = [
  '2026-11-05',
  { type: 'ask', question: t('За какой период нужна сумма?', 'For which period do you need the sum?') },
];
const clarify: Step = ['2026-11-09', { type: 'clarify', text: 'С начала сборов по 1 октября 2026.', files: [] }];
const defer: Step = [
  '2026-11-09',
  {
    type: 'defer',
    days: 15,
    reason: t(
      'запросили у регионального оператора сведения о сборах по дому. Он отвечает до 10 дней.',
      'we asked the regional operator for the sums collected. It answers within 10 days.',
    ),
  },
];

const file = {
  id: 'schedule',
  title: t('График ремонта дома', 'Repair schedule'),
  mediaType: 'application/pdf',
  format: 'PDF',
  size: 210_000,
  language: 'ru' as const,
  url: '/api/v1/agencies/housing/attachments/schedule',
};
const signature = {
  ...file,
  id: 'signature',
  title: t('Подпись к ответу 1102-О', 'Signature of answer 1102-О'),
  mediaType: 'application/pkcs7-signature',
  format: 'SIG',
  size: 3100,
  url: '/api/v1/agencies/housing/attachments/signature',
};
const prepared = { preparedBy: t('отдел капитального ремонта', 'department of major repairs') };
const answer: Draft = {
  kind: 'answer',
  brief: t(
    'крышу отремонтируют с мая по август 2027. Дом собрал 71% стоимости.',
    'the roof will be repaired from May to August 2027. The house has collected 71% of the cost.',
  ),
  text: t(
    'Остальное оплатит региональный оператор из общих средств, повышать взнос не будут.',
    'The regional operator pays the rest from common funds; the contribution will not rise.',
  ),
  files: [file],
  ...prepared,
};
const appeal = t(
  'Обжалуйте отказ у начальника Службы, в вышестоящем органе или в суде. Обосновывать, зачем Вам сведения, не нужно.',
  'Appeal to the Head of the Service, to the superior body or to a court. You need not explain why you want the information.',
);
const partial = {
  kind: 'partial' as const,
  ground: 'restricted' as const,
  act: t(
    'закон 152-ФЗ от 27 июля 2006 «О персональных данных», статья 7',
    'Federal Law 152-FZ of 27 July 2006 on personal data, article 7',
  ),
  explanation: t(
    'Список проголосовавших и подписи: это личные данные Ваших соседей. Передать их без согласия соседей мы не вправе.',
    'The list of voters and their signatures are personal data of your neighbours. We may not pass them on without consent.',
  ),
  given: t(
    'Протокол целиком, с закрытыми фамилиями и подписями.',
    'The whole protocol with names and signatures covered.',
  ),
  advice: t(
    'Если Вы собственник в этом доме, попросите список у инициатора собрания.',
    'If you own a flat in this house, ask the organiser of the meeting.',
  ),
  appeal,
  files: [{ ...file, title: t('Протокол собрания, открытая часть', 'Protocol of the meeting, open part') }],
  ...prepared,
};
const refusal: Draft = {
  kind: 'refusal',
  ground: 'unclear',
  act: null,
  explanation: t(
    'Мы спросили, за какой период нужна сумма, и ответа не получили. Без периода её не посчитать.',
    'We asked for which period you need the sum and got no answer. It cannot be worked out without one.',
  ),
  given: null,
  advice: t('Отправьте запрос снова и укажите период.', 'Send the request again and say for which period.'),
  appeal,
  files: [{ ...file, title: t('Отказ на бланке', 'The refusal on letterhead') }],
  ...prepared,
};

const submit = (draft: Draft, revision = 1): Step[] => [
  ['2026-11-10', { type: 'draft', draft }],
  ['2026-11-11', { type: 'submit', revision }],
];
/** From registration to the head's decision. */
const decided = (draft: Draft, ...before: Step[]): Step[] => [
  ...[register, start, ...before, ...submit(draft)],
  ['2026-11-12', { type: 'approve', revision: 1, number: '1102-О', signatures: [signature] }],
];

const slot = (day: string): Visit => ({
  ...{ id: day, kind: 'visit', startsAt: `${day}T06:00:00.000Z`, endsAt: `${day}T06:20:00.000Z` },
  place: t('ул. Примерная, 1, кабинет 4', '1 Example Street, room 4'),
});
const target = { number: 'И-1098/26', status: 'in_progress', audience: 'external', dueBy: '2026-11-30' } as const;

/** By status. */
export const cases = {
  received: lived(),
  registered: lived(register),
  clarification: lived(register, start, ask),
  in_progress: lived(register, start),
  approval: lived(register, start, ask, clarify, ...submit(answer)),
  deferred: lived(register, start, defer),
  forwarded: lived(register, [
    '2026-11-05',
    {
      type: 'forward',
      to: t('Региональный оператор капитального ремонта', 'Regional Operator of Major Repairs'),
      reason: t('сведения о сборах по домам ведёт он, у нас их нет.', 'it keeps the sums collected; we do not.'),
    },
  ]),
  answered: lived(...decided(answer, ask, clarify)),
  partial: lived(...decided(partial)),
  refused: lived(...decided(refusal, ask, ['2026-11-09', { type: 'resume' }])),
  redirected: lived(register, [
    '2026-11-03',
    {
      type: 'redirect',
      explanation: t(
        'Вы просите проверить управляющую организацию. Это обращение, и закон 59-ФЗ требует подтвердить, кто его подаёт. По нему ответят за 30 дней.',
        'You ask us to inspect a managing company. That is an appeal, and Federal Law 59-FZ requires proof of who submits it. It is answered within 30 days.',
      ),
      portals: [
        { title: t('Госуслуги', 'Gosuslugi'), url: 'https://www.gosuslugi.ru' },
        { title: t('Электронная приёмная', 'Electronic reception'), url: '/housing/channels' },
      ],
    },
  ]),
  withdrawn: lived(register, start, ['2026-11-05', { type: 'withdraw' }]),
  merged: lived(register, ['2026-11-03', { type: 'merge', into: target, sameApplicant: true }]),
} satisfies Record<Case['status'], Case>;

const waiting: Rules = { ...rules, terms: { ...rules.terms, clarificationStopsClock: true } };
/** 30 December 2026 becomes a day off, and 31 a working one. */
const changed: Rules = {
  ...rules,
  calendar: calendarOf([
    ...productionCalendar,
    { date: '2026-12-30', kind: 'off' },
    { date: '2026-12-31', kind: 'working' },
  ]),
};
/** A refusal of the time when it could give a part. */
const { kind: _, ...content } = partial;
const signed = { signatory: head.position, number: '1102-О', date: '2026-11-12' };

/** By what is notable in them. */
export const otherCases = {
  answeredOrally: clientView(
    after(entered({ origin: 'phone', receivedOn: '2026-11-09' }, '2026-11-09', { replyForm: 'phone' }), [
      [
        '2026-11-09',
        {
          type: 'answer_orally',
          text: t(
            'Крышу отремонтируют с мая по август 2027. Приём по вопросам ремонта: вторник, 9–12.',
            'The roof will be repaired from May to August 2027.',
          ),
        },
      ],
    ]),
  ),
  visit: clientView(entered({ origin: 'visit', receivedOn: '2026-11-09' }, '2026-11-09', { replyForm: 'visit' })),
  counter: clientView(entered({ origin: 'counter', receivedOn: '2026-11-09' }, '2026-11-09')),
  termByCalendar: clientView(
    recompute(entered({ origin: 'post', receivedOn: '2026-11-27' }, '2026-11-30'), moment('2026-12-10'), changed).case,
  ),
  termByClarification: clientView(after(opened, [register, start, ask, clarify], waiting)),
  clarificationStops: clientView(after(opened, [register, start, ask], waiting)),
  visits: lived(
    ...[register, start],
    ['2026-11-04', { type: 'book_visit', visit: slot('2026-11-20') }],
    ['2026-11-05', { type: 'add_files', files: [{ ...file, title: t('Фото крыши', 'Photo of the roof') }] }],
    ['2026-11-06', { type: 'book_visit', visit: slot('2026-11-26') }],
  ),
  visitCancelled: lived(
    register,
    ['2026-11-04', { type: 'book_visit', visit: slot('2026-11-20') }],
    [
      '2026-11-05',
      { type: 'cancel_visit', reason: t('в этот день приёма не будет.', 'there is no reception on that day.') },
    ],
    ['2026-11-06', { type: 'book_visit', visit: { ...slot('2026-11-20'), kind: 'callback', place: null } }],
    ['2026-11-09', { type: 'withdraw' }],
  ),
  reopened: lived(...decided(refusal), [
    '2026-11-20',
    {
      type: 'reopen',
      reason: t('начальник Службы отменил отказ по Вашей жалобе.', 'the Head of the Service annulled the refusal.'),
    },
  ]),
  refusedInPart: {
    ...lived(register, start),
    status: 'refused',
    closedOn: '2026-11-12',
    timeline: [
      ...lived(register, start).timeline,
      { type: 'refused', at: '2026-11-12T07:30:00.000Z', refusal: { ...content, ...signed } },
    ],
  },
} satisfies Record<string, Case>;
