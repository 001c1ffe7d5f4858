import type { Publication } from '../contract/publications.ts';
import type { Manifest } from '../contract/surveys.ts';
import { partType } from '../domain/files/limits.ts';
import { plainJson } from '../domain/json.ts';
import { BackendError } from './error.ts';
import { one, type Ask } from './http.ts';
import type { CallOptions, ClientBackend, ReadCase } from './port.ts';

type Later = Omit<
  ClientBackend,
  'readAgency' | 'listPublications' | 'readTouchpoints' | 'listConsultationTopics' | 'readManifest' | 'listReleases'
>;

const segment = encodeURIComponent;

/** A case, with the moment at which the server answered: the device's own clock may be wrong by a year. */
async function caseOf(response: Response): Promise<ReadCase> {
  const found = (await response.json()) as ReadCase;
  const date = new Date(response.headers.get('Date') ?? NaN);
  return date.getTime() ? { ...found, readAt: date.toISOString() } : found;
}

/** What of the API is asked for only once somebody has touched a widget. */
export function laterBackend(ask: Ask): Later {
  const json = (
    method: string,
    body: unknown,
    headers: Record<string, string> = {},
    options?: CallOptions,
  ): RequestInit => ({
    ...options,
    method,
    body: plainJson(body),
    headers: { ...headers, 'Content-Type': 'application/json' },
  });
  const act = (agency: string, code: string, method: string, path: string, body: unknown, options?: CallOptions) =>
    ask<ReadCase>(agency, `/case${path}`, json(method, body, { 'Case-Code': code }, options), caseOf);
  return {
    readPublication: one(ask, '/publications/*'),
    listPublicationVersions: one(ask, '/publications/*/versions'),
    readPublicationVersion: (agency, id, version, options) =>
      one<Publication>(ask, `/publications/*/versions/${version}`)(agency, id, options),
    fileConsultation: (agency, body, key, { proof, ...options } = {}) =>
      ask(
        agency,
        '/consultations',
        json('POST', body, { 'Idempotency-Key': key, ...(proof && { 'Consultation-Proof': proof }) }, options),
      ),
    listSurveys: one(ask, '/surveys?audience=*'),
    readManifestVersion: (agency, id, version, options) =>
      one<Manifest>(ask, `/surveys/*/versions/${version}`)(agency, id, options),
    listThemes: one(ask, '/surveys/*/themes'),
    readBatch: one(ask, '/surveys/*/batch'),
    castBallot: async (agency, id, body, options) => {
      const path = `/surveys/${segment(id)}/ballots`;
      const { accepted } = await ask<{ accepted?: unknown }>(agency, path, json('POST', body, {}, options));
      // Anything else may be of a proxy in between.
      if (accepted !== true) throw new BackendError('answer_unreadable');
    },

    createUpload: (agency, body, key, options) =>
      ask(agency, '/uploads', json('POST', body, { 'Idempotency-Key': key }, options)),
    readUpload: (agency, { id, token }, options) =>
      ask(agency, `/uploads/${segment(id)}`, { ...options, headers: { 'Upload-Token': token } }),
    appendToUpload: (agency, { id, token }, offset, part, options) =>
      ask(agency, `/uploads/${segment(id)}`, {
        ...options,
        method: 'PATCH',
        body: part,
        headers: { 'Upload-Token': token, 'Upload-Offset': String(offset), 'Content-Type': partType },
      }),
    deleteUpload: async (agency, { id, token }, options) => {
      const headers = { 'Upload-Token': token };
      await ask(agency, `/uploads/${segment(id)}`, { ...options, method: 'DELETE', headers }, () =>
        Promise.resolve({}),
      );
    },

    readCase: (agency, code, options) => ask(agency, '/case', { ...options, headers: { 'Case-Code': code } }, caseOf),
    clarifyCase: (agency, code, body, options) => act(agency, code, 'POST', '/clarifications', body, options),
    withdrawCase: (agency, code, options) => act(agency, code, 'POST', '/withdrawal', {}, options),
    addCaseFiles: (agency, code, body, options) => act(agency, code, 'POST', '/files', body, options),
    setNotices: (agency, code, body, options) => act(agency, code, 'PUT', '/notices', body, options),
    bookVisit: (agency, code, body, options) => act(agency, code, 'PUT', '/visit', body, options),
    cancelVisit: (agency, code, options) =>
      ask(agency, '/case/visit', { ...options, method: 'DELETE', headers: { 'Case-Code': code } }, caseOf),
    readCaseFile: (agency, code, id, options) =>
      ask(agency, `/case/files/${segment(id)}`, { ...options, headers: { 'Case-Code': code } }, (response) =>
        response.blob(),
      ),
    listSlots: (agency, query, options) => {
      const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
      return ask(agency, `/slots?${new URLSearchParams(given).toString()}`, options);
    },
  };
}
