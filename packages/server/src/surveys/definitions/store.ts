import { sql } from 'kysely';
import type { Audience, LocalizedText } from '@otklik/core/contract/common.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import type { SurveyVersion } from '@otklik/core/domain/surveys/lifecycle.js';
import type { Db, Tx } from '../../database/open.ts';

export interface Head extends SurveyVersion {
  changedAt: string;
}
/** With what it asks. `hash`: of the manifest. */
export interface WholeVersion extends Head {
  manifest: Manifest;
  hash: string;
}
export interface Asked {
  manifest: Manifest;
  hash: string;
}

const ways = ['version', 'revision', 'state', 'editors', 'opened', 'ended'] as const;

const wayOf = ({ state, revision, editors, opened, ended }: SurveyVersion) => ({
  ...{ state, revision, editors: JSON.stringify(editors) },
  opened: opened && JSON.stringify(opened),
  ended: ended && JSON.stringify(ended),
});

const askedOf = ({ manifest, hash }: Asked) => ({ manifest: JSON.stringify(manifest), manifest_hash: hash });

const versionsOf = (db: Db, agency: string, survey: string) =>
  db.selectFrom('survey_versions').where('agency', '=', agency).where('survey', '=', survey);

/** @returns false when there is a survey of that name. */
export async function insertSurveyRow(tx: Tx, agency: string, id: string, audience: Audience): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('surveys')
    .values(({ selectFrom }) => ({
      ...{ agency, id, audience },
      position: selectFrom('surveys')
        .select(sql<number>`coalesce(max(position), -1) + 1`.as('next'))
        .where('agency', '=', agency),
    }))
    .onConflict((conflict) => conflict.columns(['agency', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function deleteSurveyRow(tx: Tx, agency: string, id: string): Promise<void> {
  await tx.deleteFrom('surveys').where('agency', '=', agency).where('id', '=', id).execute();
}

/** A survey that was never open may turn to other people. */
export async function updateAudience(tx: Tx, agency: string, id: string, audience: Audience): Promise<void> {
  await tx.updateTable('surveys').set({ audience }).where('agency', '=', agency).where('id', '=', id).execute();
}

export interface LockedSurvey {
  audience: Audience;
  /** Oldest first. */
  versions: SurveyVersion[];
}

/** Nobody else changes the survey, a version, a theme or a text of it until the transaction ends. */
export async function lockSurvey(tx: Tx, agency: string, id: string): Promise<LockedSurvey | undefined> {
  const survey = await tx
    .selectFrom('surveys')
    .select('audience')
    .where('agency', '=', agency)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!survey) return undefined;
  const versions = await versionsOf(tx, agency, id).select(ways).orderBy('version').execute();
  return { audience: survey.audience, versions };
}

export async function insertVersion(
  tx: Tx,
  agency: string,
  survey: string,
  version: SurveyVersion,
  asked: Asked,
  moment: Date,
): Promise<void> {
  await tx
    .insertInto('survey_versions')
    .values({
      ...{ agency, survey, version: version.version, changed_at: moment },
      ...wayOf(version),
      ...askedOf(asked),
    })
    .execute();
}

/** Writes down where a version has got to and, if it was edited, what it asks. */
export async function updateVersion(
  tx: Tx,
  agency: string,
  survey: string,
  version: SurveyVersion,
  asked: Asked | null,
  moment: Date,
): Promise<void> {
  await tx
    .updateTable('survey_versions')
    .set({ ...wayOf(version), ...(asked && askedOf(asked)), changed_at: moment })
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('version', '=', version.version)
    .execute();
}

export async function deleteVersion(tx: Tx, agency: string, survey: string, version: number): Promise<void> {
  await tx
    .deleteFrom('survey_versions')
    .where('agency', '=', agency)
    .where('survey', '=', survey)
    .where('version', '=', version)
    .execute();
}

export async function readVersion(
  db: Db,
  agency: string,
  survey: string,
  version: number,
): Promise<WholeVersion | undefined> {
  const row = await versionsOf(db, agency, survey)
    .select([...ways, 'changed_at', 'manifest', 'manifest_hash as hash'])
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) return undefined;
  const { changed_at, ...rest } = row;
  return { ...rest, changedAt: changed_at.toISOString() };
}

export interface SurveyHeads {
  id: string;
  title: LocalizedText;
  /** Newest first. */
  versions: Head[];
  unread: number;
}

/** In their order; `only`: that one alone. */
export async function listSurveyHeads(db: Db, agency: string, only?: string): Promise<SurveyHeads[]> {
  let query = db
    .selectFrom('surveys')
    .innerJoin('survey_versions as version', (join) =>
      join.onRef('version.agency', '=', 'surveys.agency').onRef('version.survey', '=', 'surveys.id'),
    )
    .select(['surveys.id', ...ways, 'changed_at'])
    .select(sql<LocalizedText>`manifest -> 'title'`.as('title'))
    .select(
      sql<number>`(select count(*) from survey_texts text
        where text.agency = surveys.agency and text.survey = surveys.id and text.state = 'unread')::int`.as('unread'),
    )
    .where('surveys.agency', '=', agency)
    .orderBy('position')
    .orderBy('surveys.id')
    .orderBy('version', 'desc');
  if (only !== undefined) query = query.where('surveys.id', '=', only);
  const surveys = new Map<string, SurveyHeads>();
  for (const { id, title, unread, changed_at, ...way } of await query.execute()) {
    const known = surveys.get(id) ?? { id, title, versions: [], unread };
    surveys.set(id, known);
    known.versions.push({ ...way, changedAt: changed_at.toISOString() });
    // As the public knows it.
    if (way.state === 'open') known.title = title;
  }
  return [...surveys.values()];
}

export const findSurveyRow = (db: Db, agency: string, id: string): Promise<{ audience: Audience } | undefined> =>
  db.selectFrom('surveys').select('audience').where('agency', '=', agency).where('id', '=', id).executeTakeFirst();

/** Whether a version that is or was open asks this, and wants words for an answer. */
export async function asksForText(db: Db, agency: string, survey: string, question: string): Promise<boolean> {
  const asked = JSON.stringify({ questions: [{ id: question, type: 'text' }] });
  const row = await versionsOf(db, agency, survey)
    .select('version')
    .where('state', '<>', 'draft')
    .where(sql<boolean>`manifest @> ${asked}::jsonb`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
