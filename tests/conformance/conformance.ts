import assert from 'node:assert/strict';
import { endpoints, type EndpointName } from '@otklik/core/contract/endpoints.js';
import { openApiDocument } from '@otklik/core/contract/openapi.js';
import { caseChecks } from './cases.ts';
import { Checks, type Result } from './checks.ts';
import { checkOpen, checkProblem, client, fetchAnswer, hostPage, type Client } from './client.ts';
import { consultationChecks } from './consultations.ts';
import { fileChecks } from './files.ts';
import { wellFormed } from './filing.ts';
import { readingChecks } from './reading.ts';
import { slotChecks } from './slots.ts';
import { surveyChecks } from './surveys.ts';

interface Described {
  openapi: string;
  paths: Record<string, Record<string, { operationId?: string; responses?: Record<string, unknown> }>>;
}

async function description(checks: Checks, base: string): Promise<void> {
  await checks.check('description: OpenAPI 3.1 with every operation of the contract and its answers', async () => {
    const { status, headers, body } = await fetchAnswer(`${base}/api/openapi.json`);
    assert.equal(status, 200);
    assert.match(headers.get('Content-Type') ?? '', /json/);
    checkOpen(headers);
    const found = body as Described;
    assert.match(found.openapi, /^3\.1\./);
    const wanted = openApiDocument('0') as unknown as Described;
    for (const [path, operations] of Object.entries(wanted.paths)) {
      for (const [method, { operationId, responses }] of Object.entries(operations)) {
        const operation = found.paths[path]?.[method];
        assert.ok(operation, `${method.toUpperCase()} ${path} is missing`);
        assert.equal(operation.operationId, operationId, `operationId of ${method.toUpperCase()} ${path}`);
        const missing = Object.keys(responses ?? {}).filter((one) => !(one in (operation.responses ?? {})));
        assert.deepEqual(missing, [], `answers of ${operationId ?? path}`);
      }
    }
  });
}

async function everywhere(checks: Checks, made: Client): Promise<void> {
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    for (const agency of ['no-such-agency', '__proto__']) {
      await checks.check(`${name}: agency ${agency} is unknown`, () =>
        made.problem(name, { ...wellFormed(name), agency }, 'agency_unknown'),
      );
    }
  }
  const root = `${made.base}/api/v1/agencies/${made.agency}`;
  for (const path of ['/no-such-thing', '/publications/a/b/c', '/consultations/', '/surveys/some']) {
    await checks.check(`no such address: ${path}`, async () => {
      const answer = await fetchAnswer(root + path);
      checkOpen(answer.headers);
      const { code } = checkProblem(answer);
      assert.ok(['route_unknown', 'method_unknown'].includes(code), code);
    });
  }
  for (const [method, path] of [
    ['DELETE', '/publications'],
    ['PUT', '/consultations'],
    ['POST', '/case'],
  ] as const) {
    await checks.check(`no such method: ${method} ${path}`, async () => {
      const { code } = checkProblem(await fetchAnswer(root + path, { method }));
      assert.ok(['method_unknown', 'route_unknown'].includes(code), code);
    });
  }
  for (const [path, method, header] of [
    ['/consultations', 'POST', 'content-type,idempotency-key,consultation-proof'],
    ['/surveys/some/ballots', 'POST', 'content-type'],
    ['/case', 'GET', 'case-code'],
    ['/case/clarifications', 'POST', 'content-type,case-code'],
    ['/case/files/some', 'GET', 'case-code'],
    ['/case/notices', 'PUT', 'content-type,case-code'],
    ['/case/visit', 'PUT', 'content-type,case-code'],
    ['/case/visit', 'DELETE', 'case-code'],
    ['/uploads', 'POST', 'content-type,idempotency-key'],
    ['/uploads/some', 'PATCH', 'content-type,upload-token,upload-offset'],
  ] as const) {
    await checks.check(`a page of another origin may ask ${method} ${path}`, async () => {
      const { status, headers } = await fetchAnswer(root + path, {
        method: 'OPTIONS',
        headers: { 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': header },
      });
      assert.ok(status === 204 || status === 200, `status ${status}`);
      checkOpen(headers);
      const allowed = (headers.get('Access-Control-Allow-Headers') ?? '').toLowerCase().split(/\s*,\s*/);
      for (const one of header.split(',')) assert.ok(allowed.includes(one), `${one} is not allowed to ${hostPage}`);
      // GET and POST need no permission by the Fetch standard; where methods are named, it must be among them.
      const methods = headers.get('Access-Control-Allow-Methods');
      const free = methods === null && (method === 'GET' || method === 'POST');
      assert.ok(free || methods?.split(/\s*,\s*/).includes(method), `methods: ${methods}`);
    });
  }
}

const parts = {
  description: (checks: Checks, { base }: Client) => description(checks, base),
  everywhere,
  reading: readingChecks,
  surveys: surveyChecks,
  consultations: consultationChecks,
  cases: caseChecks,
  files: fileChecks,
  slots: slotChecks,
} as const;
export type Part = keyof typeof parts;
export const partNames = Object.keys(parts) as Part[];

export interface ConformanceOptions {
  /** An agency that the back end has. */
  agency: string;
  /** All, unless named. */
  only?: readonly Part[];
  /** Told of each check as it ends. */
  tell?: (result: Result) => void;
}

/**
 * Holds any back end against the contract, knowing nothing of how it is made. It files a few
 * dozen consultations with files, books visits that it cancels, and casts a few ballots: not for a
 * back end that serves people.
 * @param base where it is, `https://otklik.example.gov`
 */
export async function conformance(
  base: string,
  { agency, only = partNames, tell }: ConformanceOptions,
): Promise<Result[]> {
  const checks = new Checks(tell);
  const made = client(base.replace(/\/+$/, ''), agency);
  for (const part of partNames) if (only.includes(part)) await parts[part](checks, made);
  await checks.check('it is still there after all that', () => made.good('readAgency'));
  return checks.results;
}
