import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BackendError } from '@otklik/core/backend/error.js';
import { problemDetails } from '@otklik/core/backend/problem.js';
import { bodyLimit } from '@otklik/core/backend/memory/serve.js';
import { endpoints } from '@otklik/core/contract/endpoints.js';
import { staffEndpoints } from '@otklik/core/contract/staff/endpoints.js';
import { problems, type FieldError, type Params, type ProblemCode } from '@otklik/core/contract/problems.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { isQuiet } from './log.ts';
import { codeOf } from '../start-error.ts';

export interface Problem {
  code: ProblemCode;
  params: Params;
  fields: FieldError[];
}

const problem = (code: ProblemCode, params: Params = {}, fields: FieldError[] = []): Problem => ({
  code,
  params,
  fields,
});

/** Fastify's own refusals. */
const fastifyProblems: Record<string, Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: problem('body_too_large', { max: bodyLimit }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problem('media_type_unsupported'),
  FST_ERR_CTP_EMPTY_JSON_BODY: problem('body_not_json'),
  FST_ERR_CTP_INVALID_JSON_BODY: problem('body_not_json'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: problem('body_not_json'),
};

/** The database is away, not wrong: connection classes of PostgreSQL, the system's network errors. */
const away = /^(?:08|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|EHOSTUNREACH|EAI_AGAIN)/;
const awayMessage =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

const isAway = (error: unknown): boolean =>
  away.test(codeOf(error)) ||
  (error instanceof Error && awayMessage.test(error.message)) ||
  (error instanceof AggregateError && error.errors.some(isAway));

/** What an error means to whoever sent the request: never more than a code of the contract. */
export function problemOf(error: unknown): Problem {
  if (error instanceof BackendError && error.code in problems)
    return problem(error.code as ProblemCode, error.params, error.fields);
  if (error instanceof RuleBroken) return problem('rule_broken', { rule: error.code, ...error.params });
  if (isAway(error)) return problem('unavailable');
  return fastifyProblems[codeOf(error)] ?? problem('internal');
}

const kindOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${codeOf(error)}`.trim() : 'something thrown that is no Error';

/**
 * An error for the log: kind, code and places in our code. Not its message: those of a database
 * quote what people wrote.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return kindOf(error);
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [kindOf(error), ...places].join('\n');
}

export function sendProblem(reply: FastifyReply, { code, params, fields }: Problem): FastifyReply {
  if (problems[code] === 429 && params.retryAfter !== undefined) reply.header('Retry-After', String(params.retryAfter));
  return reply
    .code(problems[code])
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .serializer((body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body)))
    .send(problemDetails(code, params, fields));
}

/** Faults of surveys that were told already. */
const toldOnce = new WeakMap<(line: string) => void, Set<string>>();

/**
 * Tells what is our own fault. Of surveys each kind of fault is told once, without where it was made, so
 * that no line stands for a request.
 * @returns what it means to whoever sent the request
 */
export function reported(report: (line: string) => void, request: FastifyRequest, error: unknown): Problem {
  const told = problemOf(error);
  if (told.code !== 'internal') return told;
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  if (!isQuiet(request)) {
    report(`${route}: ${describeError(error)}`);
    return told;
  }
  const known = toldOnce.get(report) ?? new Set();
  const line = `${route}: ${kindOf(error)}`;
  if (!known.has(line)) report(line);
  toldOnce.set(report, known.add(line));
  return told;
}

/** Problem details (RFC 9457) for every error; `report` gets what is our own fault. */
export function tellProblems(app: FastifyInstance, report: (line: string) => void): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
    sendProblem(reply, reported(report, request, error)),
  );
}

const patterns = [...Object.values(endpoints), ...Object.values(staffEndpoints)].map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
}));

/** Answers on the bare connection, and closes it. */
function refuse(socket: Socket, status: string, headers: string[] = [], body = ''): void {
  if (!socket.writable) return;
  const lines = [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${body.length}`, 'Connection: close'];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** What doesn't come to an end. */
export const refuseSlow = (socket: Socket): void =>
  refuse(
    socket,
    '408 Request Timeout',
    ['Content-Type: application/problem+json; charset=utf-8', 'X-Content-Type-Options: nosniff'],
    JSON.stringify(problemDetails('request_too_slow')),
  );

/** What Node refuses: no HTTP, or headers that don't come to an end. */
export const refuseConnection = ({ code }: { code?: string }, socket: Socket): void =>
  code === 'ERR_HTTP_REQUEST_TIMEOUT' ? refuseSlow(socket) : refuse(socket, '400 Bad Request');

/**
 * What isn't there: 405 where another method is, else 404. Any page may read that: what a webmaster
 * misspelt would look like a refusal, and no check could tell them.
 */
export function sendUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.header('Access-Control-Allow-Origin', '*');
  const path = request.url.split('?')[0] ?? '';
  const here = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  // A path that fits and yet wasn't routed can't be decoded, or a part of it is too long.
  if (here.length === 0 || here.some((method) => method === request.method))
    return sendProblem(reply, problem('route_unknown', { path: path.slice(0, 200) }));
  const allowed = [...new Set([...here, ...(here.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])];
  return sendProblem(
    reply.header('Allow', allowed.join(', ')),
    problem('method_unknown', { path: path.slice(0, 200) }),
  );
}
