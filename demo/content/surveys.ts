import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import type { DefinitionInput } from '@otklik/core/domain/surveys/definition.js';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';
import { t } from './text.ts';
import { externalTopics } from './topics.ts';

type Questions = DefinitionInput['questions'];
type Labels = [LocalizedText, LocalizedText, LocalizedText, LocalizedText, LocalizedText];

const options = (list: [id: string, ru: string, en: string][]) =>
  list.map(([id, ru, en]) => ({ id, title: t(ru, en) }));
const noPersonalData = t(
  'Не указывайте личные данные: имена, адреса, телефоны.',
  'Please give no personal data: no names, addresses, telephones.',
);

/** Twelve questions of the order's clause 4.1: how well information reaches people, and what to improve. */
const informationQuestions: Questions = [
  {
    id: 'channel',
    type: 'multiple',
    title: t('Какими каналами связи Вы пользовались?', 'Which ways of contact have you used?'),
    hint: t('Можно выбрать несколько.', 'You can choose several.'),
    options: options([
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
  },
  {
    id: 'found',
    type: 'single',
    title: t('Удалось ли найти нужную информацию?', 'Did you find what you needed?'),
    hint: null,
    options: options([
      ['yes', 'Да', 'Yes'],
      ['partly', 'Частично', 'In part'],
      ['no', 'Нет', 'No'],
    ]),
  },
  {
    id: 'ease',
    type: 'rating',
    title: t('Насколько легко было её найти?', 'How easy was it to find?'),
    hint: null,
    labels: [
      t('очень трудно', 'very hard'),
      t('скорее трудно', 'rather hard'),
      t('не легко и не трудно', 'neither easy nor hard'),
      t('скорее легко', 'rather easy'),
      t('очень легко', 'very easy'),
    ] satisfies Labels,
  },
  {
    id: 'clarity',
    type: 'rating',
    title: t('Насколько она понятна?', 'How clear was it?'),
    hint: null,
    labels: [
      t('совсем непонятна', 'not clear at all'),
      t('скорее непонятна', 'rather unclear'),
      t('понятна отчасти', 'clear in part'),
      t('скорее понятна', 'rather clear'),
      t('всё понятно', 'entirely clear'),
    ] satisfies Labels,
  },
  {
    id: 'completeness',
    type: 'rating',
    title: t('Насколько она полна и свежа?', 'How complete and up to date was it?'),
    hint: null,
    labels: [
      t('совсем нет', 'not at all'),
      t('скорее нет', 'rather not'),
      t('отчасти', 'in part'),
      t('скорее да', 'rather'),
      t('полностью', 'fully'),
    ] satisfies Labels,
  },
  {
    id: 'timing',
    type: 'rating',
    title: t('Устроил ли Вас срок ответа?', 'Were you content with the time it took?'),
    hint: t('Если ответа не ждали, пропустите вопрос.', 'If you did not wait for an answer, pass this question over.'),
    labels: [
      t('совсем нет', 'not at all'),
      t('скорее нет', 'rather not'),
      t('отчасти', 'in part'),
      t('скорее да', 'rather'),
      t('полностью', 'fully'),
    ] satisfies Labels,
  },
  {
    id: 'refusal',
    type: 'single',
    title: t('Если Вам отказали, понятна ли причина?', 'If you were refused, was the reason clear?'),
    hint: null,
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
    hint: null,
    labels: [
      t('совсем нет', 'not at all'),
      t('скорее нет', 'rather not'),
      t('отчасти', 'in part'),
      t('скорее да', 'rather'),
      t('полностью', 'fully'),
    ] satisfies Labels,
  },
  {
    id: 'trust',
    type: 'rating',
    title: t(
      'Согласны ли Вы: этот опыт повысил моё доверие к Службе?',
      'Do you agree: this experience increased my trust in the Service?',
    ),
    hint: null,
    labels: [
      t('совсем не согласны', 'not at all'),
      t('скорее не согласны', 'rather not'),
      t('и да и нет', 'yes and no'),
      t('скорее согласны', 'rather'),
      t('полностью согласны', 'fully'),
    ] satisfies Labels,
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
    options: externalTopics,
  },
];

const usefulnessQuestions: Questions = [
  {
    id: 'useful',
    type: 'single',
    title: t('Была ли информация полезна?', 'Was the information useful?'),
    hint: null,
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
    hint: t('Можно выбрать несколько.', 'You can choose several.'),
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
    hint: null,
    labels: [
      t('очень трудно', 'very hard'),
      t('скорее трудно', 'rather hard'),
      t('не легко и не трудно', 'neither easy nor hard'),
      t('скорее легко', 'rather easy'),
      t('очень легко', 'very easy'),
    ] satisfies Labels,
  },
  {
    id: 'in-time',
    type: 'rating',
    title: t('Узнаёте ли Вы о решениях вовремя?', 'Do you learn of decisions in time?'),
    hint: null,
    labels: [
      t('никогда', 'never'),
      t('редко', 'seldom'),
      t('иногда', 'sometimes'),
      t('часто', 'often'),
      t('всегда', 'always'),
    ] satisfies Labels,
  },
  {
    id: 'reasons',
    type: 'rating',
    title: t('Объясняют ли Вам причины решений?', 'Are the reasons for decisions explained to you?'),
    hint: null,
    labels: [
      t('никогда', 'never'),
      t('редко', 'seldom'),
      t('иногда', 'sometimes'),
      t('часто', 'often'),
      t('всегда', 'always'),
    ] satisfies Labels,
  },
  {
    id: 'heard',
    type: 'single',
    title: t('Ответили ли Вам, когда Вы что-то предложили?', 'When you proposed something, did anybody answer?'),
    hint: null,
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

const survey = (
  id: string,
  audience: Manifest['audience'],
  title: LocalizedText,
  intro: LocalizedText,
  questions: Questions,
): Manifest => surveyOfDefinition(id, { audience, title, intro, questions });

export const surveys: Manifest[] = [
  survey(
    'information-access',
    'external',
    t('Что Вы думаете о нашей информации', 'What you think of our information'),
    t(
      'Двенадцать вопросов, 3–4 минуты. Итоги публикуем, когда накопится не меньше 20 новых ответов.',
      'Twelve questions, 3 to 4 minutes. Results are published once at least 20 new answers have come in.',
    ),
    informationQuestions,
  ),
  survey(
    'usefulness',
    'external',
    t('Полезность информации', 'Usefulness of the information'),
    t('Один вопрос, анонимно.', 'One question, anonymous.'),
    usefulnessQuestions,
  ),
  survey(
    'internal-information',
    'internal',
    t('Как Вы узнаёте о том, что нужно для работы', 'How you learn what you need for your work'),
    t(
      'Шесть вопросов сотрудникам Службы. Итоги увидят все, когда накопится не меньше 20 новых ответов.',
      'Six questions for the Service’s staff. Everybody sees the results once at least 20 new answers have come in.',
    ),
    internalQuestions,
  ),
];
