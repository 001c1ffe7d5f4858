import { define } from '../base/define.ts';
import { OtklikResults } from './results.ts';

define('otklik-results', OtklikResults);
