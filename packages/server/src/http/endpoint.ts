import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as v from 'valibot';
import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import {
  endpoints,
  type Endpoint,
  type EndpointName,
  type schemas,
  type SchemaName,
} from '@otklik/core/contract/endpoints.js';
import { answerSchema } from './answers.ts';

type Definition<N extends EndpointName> = (typeof endpoints)[N];
type QueryOf<N extends EndpointName> =
  Definition<N> extends { query: infer S extends v.GenericSchema } ? v.InferOutput<S> : undefined;
type AnswerOf<N extends EndpointName> = Definition<N>['answer'] extends infer A extends SchemaName
  ? v.InferOutput<(typeof schemas)[A]>
  : Definition<N>['status'] extends 204
    ? void
    : Buffer;

/** A request as a resource's route sees it. */
export interface Call<N extends EndpointName> {
  agency: string;
  /** The path's `{id}`; empty where it has none. */
  id: string;
  /** All of the path's, by name. */
  params: Readonly<Record<string, string | undefined>>;
  query: QueryOf<N>;
  /** As it came: the resource's own rules check it, for callers in process too. */
  body: unknown;
  /** Empty when it wasn't sent. */
  header(name: string): string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Reads whose answers follow from the public content alone, and are kept (http/kept.ts). */
const publicReads: ReadonlySet<EndpointName> = new Set([
  'readAgency',
  'listPublications',
  'readPublication',
  'listPublicationVersions',
  'readPublicationVersion',
  'readTouchpoints',
  'listConsultationTopics',
  'listSurveys',
  'readManifest',
  'readManifestVersion',
  'listReleases',
  'readReleasesFile',
  'listThemes',
  'readOpenDataList',
  'readOpenDataFile',
]);

/** Whether a Content-Type header says this media type. */
export const isType = (header: string, type: string): boolean => header.split(';')[0]?.trim().toLowerCase() === type;

export const jsonType = /^application\/json(?:\s*;|\s*$)/i;

function queryOf<N extends EndpointName>({ query }: Endpoint, request: FastifyRequest): QueryOf<N> {
  if (!query) return undefined as QueryOf<N>;
  const checked = check(query, request.query);
  if (!checked.ok) throw new BackendError('query_invalid', {}, checked.fields);
  return checked.value as QueryOf<N>;
}

export const apiPrefix = '/api';

/** `/api/v1/x/{id}` as Fastify writes it under its prefix: `/v1/x/:id`. */
export const routePath = (path: string): string => path.slice(apiPrefix.length).replace(/\{(\w+)\}/g, ':$1');

/**
 * Registers an endpoint of the contract: its method and path, its query checked by its schema, its
 * answer written by its JSON schema, so that what the contract doesn't declare never leaves.
 */
export function endpoint<N extends EndpointName>(
  app: FastifyInstance,
  name: N,
  answer: (call: Call<N>) => Promise<AnswerOf<N>>,
  { compress = true }: { compress?: boolean } = {},
): void {
  const definition: Endpoint = endpoints[name];
  app.route<{ Params: { agency: string; id?: string } & Record<string, string> }>({
    method: definition.method,
    url: routePath(definition.path),
    config: { kept: publicReads.has(name) },
    ...(definition.answer && {
      schema: { response: { [definition.status]: answerSchema(definition.answer) } },
    }),
    ...(!compress && { compress: false }),
    ...((definition.body ?? definition.rawBody) && {
      onRequest: async (request: FastifyRequest) => {
        const type = request.headers['content-type'] ?? '';
        if (!(definition.rawBody ? isType(type, definition.rawBody) : jsonType.test(type)))
          throw new BackendError('media_type_unsupported');
      },
    }),
    handler: async (request, reply) => {
      const { agency, id = '' } = request.params;
      const call: Call<N> = {
        agency,
        id,
        params: request.params,
        query: queryOf<N>(definition, request),
        body: request.body,
        header: (header) => String(request.headers[header.toLowerCase()] ?? ''),
        request,
        reply,
      };
      void reply.code(definition.status);
      return answer(call);
    },
  });
}
