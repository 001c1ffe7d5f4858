import type { AgencyContent, PublicationContent } from '@otklik/core/backend/content.js';
import type { MemoryAgency } from '@otklik/core/backend/memory/memory.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import { publicationKinds } from '@otklik/core/contract/publications.js';
import type { Answers, Release } from '@otklik/core/contract/surveys.js';
import type { ChannelContent } from '@otklik/core/contract/touchpoints.js';
import type { SlotTime } from '@otklik/core/domain/consultations/slots.js';
import { defaultTerms } from '@otklik/core/domain/consultations/terms.js';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';
import { countBallots } from '@otklik/core/domain/surveys/tally.js';

const t = (ru: string, en?: string): LocalizedText => (en === undefined ? { ru } : { ru, en });

/** The text that the one attachment holds. */
export const attachmentText = 'Порядок рассмотрения запросов информации. Пример.\n';
export const attachmentId = 'procedure';

const agency: Agency = {
  id: 'housing',
  name: t('Служба жилищного надзора Примерной области', 'Housing Supervision Service of the Example Region'),
  shortName: t('Служба', 'The Service'),
  region: t('Примерная область', 'Example Region'),
  postalAddress: t('000000, г. Примерск, Ясная ул., 1', '1 Yasnaya Street, Primersk, 000000'),
  phone: '8 (000) 000-00-00',
  phoneHours: t('пн–пт 9:00–18:00', 'Mon–Fri 9:00–18:00'),
  timeZone: 'Europe/Astrakhan',
  legalBasis: 'law',
  legalNotice: t('Данные нужны только для ответа на запрос.', 'The data are needed for the answer only.'),
  legalNoticeVersion: '2026-09-01',
  privacyPolicy: '/privacy.html',
  terms: defaultTerms,
  appealPortals: [],
  demonstration: true,
};

/** 14 for the public, so that ten to a page make two pages; two of one moment, since cursors trip there. */
const publications: PublicationContent[] = Array.from({ length: 15 }, (_, at) => {
  const day = String(20 - Math.min(at, 12)).padStart(2, '0');
  return {
    id: `publication-${at + 1}`,
    audience: at === 14 ? 'internal' : 'external',
    kind: publicationKinds[at % publicationKinds.length] ?? 'news',
    topic: at % 2 ? 'repair' : null,
    title: t(`Публикация ${at + 1}`, `Publication ${at + 1}`),
    summary: t('О чём она, коротко.', 'What it is about, briefly.'),
    body: t('<p>Подробный текст <strong>публикации</strong>.</p>', '<p>The whole text.</p>'),
    publishedAt: `2026-11-${day}T09:00:00.000Z`,
    reviewBy: at % 3 ? null : '2026-12-31',
    version: 1,
    preparedBy: t('Отдел информации', 'Information department'),
    approvedBy: t('Руководитель Службы', 'Head of the Service'),
    approvedAt: `2026-11-${day}T08:00:00.000Z`,
    attachments:
      at === 0
        ? [
            {
              id: attachmentId,
              title: t('Порядок рассмотрения запросов', 'Procedure'),
              mediaType: 'text/plain; charset=utf-8',
              format: 'TXT',
              language: 'ru',
              source: new URL('attachment.txt', import.meta.url),
            },
          ]
        : [],
  };
});

const channel = (id: string, change: Partial<ChannelContent>): ChannelContent => ({
  id,
  kind: 'phone',
  preference: 'talk',
  title: t('Справочный телефон', 'Telephone'),
  purpose: t('Вопросы о работе Службы', 'Questions about the Service'),
  contact: t('8 (000) 000-00-00'),
  url: 'tel:+70000000000',
  hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
  breaks: [{ days: [1, 2, 3, 4, 5], from: '13:00', to: '14:00' }],
  always: false,
  answerTime: t('Сразу', 'At once'),
  signIn: t('Не нужен', 'Not needed'),
  accessibility: null,
  replyForm: 'phone',
  ...change,
});
const channels: ChannelContent[] = [
  channel('phone', {}),
  channel('form', {
    kind: 'form',
    preference: 'write',
    title: t('Форма на сайте', 'Form on this site'),
    contact: null,
    url: null,
    hours: [],
    breaks: [],
    always: true,
    replyForm: 'email',
  }),
  channel('visit', {
    kind: 'visit',
    preference: 'come',
    title: t('Личный приём', 'Visit'),
    contact: t('Примерск, Ясная ул., 1, каб. 3', '1 Yasnaya Street, room 3'),
    url: null,
    replyForm: 'visit',
  }),
];

const survey = surveyOfDefinition('information-access', {
  audience: 'external',
  title: t('Доступность информации', 'Access to information'),
  intro: t('Ответы анонимны.', 'Answers are anonymous.'),
  questions: [
    {
      id: 'ease',
      type: 'rating',
      title: t('Насколько легко было найти нужное?', 'How easy was it to find?'),
      labels: ['Очень трудно', 'Трудно', 'Терпимо', 'Легко', 'Очень легко'].map((label) => t(label)),
    },
    {
      id: 'channel',
      type: 'single',
      title: t('Каким каналом Вы пользовались?', 'Which channel did you use?'),
      options: [
        { id: 'site', title: t('Сайт', 'Site') },
        { id: 'phone', title: t('Телефон', 'Telephone') },
      ],
    },
    {
      id: 'topics',
      type: 'multiple',
      title: t('О чём Вы узнавали?', 'What about?'),
      hint: t('Можно выбрать несколько.'),
      options: [
        { id: 'repair', title: t('Капитальный ремонт', 'Major repairs') },
        { id: 'payment', title: t('Плата за жильё', 'Payment') },
      ],
    },
    { id: 'missing', type: 'text', title: t('Чего не хватило?', 'What was missing?'), maxLength: 300 },
  ],
});

const ballots: Answers[] = Array.from({ length: 24 }, (_, at) => ({
  ease: at % 2 ? '4' : '5',
  channel: at % 2 ? 'site' : 'phone',
  topics: at % 2 ? ['repair'] : ['repair', 'payment'],
}));

/** A small agency, as every back end takes it in. */
export const content: AgencyContent = {
  agency,
  publications,
  touchpoints: {
    external: {
      document: { title: t('Перечень точек взаимодействия', 'List of touchpoints'), number: '1-О', date: '2026-02-02' },
      channels,
      items: [
        { id: 'question', title: t('Задать вопрос', 'Ask a question'), channels: ['phone', 'form', 'visit'] },
        { id: 'documents', title: t('Получить документ', 'Get a document'), channels: ['form'] },
      ],
    },
    internal: {
      document: { title: t('Перечень для сотрудников', 'List for staff'), number: '2-О', date: '2026-02-02' },
      channels: [channel('head', { kind: 'person', title: t('Непосредственный руководитель', 'One’s superior') })],
      items: [{ id: 'leave', title: t('Отпуск', 'Leave'), channels: ['head'] }],
    },
  },
  topics: {
    external: [
      { id: 'repair', title: t('Капитальный ремонт', 'Major repairs') },
      { id: 'other', title: t('Другое', 'Other') },
    ],
    internal: [{ id: 'leave', title: t('Отпуска', 'Leave') }],
  },
  surveys: [survey, { ...survey, survey: 'internal-information', audience: 'internal' }],
  cases: [],
  ballots: { 'information-access': [ballots] },
};

/** Times for visits and calls, an hour apart, from this hour tomorrow on. */
export const slotTimes = (now: Date): SlotTime[] =>
  [0, 1, 2, 3].map((at) => {
    const start = (Math.floor(now.getTime() / 3_600_000) + 24 + at) * 3_600_000;
    return {
      kind: at % 2 ? 'callback' : 'visit',
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(start + 1_200_000).toISOString(),
      place: at % 2 ? null : t('Примерск, Ясная ул., 1, каб. 3', '1 Yasnaya Street, room 3'),
    };
  });

/** The same for the back end in memory, whose files, releases and slots stand as they are. */
export function memoryContent(now: Date): MemoryAgency {
  const { texts: _, ...figures } = countBallots(survey, ballots);
  const release: Release = {
    id: 'information-access-1',
    version: 1,
    releasedOn: '2026-11-16',
    issued: null,
    lost: { from: 0, to: 0 },
    ...figures,
  };
  return {
    ...content,
    publications: publications.map((publication) => ({
      ...publication,
      attachments: publication.attachments.map(({ source: _, ...file }) => ({
        ...file,
        size: new TextEncoder().encode(attachmentText).length,
        url: `/api/v1/agencies/housing/attachments/${file.id}`,
      })),
    })),
    releases: { 'information-access': [release] },
    cases: {},
    slots: slotTimes(now).map((time, at) => ({ ...time, id: `slot-${at + 1}` })),
  };
}
