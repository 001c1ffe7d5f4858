import { takeOver } from '../base/take-over.ts';
import './channels.hosted.ts';
import { OtklikChannels } from './channels.ts';

void takeOver('otklik-channels', OtklikChannels);
