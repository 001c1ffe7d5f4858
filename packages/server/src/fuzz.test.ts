import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { openApiDocument } from '@otklik/core/contract/openapi.js';
import { roles } from '@otklik/core/contract/staff/accounts.js';
import { sessionCookie } from '@otklik/core/contract/staff/endpoint.js';
import { createAccount } from './staff/accounts.ts';
import { changePassword, openSession } from './staff/sessions.ts';
import { openWorld, type World } from './testing/app.ts';
import { nastyText, nearly, type Components } from './testing/arbitrary.ts';
import { testContent, testManifest, testPublication } from './testing/content.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
}
interface Operation {
  operationId: string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema?: Record<string, unknown> }> };
}
const { paths, components } = openApiDocument('test') as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Components };
};

/** How many requests each operation gets; more by hand: OTKLIK_FUZZ_RUNS=1000. */
const numRuns = Number(process.env.OTKLIK_FUZZ_RUNS ?? 25);

let world: World;
let app: FastifyInstance;
let cookie = '';
before(async () => {
  world = await openWorld([
    testContent({ publications: [testPublication('news')], surveys: [testManifest('access')] }),
  ]);
  // Internal clients are asked too; nobody waits for the brakes.
  app = await world.app({ internalNetworks: ['127.0.0.1'] });
  const position = { ru: 'Всё сразу' };
  const made = await createAccount(world.services, 'test', { login: 'all-roles', position, roles: [...roles] });
  const { token, staff } = await openSession(world.services, '', { login: 'all-roles', password: made.password ?? '' });
  await changePassword(world.services, '', staff, token, {
    current: made.password ?? '',
    next: 'a password of twelve',
  });
  cookie = `${sessionCookie}=${token}`;
});
after(() => world.close());

/** What would end the session that the other operations need. */
const signedOut = new Set(['closeSession', 'changePassword']);

/** Header values can't hold everything; what Node refuses to send never arrives. */
const headerText = nastyText.map((text) => text.replace(/[^\t\x20-\x7e]/g, '').slice(0, 300));
const pathText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('test', 'news', 'access') },
  // Dots alone never arrive: whoever sends an address has them taken out of it (RFC 3986, 5.2.4).
  { weight: 2, arbitrary: nastyText.filter((text) => text !== '.' && text !== '..') },
);

function requests({ parameters, requestBody, operationId }: Operation, method: string, path: string) {
  const named = (place: Parameter['in'], text: fc.Arbitrary<string>, all: boolean) =>
    fc.record(
      Object.fromEntries(parameters.filter((one) => one.in === place).map(({ name }) => [name, text])),
      all ? {} : { requiredKeys: [] },
    ) as fc.Arbitrary<Record<string, string>>;
  const schema = requestBody?.content['application/json']?.schema;
  /** Of a body that is bytes. */
  const [rawType] = schema ? [] : Object.keys(requestBody?.content ?? {});
  const raw = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
  const body = schema
    ? fc.oneof(
        { weight: 6, arbitrary: nearly(schema, components.schemas).map((value) => JSON.stringify(value)) },
        { weight: 1, arbitrary: nastyText },
      )
    : rawType
      ? fc.oneof(nastyText, raw)
      : fc.constant('');
  return fc
    .record({
      path: named('path', pathText, true),
      query: named('query', nastyText, false),
      headers: named('header', headerText, false),
      body,
      type: fc.oneof(
        { weight: 8, arbitrary: fc.constant(rawType ?? 'application/json') },
        { weight: 1, arbitrary: headerText },
      ),
    })
    .map(({ path: values, query, headers, body: payload, type }) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(Buffer.from(values[name] ?? '').toString()),
      );
      const search = new URLSearchParams(query).toString();
      return {
        method: method.toUpperCase(),
        url: search ? `${filled}?${search}` : filled,
        headers: {
          ...headers,
          ...(path.includes('/staff/') && !signedOut.has(operationId) && { cookie }),
          ...(requestBody && { 'content-type': type }),
        },
        ...(requestBody && { payload }),
      };
    });
}

describe('whatever is sent to it, an endpoint answers what its description says, and never by a fault of ours', () => {
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      test(`${method.toUpperCase()} ${path}`, async () => {
        await fc.assert(
          fc.asyncProperty(requests(operation, method, path), async (request) => {
            // Holds the answer against the description; a fault of the server throws.
            const { statusCode, payload } = await world.request({ app, ...request });
            assert.ok(statusCode < 500, payload);
            assert.doesNotMatch(payload, /node_modules|\.ts:\d+|\n\s+at /);
          }),
          { numRuns, endOnFailure: true },
        );
      });
    }
  }
});
