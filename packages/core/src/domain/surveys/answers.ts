import type { Answers, Manifest } from '../../contract/surveys.ts';
import type { FieldError } from '../../contract/problems.ts';
import { allAsked, choices, type Asked } from './asked.ts';
import { questionsAsked } from './conditions.ts';
import { controls } from './text-answer.ts';

function wrong({ question }: Asked, answer: unknown): string | null {
  if (question.type === 'text') {
    if (typeof answer !== 'string') return 'type';
    if (answer.length > question.maxLength) return 'too_long';
    return answer.search(controls) < 0 ? null : 'control_characters';
  }
  const known = choices(question);
  const given: unknown = question.type === 'multiple' ? answer : [answer];
  if (!Array.isArray(given)) return 'type';
  if (new Set(given).size !== given.length || !given.every((one) => known.includes(one as string)))
    return 'choice_unknown';
  const alone = question.type === 'multiple' && question.options.some((one) => one.exclusive && given.includes(one.id));
  return alone && given.length > 1 ? 'choice_exclusive' : null;
}

/**
 * What is wrong with a set of answers, by what is asked; passing over is never wrong, an answer to what
 * isn't asked is (`not_asked`). Used in the browser before sealing and by the tally, which counts what
 * fails as invalid.
 */
export function answerChecker(manifest: Manifest): (answers: unknown) => FieldError[] {
  const asked = new Map(allAsked(manifest).map((one) => [one.name, one]));
  return (answers) => {
    if (!answers || typeof answers !== 'object' || Array.isArray(answers))
      return [{ path: '', code: 'type', params: {} }];
    const fields: FieldError[] = [];
    for (const [name, answer] of Object.entries(answers)) {
      const one = asked.get(name);
      const code = one ? wrong(one, answer) : 'unknown_field';
      const params = one?.question.type === 'text' ? { max: one.question.maxLength } : {};
      if (code) fields.push({ path: name, code, params });
    }
    if (fields.length) return fields;
    const seen = new Set(questionsAsked(manifest, answers as Answers));
    for (const name of Object.keys(answers)) {
      const question = asked.get(name)?.question;
      if (question && !seen.has(question)) fields.push({ path: name, code: 'not_asked', params: {} });
    }
    return fields;
  };
}

/** `answerChecker` for one set of answers. */
export const checkAnswers = (manifest: Manifest, answers: unknown): FieldError[] => answerChecker(manifest)(answers);

/** Whether anything at all was answered. */
export const answeredAny = (answers: Answers): boolean =>
  Object.values(answers).some((answer) => (Array.isArray(answer) ? answer.length > 0 : answer.trim() !== ''));
