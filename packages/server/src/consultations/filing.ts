import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Audience } from '@otklik/core/contract/common.js';
import {
  consultationSchema,
  idempotencyKeySchema,
  type Consultation,
  type Receipt,
} from '@otklik/core/contract/consultations.js';
import type { CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import type { UploadName } from '@otklik/core/contract/uploads.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { act } from '@otklik/core/domain/consultations/actions.js';
import { withFiles } from '@otklik/core/domain/consultations/case-files.js';
import { consentProblem } from '@otklik/core/domain/consultations/consent.js';
import { openCase } from '@otklik/core/domain/consultations/opening.js';
import { rulesFor, type Rules } from '@otklik/core/domain/consultations/rules.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { canonicalJson } from '@otklik/core/domain/surveys/canonical.js';
import { seen } from '../agencies/port.ts';
import { requireAgencyCalendar } from '../calendar/calendar.ts';
import type { Tx } from '../database/open.ts';
import type { Caller, Services } from '../services.ts';
import { syncSlot, visitOfSlot } from '../slots/slots.ts';
import { codeHash, codeOfKey } from './codes.ts';
import { takeClientFiles } from './files.ts';
import {
  appendEvents,
  findFiled,
  findTopic,
  insertConsultation,
  nextNumber,
  type Filed,
  type Hashes,
  type Topic,
} from './store.ts';

const series: Record<Audience, string> = { external: 'И', internal: 'В' };

/** Thrown to give the number back when another request with the same key was first. */
class KeyTaken extends Error {}

/** What a case is opened from. */
export interface Opening {
  agency: Agency;
  consultation: Consultation;
  topic: Topic;
  hashes: Hashes;
  /** Name of the calendar that `rules` are of. */
  calendar: string;
  rules: Rules;
  moment: Date;
  /** How it is opened, once it has its number. */
  open: (number: string) => CaseRecord;
}

type Needs = Pick<Services, 'database' | 'keys' | 'calendar' | 'now' | 'fileLimits'>;

/** @throws BackendError idempotency_key_missing, idempotency_key_invalid */
export function requireKey(idempotencyKey: string): void {
  if (!idempotencyKey) throw new BackendError('idempotency_key_missing');
  if (!check(idempotencyKeySchema, idempotencyKey).ok) throw new BackendError('idempotency_key_invalid');
}

export const hashesOf = ({ keys }: Pick<Services, 'keys'>, agency: string, key: string, body: unknown): Hashes => ({
  key: keys.mac('idempotency-key', agency, key),
  body: keys.mac('idempotency-body', agency, canonicalJson(body)),
  code: codeHash(keys, agency, codeOfKey(keys, agency, key)),
});

/** A slot that was asked for together with the rest is told at its field. */
async function book(tx: Tx, { agency, rules, moment }: Opening, record: CaseRecord, slot: string): Promise<CaseRecord> {
  try {
    const visit = await visitOfSlot(tx, agency.id, slot);
    return act(record, { type: 'book_visit', visit }, 'client', moment, rules);
  } catch (error) {
    if (!(error instanceof RuleBroken) && !(error instanceof BackendError)) throw error;
    throw new BackendError('fields_invalid', {}, [{ path: 'slot', code: error.code, params: {} }]);
  }
}

/**
 * Opens a case in a transaction of its caller: number, consultation, files, slot, events, jobs.
 * @throws BackendError fields_invalid: `files…`, `slot`
 */
async function openIn(services: Needs, tx: Tx, opening: Opening): Promise<{ id: string; record: CaseRecord }> {
  const { agency, consultation, topic, hashes, calendar, moment } = opening;
  const year = Number(localTime(moment, agency.timeZone).date.slice(0, 4));
  const next = await nextNumber(tx, agency.id, consultation.audience, year);
  let record = opening.open(`${series[consultation.audience]}-${next}/${String(year % 100).padStart(2, '0')}`);
  const { responsible } = topic;
  const id = await insertConsultation(tx, agency.id, consultation, record, { ...hashes, calendar, responsible });
  if (id === null) throw new KeyTaken();
  const uploads: readonly UploadName[] = consultation.files ?? [];
  if (uploads.length > 0) {
    const files = await takeClientFiles(services, tx, agency.id, id, uploads, moment);
    record = withFiles(record, files);
  }
  if (consultation.slot !== undefined) {
    const booked = await book(tx, opening, record, consultation.slot);
    await syncSlot(tx, agency.id, id, record, booked, moment).catch((error: unknown) => {
      if (!(error instanceof BackendError)) throw error;
      throw new BackendError('fields_invalid', {}, [{ path: 'slot', code: error.code, params: {} }]);
    });
    record = booked;
  }
  await appendEvents(tx, id, 0, record.timeline);
  return { id, record };
}

/**
 * Opens a case once for each idempotency key, by `run`, which gives it a transaction.
 * @returns what was opened now, or what the same key opened before with the same body
 * @throws BackendError idempotency_conflict, fields_invalid
 */
export async function openOnce<T>(
  services: Needs,
  opening: Opening,
  run: (work: (tx: Tx) => Promise<{ id: string; record: CaseRecord }>) => Promise<T>,
): Promise<T | Filed> {
  const { agency, hashes } = opening;
  const { db } = services.database;
  try {
    return await run((tx) => openIn(services, tx, opening));
  } catch (error) {
    // Another request with the same key may have taken number, files and slot just now.
    const winner = await findFiled(db, agency.id, hashes.key);
    if (winner?.bodyHash.equals(hashes.body)) return winner;
    if (!(error instanceof KeyTaken)) throw error;
    throw new BackendError('idempotency_conflict');
  }
}

/**
 * Files a consultation received at `moment`: case, first event and the job to confirm it, in one
 * transaction. The same key with the same body gives the same receipt, however often and however
 * many at once.
 * @throws BackendError agency_unknown, idempotency_key_*, fields_invalid, idempotency_conflict
 */
export async function fileConsultation(
  services: Needs,
  caller: Pick<Caller, 'internal'>,
  agencyId: string,
  input: unknown,
  idempotencyKey: string,
  moment: Date,
): Promise<Receipt> {
  const { db } = services.database;
  const { agency, calendar } = await requireAgencyCalendar(db, services.calendar, agencyId);
  requireKey(idempotencyKey);
  const checked = check(consultationSchema, input);
  if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
  const consultation = checked.value;
  const code = codeOfKey(services.keys, agencyId, idempotencyKey);
  const hashes = hashesOf(services, agencyId, idempotencyKey, consultation);

  const before = await findFiled(db, agencyId, hashes.key);
  // Before the rules: a topic that was since closed must not take a receipt away.
  if (before?.bodyHash.equals(hashes.body) && seen(before.audience, caller)) return { ...before.receipt, code };
  const topic = seen(consultation.audience, caller)
    ? await findTopic(db, agencyId, consultation.audience, consultation.topic)
    : undefined;
  const wrong = [
    ...(topic ? [] : [{ path: 'topic', code: 'choice_unknown', params: {} }]),
    ...consentProblem(consultation, agency),
  ];
  if (!topic || wrong.length > 0) throw new BackendError('fields_invalid', {}, wrong);

  const rules = rulesFor(agency, consultation.audience, calendar.calendar);
  const opening: Opening = {
    ...{ agency, consultation, topic, hashes, calendar: calendar.name, rules, moment },
    open: (number) => openCase(number, consultation, topic.title, moment, rules),
  };
  const opened = await openOnce(services, opening, (work) => db.transaction().execute(work));
  if ('receipt' in opened) return { ...opened.receipt, code };
  const { number, receivedAt, registerBy, dueBy, derivation } = opened.record;
  return { number, code, receivedAt, registerBy, dueBy, derivation };
}
