/** Sentences of rarer kinds of questions, conditions and steps. */
export const ru = {
  yes: 'Да',
  partly: 'Частично',
  no: 'Нет',
  maybe: 'Если к Вам относится',
  some: 'Часть вопросов касается не всех: отвечайте на те, что относятся к Вам.',
  asked: 'Теперь вопросов: {n}.',
  dropped: 'Снята отметка: {words}.',
  step: 'Шаг {n} из {all}',
  next: 'Дальше',
  back: 'Назад',
  inside:
    'На этой странице опрос не открываем: то, что Вы ответите, могла бы прочитать и сама страница. Ответить можно на нашей.',
  insideGo: 'Открыть опрос',
} as const;
