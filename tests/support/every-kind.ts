import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { DefinitionInput } from '@otklik/core/domain/surveys/definition.js';

const t = (ru: string, en: string): LocalizedText => ({ ru, en });
const option = (id: string, ru: string, en: string) => ({ id, title: t(ru, en) });

/** A survey with every kind of question; with two for some alone, one of them the only one of its step. */
export const everyKind = {
  audience: 'external',
  title: t('Как Вам помогли с ремонтом', 'How we helped you with repairs'),
  intro: t('Около двух минут.', 'About two minutes.'),
  questions: [
    {
      id: 'channels',
      type: 'multiple',
      title: t('Как Вы узнавали о ремонте?', 'How did you learn of the repairs?'),
      options: [
        option('site', 'На сайте', 'On the site'),
        option('phone', 'По телефону', 'By telephone'),
        { ...option('none', 'Никак', 'Not at all'), exclusive: true },
      ],
    },
    { id: 'found', type: 'yesno', title: t('Нашли, что искали?', 'Did you find what you looked for?') },
    {
      id: 'lacking',
      type: 'single',
      title: t('Чего не нашли?', 'What didn’t you find?'),
      when: [{ asked: 'found', is: 'any', values: ['partly', 'no'] }],
      options: [
        option('dates', 'Сроков', 'Dates'),
        option('prices', 'Цен', 'Prices'),
        option('people', 'Кому звонить', 'Whom to call'),
      ],
    },
    {
      id: 'clear',
      type: 'rating',
      title: t('Понятно ли написано?', 'Is it clearly written?'),
      when: [{ asked: 'channels', is: 'none', values: ['none'] }],
      labels: [
        t('непонятно', 'not clear'),
        t('скорее непонятно', 'rather not clear'),
        t('отчасти', 'in part'),
        t('скорее понятно', 'rather clear'),
        t('понятно', 'clear'),
      ],
    },
    {
      id: 'advise',
      type: 'score',
      title: t('Посоветуете сайт соседям?', 'Would you advise the site to neighbours?'),
      labels: [t('ни за что', 'never'), t('непременно', 'surely')],
    },
    {
      id: 'parts',
      type: 'matrix',
      title: t('Как мы работаем?', 'How do we work?'),
      rows: [option('speed', 'Скорость', 'Speed'), option('manners', 'Вежливость', 'Manners')],
      options: [option('good', 'Хорошо', 'Well'), option('so', 'Так себе', 'So-so'), option('bad', 'Плохо', 'Badly')],
    },
    { id: 'improve', type: 'text', title: t('Что улучшить?', 'What should be better?'), maxLength: 200 },
  ],
  steps: [
    { title: t('Что искали', 'What you looked for'), questions: ['channels', 'found'] },
    { title: t('Чего не хватило', 'What was missing'), questions: ['lacking'] },
    { title: t('Оценки', 'Marks'), questions: ['clear', 'advise', 'parts'] },
    { title: t('Предложения', 'Suggestions'), questions: ['improve'] },
  ],
  crossTabs: [{ rows: 'found', columns: 'clear' }],
} satisfies DefinitionInput;
