import type { FieldError } from '../../contract/problems.ts';
import type { Question } from '../../contract/surveys.ts';
import { askedBy, choices } from './asked.ts';
import { ballotBytes } from './ballot-size.ts';
import { definitionLimits, type Definition } from './definition.ts';

type Add = (path: string, code: string, params?: FieldError['params']) => void;

function ids(list: readonly { id: string }[], path: string, add: Add): void {
  list.forEach(({ id }, at) => {
    if (list.findIndex((one) => one.id === id) < at) add(`${path}.${at}.id`, 'taken');
  });
}

/** Conditions look at earlier questions and at answers that these have: so none can wait for itself. */
function conditions(question: Question, at: number, questions: Question[], add: Add): void {
  const before = questions.slice(0, at).flatMap(askedBy);
  question.when.forEach(({ asked, values }, index) => {
    const path = `questions.${at}.when.${index}`;
    const found = before.find(({ name }) => name === asked);
    if (!found) {
      const later = questions.flatMap(askedBy).some(({ name }) => name === asked);
      return add(`${path}.asked`, later ? 'not_before' : 'question_unknown');
    }
    if (found.question.type === 'text') return add(`${path}.asked`, 'text_question');
    const known = choices(found.question);
    values.forEach((value, of) => {
      if (!known.includes(value)) add(`${path}.values.${of}`, 'choice_unknown');
    });
  });
}

function crossTabs({ crossTabs: tabs }: Definition, all: Question[], add: Add): void {
  tabs.forEach(({ rows, columns }, at) => {
    for (const [side, id] of [
      ['rows', rows],
      ['columns', columns],
    ] as const) {
      const type = all.find((one) => one.id === id)?.type;
      if (!type) add(`crossTabs.${at}.${side}`, 'question_unknown');
      else if (type === 'text' || type === 'multiple' || type === 'matrix')
        add(`crossTabs.${at}.${side}`, 'not_single');
    }
    if (rows === columns) add(`crossTabs.${at}.columns`, 'same');
    if (tabs.findIndex((one) => [one.rows, one.columns].sort().join() === [rows, columns].sort().join()) < at)
      add(`crossTabs.${at}`, 'taken');
  });
}

/**
 * What is wrong with a definition as a whole, which its schema can't tell: `path` as its fields' are.
 * Codes: `taken` (an id stands twice), `question_unknown`, `not_before` (a condition looks at itself or
 * ahead), `text_question`, `choice_unknown`, `steps_differ` (not every question in one step, in order),
 * `not_single`, `same`, `too_large` (no ballot could hold the answers).
 */
export function checkDefinition(definition: Definition): FieldError[] {
  const fields: FieldError[] = [];
  const add: Add = (path, code, params = {}) => void fields.push({ path, code, params });
  const questions = definition.questions as Question[];
  ids(questions, 'questions', add);
  questions.forEach((question, at) => {
    if ('options' in question) ids(question.options, `questions.${at}.options`, add);
    if ('rows' in question) ids(question.rows, `questions.${at}.rows`, add);
    conditions(question, at, questions, add);
  });
  const stepped = definition.steps.flatMap((step) => step.questions);
  if (stepped.length && stepped.join(' ') !== questions.map(({ id }) => id).join(' ')) add('steps', 'steps_differ');
  crossTabs(definition, questions, add);
  const bytes = ballotBytes(questions);
  if (bytes > definitionLimits.bytes) add('questions', 'too_large', { bytes, max: definitionLimits.bytes });
  return fields;
}
