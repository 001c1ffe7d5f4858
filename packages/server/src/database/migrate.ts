import { Migrator, type Migration } from 'kysely/migration';
import { codeOf, StartError } from '../start-error.ts';
import { start } from './migrations/0001-start.ts';
import { staff } from './migrations/0002-staff.ts';
import { journal } from './migrations/0003-journal.ts';
import { contentVersions } from './migrations/0004-content-versions.ts';
import { notices } from './migrations/0005-notices.ts';
import { files } from './migrations/0006-files.ts';
import { publications } from './migrations/0007-publications.ts';
import { touchpoints } from './migrations/0008-touchpoints.ts';
import { cases } from './migrations/0009-cases.ts';
import { filing } from './migrations/0010-filing.ts';
import { surveys } from './migrations/0011-surveys.ts';
import { surveyVersions } from './migrations/0012-survey-versions.ts';
import type { Db } from './open.ts';

/** Every migration, by name and in order. A list in code, not a folder: what runs is what was built. */
const migrations: Record<string, Migration> = {
  '0001-start': start,
  '0002-staff': staff,
  '0003-journal': journal,
  '0004-content-versions': contentVersions,
  '0005-notices': notices,
  '0006-files': files,
  '0007-publications': publications,
  '0008-touchpoints': touchpoints,
  '0009-cases': cases,
  '0010-filing': filing,
  '0011-surveys': surveys,
  '0012-survey-versions': surveyVersions,
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
