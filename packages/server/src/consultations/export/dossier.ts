import type { IsoDate } from '@otklik/core/domain/calendar.js';
import { receiptOf } from '@otklik/core/domain/consultations/record.js';
import { termsOf } from '@otklik/core/domain/consultations/rules.js';
import { decisionsOf } from './decisions.ts';
import { momentInWords, momentOf, type Block, type Dossier, type Fact, type Item, type Source } from './parts.ts';
import { timelineOf } from './timeline.ts';
import * as words from './words.ts';

/* What the paper says, before it is set: see paper.ts for how it looks. */

const date = (day: IsoDate | null): string[] => (day === null ? [] : [words.dateInWords(day)]);
/** A row that is there only if there is something to say. */
const fact = (name: string, ...values: (string | null)[]): Fact[] => {
  const said = values.filter((value) => value !== null && value !== '');
  return said.length > 0 ? [[name, ...(said as string[])]] : [];
};

function mainFacts(source: Source): Fact[] {
  const { agency, case: found } = source;
  const { registry, visit, registeredOn, need } = found;
  const { origin, on } = receiptOf(found, agency.timeZone);
  const came = origin === 'form' ? momentInWords(found.receivedAt, source) : words.dateInWords(on);
  const into = found.status === 'merged' && found.timeline.findLast((event) => event.type === 'merged');
  return [
    ['Статус', words.statuses[found.status], ...(into ? [`Ответ в запросе №\u00a0${into.into}`] : [])],
    [
      'В системе документооборота',
      registry ? `№\u00a0${registry.number} от ${words.dateInWords(registry.date)}` : 'Номер не внесён',
    ],
    ['Как поступил', words.origins[origin]],
    ['Получен', came],
    ...fact('Зарегистрирован', ...date(registeredOn)),
    ...(registeredOn ? [] : fact('Зарегистрировать до', ...date(found.registerBy))),
    [registeredOn ? 'Срок ответа' : 'Срок ответа, не позднее', words.dateInWords(found.dueBy)],
    ...fact('Закрыт', ...date(found.closedOn)),
    ...(need && need !== 'appeal' ? fact('Что нужно заявителю', words.needs[need]) : []),
    ['Форма ответа', words.replyForms[found.replyForm]],
    ...(visit
      ? fact(
          words.slots[visit.kind],
          `${momentInWords(visit.startsAt, source)}–${momentOf(visit.endsAt, source).time}`,
          visit.place?.ru ?? null,
        )
      : []),
  ];
}

function applicantFacts({ case: { applicant, contact, audience, language } }: Source): Fact[] {
  return [
    ['Имя или название', applicant.name],
    ['Категория', words.applicantKinds[applicant.kind]],
    ...fact('Электронная почта', contact.email),
    ...fact('Телефон', contact.phone),
    ...fact('Почтовый адрес', contact.postalAddress),
    ['Вид клиента', words.audiences[audience]],
    ['Язык', words.languages[language]],
  ];
}

/** How the date came about, step by step. */
function term({ agency, case: { audience, derivation, registeredOn, dueBy } }: Source): Fact[] {
  const law = termsOf(agency, audience).law.ru;
  const [first] = derivation;
  const begins =
    first?.rule === 'reopened'
      ? 'рассмотрение возобновлено'
      : registeredOn
        ? 'запрос зарегистрирован'
        : 'запрос получен';
  return [
    ...(first ? fact(words.dateInWords(first.from), begins) : []),
    ...derivation.map(({ rule, from, days, result }): Fact => {
      const { moved, words: why } = words.rules[rule];
      if (moved) return [words.dateInWords(from), `${why}: ${words.dateInWords(result)}`];
      return [`+ ${words.daysInWords(days)}`, `${why} (${law}): выходит ${words.dateInWords(result)}`];
    }),
    [words.dateInWords(dueBy), registeredOn ? 'последний день для ответа' : 'последний возможный день для ответа'],
  ];
}

function fileItems({ case: { files: known }, files }: Source): Item[] {
  const all = [
    ...known.client.map((file) => ({ file, from: 'приложил заявитель' })),
    ...known.staff.map((file) => ({ file, from: 'приложили сотрудники' })),
  ];
  return files.map(({ id, path, size, sha256 }) => {
    const of = all.find(({ file }) => file.id === id);
    return {
      title: path,
      lines: [
        [of?.file.format, words.sizeInWords(size), of?.from].filter(Boolean).join(', '),
        ...(of && !path.endsWith(of.file.title.ru) ? [`Название: ${of.file.title.ru}`] : []),
        `SHA-256: ${sha256}`,
      ],
    };
  });
}

const section = (text: string, ...blocks: Block[]): Block[] => [{ kind: 'heading', text }, ...blocks];

export function dossierOf(source: Source): Dossier {
  const { agency, case: found, files, at } = source;
  const decisions = decisionsOf(source);
  const exported = `Выгружено ${momentInWords(at, source)}. Время местное: ${agency.timeZone}.`;
  return {
    title: `Запрос №\u00a0${found.number}`,
    agency: agency.name.ru,
    address: agency.postalAddress.ru,
    topic: found.topic.ru,
    notes: [exported, ...(agency.demonstration ? ['Это демонстрация: содержание вымышлено.'] : [])],
    blocks: [
      { kind: 'facts', rows: mainFacts(source) },
      ...section('Заявитель', { kind: 'facts', rows: applicantFacts(source) }),
      ...section('Вопрос', {
        kind: 'told',
        told: [{ text: found.question, ...(found.language !== 'ru' && { lang: found.language }) }],
      }),
      ...section('Как посчитан срок', { kind: 'sum', rows: term(source) }),
      ...(decisions.length > 0 ? section('Решения', ...decisions) : []),
      ...section('Ход рассмотрения', { kind: 'timeline', happenings: timelineOf(source) }),
      ...(files.length > 0 ? section('Файлы', { kind: 'items', items: fileItems(source) }) : []),
    ],
    foot: `Запрос №\u00a0${found.number}. Содержит персональные данные`,
    at,
  };
}
