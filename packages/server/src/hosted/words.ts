import type { Language } from '@otklik/core/contract/common.js';

const ru = {
  skip: 'К содержанию',
  menu: 'Разделы',
  publications: 'Информация',
  channels: 'Каналы связи',
  consultation: 'Задать вопрос',
  case: 'Узнать, что с запросом',
  survey: 'Опрос',
  results: 'Итоги опроса',
  phone: 'Справочный телефон',
  demonstration: 'Это демонстрация: данные вымышлены, запросы никто не читает.',
  next: 'Более ранние материалы',
  missing: 'Такой страницы нет',
  missingHint: 'Проверьте адрес или вернитесь на сайт, с которого пришли.',
  tooLarge: 'Слишком большой текст',
  tooLargeHint:
    'Столько мы не принимаем. Вернитесь назад: текст должен быть на месте. Сократите его или приложите файлы меньше, и отправьте ещё раз.',
  weaker:
    'В Вашем браузере выключен JavaScript, поэтому сам он ответы не зашифрует: это сделает сервер, как только их получит. Защита слабее: до этого сервер видит ответы.',
};

const en: typeof ru = {
  skip: 'To the content',
  menu: 'Sections',
  publications: 'Information',
  channels: 'Contact channels',
  consultation: 'Ask a question',
  case: 'What became of a request',
  survey: 'Survey',
  results: 'Survey results',
  phone: 'Telephone',
  demonstration: 'This is a demonstration: the data are invented, nobody reads requests.',
  next: 'Earlier publications',
  missing: 'There is no such page',
  missingHint: 'Check the address or go back to the site that you came from.',
  tooLarge: 'The text is too large',
  tooLargeHint:
    'We can’t take that much. Go back: your text should still be there. Shorten it, or attach smaller files, and send it again.',
  weaker:
    'JavaScript is off in your browser, so it cannot encrypt your answers itself: the server will, as soon as it receives them. This protects less: until then the server sees the answers.',
};

/** Words of the pages around the widgets. */
export const words = (language: Language): typeof ru => (language === 'en' ? en : ru);
