import type { Answers, Manifest } from '../../contract/surveys.ts';
import type { FieldError } from '../../contract/problems.ts';
import { answeredAny, checkAnswers } from './answers.ts';
import { answerTo, askedBy } from './asked.ts';
import { padAnswers } from './ballot.ts';
import { questionsAsked } from './conditions.ts';
import { textAnswer } from './text-answer.ts';

/** The name of the field for what is asked. */
export const fieldName = (asked: string): string => `q.${asked}`;

/**
 * What a form holds, as answers: the same for FormData in a browser and for a body that a page
 * without JavaScript posted. What was passed over is left out; so is what isn't a question's, and what
 * isn't asked of somebody who answers so: without JavaScript every question is seen. Names stand in the
 * manifest's order, whatever the order of the entries.
 */
export function answersFromForm(manifest: Manifest, entries: Iterable<[string, unknown]>): Answers {
  const given = new Map<string, string[]>();
  for (const [name, value] of entries) {
    if (typeof value === 'string') given.set(name, [...(given.get(name) ?? []), value]);
  }
  const all: Answers = {};
  for (const { name, question } of manifest.questions.flatMap(askedBy)) {
    const values = (given.get(fieldName(name)) ?? []).filter((value) => value.trim() !== '');
    const [first] = values;
    if (first === undefined) continue;
    if (question.type === 'multiple') all[name] = [...new Set(values)];
    else all[name] = question.type === 'text' ? textAnswer(first) : first;
  }
  const names = questionsAsked(manifest, all).flatMap(askedBy);
  return Object.fromEntries(
    names.flatMap(({ name }) => {
      const answer = answerTo(all, name);
      return answer === undefined ? [] : [[name, answer]];
    }),
  );
}

/**
 * Why answers can't go, by what is asked; path '' for the whole: `required` (nothing is answered) or
 * `too_large` (they don't fit the ballot).
 */
export function checkForm(manifest: Manifest, answers: Answers): FieldError[] {
  const fields = checkAnswers(manifest, answers);
  if (!answeredAny(answers)) return [...fields, { path: '', code: 'required', params: {} }];
  const fits = fields.length > 0 || padAnswers(answers, manifest.ballotBytes);
  return fits ? fields : [{ path: '', code: 'too_large', params: {} }];
}
