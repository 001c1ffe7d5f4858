import type { Language } from '@otklik/core/contract/common.js';
import type { Notice } from './port.ts';

/** What became of a request: as the end of the subject, and as a sentence. */
type Told = readonly [short: string, sentence: string];

const ru: Record<string, Told> = {
  received: ['получен', 'Мы получили Ваш запрос.'],
  registered: ['зарегистрирован', 'Ваш запрос зарегистрирован.'],
  in_progress: ['готовим ответ', 'Ваш запрос в работе: готовим ответ.'],
  clarification: ['нужно уточнение', 'Чтобы ответить, нам нужно уточнение от Вас.'],
  clarified: ['уточнение получено', 'Мы получили Ваше уточнение.'],
  resumed: ['готовим ответ', 'Мы продолжаем работу над Вашим запросом: готовим ответ.'],
  deferred: ['срок продлён', 'Срок ответа на Ваш запрос продлён. Причина и новый срок указаны на странице запроса.'],
  term_changed: ['изменился срок', 'Изменился срок ответа на Ваш запрос. Новый срок указан на странице запроса.'],
  forwarded: ['передан по принадлежности', 'Ваш запрос передан в другой орган. В какой, указано на странице запроса.'],
  answered: ['ответ дан', 'На Ваш запрос дан ответ.'],
  answered_orally: ['ответ дан устно', 'На Ваш запрос дан устный ответ.'],
  partial: [
    'ответ дан частично',
    'На Ваш запрос дан частичный ответ. Причины, порядок и срок обжалования указаны на странице запроса.',
  ],
  refused: [
    'в предоставлении отказано',
    'В предоставлении информации отказано. Причина, порядок и срок обжалования указаны на странице запроса.',
  ],
  redirected: [
    'это обращение',
    'Ваш запрос оказался обращением, для него есть другой порядок. Куда его подать, указано на странице запроса.',
  ],
  withdrawn: ['отозван', 'Ваш запрос отозван.'],
  reopened: ['рассмотрение возобновлено', 'Рассмотрение Вашего запроса возобновлено.'],
  merged: ['объединён с другим', 'Ваш запрос объединён с другим Вашим запросом о том же.'],
  files_added: ['файлы получены', 'Мы получили файлы к Вашему запросу.'],
  visit_booked: ['Вы записаны', 'Вы записаны на приём или звонок. Время и место указаны на странице запроса.'],
  visit_moved: ['запись перенесена', 'Приём или звонок перенесён. Новое время и место указаны на странице запроса.'],
  visit_cancelled: ['запись отменена', 'Приём или звонок отменён. Подробности указаны на странице запроса.'],
};

const en: Record<string, Told> = {
  received: ['received', 'We have received your request.'],
  registered: ['registered', 'Your request has been registered.'],
  in_progress: ['answer being prepared', 'Your request is being worked on: the answer is being prepared.'],
  clarification: ['a clarification is needed', 'To answer, we need a clarification from you.'],
  clarified: ['clarification received', 'We have received your clarification.'],
  resumed: ['answer being prepared', 'Work on your request goes on: the answer is being prepared.'],
  deferred: [
    'term extended',
    'The term for the answer to your request has been extended. The page of the request gives the reason and the new date.',
  ],
  term_changed: [
    'due date changed',
    'The due date of the answer to your request has changed. The page of the request gives the new one.',
  ],
  forwarded: [
    'forwarded',
    'Your request has been forwarded to another body. The page of the request says to which one.',
  ],
  answered: ['answered', 'Your request has been answered.'],
  answered_orally: ['answered orally', 'Your request has been answered orally.'],
  partial: [
    'partly answered',
    'Your request has been answered in part. The page of the request gives the reasons and says how and until when to appeal.',
  ],
  refused: [
    'refused',
    'The information has been refused. The page of the request gives the reason and says how and until when to appeal.',
  ],
  redirected: [
    'this is an appeal',
    'Your request turned out to be an appeal, which goes another way. The page of the request says where to send it.',
  ],
  withdrawn: ['withdrawn', 'Your request has been withdrawn.'],
  reopened: ['reopened', 'Your request has been taken up again.'],
  merged: ['merged with another', 'Your request has been merged with another one of yours about the same.'],
  files_added: ['files received', 'We have received the files for your request.'],
  visit_booked: [
    'appointment made',
    'You have an appointment or a call booked. The page of the request gives time and place.',
  ],
  visit_moved: [
    'appointment moved',
    'Your appointment or call has been moved. The page of the request gives the new time and place.',
  ],
  visit_cancelled: [
    'appointment cancelled',
    'Your appointment or call has been cancelled. The page of the request gives the details.',
  ],
};

/** For whatever else may happen. */
const news: Record<Language, Told> = {
  ru: ['есть новости', 'В Вашем запросе есть новости.'],
  en: ['there is news', 'There is news about your request.'],
};

const around = {
  ru: {
    subject: (number: string, told: string) => `Запрос ${number}: ${told}`,
    number: (number: string) => `Номер запроса: ${number}.`,
    how: 'Чтобы увидеть запрос, откройте страницу и введите код из квитанции. Никому его не сообщайте.',
    why: 'Письмо отправлено автоматически, потому что этот адрес указан в запросе. Если Вы ничего не спрашивали, удалите его.',
    link: 'Узнать, что с запросом',
  },
  en: {
    subject: (number: string, told: string) => `Request ${number}: ${told}`,
    number: (number: string) => `Number of the request: ${number}.`,
    how: 'To see the request, open the page and enter the code from the receipt. Tell it to nobody.',
    why: 'This was sent automatically, because this address was given in the request. If you asked nothing, delete it.',
    link: 'See what became of the request',
  },
} as const;

/** What a notice says in words. */
export type Message = Pick<Notice, 'subject' | 'news' | 'notes'> & { linkTitle: string };

/** About an event of this type: the number, and where to look. */
export function caseMessage(event: string, number: string, language: Language): Message {
  const words = language === 'en' ? en : ru;
  const told = (Object.hasOwn(words, event) && words[event]) || news[language];
  const say = around[language];
  const [short, sentence] = told;
  return {
    subject: say.subject(number, short),
    news: [sentence, say.number(number)],
    linkTitle: say.link,
    notes: [say.how, say.why],
  };
}
