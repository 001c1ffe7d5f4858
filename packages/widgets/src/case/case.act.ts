import type { Case } from '@otklik/core/contract/case.js';
import type { FieldError, Params } from '@otklik/core/contract/problems.js';
import type { UploadName } from '@otklik/core/contract/uploads.js';
import { BackendError, type BackendErrorCode } from '@otklik/core/backend/error.js';
import type { CasePort, ReadCase } from '@otklik/core/backend/port.js';
import { clientActions, type ClientAction } from '@otklik/core/domain/consultations/client-actions.js';
import { isTimed, questionLimit } from '@otklik/core/domain/consultations/kinds.js';
import { typedText } from '@otklik/core/domain/typed-text.js';
import type { PresetUpload } from '../base/upload.view.ts';

/* One act of a client on a case, as its form holds it: the same whether a script sends it or a browser posts it. */

/** What a person does with a case, by the form that does it. */
export const actNames = ['clarify', 'add_files', 'visit', 'callback', 'cancel_visit', 'notices', 'withdraw'] as const;
export type ActName = (typeof actNames)[number];

/** How an act that a browser posted by itself went. */
export interface ActResult {
  name: ActName;
  /** What is wrong with it, field by field. */
  fields?: FieldError[];
  /** Why it couldn't be done. */
  problem?: { code: BackendErrorCode; params: Params };
  /** What was typed, besides texts of several lines. */
  values?: Record<string, string>;
  /** Files that came with it. */
  uploads?: PresetUpload[];
  done?: true;
}

type ActMethod = 'clarifyCase' | 'addCaseFiles' | 'bookVisit' | 'cancelVisit' | 'withdrawCase' | 'setNotices';

/** Of the lifecycle, and the method of the back end that does it. */
const needed: Record<ActName, { action?: ClientAction; method: ActMethod }> = {
  clarify: { action: 'clarify', method: 'clarifyCase' },
  add_files: { action: 'add_files', method: 'addCaseFiles' },
  visit: { action: 'book_visit', method: 'bookVisit' },
  callback: { action: 'book_visit', method: 'bookVisit' },
  cancel_visit: { action: 'cancel_visit', method: 'cancelVisit' },
  withdraw: { action: 'withdraw', method: 'withdrawCase' },
  notices: { method: 'setNotices' },
};

/** Whether a case in this state lets it be done, and the back end, if it is given, knows how. */
export function actFits(name: ActName, { status, notices, closedOn }: Case, backend?: Partial<CasePort>): boolean {
  const { action, method } = needed[name];
  if (backend && !backend[method]) return false;
  return action ? clientActions(status).includes(action) : !!notices && !closedOn;
}

const error = (path: string, code: string, params: FieldError['params'] = {}): FieldError => ({ path, code, params });

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

/**
 * Does it.
 * @throws BackendError as the methods of the port do; `fields_invalid` where files are to be added and there are none
 */
export async function carryOut(
  backend: Pick<CasePort, ActMethod>,
  { agency, code, name, value, files }: Act & { agency: string; code: string },
): Promise<ReadCase> {
  switch (name) {
    case 'clarify':
      return backend.clarifyCase(agency, code, { text: value('text'), ...(files.length > 0 && { files }) });
    case 'add_files':
      if (!files.length) throw new BackendError('fields_invalid', {}, [error('files', 'noFiles')]);
      return backend.addCaseFiles(agency, code, { files });
    case 'visit':
    case 'callback':
      return backend.bookVisit(agency, code, { slot: value('slot') });
    case 'cancel_visit':
      return backend.cancelVisit(agency, code);
    case 'withdraw':
      return backend.withdrawCase(agency, code);
    case 'notices': {
      const email = value('by') === 'email' && value('email').trim();
      return backend.setNotices(agency, code, { by: value('by') as 'email', ...(email && { email }) });
    }
  }
}

export interface Act {
  name: ActName;
  value: ActValues;
  files: UploadName[];
}

const slotProblems: readonly string[] = ['slot_unknown', 'slot_taken', 'slot_passed'];

/** What is wrong with fields of an act that was refused; undefined: it is no matter of its fields. */
export function refusedFields(
  name: ActName,
  { code, params, fields }: Pick<BackendError, 'code' | 'params' | 'fields'>,
): FieldError[] | undefined {
  const rule = code === 'rule_broken' ? String(params.rule) : code;
  if (isTimed(name) && slotProblems.includes(rule)) return [error('slot', rule)];
  return code === 'fields_invalid' ? fields : undefined;
}
