import type { Answers, Manifest } from '../../contract/surveys.ts';
import type { FieldError } from '../../contract/problems.ts';
import { typedText } from '../typed-text.ts';
import { answeredAny, checkAnswers, controls } from './answers.ts';
import { padAnswers } from './ballot.ts';

/** The name of a question's field in the form. */
export const fieldName = (question: string): string => `q.${question}`;

/**
 * What a form holds, as answers: the same for FormData in a browser and for a body that a page
 * without JavaScript posted. Questions passed over are left out; so is what isn't a question's.
 * Keys stand in the manifest's order, whatever the order of the entries.
 */
export function answersFromForm(manifest: Manifest, entries: Iterable<[string, unknown]>): Answers {
  const given = new Map<string, string[]>();
  for (const [name, value] of entries) {
    if (typeof value === 'string') given.set(name, [...(given.get(name) ?? []), value]);
  }
  const answers: Answers = {};
  for (const { id, type } of manifest.questions) {
    const values = (given.get(fieldName(id)) ?? []).filter((value) => value.trim() !== '');
    const [first] = values;
    if (first === undefined) continue;
    if (type === 'multiple') answers[id] = [...new Set(values)];
    else answers[id] = type === 'text' ? typedText(first).replace(controls, '').trim() : first;
  }
  return answers;
}

/**
 * Why answers can't go, by question; path '' for the whole: `required` (nothing is answered) or
 * `too_large` (they don't fit the ballot).
 */
export function checkForm(manifest: Manifest, answers: Answers): FieldError[] {
  const fields = checkAnswers(manifest, answers);
  if (!answeredAny(answers)) return [...fields, { path: '', code: 'required', params: {} }];
  const fits = fields.length > 0 || padAnswers(answers, manifest.ballotBytes);
  return fits ? fields : [{ path: '', code: 'too_large', params: {} }];
}
