// Any back end against the contract:
//   npm run test:conformance -- --base https://otklik.example.gov [--agency housing]
import { parseArgs } from 'node:util';
import { conformance } from './conformance.ts';

const { values } = parseArgs({ options: { base: { type: 'string' }, agency: { type: 'string', default: 'housing' } } });
if (!values.base || !URL.canParse(values.base)) {
  console.error(
    'Say where the back end is: npm run test:conformance -- --base http://localhost:8080 [--agency housing]',
  );
  console.error('It files consultations, books visits and casts ballots there: take one that nobody uses.');
  process.exit(2);
}
const marks = { passed: '✓', failed: '✗', skipped: '-' };
const results = await conformance(values.base, {
  agency: values.agency,
  tell: ({ name, outcome, why }) =>
    console.log(`${marks[outcome]} ${name}${why ? `\n    ${why.replaceAll('\n', '\n    ')}` : ''}`),
});
const count = (outcome: string): number => results.filter((result) => result.outcome === outcome).length;
const skipped = count('skipped');
console.log(`${count('passed')} passed, ${count('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = count('failed') ? 1 : 0;
