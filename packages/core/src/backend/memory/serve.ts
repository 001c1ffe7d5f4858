import { endpoints, type Endpoint, type EndpointName } from '../../contract/endpoints.ts';
import { withdrawalOfCaseSchema } from '../../contract/consultations.ts';
import { partType, type UploadName } from '../../contract/uploads.ts';
import { openApiDocument } from '../../contract/openapi.ts';
import { problems, type FieldError, type Params, type ProblemCode } from '../../contract/problems.ts';
import { csvHeaders } from '../../domain/csv.ts';
import { filesOf } from '../../domain/consultations/case-files.ts';
import { formatOfName } from '../../domain/files/formats.ts';
import { versionOf } from '../../domain/publications/history.ts';
import { problemDetails } from '../problem.ts';
import type { Audience, File } from '../../contract/common.ts';
import { BackendError } from '../error.ts';
import type { ClientBackend } from '../port.ts';
import { releasesFile } from '../releases-file.ts';
import { checked } from './checked.ts';

/** Largest body of a request without files, in bytes. */
export const bodyLimit = 256_000;

const json = (status: number, body: unknown, type = 'application/json'): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'no-store',
    },
  });

const problem = (code: ProblemCode, params: Params = {}, fields: FieldError[] = []): Response =>
  json(problems[code], problemDetails(code, params, fields), 'application/problem+json');

async function readBody(request: Request): Promise<unknown> {
  if (!/^application\/json\b/.test(request.headers.get('Content-Type') ?? ''))
    throw new BackendError('media_type_unsupported');
  const text = await request.text();
  if (new TextEncoder().encode(text).length > bodyLimit) throw new BackendError('body_too_large', { max: bodyLimit });
  try {
    return JSON.parse(text);
  } catch {
    throw new BackendError('body_not_json');
  }
}

/** A file to be saved, never to be run. Its name: RFC 6266, in an extended value of RFC 8187. */
function savedFile({ title, format, mediaType }: File, bytes: Blob): Response {
  const name = formatOfName(title.ru) ? title.ru : `${title.ru}.${format.toLowerCase()}`;
  const plain = name.replace(/[^\w.-]/g, '_');
  const extended = encodeURIComponent(name).replace(/['()*]/g, (symbol) => `%${symbol.charCodeAt(0).toString(16)}`);
  return new Response(bytes, {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${extended}`,
      'X-Content-Type-Options': 'nosniff',
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'no-store',
    },
  });
}

const pattern = ({ path }: Endpoint): RegExp => new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

/**
 * The API over any back end: a function from Request to Response, as msw, service workers and
 * other fetch-style servers take it. `file` gives attachments, by agency and id.
 */
export function serveBackend(
  backend: ClientBackend,
  file: (agency: string, id: string) => Response | null = () => null,
): (request: Request) => Promise<Response> {
  const codeOf = (request: Request): string => request.headers.get('Case-Code') ?? '';
  const uploadOf = (request: Request, id: string): UploadName => ({
    id,
    token: request.headers.get('Upload-Token') ?? '',
  });
  /** A back end without open data. */
  const noOpenData = async (agency: string, set: string, name: string): Promise<never> => {
    await backend.readAgency(agency);
    throw new BackendError('open_data_unknown', { set, file: name });
  };
  const run: Record<
    EndpointName,
    (request: Request, path: Record<string, string>, query: Record<string, string>) => Promise<unknown>
  > = {
    readAgency: (_, { agency = '' }) => backend.readAgency(agency),
    listPublications: (_, { agency = '' }, query) => backend.listPublications(agency, query),
    readPublication: (_, { agency = '', id = '' }) => backend.readPublication(agency, id),
    listPublicationVersions: (_, { agency = '', id = '' }) => backend.listPublicationVersions(agency, id),
    readPublicationVersion: (_, { agency = '', id = '', version = '' }) =>
      backend.readPublicationVersion(agency, id, versionOf(version)),
    readAttachment: async (_, { agency = '', id = '' }) => {
      await backend.readAgency(agency);
      const found = file(agency, id);
      if (!found) throw new BackendError('attachment_unknown', { id });
      return found;
    },
    readTouchpoints: (_, { agency = '' }, query) => backend.readTouchpoints(agency, audienceOf(query)),
    listConsultationTopics: (_, { agency = '' }, query) => backend.listConsultationTopics(agency, audienceOf(query)),
    createUpload: async (request, { agency = '' }) =>
      backend.createUpload(agency, (await readBody(request)) as never, request.headers.get('Idempotency-Key') ?? ''),
    readUpload: (request, { agency = '', id = '' }) => backend.readUpload(agency, uploadOf(request, id)),
    appendToUpload: async (request, { agency = '', id = '' }) => {
      if (request.headers.get('Content-Type') !== partType) throw new BackendError('media_type_unsupported');
      const offset = request.headers.get('Upload-Offset') ?? '';
      const part = new Uint8Array(await request.arrayBuffer());
      return backend.appendToUpload(agency, uploadOf(request, id), /^\d{1,10}$/.test(offset) ? +offset : NaN, part);
    },
    deleteUpload: async (request, { agency = '', id = '' }) => {
      await backend.deleteUpload(agency, uploadOf(request, id));
      return new Response(null, { status: 204, headers: { 'Access-Control-Allow-Origin': '*' } });
    },
    fileConsultation: async (request, { agency = '' }) =>
      backend.fileConsultation(
        agency,
        (await readBody(request)) as never,
        request.headers.get('Idempotency-Key') ?? '',
        { proof: request.headers.get('Consultation-Proof') ?? undefined },
      ),
    readCase: (request, { agency = '' }) => backend.readCase(agency, codeOf(request)),
    clarifyCase: async (request, { agency = '' }) =>
      backend.clarifyCase(agency, codeOf(request), (await readBody(request)) as never),
    withdrawCase: async (request, { agency = '' }) => {
      checked(withdrawalOfCaseSchema, await readBody(request));
      return backend.withdrawCase(agency, codeOf(request));
    },
    addCaseFiles: async (request, { agency = '' }) =>
      backend.addCaseFiles(agency, codeOf(request), (await readBody(request)) as never),
    readCaseFile: async (request, { agency = '', id = '' }) => {
      const code = codeOf(request);
      const about = filesOf(await backend.readCase(agency, code)).find((one) => one.id === id);
      if (!about) throw new BackendError('file_unknown', { id });
      return savedFile(about, await backend.readCaseFile(agency, code, id));
    },
    setNotices: async (request, { agency = '' }) =>
      backend.setNotices(agency, codeOf(request), (await readBody(request)) as never),
    bookVisit: async (request, { agency = '' }) =>
      backend.bookVisit(agency, codeOf(request), (await readBody(request)) as never),
    cancelVisit: (request, { agency = '' }) => backend.cancelVisit(agency, codeOf(request)),
    listSlots: (_, { agency = '' }, query) => backend.listSlots(agency, query),
    listSurveys: (_, { agency = '' }, query) => backend.listSurveys(agency, audienceOf(query)),
    readManifest: (_, { agency = '', id = '' }) => backend.readManifest(agency, id),
    readManifestVersion: (_, { agency = '', id = '', version = '' }) =>
      backend.readManifestVersion(agency, id, Number(version)),
    listThemes: (_, { agency = '', id = '' }) => backend.listThemes(agency, id),
    readBatch: (_, { agency = '', id = '' }) => backend.readBatch(agency, id),
    castBallot: async (request, { agency = '', id = '' }) => {
      await backend.castBallot(agency, id, (await readBody(request)) as never);
      return { accepted: true };
    },
    listReleases: (_, { agency = '', id = '' }) => backend.listReleases(agency, id),
    readReleasesFile: async (_, { agency = '', id = '' }) => {
      const file = await releasesFile(backend, agency, id);
      return new Response(file, { headers: { ...csvHeaders(`${id}.csv`), 'Access-Control-Allow-Origin': '*' } });
    },
    readOpenDataList: (_, { agency = '' }) => noOpenData(agency, '', 'list.csv'),
    readOpenDataFile: (_, { agency = '', id = '', file: name = '' }) => noOpenData(agency, id, name),
  };
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method === 'OPTIONS') {
      return new Response(null, {
        status: 204,
        headers: {
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Headers':
            'Content-Type, Idempotency-Key, Consultation-Proof, Case-Code, Upload-Token, Upload-Offset',
          'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
        },
      });
    }
    if (pathname === '/api/openapi.json') return json(200, openApiDocument('0.1.0'));
    const here = (Object.entries(endpoints) as [EndpointName, Endpoint][]).filter(([, endpoint]) =>
      pattern(endpoint).test(pathname),
    );
    const found = here.find(([, { method }]) => method === request.method);
    if (!found) return problem(here.length ? 'method_unknown' : 'route_unknown', { path: pathname.slice(0, 200) });
    const [name, endpoint] = found;
    try {
      const path = Object.fromEntries(
        Object.entries(pattern(endpoint).exec(pathname)?.groups ?? {}).map(([key, value]) => [
          key,
          decodeURIComponent(value),
        ]),
      );
      const answer = await run[name](request, path, Object.fromEntries(searchParams));
      return answer instanceof Response ? answer : json(endpoint.status, answer);
    } catch (error) {
      if (error instanceof BackendError && error.code in problems)
        return problem(error.code as ProblemCode, error.params, error.fields);
      return problem('internal');
    }
  };
}

function audienceOf({ audience = 'external', ...rest }: Record<string, string>): Audience {
  const unknown = Object.keys(rest).map((path) => ({ path, code: 'unknown_field', params: {} }));
  if (unknown.length) throw new BackendError('query_invalid', {}, unknown);
  if (audience !== 'external' && audience !== 'internal') {
    throw new BackendError('query_invalid', {}, [{ path: 'audience', code: 'choice_unknown', params: {} }]);
  }
  return audience;
}
