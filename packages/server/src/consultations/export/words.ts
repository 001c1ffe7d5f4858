import type { DerivationStep, refusalGrounds } from '@otklik/core/contract/case.js';
import type { Audience, Language } from '@otklik/core/contract/common.js';
import type { Draft, RecordEvent, RecordStatus } from '@otklik/core/contract/staff/consultations.js';
import type { IsoDate } from '@otklik/core/domain/calendar.js';
import type { Origin, SlotKind } from '@otklik/core/domain/consultations/kinds.js';
import type { ApplicantKind, Need, ReplyForm } from '@otklik/core/domain/consultations/vocabulary.js';

/* What a case is told in, for the body's own papers: in Russian, and of the applicant in the third person. */

export type Ground = (typeof refusalGrounds)[number];
type Cause = Extract<RecordEvent, { type: 'term_changed' }>['cause'];

export const statuses: Record<RecordStatus, string> = {
  received: 'Получен, ещё не зарегистрирован',
  registered: 'Зарегистрирован',
  clarification: 'Ждём уточнения от заявителя',
  in_progress: 'Готовим ответ',
  approval: 'Ответ на согласовании у руководителя',
  returned: 'Ответ возвращён на доработку',
  deferred: 'Готовим ответ, срок продлён',
  forwarded: 'Передан в другой орган',
  answered: 'Ответ дан',
  partial: 'Ответ дан частично',
  refused: 'В предоставлении информации отказано',
  redirected: 'Это обращение: заявителю указано, где его подать',
  withdrawn: 'Отозван заявителем',
  merged: 'Объединён с другим запросом',
};

/** Headings in the timeline; those of visits are below. */
export const events: Record<RecordEvent['type'], string> = {
  received: 'Запрос получен',
  registered: 'Запрос зарегистрирован',
  in_progress: 'Началась подготовка ответа',
  clarification: 'Заявителя попросили уточнить запрос',
  clarified: 'Заявитель уточнил запрос',
  resumed: 'Работа продолжена без уточнения',
  drafted: 'Подготовлен проект ответа',
  approval: 'Проект передан руководителю',
  returned: 'Проект возвращён на доработку',
  deferred: 'Срок ответа продлён',
  term_changed: 'Срок изменился',
  forwarded: 'Запрос передан в другой орган',
  answered: 'Дан ответ',
  answered_orally: 'Дан устный ответ',
  partial: 'Дан частичный ответ',
  refused: 'В предоставлении информации отказано',
  redirected: 'Запрос признан обращением',
  withdrawn: 'Запрос отозван',
  merged: 'Запрос объединён с другим',
  reopened: 'Рассмотрение возобновлено',
  files_added: 'Заявитель добавил файлы',
  visit_booked: 'Назначено время',
  visit_moved: 'Время перенесено',
  visit_cancelled: 'Время отменено',
};

export const visits: Record<'visit_booked' | 'visit_moved' | 'visit_cancelled', Record<SlotKind, string>> = {
  visit_booked: { visit: 'Заявитель записан на приём', callback: 'Заявителю назначен звонок' },
  visit_moved: { visit: 'Приём перенесён', callback: 'Звонок перенесён' },
  visit_cancelled: { visit: 'Приём отменён', callback: 'Звонок отменён' },
};

export const slots: Record<SlotKind, string> = { visit: 'Приём', callback: 'Звонок заявителю' };

export const origins: Record<Origin, string> = {
  form: 'Через форму на сайте',
  phone: 'По телефону',
  visit: 'На личном приёме',
  post: 'Письмом по почте',
  counter: 'Письмом, принесено лично',
};

/** An appeal is never filed here. */
export const needs: Record<Exclude<Need, 'appeal'>, string> = {
  information: 'Информация о деятельности органа',
  consultation: 'Консультация',
  visit: 'Личный приём',
  callback: 'Звонок',
};

export const replyForms: Record<ReplyForm, string> = {
  email: 'На электронную почту',
  post: 'Письмом по почте',
  phone: 'По телефону',
  visit: 'На личном приёме',
  case: 'На странице запроса, по коду',
};

export const applicantKinds: Record<ApplicantKind, string> = {
  citizen: 'Гражданин России',
  dual_citizen: 'Гражданин России и другой страны',
  foreign_citizen: 'Иностранный гражданин',
  stateless: 'Лицо без гражданства',
  self_employed: 'Самозанятый',
  sole_proprietor: 'Индивидуальный предприниматель',
  association: 'Объединение граждан',
  legal_entity: 'Организация',
  civil_servant: 'Государственный служащий',
  employee: 'Работник',
};

export const audiences: Record<Audience, string> = {
  external: 'Внешний',
  internal: 'Внутренний: служащий или работник органа',
};

export const languages: Record<Language, string> = { ru: 'Русский', en: 'Английский' };

/** 8-FZ, article 20. */
export const grounds: Record<Ground, string> = {
  unclear: 'Из запроса непонятно, какая информация нужна',
  no_reply_address: 'Не указано, куда отправить ответ',
  not_our_matter: 'Информация не относится к деятельности органа',
  restricted: 'Доступ к информации ограничен законом',
  already_given: 'Эта информация заявителю уже предоставлялась',
  analysis_wanted: 'Нужна правовая оценка или аналитическая работа, не связанная с защитой прав заявителя',
  already_published: 'Информация уже опубликована',
};

export const drafts: Record<Draft['kind'], string> = {
  answer: 'Ответ',
  partial: 'Частичный ответ',
  refusal: 'Отказ',
};

/** What the days of a term are for; `moved`: what happens to the date itself. */
export const rules: Record<DerivationStep['rule'], { moved: boolean; words: string }> = {
  registration: { moved: false, words: 'на регистрацию' },
  answer: { moved: false, words: 'на ответ' },
  reopened: { moved: false, words: 'на новый ответ' },
  deferral: { moved: false, words: 'срок продлён' },
  clarification: { moved: false, words: 'ждали уточнения от заявителя' },
  deferral_notice: { moved: false, words: 'чтобы предупредить о продлении' },
  forwarding: { moved: false, words: 'чтобы передать запрос' },
  preceding_working_day: { moved: true, words: 'нерабочий день, поэтому раньше' },
  next_working_day: { moved: true, words: 'нерабочий день, поэтому позже' },
};

export const causes: Record<Cause, string> = {
  calendar: 'Изменился календарь рабочих дней.',
  clarification: 'Дни, пока ждали уточнения от заявителя, в срок не входят.',
};

const months = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/** 3 ноября 2026; day and month stay on one line. */
export const dateInWords = (date: IsoDate): string =>
  `${Number(date.slice(8, 10))}\u00a0${months[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;

const plural = new Intl.PluralRules('ru');

/** 1 день, 2 дня, 5 дней. */
export function daysInWords(days: number): string {
  const form = plural.select(days);
  return `${days}\u00a0${form === 'one' ? 'день' : form === 'few' ? 'дня' : 'дней'}`;
}

/** A size with its unit; bytes are of 8 bits, MB of 1000 kB. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes}\u00a0Б`;
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, 'кБ'] : [bytes / 1_000_000, 'МБ'];
  return `${(value < 10 ? value.toFixed(1) : value.toFixed(0)).replace('.', ',').replace(/,0$/, '')}\u00a0${unit}`;
}
