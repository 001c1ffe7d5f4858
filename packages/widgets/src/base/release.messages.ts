/** When results come: in the survey after sending, and where there are none yet. */
export const ru = {
  when: {
    one: 'Итоги опубликуем, когда наберётся не меньше {n} нового ответа.',
    other: 'Итоги опубликуем, когда наберётся не меньше {n} новых ответов.',
  },
  often: {
    one: 'Публикуем не чаще раза в {n} день.',
    few: 'Публикуем не чаще раза в {n} дня.',
    other: 'Публикуем не чаще раза в {n} дней.',
  },
} as const;
