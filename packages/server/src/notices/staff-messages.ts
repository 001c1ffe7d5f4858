import type { CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import type { IsoDate } from '@otklik/core/domain/calendar.js';
import type { Alarm, AlarmKind } from '@otklik/core/domain/consultations/alarms.js';
import { isOpen } from '@otklik/core/domain/consultations/lifecycle.js';
import type { Notice } from './port.ts';

/** What happened, as the end of the subject and as a sentence. */
type Told = readonly [short: string, sentence: string];

/** Events that staff are told of. */
export const staffEvents = ['received', 'clarified', 'files_added', 'withdrawn', 'approval', 'returned'] as const;
export type StaffEvent = (typeof staffEvents)[number];

const events: Record<StaffEvent, Told> = {
  received: ['поступил', 'Поступил новый запрос.'],
  clarified: ['получено уточнение', 'Заявитель прислал уточнение.'],
  files_added: ['добавлены файлы', 'Заявитель добавил к запросу файлы.'],
  withdrawn: ['отозван', 'Заявитель отозвал запрос.'],
  approval: ['ответ ждёт решения', 'Ответ на запрос ждёт решения руководителя.'],
  returned: ['ответ возвращён', 'Руководитель вернул ответ на доработку.'],
};

const inWords = (date: IsoDate): string => date.split('-').reverse().join('.');

const plurals = new Intl.PluralRules('ru');
const forms = { one: ['остался', 'день'], few: ['осталось', 'дня'], many: ['осталось', 'дней'] } as const;

function left(days: number): string {
  if (days === 0) return 'Сегодня последний день, чтобы ответить на запрос.';
  const rule = plurals.select(days);
  const [verb, noun] = rule === 'one' || rule === 'few' ? forms[rule] : forms.many;
  return `До конца срока ответа ${verb} ${days} ${noun}.`;
}

/** Of windows the last working day is told: the eighth day after registration is late, whatever day that is. */
const alarmWords: Record<AlarmKind, (alarm: Alarm) => Told> = {
  registration_passed: ({ date }) => [
    'не зарегистрирован в срок',
    `Запрос не зарегистрирован, срок истёк ${inWords(date)}.`,
  ],
  term_near: ({ date, daysLeft }) => [`ответить до ${inWords(date)}`, left(daysLeft)],
  term_passed: ({ date }) => ['срок ответа истёк', `Срок ответа на запрос истёк ${inWords(date)}.`],
  deferral_closing: ({ date }) => [
    'продлить срок ещё можно',
    `Последний рабочий день, чтобы продлить срок ответа и сообщить об этом заявителю: ${inWords(date)}.`,
  ],
  forwarding_closing: ({ date }) => [
    'передать в другой орган ещё можно',
    `Последний рабочий день, чтобы передать запрос в другой орган и сообщить об этом заявителю: ${inWords(date)}.`,
  ],
};

/** What is to be done by when. */
function terms({ status, registeredOn, registerBy, dueBy }: CaseRecord): string[] {
  if (!isOpen(status)) return [];
  const answer = `Ответить: не позднее ${inWords(dueBy)}.`;
  return registeredOn === null ? [`Зарегистрировать: не позднее ${inWords(registerBy)}.`, answer] : [answer];
}

/** What a notice says to staff, in their language: number and dates, nothing of what was asked or by whom. */
export function staffMessage(
  about: StaffEvent | Alarm,
  record: CaseRecord,
): Pick<Notice, 'subject' | 'news' | 'notes' | 'link'> {
  const [short, sentence] = typeof about === 'string' ? events[about] : alarmWords[about.kind](about);
  return {
    subject: `Запрос ${record.number}: ${short}`,
    news: [sentence, `Номер запроса: ${record.number}.`, ...terms(record)],
    // There is no page of a case for staff yet.
    link: null,
    notes: ['Письмо отправлено автоматически. Отвечать на него не нужно.'],
  };
}
