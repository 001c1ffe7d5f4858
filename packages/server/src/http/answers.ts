import { componentSchemas } from '@otklik/core/contract/openapi.js';

export const schemasId = 'otklik';

/**
 * Without `additionalProperties: false`: the serializer writes what is declared and drops the rest
 * anyway, but among alternatives (`anyOf`) it would take none when anything undeclared is there.
 */
function loosened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(loosened);
  if (!schema || typeof schema !== 'object') return schema;
  const entries = Object.entries(schema).filter(([key, value]) => key !== 'additionalProperties' || value !== false);
  return Object.fromEntries(entries.map(([key, value]) => [key, loosened(value)]));
}

/** The contract's schemas as Fastify's serializer takes them. */
export const answerSchemas = (): { $id: string } & Record<string, unknown> => ({
  $id: schemasId,
  components: { schemas: loosened(componentSchemas()) },
});
