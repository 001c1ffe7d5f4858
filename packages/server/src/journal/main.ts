import { describeError } from '../http/problems.ts';
import { StartError } from '../start-error.ts';
import { runVerification } from './run.ts';

// `npm run verify:journal`: one line, and 0 if the journal is whole, else 1.
try {
  const { whole, sentence } = await runVerification(process.argv.slice(2), process.env);
  (whole ? console.log : console.error)(sentence);
  process.exitCode = whole ? 0 : 1;
} catch (error) {
  console.error(
    error instanceof StartError ? error.message : `This failed by a fault of the program. ${describeError(error)}`,
  );
  process.exitCode = 1;
}
