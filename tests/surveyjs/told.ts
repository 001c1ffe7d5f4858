import { readFileSync } from 'node:fs';
import type { Question } from '@otklik/core/contract/surveys.js';
import { checkDefinition } from '@otklik/core/domain/surveys/definition-checks.js';
import { importSurveyJs, NothingImported } from '@otklik/core/domain/surveys/surveyjs.js';
import type { LeftOut } from '@otklik/core/domain/surveys/surveyjs-report.js';
import { corpus, type Source } from './corpus.ts';

/* What came of each public definition, and what was left out of it, as people read it. */

export const files = new URL('corpus/', import.meta.url);
export const expected = new URL('expected/', import.meta.url);
export const table = new URL('../../docs/coverage/surveyjs.md', import.meta.url);

export const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, files), 'utf8'));

export interface Outcome {
  source: Source;
  /** None where no element of it can be a question. */
  questions: Question[];
  steps: number;
  leftOut: LeftOut[];
}

export function outcome(source: Source): Outcome {
  try {
    const { definition, leftOut } = importSurveyJs(read(source.name));
    const wrong = checkDefinition(definition);
    if (wrong.length) throw new Error(`${source.name}: ${JSON.stringify(wrong)}`);
    return { source, questions: definition.questions, steps: definition.steps.length, leftOut };
  } catch (error) {
    if (error instanceof NothingImported) return { source, questions: [], steps: 0, leftOut: error.leftOut };
    throw error;
  }
}

const counted = (words: string[]): string =>
  [...new Set(words)].map((word) => `${word} ${String(words.filter((one) => one === word).length)}`).join(', ');
const params = (one: LeftOut): string[] =>
  Object.entries(one.params).map(([name, value]) => `${name} ${String(value)}`);

/** A definition's file of expectations. */
export function inFull({ questions, steps, leftOut }: Outcome): string {
  const asked = questions.map(({ id, type, when }) => {
    const waits = when.map((one) => `${one.asked} ${one.is} ${one.values.join(' ')}`).join(' and ');
    return `  ${type} ${id}${waits && `, if ${waits}`}`;
  });
  const told = leftOut.map((one) => `  ${[one.path || '(all)', one.code, ...params(one)].join(' ')}`);
  return [
    `${String(questions.length)} questions in ${String(steps || 1)} step(s)`,
    ...asked,
    `${String(leftOut.length)} left out`,
    ...told,
    '',
  ].join('\n');
}

/** What distinguishes things of one code: which kind, property, reason. */
const which = ({ code, params: { type, property, why, language } }: LeftOut): string =>
  [code, type ?? property ?? why ?? language].filter((word) => word !== undefined && word !== '').join(' ');

/** One line of the table: by kind of question, by kind of what was left out. */
function line({ source, questions, leftOut }: Outcome): string {
  const { name, about, repository, licence } = source;
  const came = questions.length ? counted(questions.map(({ type }) => type)) : 'nothing: refused, `surveyjs_empty`';
  return `| \`${name}\`: ${about} | ${repository}, ${licence} | ${came} | ${counted(leftOut.map(which))} |`;
}

/** The table of all. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const imported = outcomes.filter(({ questions }) => questions.length).length;
  return `# SurveyJS definitions: what came of public ones, and what was left out

${String(corpus.length)} definitions from public repositories stand in \`tests/surveyjs/corpus\` (\`corpus.ts\` names path and commit of each, \`licences/\` what they stand under). ${String(imported)} were imported; ${String(corpus.length - imported)} hold no element that a survey could ask, and are refused with that list. \`tests/surveyjs/expected\` has for each every question with its conditions and every thing left out with its place; \`tests/surveyjs/corpus.test.ts\` compares both files and this table, \`node --conditions=source tests/surveyjs/renew.ts\` writes them anew. What the codes mean: \`packages/core/src/domain/surveys/surveyjs-report.ts\`. Random changes of these definitions, and random JSON: \`tests/surveyjs/fuzz.test.ts\`, run by \`npm run test:fuzz\`.

| definition | source | questions by kind | left out, and how often |
|---|---|---|---|
${outcomes.map(line).join('\n')}
`;
}
