import { define } from '../base/define.ts';
import { OtklikCase } from './case.ts';

define('otklik-case', OtklikCase);
