import type { Answers, Manifest, Question } from '../../contract/surveys.ts';
import type { FieldError } from '../../contract/problems.ts';

/** The answer that stands beside every scale: «Затрудняюсь ответить». */
export const unsure = 'unsure';
export const ratingValues = ['1', '2', '3', '4', '5', unsure] as const;

/**
 * Characters that no honest text holds (as in contract/common.ts): a form drops them, a ballot with
 * one is invalid, for a database may refuse to store it.
 */
export const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/gu;

/** What a question's answer can be, in the order in which it is shown; none for a text. */
export function choices(question: Question): string[] {
  if (question.type === 'rating') return [...ratingValues];
  return question.type === 'text' ? [] : question.options.map(({ id }) => id);
}

function wrong(question: Question, answer: unknown): string | null {
  if (question.type === 'text') {
    if (typeof answer !== 'string') return 'type';
    if (answer.length > question.maxLength) return 'too_long';
    return answer.search(controls) < 0 ? null : 'control_characters';
  }
  const known = choices(question);
  const given = question.type === 'multiple' ? answer : [answer];
  if (!Array.isArray(given)) return 'type';
  if (new Set(given).size !== given.length || !given.every((one) => known.includes(one as string)))
    return 'choice_unknown';
  return null;
}

/**
 * What is wrong with a set of answers, by question; passing a question over is never wrong.
 * Used in the browser before sealing and by the tally, which counts what fails as invalid.
 */
export function checkAnswers(manifest: Manifest, answers: unknown): FieldError[] {
  if (!answers || typeof answers !== 'object' || Array.isArray(answers))
    return [{ path: '', code: 'type', params: {} }];
  const fields: FieldError[] = [];
  for (const [id, answer] of Object.entries(answers)) {
    const question = manifest.questions.find((one) => one.id === id);
    const code = question ? wrong(question, answer) : 'unknown_field';
    if (code) fields.push({ path: id, code, params: question?.type === 'text' ? { max: question.maxLength } : {} });
  }
  return fields;
}

/** Whether anything at all was answered. */
export const answeredAny = (answers: Answers): boolean =>
  Object.values(answers).some((answer) => (Array.isArray(answer) ? answer.length > 0 : answer.trim() !== ''));
