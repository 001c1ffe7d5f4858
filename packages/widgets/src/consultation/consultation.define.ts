import { define } from '../base/define.ts';
import { OtklikConsultation } from './consultation.ts';

define('otklik-consultation', OtklikConsultation);
