import { takeOver } from '../base/take-over.ts';
import './case.hosted.ts';
import { OtklikCase } from './case.ts';

void takeOver('otklik-case', OtklikCase);
