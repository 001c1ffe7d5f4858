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

/** The questions that a question's being asked depends on, through others too. */
function dependsOn(question: Question, all: readonly Question[]): Set<string> {
  const found = new Set<string>();
  const add = ({ when }: Question): void => {
    const named = new Set(when.map(({ asked }) => asked));
    for (const earlier of all) {
      if (found.has(earlier.id) || !askedBy(earlier).some(({ name }) => named.has(name))) continue;
      found.add(earlier.id);
      add(earlier);
    }
  };
  add(question);
  return found;
}

/**
 * Questions that cross-tabs join must be bound by nothing else, or one could reckon with more than each
 * table was checked for (decision 0017): not by conditions, nor by cross-tabs that make a circle.
 */
function crossTabs({ crossTabs: tabs }: Definition, all: Question[], add: Add): void {
  const joined = new Map<string, Set<string>>();
  const groupOf = (id: string): Set<string> => joined.get(id) ?? new Set([id]);
  const bound = all.map((one) => [one.id, ...dependsOn(one, all)]);
  tabs.forEach(({ rows, columns }, at) => {
    const path = `crossTabs.${at}`;
    const sides = [rows, columns].map((id) => all.find((one) => one.id === id));
    for (const [index, side] of (['rows', 'columns'] as const).entries()) {
      const type = sides[index]?.type;
      if (!type) add(`${path}.${side}`, 'question_unknown');
      else if (type === 'text' || type === 'multiple' || type === 'matrix') add(`${path}.${side}`, 'not_single');
    }
    if (rows === columns) return add(`${path}.columns`, 'same');
    if (tabs.findIndex((one) => [one.rows, one.columns].sort().join() === [rows, columns].sort().join()) < at)
      return add(path, 'taken');
    const cells = sides.reduce((product, one) => product * (one ? choices(one).length : 0), 1);
    if (cells > definitionLimits.cells) add(path, 'too_large', { cells, max: definitionLimits.cells });
    if (groupOf(rows).has(columns)) return add(path, 'circle');
    const group = new Set([...groupOf(rows), ...groupOf(columns)]);
    if (bound.some((ids) => ids.filter((id) => group.has(id)).length > 1)) return add(path, 'dependent');
    for (const id of group) joined.set(id, group);
  });
}

/**
 * What is wrong with a definition as a whole, which its schema can't tell: `path` as its fields' are.
 * Codes: `taken` (an id stands twice), `question_unknown`, `not_before` (a condition looks at itself or
 * ahead), `text_question`, `choice_unknown`, `steps_differ` (not every question in one step, in order),
 * `not_single`, `same`, `too_large` (no ballot could hold the answers; a cross-tab of too many cells),
 * `circle` (cross-tabs join a with b, b with c and c with a), `dependent` (whether one question of joined
 * cross-tabs is asked hangs on another of them, or one asks for two of them), `too_small` (subgroups
 * smaller than what is published at all).
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
  const { answers, subgroup } = definition.thresholds;
  if (subgroup < answers) add('thresholds.subgroup', 'too_small', { min: answers });
  const bytes = ballotBytes(questions);
  if (bytes > definitionLimits.bytes) add('questions', 'too_large', { bytes, max: definitionLimits.bytes });
  return fields;
}
