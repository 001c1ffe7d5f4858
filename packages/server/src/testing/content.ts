import type { AgencyContent, PublicationContent } from '@otklik/core/backend/content.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { ConsultationInput } from '@otklik/core/contract/consultations.js';
import type { Answers, Manifest } from '@otklik/core/contract/surveys.js';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';
import type { ChannelContent } from '@otklik/core/contract/touchpoints.js';
import { defaultTerms } from '@otklik/core/domain/consultations/terms.js';
import type { Actor } from '@otklik/core/domain/four-eyes.js';

const t = (ru: string, en?: string) => (en === undefined ? { ru } : { ru, en });

export const testAgency = (changes: Partial<Agency> = {}): Agency => ({
  id: 'test',
  name: t('Служба испытаний', 'Test Service'),
  shortName: t('Служба'),
  region: t('Примерная область'),
  postalAddress: t('000000, г. Примерск'),
  phone: '8 (000) 000-00-00',
  phoneHours: t('пн–пт 9:00–18:00'),
  timeZone: 'Europe/Astrakhan',
  legalBasis: 'law',
  legalNotice: t('Ваши данные нужны для ответа.'),
  legalNoticeVersion: '2026-09-01',
  privacyPolicy: '/privacy.html',
  terms: defaultTerms,
  appealPortals: [],
  demonstration: true,
  ...changes,
});

export const testConsultant: Actor = { id: 'consultant', position: t('Специалист'), roles: ['consultant'] };
export const testHead: Actor = { id: 'head', position: t('Руководитель'), roles: ['head'] };

export const testPublication = (id: string, changes: Partial<PublicationContent> = {}): PublicationContent => ({
  id,
  audience: 'external',
  kind: 'news',
  topic: null,
  title: t(`Публикация ${id}`, `Publication ${id}`),
  summary: t('Коротко о главном'),
  body: t('<p>Подробно.</p>'),
  publishedAt: '2026-11-20T09:00:00.000Z',
  reviewBy: null,
  version: 1,
  preparedBy: t('Отдел'),
  approvedBy: t('Руководитель'),
  approvedAt: '2026-11-19T09:00:00.000Z',
  attachments: [],
  ...changes,
});

export const testChannel = (id: string, changes: Partial<ChannelContent> = {}): ChannelContent => ({
  id,
  kind: 'phone',
  preference: 'talk',
  title: t('Телефон'),
  purpose: t('Справки'),
  contact: t('8 (000) 000-00-00'),
  url: 'tel:+70000000000',
  hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
  breaks: [],
  always: false,
  answerTime: t('сразу'),
  signIn: t('не нужен'),
  accessibility: null,
  replyForm: 'phone',
  ...changes,
});

export const testManifest = (survey: string, changes: Partial<Manifest> = {}): Manifest => ({
  ...surveyOfDefinition(survey, {
    audience: 'external',
    title: t('Опрос'),
    intro: t('Расскажите.'),
    questions: [
      { id: 'ease', type: 'rating', title: t('Легко ли?'), labels: ['1', '2', '3', '4', '5'].map((label) => t(label)) },
      {
        id: 'way',
        type: 'single',
        title: t('Как?'),
        options: [
          { id: 'site', title: t('Сайт') },
          { id: 'phone', title: t('Телефон') },
        ],
      },
      { id: 'missing', type: 'text', title: t('Чего не хватило?'), maxLength: 300 },
    ],
  }),
  ballotBytes: 2048,
  ...changes,
});

/** Ballots whose figures are large enough to be published. */
export const testAnswers = (number: number, text: (index: number) => string): Answers[] =>
  Array.from({ length: number }, (_, index) => ({
    ease: index % 2 ? '5' : '4',
    way: index % 2 ? 'site' : 'phone',
    missing: text(index),
  }));

export const testContent = (changes: Partial<AgencyContent> = {}): AgencyContent => ({
  agency: testAgency(),
  publications: [],
  touchpoints: {},
  topics: {
    external: [
      { id: 'repair', title: t('Капитальный ремонт', 'Major repair') },
      { id: 'other', title: t('Другое') },
    ],
    internal: [{ id: 'leave', title: t('Отпуска') }],
  },
  surveys: [],
  cases: [],
  ballots: {},
  ...changes,
});

export const testConsultation = (changes: Partial<ConsultationInput> = {}): ConsultationInput => ({
  applicant: { kind: 'citizen', name: 'Анна Примерова' },
  topic: 'repair',
  question: 'Когда начнётся ремонт?',
  replyForm: 'email',
  contact: { email: 'anna@example.org' },
  ...changes,
});

export const internalConsultation = (changes: Partial<ConsultationInput> = {}): ConsultationInput =>
  testConsultation({
    audience: 'internal',
    applicant: { kind: 'employee', name: 'Пётр Примеров' },
    topic: 'leave',
    ...changes,
  });
