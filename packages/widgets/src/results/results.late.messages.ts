import { ru as release } from '../base/release.messages.ts';

/** When results come; heads of the table; how the figures were made. */
export const ru = {
  ...release,
  none: 'Итогов пока нет.',
  option: 'Ответ',
  count: 'Ответов',
  percent: 'Доля',
  several: 'Можно было отметить несколько, поэтому в сумме бывает больше 100%.',
  marksOf: 'Доля и средняя оценка — без «затрудняюсь». Средняя оценка: сумма оценок ÷ {n}.',
} as const;
