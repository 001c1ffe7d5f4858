import * as late from './survey.late.ts';
import { OtklikSurvey, type SurveyInitial } from './survey.ts';

OtklikSurvey.late = late;
OtklikSurvey.preset = (element: OtklikSurvey, initial: SurveyInitial) => {
  element.take(late);
  element.loaded.preset(initial);
};
