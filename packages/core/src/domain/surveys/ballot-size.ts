import type { Answers, Question } from '../../contract/surveys.ts';
import { askedBy, choices } from './asked.ts';

/** A ballot begins with the length of what is in it, in so many bytes. */
export const lengthBytes = 4;
const step = 1024;

/**
 * The longest lawful set of answers: everything answered, the longest option or, where several may be
 * chosen, all of them, and texts of full length in characters that take most bytes: no character that
 * may stand in an answer is longer in JSON and UTF-8 than three bytes a UTF-16 unit.
 */
export function longestAnswers(questions: readonly Question[]): Answers {
  const answers: Answers = {};
  for (const { name, question } of questions.flatMap(askedBy)) {
    const ids = choices(question);
    if (question.type === 'text') answers[name] = '\u20bd'.repeat(question.maxLength);
    else if (question.type === 'multiple') answers[name] = ids;
    else answers[name] = ids.reduce((a, b) => (b.length > a.length ? b : a), '');
  }
  return answers;
}

/** Bytes that hold any lawful set of answers, so that every ballot has one size: a multiple of 1024. */
export function ballotBytes(questions: readonly Question[]): number {
  const json = new TextEncoder().encode(JSON.stringify(longestAnswers(questions)));
  return Math.ceil((json.length + lengthBytes) / step) * step;
}
