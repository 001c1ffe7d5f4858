import { define } from '../base/define.ts';
import { OtklikSettings } from './settings.ts';

define('otklik-settings', OtklikSettings);
