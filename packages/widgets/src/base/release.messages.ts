/** When results come: in the survey after sending, and where there are none yet. */
export const ru = {
  when: 'Итоги опубликуем, когда новых ответов будет не меньше {n}.',
  often: {
    one: 'Публикуем не чаще раза в {n}\u00a0день.',
    few: 'Публикуем не чаще раза в {n}\u00a0дня.',
    other: 'Публикуем не чаще раза в {n}\u00a0дней.',
  },
} as const;
