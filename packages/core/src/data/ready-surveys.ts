import * as v from 'valibot';
import type { LocalizedText } from '../contract/common.ts';
import type { Option } from '../contract/surveys.ts';
import {
  definitionLimits,
  definitionSchema,
  type Definition,
  type DefinitionInput,
} from '../domain/surveys/definition.ts';

/*
 * Surveys that are ready to be used (order 078-О, 4.1): an agency takes one, changes what it wants,
 * and its head opens it.
 */

type Questions = DefinitionInput['questions'];
type Words = [ru: string, en: string];

const t = (ru: string, en: string): LocalizedText => ({ ru, en });
const options = (list: [id: string, ...Words][]) => list.map(([id, ru, en]) => ({ id, title: t(ru, en) }));
const labels = (...list: [Words, Words, Words, Words, Words]) => list.map(([ru, en]) => t(ru, en));

const extent = labels(
  ['совсем нет', 'not at all'],
  ['скорее нет', 'rather not'],
  ['отчасти', 'in part'],
  ['скорее да', 'rather'],
  ['полностью', 'fully'],
);
const easiness = labels(
  ['очень трудно', 'very hard'],
  ['скорее трудно', 'rather hard'],
  ['не легко и не трудно', 'neither easy nor hard'],
  ['скорее легко', 'rather easy'],
  ['очень легко', 'very easy'],
);
const frequency = labels(
  ['никогда', 'never'],
  ['редко', 'seldom'],
  ['иногда', 'sometimes'],
  ['часто', 'often'],
  ['всегда', 'always'],
);
const several = t('Можно выбрать несколько.', 'You can choose several.');
const noPersonalData = t(
  'Не указывайте личные данные: имена, адреса, телефоны.',
  'Please give no personal data: no names, addresses, telephones.',
);

/** What it was about, where an agency has no topics of its own to offer. */
const anyTopics: Option[] = options([
  ['documents', 'Приказы и другие документы', 'Orders and other documents'],
  ['services', 'Услуги и порядок их получения', 'Services and how to get them'],
  ['inspections', 'Проверки и их результаты', 'Inspections and their results'],
  ['reception', 'Приём и обращения', 'Reception and appeals'],
  ['other', 'Другое', 'Something else'],
]);

/** Whoever found nothing can't judge it; whoever found all wasn't refused. */
const foundSome: Questions[number]['when'] = [{ asked: 'found', is: 'none', values: ['no'] }];
const missedSome: Questions[number]['when'] = [{ asked: 'found', is: 'none', values: ['yes'] }];

/** Twelve questions: how well information reaches people, and what to improve. `importance` adds up to 100. */
const informationQuestions = (topics: readonly Option[]): Questions => [
  {
    id: 'channel',
    type: 'multiple',
    title: t('Какими каналами связи Вы пользовались?', 'Which ways of contact have you used?'),
    hint: several,
    options: [
      ...options([
        ['website', 'Сайт Службы', 'The Service’s site'],
        ['form', 'Форма запроса', 'Request form'],
        ['gosuslugi', 'Госуслуги', 'Gosuslugi'],
        ['phone', 'Справочный телефон или горячая линия', 'Enquiry line or hotline'],
        ['post', 'Почта', 'Post'],
        ['visit', 'Личный или выездной приём', 'Reception in person or on the road'],
        ['social', 'ВКонтакте, Одноклассники, MAX', 'VKontakte, Odnoklassniki, MAX'],
        ['mfc', 'МФЦ', 'Public services centre'],
        ['other', 'Другой', 'Another'],
      ]),
      { id: 'none', title: t('Никаким', 'None'), exclusive: true },
    ],
  },
  {
    id: 'found',
    type: 'yesno',
    title: t('Удалось ли найти нужную информацию?', 'Did you find what you needed?'),
  },
  {
    id: 'ease',
    type: 'rating',
    title: t('Насколько легко было её найти?', 'How easy was it to find?'),
    labels: easiness,
    importance: 20,
  },
  {
    id: 'clarity',
    type: 'rating',
    title: t('Насколько она понятна?', 'How clear was it?'),
    when: foundSome,
    labels: labels(
      ['совсем непонятна', 'not clear at all'],
      ['скорее непонятна', 'rather unclear'],
      ['понятна отчасти', 'clear in part'],
      ['скорее понятна', 'rather clear'],
      ['всё понятно', 'entirely clear'],
    ),
    importance: 30,
  },
  {
    id: 'completeness',
    type: 'rating',
    title: t('Насколько она полна и свежа?', 'How complete and up to date was it?'),
    when: foundSome,
    labels: extent,
    importance: 30,
  },
  {
    id: 'timing',
    type: 'rating',
    title: t('Устроил ли Вас срок ответа?', 'Were you content with the time it took?'),
    hint: t('Если ответа не ждали, пропустите вопрос.', 'If you did not wait for an answer, pass this question over.'),
    labels: extent,
    importance: 20,
  },
  {
    id: 'refusal',
    type: 'single',
    title: t('Если Вам отказали, понятна ли причина?', 'If you were refused, was the reason clear?'),
    when: missedSome,
    options: options([
      ['not-refused', 'Мне не отказывали', 'I was not refused'],
      ['clear', 'Понятна', 'Clear'],
      ['partly', 'Понятна отчасти', 'Clear in part'],
      ['unclear', 'Непонятна', 'Not clear'],
    ]),
  },
  {
    id: 'satisfaction',
    type: 'rating',
    title: t('Насколько Вы довольны в целом?', 'How satisfied are you on the whole?'),
    labels: extent,
  },
  {
    id: 'trust',
    type: 'rating',
    title: t(
      'Согласны ли Вы: этот опыт повысил моё доверие к Службе?',
      'Do you agree: this experience increased my trust in the Service?',
    ),
    labels: labels(
      ['совсем не согласны', 'not at all'],
      ['скорее не согласны', 'rather not'],
      ['и да и нет', 'yes and no'],
      ['скорее согласны', 'rather'],
      ['полностью согласны', 'fully'],
    ),
  },
  {
    id: 'missing',
    type: 'text',
    title: t('Какой информации не хватает?', 'What information do you miss?'),
    hint: noPersonalData,
    maxLength: 600,
  },
  {
    id: 'improve',
    type: 'text',
    title: t(
      'Что улучшить в том, как мы рассказываем о работе?',
      'What should we do better in telling about our work?',
    ),
    hint: noPersonalData,
    maxLength: 600,
  },
  {
    id: 'topic',
    type: 'single',
    title: t('О чём Вы узнавали?', 'What was it about?'),
    hint: t('По желанию.', 'Only if you like.'),
    options:
      topics.length < 2 ? anyTopics : topics.slice(0, definitionLimits.options).map(({ id, title }) => ({ id, title })),
  },
];

const usefulnessQuestions: Questions = [
  {
    id: 'useful',
    type: 'single',
    title: t('Была ли информация полезна?', 'Was the information useful?'),
    options: options([
      ['yes', 'Да', 'Yes'],
      ['no', 'Нет', 'No'],
    ]),
  },
];

const internalQuestions: Questions = [
  {
    id: 'sources',
    type: 'multiple',
    title: t('Откуда Вы узнаёте о том, что нужно для работы?', 'Where do you learn what you need for your work?'),
    hint: several,
    options: options([
      ['superior', 'От непосредственного руководителя', 'From my immediate superior'],
      ['records-system', 'Из СЭД', 'From the document system'],
      ['intranet', 'С внутреннего портала', 'From the intranet'],
      ['email', 'Из служебной почты', 'From staff e-mail'],
      ['meeting', 'На совещаниях', 'At meetings'],
      ['colleagues', 'От коллег', 'From colleagues'],
    ]),
  },
  {
    id: 'ease',
    type: 'rating',
    title: t('Насколько легко найти нужный приказ или образец?', 'How easy is it to find an order or a sample?'),
    labels: easiness,
    importance: 30,
  },
  {
    id: 'in-time',
    type: 'rating',
    title: t('Узнаёте ли Вы о решениях вовремя?', 'Do you learn of decisions in time?'),
    labels: frequency,
    importance: 35,
  },
  {
    id: 'reasons',
    type: 'rating',
    title: t('Объясняют ли Вам причины решений?', 'Are the reasons for decisions explained to you?'),
    labels: frequency,
    importance: 35,
  },
  {
    id: 'heard',
    type: 'single',
    title: t('Ответили ли Вам, когда Вы что-то предложили?', 'When you proposed something, did anybody answer?'),
    options: options([
      ['not-proposed', 'Я ничего не предлагал', 'I have proposed nothing'],
      ['accepted', 'Ответили и приняли', 'Yes, it was accepted'],
      ['explained', 'Отказали и объяснили', 'Yes, it was refused and explained'],
      ['silence', 'Не ответили', 'No'],
    ]),
  },
  {
    id: 'improve',
    type: 'text',
    title: t('Что улучшить внутри Службы?', 'What should be improved inside the Service?'),
    hint: t(
      'Не называйте себя и коллег. Тексты прочтёт аналитик, опубликуем только темы.',
      'Name neither yourself nor colleagues. An analyst reads the texts; only themes are published.',
    ),
    maxLength: 600,
  },
];

export interface ReadySurvey {
  id: string;
  definition: Definition;
}

/** @param topics that the agency offers its clients, to ask which of them it was about. */
export function readySurveys(topics: readonly Option[]): ReadySurvey[] {
  const ready: Record<string, DefinitionInput> = {
    'information-access': {
      audience: 'external',
      title: t('Что Вы думаете о нашей информации', 'What you think of our information'),
      intro: t(
        'Двенадцать вопросов, 3–4\u00a0минуты. Итоги публикуем, когда накопится не меньше 20\u00a0новых ответов.',
        'Twelve questions, 3 to 4\u00a0minutes. Results are published once at least 20\u00a0new answers have come in.',
      ),
      questions: informationQuestions(topics),
      crossTabs: [
        { rows: 'found', columns: 'satisfaction' },
        { rows: 'found', columns: 'trust' },
      ],
    },
    usefulness: {
      audience: 'external',
      title: t('Полезность информации', 'Usefulness of the information'),
      intro: t('Один вопрос, анонимно.', 'One question, anonymous.'),
      questions: usefulnessQuestions,
    },
    'internal-information': {
      audience: 'internal',
      title: t('Как Вы узнаёте о том, что нужно для работы', 'How you learn what you need for your work'),
      intro: t(
        'Шесть вопросов сотрудникам Службы. Итоги увидят все, когда накопится не меньше 20\u00a0новых ответов.',
        'Six questions for the Service’s staff. Everybody sees the results once at least 20\u00a0new answers have come in.',
      ),
      questions: internalQuestions,
    },
  };
  return Object.entries(ready).map(([id, definition]) => ({ id, definition: v.parse(definitionSchema, definition) }));
}
