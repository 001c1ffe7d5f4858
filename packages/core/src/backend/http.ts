import type { ProblemDetails } from '../contract/problems.ts';
import { BackendError } from './error.ts';
import type { Backend, CallOptions } from './port.ts';

/** How long an answer may take before the person is told so, in ms. */
const patience = 20_000;

interface Call extends CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** One request: no cookie, no referrer; an answer that isn't JSON of the API is an error, not data. */
async function request<T>(url: string, { body, headers, signal = AbortSignal.timeout(patience) }: Call = {}): Promise<T> {
  let response;
  try {
    response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
      ...(body
        ? { method: 'POST', body: JSON.stringify(body), headers: { ...headers, 'Content-Type': 'application/json' } }
        : headers && { headers }),
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
  const root = `${origin.replace(/\/+$/, '')}/api/v1/agencies/`;
  const ask = <T>(options: Call | undefined, agency: string, ...rest: string[]): Promise<T> =>
    request(root + [agency, ...rest].map(encodeURIComponent).join('/'), options);
  const list = <T>(options: Call | undefined, query: object, agency: string, what: string): Promise<T> => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
    return request(`${root}${encodeURIComponent(agency)}/${what}?${new URLSearchParams(given as [string, string][]).toString()}`, options);
  };
  return {
    readAgency: (agency, options) => ask(options, agency),
    listPublications: (agency, query, options) => list(options, query, agency, 'publications'),
    readPublication: (agency, id, options) => ask(options, agency, 'publications', id),
    readTouchpoints: (agency, audience, options) => list(options, { audience }, agency, 'touchpoints'),
    listConsultationTopics: (agency, audience, options) => list(options, { audience }, agency, 'consultation-topics'),
    fileConsultation: (agency, body, key, options) =>
      ask({ ...options, body, headers: { 'Idempotency-Key': key } }, agency, 'consultations'),
    readCase: (agency, code, options) => ask({ ...options, headers: { 'Case-Code': code } }, agency, 'case'),
    listSurveys: (agency, audience, options) => list(options, { audience }, agency, 'surveys'),
    readManifest: (agency, id, options) => ask(options, agency, 'surveys', id, 'manifest'),
    readBatch: (agency, id, options) => ask(options, agency, 'surveys', id, 'batch'),
    castBallot: (agency, id, body, options) => ask({ ...options, body }, agency, 'surveys', id, 'ballots'),
    listReleases: (agency, id, options) => ask(options, agency, 'surveys', id, 'releases'),
  };
}
