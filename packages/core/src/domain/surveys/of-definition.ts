import * as v from 'valibot';
import type { Manifest } from '../../contract/surveys.ts';
import { checkDefinition } from './definition-checks.ts';
import { definitionSchema, manifestOf, type DefinitionInput } from './definition.ts';

/**
 * The first version of a survey whose definition stands in code.
 * @throws Error that says what is wrong with it
 */
export function surveyOfDefinition(survey: string, input: DefinitionInput): Manifest {
  const definition = v.parse(definitionSchema, input);
  const [wrong] = checkDefinition(definition);
  if (wrong) throw new Error(`survey ${survey}: ${wrong.path} ${wrong.code}`);
  return manifestOf(survey, 1, definition);
}
