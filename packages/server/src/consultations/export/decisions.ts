import type { Answer, PartialAnswer, Refusal } from '@otklik/core/contract/case.js';
import type { RecordEvent } from '@otklik/core/contract/staff/consultations.js';
import { capital, fileNames, momentInWords, tellText, type Block, type Fact, type Source } from './parts.ts';
import * as words from './words.ts';

/* Every answer and refusal, in full: a case that was reopened may have several. */

type Signed = Answer | PartialAnswer | Refusal;

/** An older refusal may give a part, which is a partial answer by now. */
export const isPartial = (event: RecordEvent): boolean =>
  event.type === 'partial' || (event.type === 'refused' && event.refusal.given !== null);

/** What a decision is called, with its number and date. */
export const headOf = (kind: keyof typeof words.drafts, { number, date }: Signed): string =>
  `${words.drafts[kind]} №\u00a0${number} от ${words.dateInWords(date)}`;

/** Who signed and who prepared it (8-FZ, article 19), and what belongs to it. */
function signedFacts({ signatory, preparedBy, files, signatures = [] }: Signed, at: string, source: Source): Fact[] {
  return [
    ['Решение принято', momentInWords(at, source)],
    ['Подписал', capital(signatory.ru)],
    ['Подготовил', capital(preparedBy.ru)],
    ...(files.length > 0 ? [['Файлы', ...fileNames(files, source)] as const] : []),
    ...(signatures.length > 0 ? [['Электронная подпись', ...fileNames(signatures, source)] as const] : []),
  ];
}

function answered(answer: Answer, at: string, source: Source): Block[] {
  return [
    { kind: 'subheading', text: headOf('answer', answer) },
    { kind: 'facts', rows: signedFacts(answer, at, source) },
    {
      kind: 'told',
      told: [...tellText(source, 'Коротко', answer.brief), ...tellText(source, 'Ответ', answer.text)],
    },
  ];
}

/** Why, what is given all the same, what can be done, how to appeal (order 078-О, 2.1; 8-FZ, articles 19 and 20). */
function refused(refusal: PartialAnswer | Refusal, at: string, source: Source): Block[] {
  const { ground, act, explanation, given, advice, appeal, appealBy } = refusal;
  // The body's own servants aren't covered by 8-FZ.
  const law = source.case.audience === 'external' ? ['Закон 8-ФЗ, статья\u00a020'] : [];
  return [
    { kind: 'subheading', text: headOf(given ? 'partial' : 'refusal', refusal) },
    {
      kind: 'facts',
      rows: [
        ['Основание отказа', words.grounds[ground], ...law],
        ...(act ? [['Ограничивающий акт', act.ru] as const] : []),
        ...signedFacts(refusal, at, source),
        ...(appealBy ? [['Обжаловать до', `${words.dateInWords(appealBy)} включительно`] as const] : []),
      ],
    },
    {
      kind: 'told',
      told: [
        ...tellText(source, 'Почему отказано', explanation),
        ...(given ? tellText(source, 'Что предоставлено', given) : []),
        ...(advice ? tellText(source, 'Что может сделать заявитель', advice) : []),
        ...tellText(source, 'Порядок обжалования', appeal),
      ],
    },
  ];
}

export function decisionsOf(source: Source): Block[] {
  return source.case.timeline.flatMap((event): Block[] => {
    switch (event.type) {
      case 'answered':
        return answered(event.answer, event.at, source);
      case 'partial':
        return refused(event.partial, event.at, source);
      case 'refused':
        return refused(event.refusal, event.at, source);
      case 'answered_orally':
        return [
          { kind: 'subheading', text: 'Устный ответ' },
          {
            kind: 'facts',
            rows: [
              ['Ответ дан', momentInWords(event.at, source)],
              ['Ответил', capital(event.answeredBy.ru)],
            ],
          },
          { kind: 'told', told: tellText(source, 'Ответ', event.text) },
        ];
      default:
        return [];
    }
  });
}
