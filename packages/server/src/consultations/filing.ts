import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Audience } from '@otklik/core/contract/common.js';
import {
  consultationSchema,
  idempotencyKeySchema,
  proofSchema,
  type Consultation,
  type Receipt,
} from '@otklik/core/contract/consultations.js';
import type { CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { act } from '@otklik/core/domain/consultations/actions.js';
import { withFiles } from '@otklik/core/domain/consultations/case-files.js';
import { consentProblem } from '@otklik/core/domain/consultations/consent.js';
import { filingSeed } from '@otklik/core/domain/consultations/filing.js';
import type { Doubt } from '@otklik/core/domain/consultations/kinds.js';
import { openCase, type UnnumberedCase } from '@otklik/core/domain/consultations/opening.js';
import { rulesFor, type Rules } from '@otklik/core/domain/consultations/rules.js';
import { isFor } from '@otklik/core/domain/consultations/slots.js';
import { bitsProved } from '@otklik/core/domain/proof.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { canonicalJson } from '@otklik/core/domain/surveys/canonical.js';
import { requireAgency, seen, unknownAgency } from '../agencies/port.ts';
import { sharedCalendar } from '../calendar/calendar.ts';
import type { Db, Tx } from '../database/open.ts';
import { isName } from '../http/names.ts';
import type { Caller, Services } from '../services.ts';
import { syncSlot, visitOfSlot } from '../slots/slots.ts';
import type { FilingBrake } from './brake.ts';
import { codeHash, codeOfKey } from './codes.ts';
import { takeClientFiles } from './files.ts';
import { appendEvents, findFiled, findGround, insertCase, type Filed, type Hashes, type Topic } from './store.ts';

const series: Record<Audience, string> = { external: 'И', internal: 'В' };

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
  /** How it is opened. @throws RuleBroken */
  open: () => UnnumberedCase;
  doubt: Doubt | null;
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
async function book(
  tx: Tx,
  { agency, consultation, rules, moment }: Opening,
  record: CaseRecord,
  slot: string,
): Promise<CaseRecord> {
  try {
    const visit = await visitOfSlot(tx, agency.id, slot);
    if (!isFor(consultation.need, visit)) throw new RuleBroken('choice_unknown');
    return act(record, { type: 'book_visit', visit }, 'client', moment, rules);
  } catch (error) {
    if (!(error instanceof RuleBroken) && !(error instanceof BackendError)) throw error;
    throw new BackendError('fields_invalid', {}, [{ path: 'slot', code: error.code, params: {} }]);
  }
}

interface Opened {
  /** Of its row. */
  id: string;
  record: CaseRecord;
}

/** Keeps a case without what needs its row first, by one statement, and so in one transaction. */
async function keep(db: Db, opening: Opening, opened: UnnumberedCase): Promise<Opened> {
  const { agency, consultation, topic, hashes, calendar, moment, doubt } = opening;
  const year = Number(localTime(moment, agency.timeZone).date.slice(0, 4));
  const before = `${series[consultation.audience]}-`;
  const number = { year, before, after: `/${String(year % 100).padStart(2, '0')}` };
  const keeping = { consultation, hashes, calendar, responsible: topic.responsible, number, doubt };
  const kept = await insertCase(db, agency.id, opened, keeping);
  return { id: kept.id, record: { ...opened, number: kept.number } };
}

/** Whether a case comes with what can't be kept but after it: files, a visit. */
const hasMore = ({ files = [], slot }: Consultation): boolean => files.length > 0 || slot !== undefined;

/**
 * Opens a case in a transaction of its caller: number, consultation, files, slot, events, jobs.
 * @throws BackendError fields_invalid: `files…`, `slot`
 */
async function openIn(services: Needs, tx: Tx, opening: Opening): Promise<Opened> {
  const { agency, consultation, moment } = opening;
  const { files = [], slot } = consultation;
  const opened = opening.open();
  if (!hasMore(consultation)) return keep(tx, opening, opened);
  // What happened is told with its files and its visit.
  const { id, record: empty } = await keep(tx, opening, { ...opened, timeline: [] });
  let record: CaseRecord = { ...empty, timeline: opened.timeline };
  if (files.length > 0) {
    record = withFiles(record, await takeClientFiles(services, tx, agency.id, id, files, moment));
  }
  if (slot !== undefined) {
    const booked = await book(tx, opening, record, slot);
    await syncSlot(tx, agency.id, id, record, booked, moment).catch((error: unknown) => {
      if (!(error instanceof BackendError)) throw error;
      throw new BackendError('fields_invalid', {}, [{ path: 'slot', code: error.code, params: {} }]);
    });
    record = booked;
  }
  await appendEvents(tx, id, 0, record.timeline);
  return { id, record };
}

/** Whether a row of the same key is there already (PostgreSQL, appendix A: unique_violation). */
const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505';

/** The same, in a transaction of its own. */
function openAlone(services: Needs, opening: Opening): Promise<Opened> {
  const { db } = services.database;
  if (hasMore(opening.consultation)) return db.transaction().execute((tx) => openIn(services, tx, opening));
  return keep(db, opening, opening.open());
}

/**
 * Opens a case once for each idempotency key, in a transaction of its own, or by `run`, which gives it one.
 * @returns what was opened now, or what the same key opened before with the same body
 * @throws BackendError idempotency_conflict, fields_invalid
 */
export async function openOnce(
  services: Needs,
  opening: Opening,
  run?: (work: (tx: Tx) => Promise<Opened>) => Promise<Opened>,
): Promise<Opened | Filed> {
  const { agency, hashes } = opening;
  const { db } = services.database;
  try {
    return await (run?.((tx) => openIn(services, tx, opening)) ?? openAlone(services, opening));
  } catch (error) {
    // Another request with the same key may have taken number, files and slot just now.
    const winner = await findFiled(db, agency.id, hashes.key);
    if (winner?.bodyHash.equals(hashes.body)) return winner;
    throw winner && isTaken(error) ? new BackendError('idempotency_conflict') : error;
  }
}

/** Who sends a consultation, as far as it matters to whoever keeps junk out. */
export interface Sender {
  filings: FilingBrake;
  address: string;
  /** Consultation-Proof, as it came. */
  proof: string | undefined;
  /** Whether what no person sees was filled in. */
  trap: boolean;
}

/** Bits of the work that was done for this very consultation; null: no work was sent along. @throws BackendError proof_invalid */
function bitsOf({ proof }: Sender, agency: string, key: string, consultation: Consultation): number | null {
  if (!proof) return null;
  if (!check(proofSchema, proof).ok) throw new BackendError('proof_invalid');
  return bitsProved(filingSeed(agency, key, consultation), proof);
}

/**
 * Files a consultation received at `moment`: case, first event and the job to confirm it, in one
 * transaction. The same key with the same body gives the same receipt, however often and however
 * many at once.
 * @param sender where it came from; missing for content that the body itself brings, which nobody doubts
 * @throws BackendError agency_unknown, idempotency_key_*, fields_invalid, idempotency_conflict, proof_*
 */
export async function fileConsultation(
  services: Needs,
  caller: Pick<Caller, 'internal'>,
  agencyId: string,
  input: unknown,
  idempotencyKey: string,
  moment: Date,
  sender?: Sender,
): Promise<Receipt> {
  const { db } = services.database;
  const checked = check(consultationSchema, input);
  // Nothing is told of a request to an agency that isn't there.
  if (!isName(agencyId) || !idempotencyKey || !checked.ok) await requireAgency(db, agencyId);
  requireKey(idempotencyKey);
  if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
  const consultation = checked.value;
  const code = codeOfKey(services.keys, agencyId, idempotencyKey);
  const hashes = hashesOf(services, agencyId, idempotencyKey, consultation);

  const ground = await findGround(db, agencyId, { ...consultation, key: hashes.key });
  if (!ground) throw unknownAgency(agencyId);
  const { agency, filed: before } = ground;
  // Before the rules: a topic that was since closed must not take a receipt away.
  if (before?.bodyHash.equals(hashes.body) && seen(before.audience, caller)) return { ...before.receipt, code };
  const topic = seen(consultation.audience, caller) ? ground.topic : undefined;
  const wrong = [
    ...(topic ? [] : [{ path: 'topic', code: 'choice_unknown', params: {} }]),
    ...consentProblem(consultation, agency),
  ];
  if (!topic || wrong.length > 0) throw new BackendError('fields_invalid', {}, wrong);

  const calendar = sharedCalendar(services.calendar, ground.calendar);
  const rules = rulesFor(agency, consultation.audience, calendar.calendar);
  const file = (doubt: Doubt | null): Promise<Opened | Filed> =>
    openOnce(services, {
      ...{ agency, consultation, topic, hashes, calendar: calendar.name, rules, moment, doubt },
      open: () => openCase(consultation, topic.title, moment, rules),
    });
  const braked = async (from: Sender): Promise<Opened | Filed> => {
    const proved = bitsOf(from, agencyId, idempotencyKey, consultation);
    const unproved = proved === null ? 'unproved' : null;
    return from.filings(from.address, proved, async () => {
      const value = await file(from.trap ? 'trap' : unproved);
      return { is: 'receipt' in value ? 'known' : 'new', value };
    });
  };
  const opened = await (sender ? braked(sender) : file(null));
  if ('receipt' in opened) return { ...opened.receipt, code };
  const { number, receivedAt, registerBy, dueBy, derivation } = opened.record;
  return { number, code, receivedAt, registerBy, dueBy, derivation };
}
