import { BackendError } from '@otklik/core/backend/error.js';
import type { Page } from '@otklik/core/contract/common.js';
import type { StaffSurvey, StaffSurveyVersion } from '@otklik/core/contract/staff/surveys.js';
import { isName } from '../../http/names.ts';
import type { Services } from '../../services.ts';
import type { Worker } from '../../staff/worker.ts';
import { listSurveyHeads, readVersion } from './store.ts';
import { surveyView, versionView } from './view.ts';

type Needs = Pick<Services, 'database'>;

export async function listStaffSurveys(
  { database: { db } }: Needs,
  { agency, staff }: Worker,
): Promise<Page<StaffSurvey>> {
  const surveys = await listSurveyHeads(db, agency);
  return { items: surveys.map((survey) => surveyView(survey, staff.id)), next: null };
}

/** @throws BackendError survey_unknown */
export async function readStaffSurvey(
  { database: { db } }: Needs,
  { agency, staff }: Worker,
  id: string,
): Promise<StaffSurvey> {
  const [survey] = isName(id) ? await listSurveyHeads(db, agency, id) : [];
  if (!survey) throw new BackendError('survey_unknown', { survey: id });
  return surveyView(survey, staff.id);
}

/** @throws BackendError survey_unknown, version_unknown */
export async function readSurveyVersion(
  services: Needs,
  worker: Worker,
  id: string,
  version: number,
): Promise<StaffSurveyVersion> {
  await readStaffSurvey(services, worker, id);
  const found = await readVersion(services.database.db, worker.agency, id, version);
  if (!found) throw new BackendError('version_unknown');
  return versionView(found, worker.staff.id);
}
