import { ru as about } from '../survey/survey.element.messages.ts';

export const ru = {
  ...about,
  counted: 'Ответов: {n}',
  released: 'Опубликовано {date}. Опрос открытый: один человек мог ответить несколько раз.',
  uncounted: 'Не удалось прочитать: {n}.',
  pick: 'Итоги от',
  share: 'поставили 4 или 5',
  shareOf: '{part} из {n}\u00a0оценок',
  mean: 'средняя оценка из 5',
  unsure: 'Затрудняюсь ответить',
  hidden: 'скрыто',
  withheld: 'Ответов меньше 10. Не показываем: по ним можно узнать человека.',
  written: 'Ответы словами сначала читают сотрудники: убирают личные данные.',
  details: 'Таблица и пояснения',
} as const;
