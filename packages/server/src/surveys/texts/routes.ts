import type { Routes } from '../../http/routes.ts';
import { staffEndpoint } from '../../http/staff-endpoint.ts';
import {
  changeTheme,
  createTheme,
  deleteTheme,
  listStaffThemes,
  listSurveyTexts,
  publishTheme,
  reviewSurveyText,
  withdrawTheme,
} from './rules.ts';

/** Free texts and what is decided on them: read by analysts, decided by heads. */
export const surveyTextRoutes: Routes = (app, context) => {
  const { services } = context;

  staffEndpoint(app, context, 'listSurveyTexts', ({ agency, params, query }) =>
    listSurveyTexts(services, agency, params.id ?? '', query),
  );
  staffEndpoint(app, context, 'reviewSurveyText', ({ params, body, ...worker }) =>
    reviewSurveyText(services, worker, params.id ?? '', params.text ?? '', body),
  );
  staffEndpoint(app, context, 'listStaffThemes', ({ params, ...worker }) =>
    listStaffThemes(services, worker, params.id ?? ''),
  );
  staffEndpoint(app, context, 'createTheme', ({ params, body, ...worker }) =>
    createTheme(services, worker, params.id ?? '', body),
  );
  staffEndpoint(app, context, 'changeTheme', ({ params, body, ...worker }) =>
    changeTheme(services, worker, params.id ?? '', params.theme ?? '', body),
  );
  staffEndpoint(app, context, 'deleteTheme', ({ params, query, ...worker }) =>
    deleteTheme(services, worker, params.id ?? '', params.theme ?? '', query.revision),
  );
  staffEndpoint(app, context, 'publishTheme', ({ params, body, ...worker }) =>
    publishTheme(services, worker, params.id ?? '', params.theme ?? '', body.revision),
  );
  staffEndpoint(app, context, 'withdrawTheme', ({ params, ...worker }) =>
    withdrawTheme(services, worker, params.id ?? '', params.theme ?? ''),
  );
};
