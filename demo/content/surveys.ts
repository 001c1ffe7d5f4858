import type { Manifest } from '@otklik/core/contract/surveys.js';
import { readySurveys } from '@otklik/core/data/ready-surveys.js';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';
import { externalTopics } from './topics.ts';

/** The surveys that any agency finds ready, as they are. */
export const surveys: Manifest[] = readySurveys(externalTopics).map(({ id, definition }) =>
  surveyOfDefinition(id, definition),
);
