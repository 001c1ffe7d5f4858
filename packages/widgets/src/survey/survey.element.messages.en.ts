import { en as base } from '../base/base.messages.en.ts';
import type { ru } from './survey.element.messages.ts';

export const en: Record<keyof typeof ru, string> = {
  ...base,
  failed_survey_unknown: 'There is no such survey: it may have closed.',
};
