import type { Publication } from '../contract/publications.ts';
import { one, type Ask } from './http.ts';
import type { Backend, CallOptions } from './port.ts';

type Later = Omit<
  Backend,
  'readAgency' | 'listPublications' | 'readTouchpoints' | 'listConsultationTopics' | 'readManifest' | 'listReleases'
>;

/** What of the API is asked for only once somebody has touched a widget. */
export function laterBackend(ask: Ask): Later {
  const send = <T>(
    agency: string,
    path: string,
    body: unknown,
    headers?: Record<string, string>,
    options?: CallOptions,
  ): Promise<T> =>
    ask(agency, path, {
      ...options,
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...headers, 'Content-Type': 'application/json' },
    });
  return {
    readPublication: one(ask, '/publications/*'),
    listPublicationVersions: one(ask, '/publications/*/versions'),
    readPublicationVersion: (agency, id, version, options) =>
      one<Publication>(ask, `/publications/*/versions/${version}`)(agency, id, options),
    fileConsultation: (agency, body, key, options) =>
      send(agency, '/consultations', body, { 'Idempotency-Key': key }, options),
    readCase: (agency, code, options) => ask(agency, '/case', { ...options, headers: { 'Case-Code': code } }),
    listSurveys: one(ask, '/surveys?audience=*'),
    readBatch: one(ask, '/surveys/*/batch'),
    castBallot: (agency, id, body, options) =>
      send(agency, `/surveys/${encodeURIComponent(id)}/ballots`, body, {}, options),
  };
}
