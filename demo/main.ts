import { start } from '@otklik/server/start.js';
import { demonstration } from './demonstration.ts';

await start(demonstration(new Date()));
