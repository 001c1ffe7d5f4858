// ESLint, Prettier and the type check, without any test.
import { fileURLToPath } from 'node:url';
import { runAll } from './test/job.mjs';
import { checks } from './test/jobs.mjs';
import { Report } from './test/report.mjs';

const report = new Report();
await runAll(checks(), 2, fileURLToPath(new URL('..', import.meta.url)), (ended) => report.add(ended));
report.end();
