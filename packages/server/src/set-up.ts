import type { AgencyContent } from '@otklik/core/backend/content.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { caseAttempts } from './consultations/attempts.ts';
import { filingBrake } from './consultations/brake.ts';
import { installContent } from './content/install.ts';
import { createInstallation, markContentComplete, readInstallation } from './database/installation.ts';
import { migrate } from './database/migrate.ts';
import type { Database } from './database/open.ts';
import { bringHeadForward } from './journal/forward.ts';
import { openKeys, type Keys } from './keys/open.ts';
import { clearJobs } from './notices/store.ts';
import { settleBatches } from './surveys/batches.ts';
import { ballotLimiter, unbraked } from './surveys/limiter.ts';

export interface SetUpOptions {
  database: Database;
  /** The keys folder. */
  keys: string;
  now: () => Date;
  /** What a new database starts with. */
  content: readonly AgencyContent[];
  /** Gets what the operator should know but what keeps nothing from starting. Default: standard error. */
  warn?: (sentence: string) => void;
}

/**
 * Makes an opened database fit to serve: schema, keys that belong to it, first content, boxes and
 * their keys in agreement, the journal's head where a crash left it behind. Processes that start
 * together do it one after the other.
 * @throws StartError
 */
export function setUp({
  database,
  keys: folder,
  now,
  content,
  warn = (sentence) => console.warn(sentence),
}: SetUpOptions): Promise<Keys> {
  return database.alone(async () => {
    const { db } = database;
    await migrate(db);
    const known = await readInstallation(db);
    const keys = openKeys(folder, known?.fingerprint ?? null);
    if (!known) await createInstallation(db, keys.fingerprint);
    await settleBatches({ database, keys });
    const finding = await bringHeadForward({ database, keys });
    if (finding) warn(`The journal is not whole. ${finding.sentence} Run npm run verify:journal.`);
    if (known?.content !== 'complete') {
      const services = {
        database,
        keys,
        now,
        calendar: productionCalendar,
        attempts: caseAttempts(now, async () => undefined),
        filings: filingBrake(now),
        signIns: caseAttempts(now, async () => undefined),
        // Nobody works for what the installation itself casts.
        ballots: ballotLimiter(now, unbraked),
      };
      for (const one of content) await installContent(services, one, now());
      await clearJobs(db);
      await markContentComplete(db);
    }
    return keys;
  });
}
