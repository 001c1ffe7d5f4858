import { endpoints, type Endpoint, type EndpointName } from '../../contract/endpoints.ts';
import { openApiDocument } from '../../contract/openapi.ts';
import { problems, type FieldError, type Params, type ProblemCode } from '../../contract/problems.ts';
import { problemDetails } from '../problem.ts';
import type { Audience } from '../../contract/common.ts';
import { BackendError } from '../error.ts';
import type { Backend } from '../port.ts';

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

const pattern = ({ path }: Endpoint): RegExp => new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

/**
 * The API over any back end: a function from Request to Response, as msw, service workers and
 * other fetch-style servers take it. `file` gives attachments, by agency and id.
 */
export function serveBackend(
  backend: Backend,
  file: (agency: string, id: string) => Response | null = () => null,
): (request: Request) => Promise<Response> {
  const run: Record<
    EndpointName,
    (request: Request, path: Record<string, string>, query: Record<string, string>) => Promise<unknown>
  > = {
    readAgency: (_, { agency = '' }) => backend.readAgency(agency),
    listPublications: (_, { agency = '' }, query) => backend.listPublications(agency, query),
    readPublication: (_, { agency = '', id = '' }) => backend.readPublication(agency, id),
    readAttachment: async (_, { agency = '', id = '' }) => {
      await backend.readAgency(agency);
      const found = file(agency, id);
      if (!found) throw new BackendError('attachment_unknown', { id });
      return found;
    },
    readTouchpoints: (_, { agency = '' }, query) => backend.readTouchpoints(agency, audienceOf(query)),
    listConsultationTopics: (_, { agency = '' }, query) => backend.listConsultationTopics(agency, audienceOf(query)),
    fileConsultation: async (request, { agency = '' }) =>
      backend.fileConsultation(
        agency,
        (await readBody(request)) as never,
        request.headers.get('Idempotency-Key') ?? '',
      ),
    readCase: (request, { agency = '' }) => backend.readCase(agency, request.headers.get('Case-Code') ?? ''),
    listSurveys: (_, { agency = '' }, query) => backend.listSurveys(agency, audienceOf(query)),
    readManifest: (_, { agency = '', id = '' }) => backend.readManifest(agency, id),
    readBatch: (_, { agency = '', id = '' }) => backend.readBatch(agency, id),
    castBallot: async (request, { agency = '', id = '' }) => {
      await backend.castBallot(agency, id, (await readBody(request)) as never);
      return { accepted: true };
    },
    listReleases: (_, { agency = '', id = '' }) => backend.listReleases(agency, id),
  };
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method === 'OPTIONS') {
      return new Response(null, {
        status: 204,
        headers: {
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Headers': 'Content-Type, Idempotency-Key, Case-Code',
          'Access-Control-Allow-Methods': 'GET, POST',
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
