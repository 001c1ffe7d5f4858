/** A body that a page without JavaScript posted, field by field. */
export interface FormBody {
  get(name: string): string | null;
  entries(): [string, string][];
}

/** Fields in the order in which they came; of one that is given twice `get` takes the first. */
export const fieldsBody = (fields: [string, string][]): FormBody => ({
  get: (name) => fields.find(([key]) => key === name)?.[1] ?? null,
  entries: () => fields,
});

/** What @fastify/formbody parsed: a field given twice is an array. */
export const formBody = (parsed: unknown): FormBody =>
  fieldsBody(
    Object.entries((parsed ?? {}) as Record<string, string | string[]>).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
    ),
  );
