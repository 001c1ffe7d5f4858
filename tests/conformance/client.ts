import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import {
  anyProblem,
  endpoints,
  type Endpoint,
  type EndpointName,
  type SchemaName,
} from '@otklik/core/contract/endpoints.js';
import { componentSchemas } from '@otklik/core/contract/openapi.js';
import { problems, type ProblemCode, type ProblemDetails } from '@otklik/core/contract/problems.js';

/** What of a request can be chosen; the rest follows from the operation. */
export interface Call {
  agency?: string;
  id?: string;
  query?: Record<string, string> | string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  text?: string | Uint8Array<ArrayBuffer>;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** JSON, when the answer was that. */
  body: unknown;
  text: string;
  bytes: Uint8Array;
}

export interface Client {
  base: string;
  agency: string;
  /** Calls an operation and holds whatever comes back against the contract. */
  call(name: EndpointName, call?: Call): Promise<Answer>;
  /** As `call`, for an answer that is expected to be good. */
  good<T>(name: EndpointName, call?: Call): Promise<T>;
  /** As `call`, for a problem: of this code, its fields if it has any. */
  problem(name: EndpointName, call: Call, code: ProblemCode | readonly ProblemCode[]): Promise<ProblemDetails>;
}

/** The origin of a host page, somewhere else than the back end. */
export const hostPage = 'https://www.host.example';

function validator(): (name: SchemaName, value: unknown) => void {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats(ajv);
  ajv.addSchema({ $id: 'otklik', components: { schemas: componentSchemas() } });
  const compiled = new Map<string, ValidateFunction>();
  return (name, value) => {
    const validate = compiled.get(name) ?? ajv.compile({ $ref: `otklik#/components/schemas/${name}` });
    compiled.set(name, validate);
    if (!validate(value)) assert.fail(`not a ${name}: ${ajv.errorsText(validate.errors?.slice(0, 5))}`);
  };
}
export const validate = validator();

/** What any answer to a page of another origin must be. */
export function checkOpen(headers: Headers): void {
  const allowed = headers.get('Access-Control-Allow-Origin');
  assert.ok(allowed === '*' || allowed === hostPage, `Access-Control-Allow-Origin is ${allowed}`);
  assert.equal(headers.get('Access-Control-Allow-Credentials'), null, 'credentials are allowed');
  assert.equal(headers.get('Set-Cookie'), null, 'a cookie is set');
}

/** @throws when an answer isn't problem details of this status, whole and consistent. */
export function checkProblem({ status, headers, body, text }: Answer): ProblemDetails {
  assert.match(
    headers.get('Content-Type') ?? '',
    /^application\/problem\+json\b/,
    `status ${status}: ${text.slice(0, 80)}`,
  );
  validate('Problem', body);
  const problem = body as ProblemDetails;
  assert.equal(problem.status, status, 'status in the body');
  assert.equal(problems[problem.code], status, `status of ${problem.code}`);
  assert.doesNotMatch(text, /\bat .+:\d+:\d+|node_modules/, 'a stack trace is shown');
  return problem;
}

export async function fetchAnswer(url: string, init: RequestInit = {}): Promise<Answer> {
  const headers = new Headers(init.headers);
  headers.set('Origin', hostPage);
  const response = await fetch(url, { redirect: 'manual', ...init, headers, signal: AbortSignal.timeout(30_000) });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  let body: unknown;
  if (/json/.test(response.headers.get('Content-Type') ?? '')) body = JSON.parse(text);
  return { status: response.status, headers: response.headers, body, text, bytes };
}

/** @param base origin of the back end; @param agency one that it has */
export function client(base: string, agency: string): Client {
  const call: Client['call'] = async (name, { agency: other, id, query, headers = {}, body, text } = {}) => {
    const endpoint: Endpoint = endpoints[name];
    const { rawBody } = endpoint;
    const path = endpoint.path
      .replace('{agency}', encodeURIComponent(other ?? agency))
      .replace('{id}', encodeURIComponent(id ?? ''));
    const parameters = new URLSearchParams(query).toString();
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetchAnswer(`${base}${path}${parameters && `?${parameters}`}`, {
      method: endpoint.method,
      headers: { ...(sent !== undefined && { 'Content-Type': rawBody ?? 'application/json' }), ...headers },
      ...(sent !== undefined && { body: sent }),
    });
    checkOpen(answer.headers);
    if (answer.status === endpoint.status) {
      if (!endpoint.answer) return answer;
      assert.match(answer.headers.get('Content-Type') ?? '', /^application\/json\b/);
      validate(endpoint.answer, answer.body);
      return answer;
    }
    const { code } = checkProblem(answer);
    const told: readonly ProblemCode[] = [...endpoint.problems, ...anyProblem];
    assert.ok(told.includes(code), `${name} doesn't name ${code} among its problems`);
    return answer;
  };
  return {
    base,
    agency,
    call,
    good: async <T>(name: EndpointName, options?: Call) => {
      const { status, body, text } = await call(name, options);
      assert.equal(status, endpoints[name].status, text.slice(0, 400));
      return body as T;
    },
    problem: async (name, options, code) => {
      const answer = await call(name, options);
      const problem = answer.body as ProblemDetails;
      assert.notEqual(answer.status, endpoints[name].status, 'it was accepted');
      assert.ok(
        [code].flat().includes(problem.code),
        `${problem.code} in place of ${String(code)}: ${answer.text.slice(0, 300)}`,
      );
      return problem;
    },
  };
}
