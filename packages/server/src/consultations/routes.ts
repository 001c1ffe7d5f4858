import { endpoint, type Call } from '../http/endpoint.ts';
import type { Routes } from '../http/routes.ts';
import { sendCaseFile } from './case-file.ts';
import {
  addCaseFiles,
  bookVisit,
  cancelVisit,
  clarifyCase,
  readCaseFile,
  setNotices,
  withdrawCase,
  type ClientOf,
} from './client.ts';

export const consultationRoutes: Routes = (app, { services, callerOf, backendFor }) => {
  endpoint(app, 'listConsultationTopics', ({ agency, query, request }) =>
    backendFor(request).listConsultationTopics(agency, query.audience),
  );
  endpoint(app, 'fileConsultation', ({ agency, body, header, request }) =>
    backendFor(request).fileConsultation(agency, body as never, header('Idempotency-Key'), {
      proof: header('Consultation-Proof'),
    }),
  );

  const of = ({ agency, header, request }: Pick<Call<'readCase'>, 'agency' | 'header' | 'request'>): ClientOf => ({
    ...{ services, agency, caller: callerOf(request), code: header('Case-Code') },
  });
  endpoint(app, 'readCase', ({ agency, header, request }) => backendFor(request).readCase(agency, header('Case-Code')));
  endpoint(app, 'clarifyCase', (call) => clarifyCase(of(call), call.body));
  endpoint(app, 'withdrawCase', (call) => withdrawCase(of(call), call.body));
  endpoint(app, 'addCaseFiles', (call) => addCaseFiles(of(call), call.body));
  endpoint(app, 'setNotices', (call) => setNotices(of(call), call.body));
  endpoint(app, 'bookVisit', (call) => bookVisit(of(call), call.body));
  endpoint(app, 'cancelVisit', (call) => cancelVisit(of(call)));
  endpoint(app, 'readCaseFile', async (call) => sendCaseFile(call.reply, await readCaseFile(of(call), call.id)), {
    compress: false,
  });
};
