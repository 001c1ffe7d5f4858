import { openDatabase } from './database/open.ts';
import { migrate } from './database/migrate.ts';
import { rmSync } from 'node:fs';
rmSync('/tmp/o2',{recursive:true,force:true});
console.time('open');
const d = await openDatabase({folder:'/tmp/o2'});
console.timeEnd('open');
try { await migrate(d.db); } catch (e) { console.log(e); }
console.timeEnd('open');
await d.close();
