import type { LocalizedText } from '../../contract/common.ts';
import type { Answers, Manifest, Question } from '../../contract/surveys.ts';

/** The answer that stands beside every scale: «Затрудняюсь ответить». */
export const unsure = 'unsure';
export const ratingValues = ['1', '2', '3', '4', '5', unsure] as const;
export const scoreValues = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', unsure] as const;
export const yesNoValues = ['yes', 'partly', 'no'] as const;

/** What a question's answer can be, in the order in which it is shown; of a matrix, in each row; none for a text. */
export function choices(question: Question): string[] {
  switch (question.type) {
    case 'rating':
      return [...ratingValues];
    case 'score':
      return [...scoreValues];
    case 'yesno':
      return [...yesNoValues];
    case 'text':
      return [];
    default:
      return question.options.map(({ id }) => id);
  }
}

/** The options that are picked with no other. */
export const exclusiveOptions = (question: Question): string[] =>
  question.type === 'multiple' ? question.options.filter(({ exclusive }) => exclusive).map(({ id }) => id) : [];

/** A question whose answers are counted. */
export type ClosedQuestion = Exclude<Question, { type: 'text' }>;

/** One thing that is asked and answered: a question, or a row of a matrix. */
export interface Asked<Q extends Question = Question> {
  /** Its name in answers. */
  name: string;
  question: Q;
  row: { id: string; title: LocalizedText } | null;
}

export const isClosed = (asked: Asked): asked is Asked<ClosedQuestion> => asked.question.type !== 'text';

/** What one question asks: a matrix each of its rows. */
export const askedBy = (question: Question): Asked[] =>
  question.type === 'matrix'
    ? question.rows.map((row) => ({ name: `${question.id}.${row.id}`, question, row }))
    : [{ name: question.id, question, row: null }];

/** All that a survey asks, in its order. */
export const allAsked = ({ questions }: Pick<Manifest, 'questions'>): Asked[] => questions.flatMap(askedBy);

/** The answer to what is asked. A question may be called as what every object has (`constructor`). */
export const answerTo = (answers: Answers, name: string): Answers[string] | undefined =>
  Object.hasOwn(answers, name) ? answers[name] : undefined;
