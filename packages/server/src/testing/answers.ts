import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { LightMyRequestResponse as Injected } from 'fastify';
import { endpoints, type Endpoint } from '@otklik/core/contract/endpoints.js';
import type { StaffEndpoint } from '@otklik/core/contract/staff/endpoint.js';
import { staffEndpoints } from '@otklik/core/contract/staff/endpoints.js';
import { openApiDocument } from '@otklik/core/contract/openapi.js';

interface Operation {
  responses: Record<string, { content: Record<string, { schema?: { $ref: string } }> }>;
}

const document = openApiDocument('test') as { paths: Record<string, Record<string, Operation>>; components: unknown };
const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (target: Ajv2020) => void)(ajv);
ajv.addSchema({ $id: 'openapi', components: document.components });

const validators = new Map<string, ValidateFunction>();
function validator(ref: string): ValidateFunction {
  const known = validators.get(ref) ?? ajv.compile({ $ref: `openapi${ref}` });
  validators.set(ref, known);
  return known;
}

function assertShape(ref: string, body: unknown, what: string): void {
  const valid = validator(ref);
  assert.ok(valid(body), `${what}: ${ajv.errorsText(valid.errors)}`);
}

const patterns = [...Object.values<Endpoint>(endpoints), ...Object.values<StaffEndpoint>(staffEndpoints)].map(
  ({ method, path }) => ({
    method,
    path,
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  }),
);

/** Holds an answer against the API's own description: status declared, body of the declared shape, errors always problem details. */
export function assertDescribed(method: string, url: string, answer: Injected): void {
  const { statusCode: status, payload } = answer;
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  const what = `${method} ${url.slice(0, 200)} ${status}`;
  assert.equal(answer.headers['x-content-type-options'], 'nosniff', what);
  if (status >= 400 && method !== 'HEAD') {
    assert.equal(type, 'application/problem+json', what);
    assertShape('#/components/schemas/Problem', JSON.parse(payload), what);
    assert.equal((JSON.parse(payload) as { status: number }).status, status, what);
  }
  const path = url.split('?')[0] ?? '';
  const found = patterns.find((one) => one.method === method && one.pattern.test(path));
  if (!found || status === 304) return;
  const operation = document.paths[found.path]?.[method.toLowerCase()];
  const declared = operation?.responses[status];
  assert.ok(declared, `${what}: a status that the description doesn't have`);
  if (status === 204) return assert.equal(payload, '', what);
  const ref = declared.content[type]?.schema?.$ref;
  if (ref) assertShape(ref, JSON.parse(payload), what);
  else assert.ok('application/octet-stream' in declared.content, `${what}: undeclared media type ${type}`);
}
