import type { Case } from '../../contract/case.ts';
import type { FieldError, Params } from '../../contract/problems.ts';
import { typedText } from '../typed-text.ts';
import { clientActions, type ClientAction } from './client-actions.ts';
import { isTimed, questionLimit } from './kinds.ts';

/* One act of a client on a case, as its form holds it: the same whether a script sends it or a browser posts it. */

/** What a person does with a case, by the form that does it. */
export const actNames = ['clarify', 'add_files', 'visit', 'callback', 'cancel_visit', 'notices', 'withdraw'] as const;
export type ActName = (typeof actNames)[number];

/** Of the lifecycle. How to be told of things is no matter of it. */
const needed: Record<Exclude<ActName, 'notices'>, ClientAction> = {
  clarify: 'clarify',
  add_files: 'add_files',
  visit: 'book_visit',
  callback: 'book_visit',
  cancel_visit: 'cancel_visit',
  withdraw: 'withdraw',
};

/** Whether a case in this state lets it be done. */
export const actFits = (name: ActName, { status, notices, closedOn }: Case): boolean =>
  name === 'notices' ? !!notices && !closedOn : clientActions(status).includes(needed[name]);

const error = (path: string, code: string, params: Params = {}): FieldError => ({ path, code, params });

/** What a form holds, by the names of its fields. */
export const actValues =
  (data: { get(name: string): unknown }) =>
  (name: string): string =>
    typedText((data.get(name) as string | null | undefined) ?? '');
export type ActValues = ReturnType<typeof actValues>;

/** What is wrong with an act before it is sent; the server has the last word. */
export function actProblems(name: ActName, value: ActValues): FieldError[] {
  const text = value('text').trim();
  if (name === 'clarify') {
    if (!text) return [error('text', 'required')];
    if (text.length > questionLimit) return [error('text', 'too_long', { max: questionLimit, n: text.length })];
  }
  if (isTimed(name) && !value('slot')) return [error('slot', 'required')];
  if (name === 'notices' && !value('by')) return [error('by', 'choose')];
  return [];
}

const slotProblems: readonly string[] = ['slot_unknown', 'slot_taken', 'slot_passed'];

/** What is wrong with fields of an act that was refused; undefined: it is no matter of its fields. */
export function refusedFields(
  name: ActName,
  { code, params, fields }: { code: string; params: Params; fields: FieldError[] },
): FieldError[] | undefined {
  const rule = code === 'rule_broken' ? String(params.rule) : code;
  if (isTimed(name) && slotProblems.includes(rule)) return [error('slot', rule)];
  return code === 'fields_invalid' ? fields : undefined;
}
