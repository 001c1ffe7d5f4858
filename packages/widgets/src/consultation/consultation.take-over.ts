import { takeOver } from '../base/take-over.ts';
import './consultation.hosted.ts';
import { OtklikConsultation } from './consultation.ts';

void takeOver('otklik-consultation', OtklikConsultation);
