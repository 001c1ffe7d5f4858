import type { Visit } from '@otklik/core/contract/case.js';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { RecordEvent } from '@otklik/core/contract/staff/consultations.js';
import { localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { headOf, isPartial } from './decisions.ts';
import {
  capital,
  fileNames,
  momentInWords,
  momentOf,
  tellText,
  type Happening,
  type Shape,
  type Source,
  type Told,
} from './parts.ts';
import * as words from './words.ts';

/* All that happened, drafts and coming and going between authors and head included. */

type Type = RecordEvent['type'];
type EventOf<T extends Type> = Extract<RecordEvent, { type: T }>;

/** What the applicant does, or staff enter for them. */
const own: ReadonlySet<Type> = new Set<Type>([
  'received',
  'clarified',
  'withdrawn',
  'files_added',
  'visit_booked',
  'visit_moved',
  'visit_cancelled',
]);
const marked: Partial<Record<Type, Shape>> = {
  deferred: 'term',
  term_changed: 'term',
  partial: 'refusal',
  refused: 'refusal',
};

const inFull = 'Полный текст в разделе «Решения».';
const changed = (label: string, now: IsoDate, before: IsoDate): Told => ({
  label,
  text: `${words.dateInWords(now)} вместо ${words.dateInWords(before)}`,
});

function visitTold({ startsAt, endsAt, place }: Visit, source: Source): Told[] {
  const when = `${momentInWords(startsAt, source)}–${momentOf(endsAt, source).time}`;
  return [{ text: place ? `${when}. ${place.ru}` : when }];
}

const filesTold = (files: EventOf<'files_added'>['files'], source: Source): Told[] =>
  files.length > 0 ? [{ label: 'Файлы', text: fileNames(files, source).join('\n') }] : [];

/** Who decided, where that isn't who did it. */
const decided = (who: LocalizedText, by: RecordEvent['by']): Told[] =>
  by?.position.ru === who.ru ? [] : [{ label: 'Решил', text: who.ru }];

type Tellers = { [T in Type]: (event: EventOf<T>, source: Source) => Told[] };

/** What each kind of event tells beside its heading. */
const tellers: Tellers = {
  received: ({ origin = 'form', on, at, by }, source) => [
    { text: `${words.origins[origin]}.` },
    ...(by && on !== localTime(new Date(at), source.agency.timeZone).date
      ? [{ text: `Внесён ${momentInWords(at, source)}.` }]
      : []),
  ],
  registered: ({ dueBy }, { case: { number } }) => [
    { text: `Номер ${number}, ответить до ${words.dateInWords(dueBy)}.` },
  ],
  in_progress: ({ unit }) => [{ label: 'Готовит', text: unit.ru }],
  clarification: ({ question }, source) => tellText(source, undefined, question),
  clarified: ({ text, files }, source) => [{ text }, ...filesTold(files, source)],
  resumed: () => [{ text: 'По тому, что заявитель уже написал.' }],
  drafted: ({ revision, draft }) => [
    { text: `Редакция ${revision}: ${words.drafts[draft.kind].toLowerCase()}. Текст в файле case.json.` },
  ],
  approval: ({ revision }) => [{ text: `Редакция ${revision}.` }],
  returned: ({ revision, reason }, source) => [
    { text: `Редакция ${revision}.` },
    ...tellText(source, 'Причина', reason),
  ],
  deferred: ({ reason, days, dueBy, previousDueBy, decidedBy, by }, source) => [
    ...tellText(source, 'Причина', reason),
    { text: `Продлён на ${words.daysInWords(days)}.` },
    changed('Новый срок', dueBy, previousDueBy),
    ...decided(decidedBy, by),
  ],
  term_changed: ({ cause, dueBy, previousDueBy, registerBy, previousRegisterBy }) => [
    { text: words.causes[cause] },
    ...(registerBy && previousRegisterBy ? [changed('Зарегистрировать до', registerBy, previousRegisterBy)] : []),
    ...(dueBy === previousDueBy ? [] : [changed('Новый срок', dueBy, previousDueBy)]),
  ],
  forwarded: ({ to, reason, decidedBy, by }, source) => [
    { label: 'Куда', text: to.ru },
    ...tellText(source, 'Причина', reason),
    ...decided(decidedBy, by),
  ],
  answered: ({ answer }) => [{ text: `${headOf('answer', answer)}. ${inFull}` }],
  answered_orally: () => [{ text: inFull }],
  partial: ({ partial }) => [{ text: `${headOf('partial', partial)}. ${inFull}` }],
  refused: ({ refusal }) => [{ text: `${headOf(refusal.given ? 'partial' : 'refusal', refusal)}. ${inFull}` }],
  redirected: ({ explanation, portals }, source) => [
    ...tellText(source, undefined, explanation),
    { label: 'Где подать', text: portals.map(({ title, url }) => `${title.ru}: ${url}`).join('\n') },
  ],
  withdrawn: () => [],
  merged: ({ into }) => [{ text: `Ответ на всё в запросе №\u00a0${into}.` }],
  reopened: ({ reason, dueBy }, source) => [
    ...tellText(source, 'Причина', reason),
    { label: 'Новый срок', text: words.dateInWords(dueBy) },
  ],
  files_added: ({ files }, source) => filesTold(files, source),
  visit_booked: ({ visit }, source) => visitTold(visit, source),
  visit_moved: ({ visit, previousStartsAt }, source) => [
    ...visitTold(visit, source),
    { text: `Вместо ${momentInWords(previousStartsAt, source)}.` },
  ],
  visit_cancelled: ({ startsAt, reason }, source) => [
    { text: `${momentInWords(startsAt, source)}.` },
    ...(reason ? tellText(source, 'Причина', reason) : []),
  ],
};

/** A reception or a call: of one that was cancelled, what was booked before says so. */
function titleOf(event: RecordEvent, earlier: readonly RecordEvent[]): string {
  switch (event.type) {
    case 'visit_booked':
    case 'visit_moved':
      return words.visits[event.type][event.visit.kind];
    case 'visit_cancelled': {
      const booked = earlier.findLast((one) => one.type === 'visit_booked' || one.type === 'visit_moved');
      return booked ? words.visits.visit_cancelled[booked.visit.kind] : words.events.visit_cancelled;
    }
    default:
      return words.events[isPartial(event) ? 'partial' : event.type];
  }
}

function byOf({ type, by }: RecordEvent): string | null {
  if (!by) return own.has(type) ? 'Заявитель' : null;
  const position = capital(by.position.ru);
  return own.has(type) && type !== 'visit_cancelled' ? `Внёс: ${position}` : position;
}

export function timelineOf(source: Source): Happening[] {
  const { timeline } = source.case;
  return timeline.map((event, index): Happening => {
    // The compiler can't see that the teller is that of the event.
    const tell = tellers[event.type] as (event: RecordEvent, source: Source) => Told[];
    const byStaff = event.type === 'visit_cancelled' && event.by;
    const { day, time } = momentOf(event.at, source);
    // Of what staff entered later the day counts on which it came.
    const on = event.type === 'received' && event.by ? event.on : undefined;
    return {
      shape: marked[event.type] ?? (own.has(event.type) && !byStaff ? 'applicant' : 'body'),
      day: on ? words.dateInWords(on) : day,
      time: on ? null : time,
      title: titleOf(event, timeline.slice(0, index)),
      by: byOf(event),
      told: tell(event, source),
    };
  });
}
