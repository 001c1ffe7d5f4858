import type { Language } from '../../contract/common.ts';
import type { AccessFeature, ChannelContent, ChannelKind, Preference } from '../../contract/touchpoints.ts';

/* What the cells of a touchpoint list say in a spreadsheet. */

type Words = Record<Language, string>;
const w = (ru: string, en: string): Words => ({ ru, en });

/** A row is a channel or a touchpoint; both stand in one file, so that what refers to each other stays together. */
export const rowTypes = {
  channel: w('канал связи', 'channel'),
  touchpoint: w('точка взаимодействия', 'touchpoint'),
} as const;
export type RowType = keyof typeof rowTypes;

export interface Column {
  /** Where its value stands in a channel or touchpoint: `title.ru`. */
  path: string;
  title: Words;
  /** Rows that have it; both if left out. */
  only?: RowType;
}

const column = (path: string, ru: string, en: string, only?: RowType): Column => ({
  path,
  title: w(ru, en),
  ...(only && { only }),
});
const bilingual = (path: string, ru: string, en: string, only?: RowType): Column[] => [
  column(`${path}.ru`, ru, en, only),
  column(`${path}.en`, `${ru} (англ.)`, `${en} (English)`, only),
];

/** In the order in which they are written; read in any. */
export const columns: readonly Column[] = [
  column('type', 'Что это', 'What it is'),
  column('id', 'Код', 'Code'),
  ...bilingual('title', 'Название', 'Title'),
  column('channels', 'Каналы', 'Channels', 'touchpoint'),
  column('kind', 'Вид', 'Kind', 'channel'),
  column('preference', 'Предпочтение', 'Preference', 'channel'),
  ...bilingual('purpose', 'Для чего', 'Purpose', 'channel'),
  ...bilingual('contact', 'Контакт', 'Contact', 'channel'),
  column('url', 'Ссылка', 'Link', 'channel'),
  column('route', 'Как пройти', 'Way there', 'channel'),
  column('hours', 'Часы работы', 'Hours', 'channel'),
  column('breaks', 'Перерывы', 'Breaks', 'channel'),
  column('always', 'Круглосуточно', 'At any hour', 'channel'),
  column('holidays', 'И в праздники', 'On holidays too', 'channel'),
  ...bilingual('answerTime', 'Срок ответа', 'Answer within', 'channel'),
  ...bilingual('signIn', 'Вход', 'Signing in', 'channel'),
  column('languages', 'Языки', 'Languages', 'channel'),
  column('accessFeatures', 'Условия доступа', 'Access features', 'channel'),
  ...bilingual('accessibility', 'Доступность', 'Accessibility', 'channel'),
  column('replyForm', 'Форма ответа', 'Reply form', 'channel'),
];

const kinds: Record<ChannelKind, Words> = {
  phone: w('телефон', 'telephone'),
  hotline: w('горячая линия', 'hotline'),
  form: w('форма', 'form'),
  portal: w('портал', 'portal'),
  email: w('электронная почта', 'e-mail'),
  post: w('почта', 'post'),
  visit: w('личный приём', 'visit'),
  messenger: w('мессенджер', 'messenger'),
  social: w('соцсеть', 'social network'),
  center: w('МФЦ', 'service centre'),
  website: w('сайт', 'website'),
  stand: w('стенд', 'notice board'),
  meeting: w('встреча', 'meeting'),
  person: w('сотрудник', 'person'),
  survey: w('опрос', 'survey'),
};
const preferences: Record<Preference, Words> = {
  talk: w('поговорить', 'talk'),
  write: w('написать', 'write'),
  come: w('прийти', 'come'),
  self: w('найти самостоятельно', 'find it oneself'),
};
const replyForms: Record<NonNullable<ChannelContent['replyForm']>, Words> = {
  email: w('по электронной почте', 'by e-mail'),
  post: w('почтой', 'by post'),
  phone: w('по телефону', 'by telephone'),
  visit: w('на приёме', 'at a visit'),
  case: w('по коду', 'with the code'),
};
const features: Record<AccessFeature, Words> = {
  'step-free': w('без ступеней', 'step-free'),
  'sign-language': w('жестовый язык', 'sign language'),
  'induction-loop': w('индукционная петля', 'induction loop'),
};
/** Yes and no. */
const answers: Record<'true' | 'false', Words> = { true: w('да', 'yes'), false: w('нет', 'no') };

/** Cells that hold one word of several, or some of them, by column. */
export const choices = {
  ...{ type: rowTypes, kind: kinds, preference: preferences, replyForm: replyForms },
  ...{ always: answers, holidays: answers, accessFeatures: features },
};
export type ChoiceColumn = keyof typeof choices;

/** What spreadsheets make of yes and no. */
const alike: Record<string, string> = { истина: 'true', ложь: 'false', '1': 'true', '0': 'false' };

const plain = (cell: string): string => cell.trim().toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ');

/** The code that a cell means, by the code itself or its word in any language; undefined: none. */
export function codeOf(column: ChoiceColumn, cell: string): string | undefined {
  const meant = plain(cell);
  const found = Object.entries<Words>(choices[column]).find(([code, words]) =>
    [code, ...Object.values(words)].some((one) => plain(one) === meant),
  );
  return found?.[0] ?? (choices[column] === answers ? alike[meant] : undefined);
}

export const wordOf = (column: ChoiceColumn, code: string, language: Language): string =>
  (choices[column] as Record<string, Words | undefined>)[code]?.[language] ?? code;

/** The column that a heading means. */
export const columnOf = (heading: string): Column | undefined =>
  columns.find(({ path, title }) => [path, ...Object.values(title)].some((one) => plain(one) === plain(heading)));
