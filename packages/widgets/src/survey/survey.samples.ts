import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { DefinitionInput } from '@otklik/core/domain/surveys/definition.js';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';

/* Surveys that examples and tests show: every kind of question, conditions, steps. */

const both = (ru: string, en: string): LocalizedText => ({ ru, en });
const option = (id: string, ru: string, en: string) => ({ id, title: both(ru, en) });

const clear: DefinitionInput['questions'][number] = {
  type: 'rating',
  id: 'clear',
  title: both('Понятна ли информация на этой странице?', 'Is the information on this page clear?'),
  hint: null,
  labels: [
    both('непонятно', 'not clear'),
    both('скорее непонятно', 'rather not clear'),
    both('отчасти понятно', 'partly clear'),
    both('скорее понятно', 'rather clear'),
    both('всё понятно', 'all clear'),
  ],
};

/** Several questions, one of each type. */
export const manifest = surveyOfDefinition('information-access', {
  audience: 'external',
  title: both('Как Вы получили информацию от Службы', 'How you got information from the Service'),
  intro: both('4 вопроса, около минуты.', '4 questions, about a minute.'),
  questions: [
    {
      type: 'multiple',
      id: 'channels',
      title: both('Какими каналами Вы пользовались?', 'Which channels did you use?'),
      hint: null,
      options: [
        { id: 'site', title: both('Сайт Службы', 'The site of the Service') },
        { id: 'form', title: both('Форма запроса', 'Request form') },
        { id: 'phone', title: both('Справочный телефон', 'Telephone') },
        { id: 'visit', title: both('Личный приём', 'Visit in person') },
        { id: 'portal', title: both('Госуслуги', 'Gosuslugi') },
        { id: 'social', title: both('MAX, ВКонтакте, Одноклассники', 'MAX, VK, Odnoklassniki') },
        { id: 'centre', title: both('МФЦ', 'Multifunctional centre') },
        { id: 'other', title: both('Другой', 'Another one') },
      ],
    },
    {
      type: 'single',
      id: 'found',
      title: both('Удалось ли найти то, что нужно?', 'Did you find what you needed?'),
      hint: null,
      options: [
        { id: 'yes', title: both('Да', 'Yes') },
        { id: 'partly', title: both('Частично', 'Partly') },
        { id: 'no', title: both('Нет', 'No') },
      ],
    },
    {
      type: 'rating',
      id: 'ease',
      title: both('Насколько легко было найти информацию?', 'How easy was it to find the information?'),
      hint: null,
      labels: [
        both('очень трудно', 'very hard'),
        both('скорее трудно', 'rather hard'),
        both('не трудно и не легко', 'neither hard nor easy'),
        both('скорее легко', 'rather easy'),
        both('очень легко', 'very easy'),
      ],
    },
    {
      type: 'text',
      id: 'improve',
      title: both('Что нам улучшить?', 'What should we improve?'),
      hint: both(
        'Не указывайте личные данные: имена, телефоны, адреса. Ответ прочитают сотрудники.',
        'No personal data please: names, telephones, addresses. Staff will read the answer.',
      ),
      maxLength: 1200,
    },
  ],
});

export const oneQuestion = surveyOfDefinition('usefulness', {
  audience: 'external',
  title: both('Полезна ли страница', 'Is this page useful'),
  intro: both('', ''),
  questions: [clear],
});

/** Those kinds that rarer surveys have, and a question that some are asked. */
export const everyKind = surveyOfDefinition('every-kind', {
  audience: 'external',
  title: both('Как мы отвечаем', 'How we answer'),
  intro: both('До 5 вопросов.', 'Up to 5 questions.'),
  questions: [
    { type: 'yesno', id: 'asked', title: both('Вы задавали нам вопросы?', 'Have you asked us anything?') },
    {
      type: 'score',
      id: 'advise',
      title: both('Посоветуете ли Вы нас знакомым?', 'Would you recommend us?'),
      labels: [both('точно нет', 'surely not'), both('точно да', 'surely')],
    },
    {
      type: 'matrix',
      id: 'qualities',
      title: both('Каким был ответ?', 'What was the answer like?'),
      when: [{ asked: 'asked', is: 'any', values: ['yes', 'partly'] }],
      rows: [
        option('clear', 'Понятным', 'Clear'),
        option('quick', 'Быстрым', 'Quick'),
        option('polite', 'Вежливым', 'Polite'),
      ],
      options: [
        option('yes', 'Да', 'Yes'),
        option('partly', 'Отчасти', 'In part'),
        option('no', 'Нет', 'No'),
        option('na', 'Не знаю', 'I cannot say'),
      ],
    },
    {
      type: 'multiple',
      id: 'ways',
      title: both('Как Вам удобнее спрашивать?', 'How do you like to ask?'),
      options: [
        option('site', 'На сайте', 'On the site'),
        option('phone', 'По телефону', 'By telephone'),
        { ...option('none', 'Никак из этого', 'None of these'), exclusive: true },
      ],
    },
    {
      type: 'text',
      id: 'why',
      title: both('Что помешало?', 'What was in the way?'),
      hint: both('Без имён, телефонов и адресов.', 'No names, telephones or addresses.'),
      when: [{ asked: 'asked', is: 'any', values: ['no'] }],
      maxLength: 600,
    },
  ],
});

/** Asked step by step; on the second step nothing is asked of those who found all. */
export const stepped = surveyOfDefinition('stepped', {
  audience: 'external',
  title: both('Наш сайт', 'Our site'),
  intro: both('Около двух минут.', 'About two minutes.'),
  questions: [
    { type: 'yesno', id: 'found', title: both('Нашли то, что искали?', 'Did you find what you looked for?') },
    {
      type: 'text',
      id: 'sought',
      title: both('Что Вы искали?', 'What did you look for?'),
      hint: both('Без имён, телефонов и адресов.', 'No names, telephones or addresses.'),
      when: [{ asked: 'found', is: 'any', values: ['partly', 'no'] }],
      maxLength: 600,
    },
    {
      type: 'score',
      id: 'advise',
      title: both('Посоветуете ли сайт знакомым?', 'Would you recommend the site?'),
      labels: [both('точно нет', 'surely not'), both('точно да', 'surely')],
    },
    {
      type: 'text',
      id: 'improve',
      title: both('Что нам улучшить?', 'What should we improve?'),
      hint: both('Без имён, телефонов и адресов.', 'No names, telephones or addresses.'),
      maxLength: 600,
    },
  ],
  steps: [
    { title: both('Поиск', 'Search'), questions: ['found'] },
    { title: both('Подробнее', 'In detail'), questions: ['sought'] },
    { title: both('В целом', 'On the whole'), questions: ['advise', 'improve'] },
  ],
});

/** One question, and a second for those who gave a low mark. */
export const explained = surveyOfDefinition('explained', {
  audience: 'external',
  title: both('Понятна ли страница', 'Is this page clear'),
  questions: [
    {
      type: 'rating',
      id: 'clear',
      title: both('Понятна ли информация на этой странице?', 'Is the information on this page clear?'),
      labels: [
        both('непонятно', 'not clear'),
        both('скорее непонятно', 'rather not clear'),
        both('отчасти понятно', 'partly clear'),
        both('скорее понятно', 'rather clear'),
        both('всё понятно', 'all clear'),
      ],
    },
    {
      type: 'text',
      id: 'why',
      title: both('Что именно непонятно? (по желанию)', 'What exactly is not clear? (optional)'),
      hint: both('Без имён, телефонов и адресов.', 'No names, telephones or addresses.'),
      when: [{ asked: 'clear', is: 'any', values: ['1', '2', '3'] }],
      maxLength: 600,
    },
  ],
});

/** For employees alone. */
export const internal = { ...everyKind, survey: 'inside', audience: 'internal' as const };
