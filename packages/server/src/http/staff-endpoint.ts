import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as v from 'valibot';
import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import { schemas, type SchemaName } from '@otklik/core/contract/endpoints.js';
import type { Role } from '@otklik/core/contract/staff/accounts.js';
import { sessionCookie, type StaffEndpoint } from '@otklik/core/contract/staff/endpoint.js';
import { staffEndpoints, type StaffEndpointName } from '@otklik/core/contract/staff/endpoints.js';
import { requireAgency } from '../agencies/port.ts';
import { staffOfToken } from '../staff/sessions.ts';
import type { Staff } from '../staff/store.ts';
import { answerSchema } from './answers.ts';
import { apiPrefix, isType, jsonType, routePath } from './endpoint.ts';
import { plainAddress } from './audience.ts';
import type { RouteContext } from './routes.ts';

type Definition<N extends StaffEndpointName> = (typeof staffEndpoints)[N];
type Of<Name> = Name extends SchemaName ? v.InferOutput<(typeof schemas)[Name]> : undefined;
type BodyOf<N extends StaffEndpointName> = Definition<N> extends { body: infer Name } ? Of<Name> : undefined;
type QueryOf<N extends StaffEndpointName> =
  Definition<N> extends { query: infer S extends v.GenericSchema } ? v.InferOutput<S> : undefined;
type AnswerOf<N extends StaffEndpointName> =
  Definition<N> extends { answer: infer Name extends SchemaName } ? Of<Name> : undefined | Buffer;

/** A request of the staff API as a resource's route sees it: permitted, its body and query checked. */
export interface StaffCall<N extends StaffEndpointName> {
  /** Empty where the path has none. */
  agency: string;
  params: Readonly<Record<string, string>>;
  query: QueryOf<N>;
  body: BodyOf<N>;
  /** Who is signed in. (Where nobody need be, somebody without roles.) */
  staff: Staff;
  /** Roles in the agency of the path. */
  roles: readonly Role[];
  /** Of the session; empty when there is none. */
  token: string;
  /** IP address of the sender, for brakes alone. */
  address: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

const nobody: Staff = { id: '', login: '', position: { ru: '' }, passwordTemporary: false, roles: new Map() };

/** The session's token as the cookie holds it. RFC 6265, section 5.4. */
function tokenOf(request: FastifyRequest): string {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === sessionCookie) return value ?? '';
  }
  return '';
}

/**
 * Refuses what another site's page sends in a signed-in person's name. The cookie is SameSite=Strict
 * and bodies are JSON; this holds where a browser knows neither, or a sister site is foreign too.
 */
function assertOwnOrigin(request: FastifyRequest, publicUrl: string | null): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const own = publicUrl ?? `${request.protocol}://${request.host}`;
  const foreign =
    origin !== undefined ? origin !== own : site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign) throw new BackendError('origin_foreign');
}

function checked<S extends v.GenericSchema>(schema: S, input: unknown, code: 'fields_invalid' | 'query_invalid') {
  const result = check(schema, input);
  if (!result.ok) throw new BackendError(code, {}, result.fields);
  return result.value;
}

async function staffFor(
  { services }: RouteContext,
  { access, path }: StaffEndpoint,
  token: string,
  agency: string,
): Promise<Staff> {
  if (access === 'nobody') return nobody;
  const staff = await staffOfToken(services, token);
  if (!staff) throw new BackendError('not_signed_in');
  if (access !== 'signed-in') {
    if (staff.passwordTemporary) throw new BackendError('password_change_required');
    const roles = staff.roles.get(agency) ?? [];
    if (!access.some((role) => roles.includes(role))) throw new BackendError('not_permitted');
  }
  if (path.includes('{agency}')) await requireAgency(services.database.db, agency);
  return staff;
}

/**
 * Registers an endpoint of the staff API. In this order: foreign origins are refused, then who isn't
 * signed in, then who hasn't the role; only then body and query are looked at.
 */
export function staffEndpoint<N extends StaffEndpointName>(
  app: FastifyInstance,
  context: RouteContext,
  name: N,
  answer: (call: StaffCall<N>) => Promise<AnswerOf<N> | void>,
): void {
  const definition: StaffEndpoint = staffEndpoints[name];
  const { method, path, status, answer: shape } = definition;
  const callers = new WeakMap<FastifyRequest, { staff: Staff; token: string }>();
  app.route<{ Params: Record<string, string> }>({
    method,
    url: routePath(path),
    ...(shape && {
      schema: { response: { [status]: answerSchema(shape) } },
    }),
    onRequest: async (request) => {
      assertOwnOrigin(request, context.publicUrl);
      const token = tokenOf(request);
      callers.set(request, { staff: await staffFor(context, definition, token, request.params.agency ?? ''), token });
      const type = request.headers['content-type'] ?? '';
      if (
        (definition.body && !jsonType.test(type)) ||
        (definition.rawBody !== undefined && !isType(type, definition.rawBody))
      )
        throw new BackendError('media_type_unsupported');
    },
    handler: async (request, reply) => {
      const { staff: letIn = nobody, token = '' } = callers.get(request) ?? {};
      // A body may take a minute to come; who was let in may not be any more.
      const slow = definition.body ?? definition.rawBody;
      const staff = slow ? await staffFor(context, definition, token, request.params.agency ?? '') : letIn;
      const { agency = '' } = request.params;
      const call: StaffCall<N> = {
        agency,
        params: request.params,
        query: (definition.query && checked(definition.query, request.query, 'query_invalid')) as QueryOf<N>,
        body: (definition.body &&
          checked(schemas[definition.body as SchemaName], request.body, 'fields_invalid')) as BodyOf<N>,
        staff,
        roles: staff.roles.get(agency) ?? [],
        token,
        address: plainAddress(request.ip),
        request,
        reply,
      };
      void reply.code(status);
      return answer(call);
    },
  });
}

/** Sets the session's cookie; an empty token takes it away. Not readable by scripts, sent to the staff API alone. */
export function setSessionCookie(
  reply: FastifyReply,
  request: FastifyRequest,
  publicUrl: string | null,
  token: string,
): void {
  const secure = (publicUrl ?? `${request.protocol}://`).startsWith('https:');
  const parts = [
    `${sessionCookie}=${token}`,
    `Path=${apiPrefix}/v1/staff`,
    'HttpOnly',
    'SameSite=Strict',
    ...(secure ? ['Secure'] : []),
    ...(token ? [] : ['Max-Age=0']),
  ];
  void reply.header('Set-Cookie', parts.join('; '));
}
