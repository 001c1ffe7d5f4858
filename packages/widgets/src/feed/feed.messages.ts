import { ru as base } from '../base/base.messages.ts';

export const ru = {
  ...base,
  title: 'Информация о нашей работе',
  news: 'Новость',
  clarification: 'Разъяснение',
  inspection: 'Результаты проверки',
  'appeals-review': 'Обзор обращений',
  order: 'Приказ',
  report: 'Отчёт',
  vacancy: 'Вакансия',
  announcement: 'Объявление',
  stale: 'Пора перепроверить.',
  since: 'Срок проверки истёк {date}, сведения могли измениться.',
  ask: 'Уточнить у нас',
  more: 'Показать ещё {n}',
  all: 'Все материалы на отдельной странице',
  empty: 'Здесь пока ничего не опубликовано.',
  failed: 'Материалы сейчас не открываются',
} as const;
