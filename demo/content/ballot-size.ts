import type { Answers, Question } from '@otklik/core/contract/surveys.js';
import { choices } from '@otklik/core/domain/surveys/answers.js';

/** A ballot begins with the length of what is in it, in so many bytes. */
const lengthBytes = 4;
const step = 1024;

/**
 * The longest lawful set of answers: every question answered, the longest option or, where several
 * may be chosen, all of them, and texts of full length in the characters that JSON makes longest
 * (a control character becomes six bytes, as \u0001; nothing a person types takes more per UTF-16 unit).
 */
export function longestAnswers(questions: readonly Question[]): Answers {
  const answers: Answers = {};
  for (const question of questions) {
    const ids = choices(question);
    if (question.type === 'text') answers[question.id] = '\u0001'.repeat(question.maxLength);
    else if (question.type === 'multiple') answers[question.id] = ids;
    else answers[question.id] = ids.reduce((a, b) => (b.length > a.length ? b : a), '');
  }
  return answers;
}

/** Bytes that hold any lawful set of answers, so that every ballot has one size: a multiple of 1024. */
export function ballotBytes(questions: readonly Question[]): number {
  const json = new TextEncoder().encode(JSON.stringify(longestAnswers(questions)));
  return Math.ceil((json.length + lengthBytes) / step) * step;
}
