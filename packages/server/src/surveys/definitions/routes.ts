import { readySurveys } from '@otklik/core/data/ready-surveys.js';
import { listTopics } from '../../consultations/store.ts';
import type { Routes } from '../../http/routes.ts';
import { staffEndpoint } from '../../http/staff-endpoint.ts';
import { versionNumber } from '../../publications/versions/reads.ts';
import { importSurvey } from './import.ts';
import { listStaffSurveys, readStaffSurvey, readSurveyVersion } from './reads.ts';
import {
  changeSurveyVersion,
  closeSurvey,
  createSurvey,
  deleteSurveyVersion,
  openSurveyVersion,
  renewSurvey,
} from './rules.ts';

/** Surveys as staff work on them: prepared by analysts, opened and closed by heads. */
export const surveyDefinitionRoutes: Routes = (app, context) => {
  const { services } = context;

  staffEndpoint(app, context, 'listStaffSurveys', (worker) => listStaffSurveys(services, worker));
  staffEndpoint(app, context, 'createSurvey', ({ body, ...worker }) => createSurvey(services, worker, body));
  staffEndpoint(app, context, 'listReadySurveys', async ({ agency }) => ({
    items: readySurveys(await listTopics(services.database.db, agency, 'external')),
    next: null,
  }));
  staffEndpoint(app, context, 'importSurveyJs', async ({ body }) => importSurvey(body.surveyjs));
  staffEndpoint(app, context, 'readStaffSurvey', ({ params, ...worker }) =>
    readStaffSurvey(services, worker, params.id ?? ''),
  );
  staffEndpoint(app, context, 'closeSurvey', ({ params, body, ...worker }) =>
    closeSurvey(services, worker, params.id ?? '', body.reason),
  );
  staffEndpoint(app, context, 'createSurveyVersion', ({ params, ...worker }) =>
    renewSurvey(services, worker, params.id ?? ''),
  );
  staffEndpoint(app, context, 'readSurveyVersion', ({ params, ...worker }) =>
    readSurveyVersion(services, worker, params.id ?? '', versionNumber(params.version)),
  );
  staffEndpoint(app, context, 'changeSurveyVersion', ({ params, body, ...worker }) =>
    changeSurveyVersion(services, worker, params.id ?? '', versionNumber(params.version), body),
  );
  staffEndpoint(app, context, 'deleteSurveyVersion', ({ params, query, ...worker }) =>
    deleteSurveyVersion(services, worker, params.id ?? '', versionNumber(params.version), query.revision),
  );
  staffEndpoint(app, context, 'openSurveyVersion', ({ params, body, ...worker }) =>
    openSurveyVersion(services, worker, params.id ?? '', versionNumber(params.version), body.revision),
  );
};
