import { takeOver } from '../base/take-over.ts';
import './results.hosted.ts';
import { OtklikResults } from './results.ts';

void takeOver('otklik-results', OtklikResults);
