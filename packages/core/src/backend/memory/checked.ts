import type * as v from 'valibot';
import { check } from '../../contract/check.ts';
import { idempotencyKeySchema } from '../../contract/consultations.ts';
import { RuleBroken } from '../../domain/rule-broken.ts';
import { BackendError } from '../error.ts';

/** Input as its schema takes it. @throws BackendError fields_invalid, or query_invalid */
export function checked<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
  code: 'fields_invalid' | 'query_invalid' = 'fields_invalid',
): v.InferOutput<S> {
  const result = check(schema, input);
  if (!result.ok) throw new BackendError(code, {}, result.fields);
  return result.value;
}

/** @throws BackendError idempotency_key_missing, idempotency_key_invalid */
export function checkKey(idempotencyKey: string): void {
  if (!idempotencyKey) throw new BackendError('idempotency_key_missing');
  if (!check(idempotencyKeySchema, idempotencyKey).ok) throw new BackendError('idempotency_key_invalid');
}

/** Does what a rule may stand against. @throws BackendError rule_broken {rule, …} */
export function lawfully<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof RuleBroken) throw new BackendError('rule_broken', { rule: error.code, ...error.params });
    throw error;
  }
}
