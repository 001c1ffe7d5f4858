import type { ProblemDetails } from '../contract/problems.ts';
import { BackendError } from './error.ts';
import type { PublicationQuery } from '../contract/publications.ts';
import type { CallOptions, ClientBackend } from './port.ts';

type Read = (response: Response) => Promise<unknown>;

/** One request: no cookie, no referrer; an answer that isn't JSON of the API is an error, not data. */
async function request<T>(url: string, init: RequestInit, read?: Read): Promise<T> {
  let response;
  try {
    response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // After so long the person is told that no answer came.
      signal: AbortSignal.timeout(20_000),
      ...init,
    });
  } catch (error) {
    throw new BackendError((error as Error).name === 'TimeoutError' ? 'timeout' : 'network');
  }
  const answer = (await (response.ok && read ? read(response) : response.json()).catch(
    () => null,
  )) as Partial<ProblemDetails> | null;
  if (response.ok && answer) return answer as T;
  throw new BackendError(answer?.code ?? 'answer_unreadable', answer?.params, answer?.fields);
}

/** Asks for a path below an agency's. `read`: makes of a good answer what is given back, where that isn't its JSON. */
export type Ask = <T>(agency: string, path: string, options?: RequestInit, read?: Read) => Promise<T>;

/** One thing by its id, which stands in the path for `*`. */
export const one =
  <T>(ask: Ask, path: string) =>
  (agency: string, id: string, options?: CallOptions): Promise<T> =>
    ask(agency, path.replace('*', encodeURIComponent(id)), options);

type Method = (...asked: unknown[]) => Promise<unknown>;

/**
 * The API over HTTP. `origin`: where the back end is, `https://otklik.example.gov`. What a first
 * screen doesn't ask for comes when it is asked for: http.later.ts.
 */
export function httpBackend(origin: string): ClientBackend {
  // To another origin no cookie goes by fetch's own default either (`same-origin`), and a page may have asked
  // ahead (`<link rel=preload crossorigin>`): browsers give that answer only to a request that says the same.
  const ask: Ask = (
    agency,
    path,
    options = { credentials: origin.replace(globalThis.origin, '')[0] === 'h' ? undefined : 'omit' } as RequestInit,
    read,
  ) => request(`${origin}/api/v1/agencies/${encodeURIComponent(agency)}${path}`, options, read);
  const first: Record<string, unknown> = {
    readAgency: (agency: string, options?: CallOptions) => ask(agency, '', options),
    listPublications: (agency: string, query: PublicationQuery, options?: CallOptions) => {
      const given = Object.entries(query).filter(([, value]) => value);
      return ask(agency, `/publications?${new URLSearchParams(given as [string, string][]).toString()}`, options);
    },
    readTouchpoints: one(ask, '/touchpoints?audience=*'),
    listConsultationTopics: one(ask, '/consultation-topics?audience=*'),
    readManifest: one(ask, '/surveys/*/manifest'),
    listReleases: one(ask, '/surveys/*/releases'),
  };
  const later =
    (name: string): Method =>
    async (...asked) =>
      ((await import('./http.later.ts')).laterBackend(ask) as unknown as Record<string, Method>)[name]?.(...asked);
  return new Proxy(first, { get: (_, name: string) => first[name] ?? later(name) }) as unknown as ClientBackend;
}
