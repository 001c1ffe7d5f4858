// Writes anew what is expected of each public definition, and the table of all:
//   node --conditions=source tests/surveyjs/renew.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { corpus } from './corpus.ts';
import { expected, inFull, outcome, table, tableOf } from './told.ts';

const outcomes = corpus.map(outcome);
mkdirSync(expected, { recursive: true });
for (const one of outcomes) writeFileSync(new URL(`${one.source.name}.txt`, expected), inFull(one));
writeFileSync(table, tableOf(outcomes));
