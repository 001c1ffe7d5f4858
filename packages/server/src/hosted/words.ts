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
  broken: 'Отправить не получилось',
  brokenHint:
    'Форма дошла не целиком, или по пути её что-то изменило. Вернитесь назад: всё, что Вы ввели, должно быть на месте. Отправьте ещё раз.',
  brokenKept:
    'Форма дошла не целиком, или по пути её что-то изменило. Всё, что дошло, осталось на этой странице. Отправьте ещё раз, а потом проверьте, всё ли на месте, и текст, и файлы.',
  failed: 'Сервис сейчас не работает',
  failedHint: 'Это сбой на нашей стороне. Подождите несколько минут и обновите страницу.',
  failedKept:
    'Это сбой на нашей стороне. Отправить не получилось, но всё, что Вы ввели, осталось на этой странице. Подождите несколько минут и отправьте ещё раз.',
  failedFiles: 'Файлы придётся выбрать заново.',
  failedText: 'Вы написали',
  failedAgain: 'Отправить ещё раз',
  noAnswer: 'Без ответа',
  noTime: 'Время не выбрано',
  scripted: '(нужен JavaScript)',
  weaker:
    'В Вашем браузере выключен JavaScript, поэтому сам он ответы не зашифрует, даже если так сказано ниже: это сделает сервер, как только их получит. Защита слабее: до этого сервер видит ответы.',
  closed: 'Опрос завершён: ответы больше не принимаются.',
  closedKept:
    'Опрос завершился, и Ваши ответы не отправлены: они пришли слишком поздно. То, что Вы написали, можно скопировать ниже.',
  notTaken:
    'Ответы не отправлены: как раз подводятся итоги. Всё, что Вы отметили и написали, осталось на этой странице. Отправьте ещё раз.',
  changed:
    'Ответы не отправлены: пока Вы их давали, вопросы изменились. Ответы на вопросы, которые остались, отмечены ниже. Проверьте и отправьте ещё раз.',
  tooMany:
    'Ответы не отправлены: из Вашей сети сейчас приходит слишком много ответов. Всё, что Вы отметили и написали, осталось на этой странице. Подождите минуту и отправьте ещё раз; с включённым JavaScript ждать обычно не нужно.',
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
  broken: 'It could not be sent',
  brokenHint:
    'The form did not arrive whole, or something changed it on the way. Go back: all that you entered should still be there. Send it again.',
  brokenKept:
    'The form did not arrive whole, or something changed it on the way. All that did arrive is still on this page. Send it again, then check that all of it is there, text and files.',
  failed: 'The service is down at the moment',
  failedHint: 'This is a fault on our side. Wait a few minutes and reload the page.',
  failedKept:
    'This is a fault on our side. It could not be sent, but all that you entered is still on this page. Wait a few minutes and send it again.',
  failedFiles: 'You will have to choose the files anew.',
  failedText: 'You wrote',
  failedAgain: 'Send again',
  noAnswer: 'No answer',
  noTime: 'No time chosen',
  scripted: '(needs JavaScript)',
  weaker:
    'JavaScript is off in your browser, so it cannot encrypt your answers itself, even where that is said below: the server will, as soon as it receives them. This protects less: until then the server sees the answers.',
  closed: 'This survey is over: it takes no more answers.',
  closedKept:
    'This survey is over, and your answers were not sent: they came too late. What you wrote can be copied below.',
  notTaken:
    'Your answers were not sent: results are being counted at this moment. All that you chose and wrote is still on this page. Send it again.',
  changed:
    'Your answers were not sent: the questions changed while you answered. Answers to those that are still asked are filled in below. Check them and send again.',
  tooMany:
    'Your answers were not sent: too many answers come from your network at the moment. All that you chose and wrote is still on this page. Wait a minute and send it again; with JavaScript on there is usually no need to wait.',
};

/** Words of the pages around the widgets. */
export const words = (language: Language): typeof ru => (language === 'en' ? en : ru);
