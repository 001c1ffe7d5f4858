/** When results come: in the survey after sending, and where there are none yet. */
export const ru = {
  when: {
    one: 'Итоги опубликуем, когда наберётся не меньше {n}\u00a0нового ответа.',
    other: 'Итоги опубликуем, когда наберётся не меньше {n}\u00a0новых ответов.',
  },
  often: {
    one: 'Публикуем не чаще раза в {n}\u00a0день.',
    few: 'Публикуем не чаще раза в {n}\u00a0дня.',
    other: 'Публикуем не чаще раза в {n}\u00a0дней.',
  },
} as const;
