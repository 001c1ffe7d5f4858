import { define } from '../base/define.ts';
import { OtklikSurvey } from './survey.ts';

define('otklik-survey', OtklikSurvey);
