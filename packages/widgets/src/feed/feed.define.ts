import { define } from '../base/define.ts';
import { OtklikFeed } from './feed.ts';

define('otklik-feed', OtklikFeed);
