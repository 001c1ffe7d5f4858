import * as v from 'valibot';
import type { FieldError, Params } from './problems.ts';

export type Checked<T> = { ok: true; value: T } | { ok: false; fields: FieldError[] };

/** The bound that a length or size rule names, for sentences such as «не больше 4000 знаков». */
function paramsOf(code: string, { requirement }: v.BaseIssue<unknown>): Params {
  if (typeof requirement !== 'number') return {};
  if (code === 'too_long' || code === 'too_large') return { max: requirement };
  return code === 'too_short' || code === 'too_small' ? { min: requirement } : {};
}

/** Valibot's own issue types that have a better name; our rules bring their code as the message. */
function codeOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'unknown_field';
  if (issue.received === 'undefined' || (issue.kind === 'schema' && issue.received === 'null')) return 'required';
  if (/^[a-z_]+$/.test(issue.message)) return issue.message;
  return issue.kind === 'schema' ? 'type' : 'format';
}

/**
 * Checks `input` by `schema` and names every wrong field, at most one error each, in the order of
 * the schema. The same function runs in the browser and on the server, so codes are the same.
 */
export function check<S extends v.GenericSchema>(schema: S, input: unknown): Checked<v.InferOutput<S>> {
  // Not cut short at the first wrong field: rules across fields run too, so one attempt shows all.
  const result = v.safeParse(schema, input);
  if (result.success) return { ok: true, value: result.output };
  const fields: FieldError[] = [];
  for (const issue of result.issues) {
    const path = v.getDotPath(issue) ?? '';
    const code = codeOf(issue);
    if (!fields.some((field) => field.path === path)) fields.push({ path, code, params: paramsOf(code, issue) });
  }
  return { ok: false, fields };
}
