import { Migrator, type Migration } from 'kysely/migration';
import { codeOf, StartError } from '../start-error.ts';
import { start } from './migrations/0001-start.ts';
import { staff } from './migrations/0002-staff.ts';
import type { Db } from './open.ts';

/** Every migration, by name and in order. A list in code, not a folder: what runs is what was built. */
const migrations: Record<string, Migration> = {
  '0001-start': start,
  '0002-staff': staff,
};

/**
 * Brings the database to the newest schema, in one transaction and under a lock of the database's
 * own, so that processes that start together don't meet.
 * @throws StartError when it was made by a newer version, or a migration failed.
 */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message)) {
    throw new StartError('The database was made by a newer version of this program. Start that version.', {
      cause: error,
    });
  }
  throw new StartError(
    `The database could not be brought to the schema of this version (${codeOf(error)}); nothing was changed in it.`,
    { cause: error },
  );
}
