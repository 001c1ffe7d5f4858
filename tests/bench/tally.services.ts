import { surveys } from '../../demo/content/surveys.ts';
import { openDatabase } from '../../packages/server/src/database/open.ts';
import { readEnvironment } from '../../packages/server/src/environment.ts';
import type { Services } from '../../packages/server/src/services.ts';
import { setUp } from '../../packages/server/src/set-up.ts';
import { testAgency, testContent } from '../../packages/server/src/testing/content.ts';

const [manifest] = surveys;
if (!manifest) throw new Error('the demonstration has no survey');

/** The survey of twelve questions that the demonstration has. */
export const benchSurvey = { agency: 'test', manifest };

/** Database and keys of the environment, with that survey, as a tally needs them. */
export async function openServices(): Promise<{
  services: Pick<Services, 'database' | 'keys'>;
  close(): Promise<void>;
}> {
  const { databaseUrl, data, keys: folder } = readEnvironment(process.env);
  const database = await openDatabase(databaseUrl ? { url: databaseUrl } : { folder: data });
  const content = [testContent({ agency: testAgency({ id: benchSurvey.agency }), surveys: [benchSurvey.manifest] })];
  const keys = await setUp({ database, keys: folder, now: () => new Date(), content });
  return { services: { database, keys }, close: () => database.close() };
}
