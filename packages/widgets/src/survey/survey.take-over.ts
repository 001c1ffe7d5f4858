import { takeOver } from '../base/take-over.ts';
import './survey.hosted.ts';
import { OtklikSurvey } from './survey.ts';

void takeOver('otklik-survey', OtklikSurvey);
