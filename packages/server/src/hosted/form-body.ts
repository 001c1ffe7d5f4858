/** A body that a page without JavaScript posted, field by field. */
export interface FormBody {
  get(name: string): string | null;
  entries(): [string, string][];
}

/** What @fastify/formbody parsed: a field given twice is an array, of which `get` takes the first. */
export function formBody(parsed: unknown): FormBody {
  const fields = Object.entries((parsed ?? {}) as Record<string, string | string[]>).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
  );
  return {
    get: (name) => fields.find(([key]) => key === name)?.[1] ?? null,
    entries: () => fields,
  };
}
