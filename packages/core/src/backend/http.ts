import type { ProblemDetails } from '../contract/problems.ts';
import { BackendError } from './error.ts';
import type { Backend, CallOptions } from './port.ts';

/** How long an answer may take before the person is told so, in ms. */
const patience = 20_000;

/** One request: no cookie, no referrer; an answer that isn't JSON of the API is an error, not data. */
async function request<T>(url: string, init: RequestInit): Promise<T> {
  let response;
  try {
    response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(patience),
      ...init,
    });
  } catch (error) {
    throw new BackendError((error as Error).name === 'TimeoutError' ? 'timeout' : 'network');
  }
  const answer = (await response.json().catch(() => null)) as Partial<ProblemDetails> | null;
  if (response.ok && answer) return answer as T;
  throw new BackendError(answer?.code ?? 'answer_unreadable', answer?.params, answer?.fields);
}

/** The API over HTTP. `origin`: where the back end is, `https://otklik.example.gov`. */
export function httpBackend(origin: string): Backend {
  const ask = <T>(agency: string, path: string, options: RequestInit = {}): Promise<T> =>
    request(`${origin}/api/v1/agencies/${encodeURIComponent(agency)}${path}`, options);
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
  const one =
    <T>(path: string) =>
    (agency: string, id: string, options?: CallOptions): Promise<T> =>
      ask(agency, path.replace('*', encodeURIComponent(id)), options);
  return {
    readAgency: (agency, options) => ask(agency, '', options),
    listPublications: (agency, query, options) => {
      const given = Object.entries(query).filter(([, value]) => value);
      return ask(agency, `/publications?${new URLSearchParams(given as [string, string][]).toString()}`, options);
    },
    readPublication: one('/publications/*'),
    listPublicationVersions: one('/publications/*/versions'),
    readPublicationVersion: (agency, id, version, options) =>
      ask(agency, `/publications/${encodeURIComponent(id)}/versions/${version}`, options),
    readTouchpoints: one('/touchpoints?audience=*'),
    listConsultationTopics: one('/consultation-topics?audience=*'),
    fileConsultation: (agency, body, key, options) =>
      send(agency, '/consultations', body, { 'Idempotency-Key': key }, options),
    readCase: (agency, code, options) => ask(agency, '/case', { ...options, headers: { 'Case-Code': code } }),
    listSurveys: one('/surveys?audience=*'),
    readManifest: one('/surveys/*/manifest'),
    readBatch: one('/surveys/*/batch'),
    castBallot: (agency, id, body, options) =>
      send(agency, `/surveys/${encodeURIComponent(id)}/ballots`, body, {}, options),
    listReleases: one('/surveys/*/releases'),
  };
}
