import type { AgencyContent } from '@otklik/core/backend/content.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { caseAttempts } from './consultations/attempts.ts';
import { installContent } from './content/install.ts';
import { createInstallation, markContentComplete, readInstallation } from './database/installation.ts';
import { migrate } from './database/migrate.ts';
import type { Database } from './database/open.ts';
import { openKeys, type Keys } from './keys/open.ts';
import { settleBatches } from './surveys/batches.ts';

export interface SetUpOptions {
  database: Database;
  /** The keys folder. */
  keys: string;
  now: () => Date;
  /** What a new database starts with. */
  content: readonly AgencyContent[];
}

/**
 * Makes an opened database fit to serve: schema, keys that belong to it, first content, boxes and
 * their keys in agreement. Processes that start together do it one after the other.
 * @throws StartError
 */
export function setUp({ database, keys: folder, now, content }: SetUpOptions): Promise<Keys> {
  return database.alone(async () => {
    const { db } = database;
    await migrate(db);
    const known = await readInstallation(db);
    const keys = openKeys(folder, known?.fingerprint ?? null);
    if (!known) await createInstallation(db, keys.fingerprint);
    await settleBatches({ database, keys });
    if (known?.content !== 'complete') {
      const services = {
        database,
        keys,
        now,
        calendar: productionCalendar,
        attempts: caseAttempts(now, async () => undefined),
        signIns: caseAttempts(now, async () => undefined),
      };
      for (const one of content) await installContent(services, one, now());
      await markContentComplete(db);
    }
    return keys;
  });
}
