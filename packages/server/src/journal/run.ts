import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readInstallation } from '../database/installation.ts';
import { openDatabase, type Db } from '../database/open.ts';
import { readEnvironment } from '../environment.ts';
import { openKeys, type Keys } from '../keys/open.ts';
import { codeOf, StartError } from '../start-error.ts';
import { beginning } from './chain.ts';
import { verifyJournal, type Verdict } from './verify.ts';

export interface Outcome {
  whole: boolean;
  sentence: string;
}

/** SQLSTATE of PostgreSQL. */
const undefinedTable = '42P01';

const noData = 'There are no data yet, so there is no journal to verify.';
const usage = 'npm run verify:journal takes no argument but --accept (see docs/decisions/0010-journal.md).';

const entries = (number: number): string => `${number} ${number === 1 ? 'entry' : 'entries'}`;

function outcomeOf({ last, finding }: Verdict): Outcome {
  if (!finding) return { whole: true, sentence: `${entries(last.sequence)}, chain whole` };
  const before = finding.sequence - 1;
  const sound = before > 0 && last.sequence >= before ? ` Up to entry ${before} all is as it was written.` : '';
  return { whole: false, sentence: `The journal is not whole. ${finding.sentence}${sound}` };
}

/** Makes the last entry the head, whatever the file names: after a backup was restored. Only if the chain itself is whole. */
const accept = (db: Db, keys: Keys): Promise<Verdict> =>
  keys.journalHead.alone(async (write) => {
    const verdict = await verifyJournal(db, keys, beginning(keys));
    if (!verdict.finding) write(verdict.last);
    return verdict;
  });

/**
 * Verifies the journal of the installation that the environment names; changes nothing in the
 * database, nor anywhere without `--accept`.
 * @throws StartError with one plain sentence when it can't be looked at.
 */
export async function runVerification(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Outcome> {
  if (args.some((one) => one !== '--accept')) throw new StartError(usage);
  const { databaseUrl, data, keys: folder } = readEnvironment(environment);
  // Opened, a folder that isn't there would become a new, empty database.
  if (!databaseUrl && !existsSync(join(data, 'database.ready'))) throw new StartError(noData);
  const database = await openDatabase(databaseUrl ? { url: databaseUrl } : { folder: data });
  try {
    const installation = await readInstallation(database.db).catch((error: unknown) => {
      if (codeOf(error) === undefinedTable) return undefined;
      throw error;
    });
    if (!installation) throw new StartError(noData);
    const keys = openKeys(folder, installation.fingerprint);
    if (args.length > 0) return outcomeOf(await accept(database.db, keys));
    // Before the database: where a server runs meanwhile, the database may only be ahead of it.
    const head = keys.journalHead.read();
    return outcomeOf(await verifyJournal(database.db, keys, head));
  } finally {
    await database.close();
  }
}
