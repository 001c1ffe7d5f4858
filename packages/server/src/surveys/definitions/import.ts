import type * as v from 'valibot';
import { BackendError } from '@otklik/core/backend/error.js';
import type { surveyJsImportSchema } from '@otklik/core/contract/staff/surveys.js';
import { importSurveyJs, NothingImported } from '@otklik/core/domain/surveys/surveyjs.js';

/** @throws BackendError rule_broken: nothing of it can be asked; its fields say why. RuleBroken surveyjs_unknown */
export function importSurvey(surveyjs: unknown): v.InferOutput<typeof surveyJsImportSchema> {
  try {
    return importSurveyJs(surveyjs);
  } catch (error) {
    if (!(error instanceof NothingImported)) throw error;
    throw new BackendError('rule_broken', { rule: error.code }, error.leftOut);
  }
}
