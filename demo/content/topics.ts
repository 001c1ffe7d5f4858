import type { Audience } from '@otklik/core/contract/common.js';
import type { ConsultationTopic } from '@otklik/core/contract/consultations.js';
import { t } from './text.ts';

const topic = (id: string, ru: string, en: string): ConsultationTopic => ({ id, title: t(ru, en) });

export const externalTopics: ConsultationTopic[] = [
  topic('capital-repair', 'Капитальный ремонт', 'Major repairs'),
  topic('charges', 'Начисление платы и перерасчёт', 'Charges and recalculation'),
  topic('licensing', 'Лицензирование управляющих организаций', 'Licensing of management companies'),
  topic('utilities', 'Качество коммунальных услуг', 'Quality of utilities'),
  topic('common-property', 'Содержание общего имущества', 'Upkeep of common property'),
  topic('replanning', 'Перепланировка', 'Alterations of flats'),
  topic('meetings', 'Общие собрания и протоколы', 'Owners’ meetings and minutes'),
  topic('management', 'Выбор и смена УК или ТСЖ', 'Choosing and changing who manages the house'),
  topic('gis-housing', 'ГИС ЖКХ', 'GIS ZhKKh, the state housing information system'),
  topic('gas', 'Газовое оборудование', 'Gas equipment'),
  topic('heating-season', 'Подготовка к отопительному сезону', 'Preparing for the heating season'),
  topic('inspections', 'Проверки и их результаты', 'Inspections and their results'),
  topic('reception', 'Приём и обращения', 'Reception and appeals'),
  topic('vacancies', 'Вакансии и госслужба', 'Vacancies and civil service'),
  topic('anti-corruption', 'Противодействие коррупции', 'Countering corruption'),
  topic('other', 'Другое', 'Something else'),
];

const internalTopics: ConsultationTopic[] = [
  topic('leave', 'Отпуск и рабочее время', 'Leave and working hours'),
  topic('pay', 'Оплата труда и справки', 'Pay and certificates'),
  topic('training', 'Аттестация и обучение', 'Appraisal and training'),
  topic('records', 'Документооборот и СЭД', 'Records and the document system'),
  topic('answers', 'Подготовка ответов гражданам', 'Preparing answers to citizens'),
  topic('workplace', 'Рабочее место и техника', 'Workplace and equipment'),
  topic('conflict-of-interest', 'Конфликт интересов', 'Conflict of interest'),
  topic('internal-other', 'Другое', 'Something else'),
];

export const topics: Record<Audience, ConsultationTopic[]> = { external: externalTopics, internal: internalTopics };
