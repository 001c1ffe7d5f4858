import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { anyProblem, bodyProblems, endpoints, schemas, type Endpoint } from './endpoints.ts';
import { problems, type ProblemCode } from './problems.ts';
import { sessionCookie, type StaffEndpoint } from './staff/endpoint.ts';
import { anyStaffProblem, staffEndpoints } from './staff/endpoints.ts';

type Json = Record<string, unknown>;

/** Rules that JSON Schema can't say (trimming, fields that depend on each other) are left out, not an error. */
const options = { errorMode: 'ignore', typeMode: 'input' } as const;
const ref = (name: string): string => `#/components/schemas/${name}`;

/** OpenAPI 3.1 components; also what the server's answers are tested against. */
export function componentSchemas(): Json {
  return toJsonSchemaDefs(schemas, {
    ...options,
    overrideRef: ({ referenceId }) => ref(referenceId),
  });
}

function queryParameters(query: v.GenericSchema): Json[] {
  const schema = toJsonSchema(query, options);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: (schema.required ?? []).includes(name),
    schema: property,
  }));
}

const problemAnswer = (codes: readonly ProblemCode[]): Json => ({
  description: codes.join(', '),
  content: { 'application/problem+json': { schema: { $ref: ref('Problem') } } },
});

/** Codes that an endpoint of the staff API can answer with. */
const staffProblems = ({ access, body, problems }: StaffEndpoint): ProblemCode[] => [
  ...(access === 'nobody' ? (['origin_foreign'] as const) : anyStaffProblem),
  ...(body ? bodyProblems : []),
  ...problems,
];

type Described = Omit<Endpoint, 'method' | 'status' | 'body' | 'answer'> &
  Pick<StaffEndpoint, 'method' | 'status' | 'body' | 'answer'>;

function operation(name: string, endpoint: Described): Json {
  const responses: Json = {
    [endpoint.status]: {
      description: endpoint.summary,
      ...(endpoint.status !== 204 && {
        content: endpoint.answer
          ? { 'application/json': { schema: { $ref: ref(endpoint.answer) } } }
          : { 'application/octet-stream': {} },
      }),
    },
  };
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...endpoint.problems, ...anyProblem]) {
    byStatus.set(problems[code], [...(byStatus.get(problems[code]) ?? []), code]);
  }
  for (const [status, codes] of byStatus) responses[status] = problemAnswer(codes);
  const path = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const header =
    (required: boolean) =>
    ([name, description]: [string, string]): Json => ({
      name,
      in: 'header',
      required,
      description,
      schema: { type: 'string' },
    });
  const headers = [
    ...Object.entries(endpoint.headers ?? {}).map(header(true)),
    ...Object.entries(endpoint.optionalHeaders ?? {}).map(header(false)),
  ];
  return {
    operationId: name,
    summary: endpoint.summary,
    parameters: [...path, ...headers, ...(endpoint.query ? queryParameters(endpoint.query) : [])],
    ...(endpoint.body && {
      requestBody: { required: true, content: { 'application/json': { schema: { $ref: ref(endpoint.body) } } } },
    }),
    ...(endpoint.rawBody && { requestBody: { required: true, content: { [endpoint.rawBody]: {} } } }),
    responses,
  };
}

/** The API's description, OpenAPI 3.1, served at /api/openapi.json. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries(endpoints)) {
    (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = operation(name, endpoint);
  }
  for (const [name, endpoint] of Object.entries<StaffEndpoint>(staffEndpoints)) {
    (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = {
      ...operation(name, { ...endpoint, problems: staffProblems(endpoint) }),
      tags: ['staff'],
      ...(endpoint.access !== 'nobody' && { security: [{ session: [] }] }),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Otklik',
      version,
      description: 'Information, consultations, cases and anonymous surveys of public bodies',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: sessionCookie } },
    },
  };
}
