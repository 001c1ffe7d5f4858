import { randomUUID } from 'node:crypto';
import type { Answers } from '@otklik/core/contract/surveys.js';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';
import { testContent } from '@otklik/server/testing/content.js';

export const agency = 'test';

const t = (ru: string) => ({ ru });

/** Every kind of answer, and two texts on one ballot, which must not be found together again. */
export const survey = surveyOfDefinition('access', {
  audience: 'external',
  title: t('Опрос'),
  intro: t('Расскажите.'),
  questions: [
    { id: 'ease', type: 'rating', title: t('Легко ли?'), labels: ['1', '2', '3', '4', '5'].map(t) },
    {
      id: 'way',
      type: 'single',
      title: t('Как Вы обратились?'),
      options: [
        { id: 'site', title: t('Через сайт') },
        { id: 'phone', title: t('По телефону') },
      ],
    },
    {
      id: 'topics',
      type: 'multiple',
      title: t('О чём?'),
      options: [
        { id: 'repair', title: t('Ремонт') },
        { id: 'payment', title: t('Плата') },
        { id: 'heating', title: t('Отопление') },
      ],
    },
    { id: 'missing', type: 'text', title: t('Чего не хватило?'), maxLength: 300 },
    { id: 'wish', type: 'text', title: t('Что предложите?'), maxLength: 300 },
  ],
});

export const content = testContent({ surveys: [survey] });

/** What no file has by chance. Text that a database compresses is longer. */
export const marker = (what: string): string => `${what}-${randomUUID()}`;

/** Ballots with a text each, two texts, and choices whose figures are large enough to be published. */
export const markedAnswers = (
  number: number,
  missing: (at: number) => string,
  wish?: (at: number) => string,
): Answers[] =>
  Array.from({ length: number }, (_, at) => ({
    ease: at % 2 ? '5' : '4',
    way: at % 2 ? 'site' : 'phone',
    topics: at % 2 ? ['repair', 'payment'] : ['heating'],
    missing: missing(at),
    ...(wish && { wish: wish(at) }),
  }));
