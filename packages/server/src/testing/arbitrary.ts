import fc from 'fast-check';

type Schema = Record<string, unknown>;
export type Components = Readonly<Record<string, Schema>>;

/** Text that has broken something somewhere: SQL, paths, markup, control characters, halves of pairs, lengths. */
export const nastyTexts = [
  '',
  ' ',
  "'; drop table agencies; --",
  '" or 1=1 --',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '\u0000',
  '\ud800',
  '\u202e',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  '-1',
  '1e309',
  'NaN',
  '__proto__',
  'constructor',
  'nothing-of-the-kind',
  '00000000-0000-4000-8000-000000000000',
  'я'.repeat(300),
  'a'.repeat(5000),
  '2026-02-30',
  '9999-12-31',
  'external',
  'test',
];

export const nastyText = fc.oneof(
  fc.constantFrom(...nastyTexts),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** Values that a JSON schema of ours allows: what gets past the first check and on to the rules. */
export function fitting(schema: Schema, components: Components, depth = 0): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, const: constant, enum: options, type, items, properties, required } = schema;
  if (typeof $ref === 'string') return fitting(components[$ref.split('/').pop() ?? ''] ?? {}, components, depth + 1);
  const alternatives = (anyOf ?? oneOf) as Schema[] | undefined;
  if (alternatives) return fc.oneof(...alternatives.map((one) => fitting(one, components, depth + 1)));
  if ('const' in schema) return fc.constant(constant);
  if (Array.isArray(options)) return fc.constantFrom(...(options as unknown[]));
  if (depth > 8) return fc.constant(null);
  switch (type) {
    case 'object': {
      const entries = Object.entries((properties ?? {}) as Record<string, Schema>);
      return fc.record(Object.fromEntries(entries.map(([name, one]) => [name, fitting(one, components, depth + 1)])), {
        requiredKeys: (required ?? []) as string[],
      });
    }
    case 'array':
      return fc.array(fitting((items ?? {}) as Schema, components, depth + 1), { maxLength: 4 });
    case 'string':
      if (schema.format === 'date') return fc.constantFrom('2026-11-24', '2024-02-29', '0001-01-01', '9999-12-31');
      if (schema.format === 'date-time') return fc.constantFrom('2026-11-24T08:00:00.000Z', '9999-12-31T23:59:59Z');
      return fc.oneof(fc.constantFrom('test', 'Ответ', 'a-b', '00000000-0000-4000-8000-000000000000'), nastyText);
    case 'number':
    case 'integer':
      return fc.oneof(fc.constantFrom(0, 1, -1, 2 ** 31, 2 ** 53, 1e308, 0.5), fc.integer());
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

/** As `fitting`, and often something else in some place. */
export const nearly = (schema: Schema, components: Components): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: fitting(schema, components) },
    {
      weight: 2,
      arbitrary: fc.tuple(fitting(schema, components), nastyText, fc.jsonValue(), fc.nat()).map(spoiled),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );

/** One member replaced, or one added. */
function spoiled([value, name, instead, at]: [unknown, string, unknown, number]): unknown {
  if (!value || typeof value !== 'object' || Array.isArray(value)) return instead;
  const keys = Object.keys(value);
  const key = at % 5 === 0 || keys.length === 0 ? name : (keys[at % keys.length] ?? name);
  return { ...value, [key]: instead };
}
