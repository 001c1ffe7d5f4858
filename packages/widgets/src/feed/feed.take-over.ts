import { takeOver } from '../base/take-over.ts';
import './feed.hosted.ts';
import { OtklikFeed } from './feed.ts';

void takeOver('otklik-feed', OtklikFeed);
