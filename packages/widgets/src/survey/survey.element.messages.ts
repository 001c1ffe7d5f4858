import { ru as base } from '../base/base.messages.ts';

/** Why a survey, or its results, can't be shown. */
export const ru = {
  ...base,
  failed_survey_unknown: 'Такого опроса нет, или он закрыт.',
} as const;
