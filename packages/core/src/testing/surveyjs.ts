import assert from 'node:assert/strict';
import type { Question } from '../contract/surveys.ts';
import { checkDefinition } from '../domain/surveys/definition-checks.ts';
import type { Definition } from '../domain/surveys/definition.ts';
import { importSurveyJs } from '../domain/surveys/surveyjs.ts';
import type { LeftOut } from '../domain/surveys/surveyjs-report.ts';

/* SurveyJS definitions imported, for tests. */

export interface Imported {
  definition: Definition;
  questions: Question[];
  leftOut: LeftOut[];
  /** Codes with their places, but for what every English definition brings. */
  told: string[];
}

export function imported(json: unknown): Imported {
  const { definition, leftOut } = importSurveyJs(json);
  assert.deepEqual(checkDefinition(definition), []);
  const told = leftOut
    .filter(({ code }) => code !== 'russian_missing' && code !== 'title_missing')
    .map(({ path, code, params }) => [path, code, ...Object.values(params)].join(' '));
  return { definition, questions: definition.questions, leftOut, told };
}
/** Of elements on one page. */
export const of = (...elements: unknown[]): Imported => imported({ title: 'T', elements });
