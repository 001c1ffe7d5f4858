import type { ProblemDetails } from '../contract/problems.ts';
import { BackendError } from './error.ts';
import type { Backend, CallOptions } from './port.ts';

/** How long an answer may take before the person is told so: 20 s, in ms. */
const patience = 20_000;

interface Call extends CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** One request: no cookie, no referrer; an answer that isn't JSON of the API is an error, not data. */
async function request<T>(url: string, { body, headers, signal }: Call = {}): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, patience);
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: controller.signal,
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json().catch((error: unknown) => {
      throw controller.signal.aborted || error instanceof TypeError ? error : new BackendError('answer_unreadable');
    })) as unknown;
    if (response.ok && answer && typeof answer === 'object') return answer as T;
    const problem = (answer ?? {}) as Partial<ProblemDetails>;
    throw problem.code ? new BackendError(problem.code, problem.params, problem.fields) : new BackendError('answer_unreadable');
  } catch (error) {
    if (error instanceof BackendError || signal?.aborted) throw error;
    throw new BackendError(late ? 'timeout' : 'network');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function queryString(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') parameters.set(name, String(value));
  const text = parameters.toString();
  return text && `?${text}`;
}

/** The API over HTTP. `origin`: where the back end is, `https://otklik.example.gov`. */
export function httpBackend(origin: string): Backend {
  const path = (agency: string, ...rest: string[]): string =>
    `${origin.replace(/\/+$/, '')}/api/v1/agencies/${[agency, ...rest].map(encodeURIComponent).join('/')}`;
  return {
    readAgency: (agency, options) => request(path(agency), options),
    listPublications: (agency, query, options) => request(path(agency, 'publications') + queryString(query), options),
    readPublication: (agency, id, options) => request(path(agency, 'publications', id), options),
    readTouchpoints: (agency, audience, options) => request(path(agency, 'touchpoints') + queryString({ audience }), options),
    listConsultationTopics: (agency, audience, options) =>
      request(path(agency, 'consultation-topics') + queryString({ audience }), options),
    fileConsultation: (agency, body, idempotencyKey, options) =>
      request(path(agency, 'consultations'), { ...options, body, headers: { 'Idempotency-Key': idempotencyKey } }),
    readCase: (agency, code, options) => request(path(agency, 'case'), { ...options, headers: { 'Case-Code': code } }),
    listSurveys: (agency, audience, options) => request(path(agency, 'surveys') + queryString({ audience }), options),
    readManifest: (agency, survey, options) => request(path(agency, 'surveys', survey, 'manifest'), options),
    readBatch: (agency, survey, options) => request(path(agency, 'surveys', survey, 'batch'), options),
    castBallot: async (agency, survey, body, options) => {
      await request(path(agency, 'surveys', survey, 'ballots'), { ...options, body });
    },
    listReleases: (agency, survey, options) => request(path(agency, 'surveys', survey, 'releases'), options),
  };
}
