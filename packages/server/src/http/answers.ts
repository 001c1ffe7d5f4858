import buildSerializer from 'fast-json-stringify';
import type { FastifyInstance } from 'fastify';
import { componentSchemas } from '@otklik/core/contract/openapi.js';

type Schema = Record<string, unknown>;
type Serialize = (answer: unknown) => string;

const root = '#/components/schemas/';

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

let all: Record<string, Schema> | undefined;
const contractSchemas = (): Record<string, Schema> => (all ??= loosened(componentSchemas()) as Record<string, Schema>);

/** Names of the schemas that one refers to, whatever lies between, itself among them. */
function reached(name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const [, next = ''] of JSON.stringify(contractSchemas()[name]).matchAll(/"#\/components\/schemas\/(\w+)"/g))
    reached(next, known);
  return known;
}

const made = new Map<string, Serialize>();

/** Made when it is first needed, and once for all routes: making all of them takes longer than all else at a start. */
function serializerOf(name: string): Serialize {
  const known = made.get(name);
  if (known) return known;
  const schemas = Object.fromEntries([...reached(name)].map((one) => [one, contractSchemas()[one]]));
  const serialize = buildSerializer({ ...schemas[name], components: { schemas } } as never) as Serialize;
  made.set(name, serialize);
  return serialize;
}

/** The schema of a route's answer, by its name in the contract. */
export const answerSchema = (name: string): { $ref: string } => ({ $ref: root + name });

/** Answers are written by their schema of the contract, so that what it doesn't declare never leaves. */
export function writeAnswers(app: FastifyInstance): void {
  app.setSerializerCompiler<{ $ref: string }>(({ schema }) => {
    const name = schema.$ref.slice(root.length);
    return (answer) => serializerOf(name)(answer);
  });
}
