import { define } from '../base/define.ts';
import { OtklikChannels } from './channels.ts';

define('otklik-channels', OtklikChannels);
