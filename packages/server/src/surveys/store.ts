import { sql } from 'kysely';
import type { Audience } from '@otklik/core/contract/common.js';
import type { SurveyVersionState } from '@otklik/core/contract/staff/surveys.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import type { Db } from '../database/open.ts';

/** A version of a survey that is or was open. */
export interface StoredSurvey {
  manifest: Manifest;
  hash: string;
  state: Exclude<SurveyVersionState, 'draft'>;
}

/** Of all surveys that take answers, if their last day isn't over. */
export async function listManifests(db: Db, agency: string, audience: Audience): Promise<Manifest[]> {
  const rows = await db
    .selectFrom('surveys')
    .innerJoin('survey_versions as version', (join) =>
      join.onRef('version.agency', '=', 'surveys.agency').onRef('version.survey', '=', 'surveys.id'),
    )
    .select('manifest')
    .where('surveys.agency', '=', agency)
    .where('audience', '=', audience)
    .where('state', '=', 'open')
    .orderBy('position')
    .orderBy('surveys.id')
    .execute();
  return rows.map(({ manifest }) => manifest);
}

/** Those that are or were open. Drafts are nobody's but the staff's. */
const shown = (db: Db, agency: string, survey: string) =>
  db
    .selectFrom('survey_versions')
    .select(['manifest', 'manifest_hash as hash', 'state'])
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('state', '<>', 'draft')
    .$narrowType<{ state: StoredSurvey['state'] }>();

/** The version that is open or, when all have ended, the last one. */
export const findSurvey = (db: Db, agency: string, survey: string): Promise<StoredSurvey | undefined> =>
  shown(db, agency, survey)
    .orderBy(sql`state = 'open'`, 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The version that a ballot is bound to. */
export const findManifest = (
  db: Db,
  agency: string,
  survey: string,
  manifestHash: string,
): Promise<StoredSurvey | undefined> =>
  shown(db, agency, survey).where('manifest_hash', '=', manifestHash).executeTakeFirst();

export const findManifestVersion = (
  db: Db,
  agency: string,
  survey: string,
  version: number,
): Promise<StoredSurvey | undefined> => shown(db, agency, survey).where('version', '=', version).executeTakeFirst();

/** A survey that a database starts with: opened by nobody. */
export async function insertSurvey(
  db: Db,
  agency: string,
  position: number,
  manifest: Manifest,
  hash: string,
  moment: Date,
): Promise<void> {
  const { survey, audience, version } = manifest;
  await db.insertInto('surveys').values({ agency, id: survey, audience, position }).execute();
  await db
    .insertInto('survey_versions')
    .values({
      ...{ agency, survey, version, revision: 1, state: 'open', editors: '[]', changed_at: moment },
      ...{ manifest: JSON.stringify(manifest), manifest_hash: hash },
    })
    .execute();
}
