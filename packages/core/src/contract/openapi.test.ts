import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints, schemas } from './endpoints.ts';
import { openApiDocument } from './openapi.ts';
import { problems } from './problems.ts';
import { staffEndpoints } from './staff/endpoints.ts';

const document = openApiDocument('1.0.0') as {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, unknown> };
};

test('OpenAPI 3.1 names every operation and every schema of the contract', () => {
  assert.equal(document.openapi, '3.1.0');
  assert.deepEqual(Object.keys(document.components.schemas).sort(), Object.keys(schemas).sort());
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  assert.deepEqual(
    operations.map(({ operationId }) => operationId).sort(),
    [...Object.keys(endpoints), ...Object.keys(staffEndpoints)].sort(),
  );
});

test('every reference leads somewhere', () => {
  for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    assert.ok(document.components.schemas[name ?? ''], name);
  }
});

test('each operation documents its problems under their statuses', () => {
  for (const [name, endpoint] of [...Object.entries(endpoints), ...Object.entries(staffEndpoints)]) {
    const operation = document.paths[endpoint.path]?.[endpoint.method.toLowerCase()];
    for (const code of endpoint.problems) assert.ok(operation?.responses[problems[code]], `${name} ${code}`);
  }
});
