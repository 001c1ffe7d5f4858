import * as late from './survey.late.ts';
import { makeMore, part } from './survey.more.ts';
import { OtklikSurvey, type SurveyInitial } from './survey.ts';

/** A page shows at once whatever a survey may have. */
const all = { ...late, ru: { ...late.ru, ...part.ru }, styles: [late.styles, part.styles] };

OtklikSurvey.late = all;
OtklikSurvey.preset = (element: OtklikSurvey, initial: SurveyInitial) => {
  element.take(all);
  makeMore(element);
  element.loaded.preset(initial);
};
