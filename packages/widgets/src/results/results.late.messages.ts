import { ru as release } from '../base/release.messages.ts';

/** When results come; heads of the table; how the figures were made. */
export const ru = {
  ...release,
  none: 'Итогов пока нет.',
  option: 'Ответ',
  count: 'Ответов',
  percent: 'Доля',
  hiddenWhy: 'Скрыты числа меньше 5, а с ними те, по которым их можно вычислить: иначе можно узнать человека.',
  formula: 'Проценты от числа ответов на вопрос ({n}), округлены до целых.',
  several: 'Можно было отметить несколько, поэтому в сумме бывает больше 100%.',
  marksOf: 'Доля и средняя оценка — без «затрудняюсь». Средняя оценка: сумма оценок ÷ {n}.',
} as const;
