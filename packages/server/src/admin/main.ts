import { describeError } from '../http/problems.ts';
import { StartError } from '../start-error.ts';
import { AdminError } from './command.ts';
import { runAdmin } from './run.ts';

// `npm run admin -- account add …`: what has no page yet, done on the database itself.
try {
  console.log((await runAdmin(process.argv.slice(2), process.env)).join('\n'));
} catch (error) {
  const plain = error instanceof AdminError || error instanceof StartError;
  console.error(plain ? error.message : `This failed by a fault of the program. ${describeError(error)}`);
  process.exit(1);
}
