/** Heads of the table. */
export const ru = {
  option: 'Ответ',
  count: 'Ответов',
  percent: 'Доля',
} as const;
