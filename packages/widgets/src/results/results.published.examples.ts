import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { Manifest, Release, Span, Tally, Theme } from '@otklik/core/contract/surveys.js';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';

const both = (ru: string, en: string): LocalizedText => ({ ru, en });
const option = (id: string, ru: string, en: string): { id: string; title: LocalizedText } => ({
  id,
  title: both(ru, en),
});

/** A question of each kind, two of them in the index; and a table of two. */
export const manifest = surveyOfDefinition('information-access', {
  audience: 'external',
  title: both('Что Вы думаете о нашей информации', 'What you think of our information'),
  questions: [
    {
      type: 'single',
      id: 'main',
      title: both('Какой канал был основным?', 'Which channel was the main one?'),
      options: [
        option('site', 'Сайт Службы', 'The site of the Service'),
        option('phone', 'Справочный телефон', 'Telephone'),
        option('form', 'Форма запроса', 'Request form'),
        option('visit', 'Личный приём', 'Visit in person'),
        option('centre', 'МФЦ', 'Multifunctional centre'),
        option('post', 'Почта', 'Post'),
      ],
    },
    {
      type: 'multiple',
      id: 'topics',
      title: both('Что Вы искали?', 'What were you looking for?'),
      options: [
        option('payment', 'Начисление платы', 'Charges'),
        option('repair', 'Капитальный ремонт', 'Major repairs'),
        { ...option('nothing', 'Ничего из этого', 'None of these'), exclusive: true },
      ],
    },
    { type: 'yesno', id: 'found', title: both('Удалось ли найти то, что нужно?', 'Did you find what you needed?') },
    {
      type: 'rating',
      id: 'ease',
      title: both('Насколько легко было найти информацию?', 'How easy was it to find the information?'),
      labels: [
        both('очень трудно', 'very hard'),
        both('скорее трудно', 'rather hard'),
        both('не трудно и не легко', 'neither hard nor easy'),
        both('скорее легко', 'rather easy'),
        both('очень легко', 'very easy'),
      ],
      importance: 3,
    },
    {
      type: 'rating',
      id: 'clear',
      title: both('Насколько она понятна?', 'How clear is it?'),
      labels: [
        both('совсем непонятна', 'not clear at all'),
        both('скорее непонятна', 'rather unclear'),
        both('понятна отчасти', 'clear in part'),
        both('скорее понятна', 'rather clear'),
        both('всё понятно', 'all clear'),
      ],
      importance: 2,
    },
    {
      type: 'score',
      id: 'recommend',
      title: both('Посоветуете ли Вы наш сайт знакомым?', 'Would you recommend our site?'),
      labels: [both('ни за что', 'never'), both('обязательно', 'certainly')],
    },
    {
      type: 'matrix',
      id: 'staff',
      title: both('Как с Вами разговаривали?', 'How were you spoken to?'),
      rows: [
        option('phone', 'По телефону', 'By telephone'),
        option('visit', 'На приёме', 'At a visit'),
        option('post', 'В письмах', 'In letters'),
      ],
      options: [
        option('well', 'Хорошо', 'Well'),
        option('middling', 'Терпимо', 'Middling'),
        option('badly', 'Плохо', 'Badly'),
      ],
    },
    { type: 'text', id: 'improve', title: both('Что нам улучшить?', 'What should we improve?'), maxLength: 1200 },
  ],
  crossTabs: [{ rows: 'main', columns: 'found' }],
});

export const counts = (given: Record<string, number | null>): Tally['counts'] =>
  Object.entries(given).map(([id, count]) => ({ option: id, count, majority: null }));
export const exactly = (n: number): Span => ({ from: n, to: n });
export const tally = (question: string, answered: number, given: Record<string, number | null>): Tally => ({
  question,
  row: null,
  answered,
  withheld: null,
  banded: false,
  counts: counts(given),
});
const row = (question: string, id: string, answered: number, given: Record<string, number | null>): Tally => ({
  ...tally(question, answered, given),
  row: id,
});
export const withheld = (one: Tally, why: Tally['withheld']): Tally => ({
  ...one,
  answered: why === 'few' ? null : one.answered,
  withheld: why,
  counts: one.counts.map((count) => ({ ...count, count: null, majority: null })),
});

const main = tally('main', 410, { site: 214, phone: 96, form: 58, visit: 32, centre: null, post: null });
const found = tally('found', 412, { yes: 235, partly: 121, no: 56 });
const ease = tally('ease', 412, { 1: 23, 2: 34, 3: 66, 4: 133, 5: 128, unsure: 28 });
const clear = tally('clear', 391, { 1: 10, 2: 21, 3: 60, 4: 140, 5: 130, unsure: 30 });

/** Many ballots: a hidden row, a row of a matrix withheld. */
export const november: Release = {
  id: 'information-access-3',
  version: 1,
  releasedOn: '2026-11-09',
  issued: null,
  accepted: exactly(415),
  counted: exactly(412),
  invalid: exactly(3),
  lost: { from: 1, to: 9 },
  tallies: [
    main,
    tally('topics', 400, { payment: 300, repair: 180, nothing: 40 }),
    found,
    ease,
    clear,
    tally('recommend', 400, {
      ...{ 0: 10, 1: 0, 2: 5, 3: 5, 4: 10, 5: 40, 6: 30 },
      ...{ 7: 60, 8: 90, 9: 70, 10: 60, unsure: 20 },
    }),
    row('staff', 'phone', 300, { well: 150, middling: 120, badly: 30 }),
    row('staff', 'visit', 40, { well: null, middling: 30, badly: null }),
    withheld(row('staff', 'post', 0, { well: 0, middling: 0, badly: 0 }), 'few'),
  ],
  crossTallies: [
    {
      rows: 'main',
      columns: 'found',
      withheld: null,
      rowOptions: ['site', 'phone', 'form', 'visit', 'centre', 'post'],
      columnOptions: ['yes', 'partly', 'no'],
      answered: 400,
      rowTotals: [214, 96, 50, 20, null, null],
      columnTotals: [null, 84, 40],
      cells: [
        [140, 54, 20],
        [60, 26, 10],
        [40, null, null],
        [16, null, null],
        [null, null, null],
        [null, null, null],
      ],
    },
  ],
};

/** Nothing rare in it, so the first screen tells it all. */
export const october: Release = {
  ...november,
  id: 'information-access-2',
  releasedOn: '2026-10-12',
  accepted: exactly(300),
  counted: exactly(300),
  invalid: exactly(0),
  lost: exactly(0),
  tallies: [
    tally('main', 300, { site: 150, phone: 80, form: 50, visit: 20, centre: 0, post: 0 }),
    tally('found', 300, { yes: 150, partly: 100, no: 50 }),
    tally('ease', 300, { 1: 50, 2: 50, 3: 50, 4: 100, 5: 50, unsure: 0 }),
    tally('clear', 300, { 1: null, 2: null, 3: 100, 4: 100, 5: 50, unsure: 40 }),
  ],
  crossTallies: [],
};

/** Few ballots: bands, a large majority, a table that fails the audit. */
export const september: Release = {
  ...november,
  id: 'information-access-1',
  releasedOn: '2026-09-14',
  accepted: { from: 10, to: 19 },
  counted: { from: 10, to: 19 },
  invalid: { from: 0, to: 9 },
  lost: exactly(0),
  tallies: [
    withheld(main, 'few'),
    withheld(tally('topics', 18, { payment: 9, repair: 6, nothing: 3 }), 'audit'),
    {
      ...tally('found', 18, {}),
      counts: [
        { option: 'yes', count: null, majority: 'chosen' },
        { option: 'partly', count: null, majority: 'not_chosen' },
        { option: 'no', count: null, majority: 'not_chosen' },
      ],
    },
    { ...tally('ease', 18, { low: 0, middle: 7, high: 11, unsure: 0 }), banded: true },
    { ...tally('clear', 18, { low: null, middle: 9, high: null, unsure: 0 }), banded: true },
  ],
  crossTallies: [
    {
      rows: 'main',
      columns: 'found',
      withheld: 'few',
      rowOptions: ['site', 'phone'],
      columnOptions: ['yes', 'no'],
      answered: null,
      rowTotals: [],
      columnTotals: [],
      cells: [],
    },
  ],
};

/** What was asked before the questions changed. */
export const before: Manifest = {
  ...manifest,
  version: 0,
  title: both('Довольны ли Вы сайтом', 'Are you content with the site'),
  questions: manifest.questions
    .filter(({ id }) => id === 'ease')
    .map((question) => ({
      ...question,
      title: both('Легко ли было искать на сайте?', 'Was the site easy to search?'),
    })),
};
export const august: Release = {
  ...october,
  id: 'information-access-0',
  version: 0,
  releasedOn: '2026-08-10',
  tallies: [tally('ease', 100, { 1: 10, 2: 20, 3: 30, 4: 20, 5: 20, unsure: 0 })],
};

const head = both('Начальник отдела по работе с гражданами', 'Head of the department for work with citizens');
export const themes: Theme[] = [
  {
    id: 'fee',
    question: 'improve',
    title: both('Проще про взнос на ремонт', 'Plainer about the repair fee'),
    suggestions: [
      'Пишите простыми словами, как посчитать взнос.',
      'Дайте пример расчёта.',
      'Не понял, откуда берётся тариф.',
      'Нужна памятка на одну страницу.',
    ],
    decision: 'done',
    reason: both(
      'Переписали 14 страниц и добавили пример расчёта.',
      'We rewrote 14 pages and added an example of the calculation.',
    ),
    decidedOn: '2026-10-20',
    decidedBy: head,
  },
  {
    id: 'lunch',
    question: 'improve',
    title: both('Отвечать по телефону в обед', 'Answer the telephone at lunchtime'),
    suggestions: ['С 13 до 14 никто не берёт трубку.'],
    decision: 'planned',
    reason: both(
      'С 1 февраля 2027 вводим дежурство с 13 до 14.',
      'From 1 February 2027 somebody is on duty from 13 to 14.',
    ),
    decidedOn: '2026-10-16',
    decidedBy: head,
  },
  {
    id: 'evening',
    question: 'improve',
    title: both('Приём по вечерам и в субботу', 'Visits in the evening and on Saturday'),
    suggestions: ['Работаю до шести, к вам не попасть.'],
    decision: 'partly',
    reason: both(
      'По четвергам принимаем до 20. На субботу не хватает людей.',
      'On Thursdays we are open until 20. For Saturdays we lack people.',
    ),
    decidedOn: '2026-10-15',
    decidedBy: head,
  },
  {
    id: 'authors',
    question: 'improve',
    title: both('Показывать, кто прислал запрос', 'Show who sent a request'),
    suggestions: ['Интересно, кто ещё об этом спрашивает.'],
    decision: 'declined',
    reason: both(
      'Это личные данные. Публикуем только темы и сроки ответов.',
      'These are personal data. We publish topics and times of answers alone.',
    ),
    decidedOn: '2026-10-14',
    decidedBy: head,
  },
];
