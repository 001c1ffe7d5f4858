import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import {
  caseFilesSchema,
  clarificationSchema,
  noticeChoiceSchema,
  visitBookingSchema,
  withdrawalOfCaseSchema,
  type Case,
} from '@otklik/core/contract/consultations.js';
import { choiceProblem, chooseNotices, noticesOf } from '@otklik/core/domain/consultations/notices.js';
import type { CaseRecord, RecordEvent } from '@otklik/core/contract/staff/consultations.js';
import type { UploadName } from '@otklik/core/contract/uploads.js';
import type { CaseAction } from '@otklik/core/domain/consultations/actions.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import { filesOf } from '@otklik/core/domain/consultations/case-files.js';
import { clientView } from '@otklik/core/domain/consultations/client-view.js';
import { visitOf } from '@otklik/core/domain/consultations/record.js';
import type * as v from 'valibot';
import { requireAgency } from '../agencies/port.ts';
import { requireAgencyCalendar } from '../calendar/calendar.ts';
import type { Tx } from '../database/open.ts';
import { readFile, type StoredFile } from '../files/files.ts';
import type { Caller, Services } from '../services.ts';
import { visitOfSlot } from '../slots/slots.ts';
import { applyAction } from './acting.ts';
import { codeHash } from './codes.ts';
import { takeClientFiles } from './files.ts';
import { findCase, lockCase, updateNotices, type FoundCase } from './store.ts';

/* What a client does with a case, known by its code alone. What is sent again changes nothing. */

/** @throws BackendError agency_unknown, case_code_missing, case_code_invalid, case_unknown, too_many_attempts */
export async function openByCode(
  { database: { db }, keys, attempts }: Services,
  { address }: Pick<Caller, 'address'>,
  agency: string,
  typed: string,
): Promise<FoundCase> {
  await requireAgency(db, agency);
  if (!typed) throw new BackendError('case_code_missing');
  const read = readCaseCode(typed);
  // The check symbol is no secret: a slip of the finger is told at once and isn't an attempt.
  if ('wrong' in read) throw new BackendError('case_code_invalid', { wrong: read.wrong });
  const name = { codeHash: codeHash(keys, agency, read.code) };
  const found = await attempts.run(address, () => findCase(db, agency, name));
  if (!found) throw new BackendError('case_unknown');
  return found;
}

function parsed<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
  const checked = check(schema, input);
  if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
  return checked.value;
}

/** A case as whoever holds its code sees it. */
export const shown = ({ record, notices }: Pick<FoundCase, 'record' | 'notices'>): Case => ({
  ...clientView(record),
  notices: noticesOf(notices),
});

const lastOf = ({ timeline }: CaseRecord, ...types: RecordEvent['type'][]): RecordEvent | undefined =>
  timeline.findLast(({ type }) => types.includes(type));

/** Whether the case has taken all of these over already. */
function areThere(record: CaseRecord, uploads: readonly UploadName[]): boolean {
  const there = new Set(filesOf(clientView(record)).map(({ id }) => id));
  return uploads.every(({ id }) => there.has(id));
}

export interface ClientOf {
  services: Services;
  caller: Caller;
  agency: string;
  /** As it was sent. */
  code: string;
}

/** Opens a case by its code, and locks it for `work`. */
async function locked(
  { services, caller, agency, code }: ClientOf,
  work: (tx: Tx, found: FoundCase) => Promise<Pick<FoundCase, 'record' | 'notices'>>,
): Promise<Case> {
  const opened = await openByCode(services, caller, agency, code);
  const after = await services.database.db.transaction().execute(async (tx) => {
    const found = await lockCase(tx, agency, { id: opened.id });
    if (!found) throw new BackendError('case_unknown');
    return work(tx, found);
  });
  return shown(after);
}

/** `decide` says what is to be done with the locked case; null: it is done already. */
const change = (
  of: ClientOf,
  decide: (tx: Tx, found: FoundCase, moment: Date) => Promise<CaseAction | null> | CaseAction | null,
): Promise<Case> =>
  locked(of, async (tx, found) => {
    const { agency, calendar } = await requireAgencyCalendar(tx, of.services.calendar, of.agency);
    const moment = of.services.now();
    const action = await decide(tx, found, moment);
    if (!action) return found;
    return { ...found, record: await applyAction(tx, { agency, calendar, moment }, found, action, 'client') };
  });

/** @throws BackendError as openByCode, fields_invalid; RuleBroken */
export function clarifyCase(of: ClientOf, input: unknown): Promise<Case> {
  const { text, files: uploads = [] } = parsed(clarificationSchema, input);
  return change(of, async (tx, { id, record }, moment) => {
    const last = lastOf(record, 'clarified');
    const again = last?.type === 'clarified' && last.text === text && areThere(record, uploads);
    if (record.status !== 'clarification' && again) return null;
    const files = await takeClientFiles(of.services, tx, of.agency, id, uploads, moment);
    return { type: 'clarify', text, files };
  });
}

/** @throws BackendError as openByCode, fields_invalid; RuleBroken */
export function withdrawCase(of: ClientOf, input: unknown): Promise<Case> {
  parsed(withdrawalOfCaseSchema, input);
  return change(of, (_tx, { record }) => (record.status === 'withdrawn' ? null : { type: 'withdraw' }));
}

/** @throws BackendError as openByCode, fields_invalid; RuleBroken */
export function addCaseFiles(of: ClientOf, input: unknown): Promise<Case> {
  const { files: uploads } = parsed(caseFilesSchema, input);
  return change(of, async (tx, { id, record }, moment) => {
    if (areThere(record, uploads)) return null;
    return { type: 'add_files', files: await takeClientFiles(of.services, tx, of.agency, id, uploads, moment) };
  });
}

/** How the client is told from now on. @throws BackendError as openByCode, fields_invalid; RuleBroken address_known */
export function setNotices(of: ClientOf, input: unknown): Promise<Case> {
  const { by, email } = parsed(noticeChoiceSchema, input);
  return locked(of, async (tx, found) => {
    const wrong = choiceProblem(found.notices, by, email);
    if (wrong.length > 0) throw new BackendError('fields_invalid', {}, wrong);
    const notices = chooseNotices(found.notices, by, email);
    await updateNotices(tx, found.id, notices);
    return { ...found, notices };
  });
}

/** @throws BackendError as openByCode, fields_invalid, slot_unknown, slot_taken; RuleBroken */
export function bookVisit(of: ClientOf, input: unknown): Promise<Case> {
  const { slot } = parsed(visitBookingSchema, input);
  return change(of, async (tx, { record }) => {
    if (visitOf(record)?.id === slot) return null;
    return { type: 'book_visit', visit: await visitOfSlot(tx, of.agency, slot) };
  });
}

/** @throws BackendError as openByCode; RuleBroken */
export const cancelVisit = (of: ClientOf): Promise<Case> =>
  change(of, (_tx, { record }) =>
    lastOf(record, 'visit_booked', 'visit_moved', 'visit_cancelled')?.type === 'visit_cancelled'
      ? null
      : { type: 'cancel_visit', reason: null },
  );

/**
 * A file that stands in the case as its client sees it: no draft's, no other case's.
 * @throws BackendError as openByCode, file_unknown
 */
export async function readCaseFile(
  { services, caller, agency, code }: ClientOf,
  file: string,
): Promise<StoredFile & { bytes: Buffer }> {
  const { id, record } = await openByCode(services, caller, agency, code);
  const shown = filesOf(clientView(record)).some((one) => one.id === file);
  const found = shown && (await readStoredFile(services, agency, id, file));
  if (!found) throw new BackendError('file_unknown');
  return found;
}

/** A file of a case, whoever brought it. */
export const readStoredFile = async (
  { database: { db } }: Pick<Services, 'database'>,
  agency: string,
  consultation: string,
  file: string,
): Promise<(StoredFile & { bytes: Buffer }) | undefined> =>
  (await readFile(db, agency, { consultation }, file)) ?? (await readFile(db, agency, { answer: consultation }, file));
