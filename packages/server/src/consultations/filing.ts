import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Audience, LocalizedText } from '@otklik/core/contract/common.js';
import {
  consultationSchema,
  idempotencyKeySchema,
  type Case,
  type Consultation,
  type Receipt,
} from '@otklik/core/contract/consultations.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { calendarOf, localTime, type CalendarDay } from '@otklik/core/domain/calendar.js';
import { caseCode } from '@otklik/core/domain/consultations/case-code.js';
import { consentProblem } from '@otklik/core/domain/consultations/consent.js';
import { act, openCase, type CaseAction, type Rules } from '@otklik/core/domain/consultations/lifecycle.js';
import { canonicalJson } from '@otklik/core/domain/surveys/canonical.js';
import { requireAgency, seen } from '../agencies/port.ts';
import type { Db, Tx } from '../database/open.ts';
import type { Keys } from '../keys/open.ts';
import type { Caller, Services } from '../services.ts';
import {
  appendEvents,
  findFiled,
  findTopic,
  insertConsultation,
  lockCase,
  nextNumber,
  updateCase,
  type Filed,
  type Hashes,
} from './store.ts';

const series: Record<Audience, string> = { external: 'И', internal: 'В' };

const rulesOf = ({ terms, timeZone }: Agency, calendar: readonly CalendarDay[]): Rules => ({
  policy: terms,
  calendar: calendarOf(calendar),
  timeZone,
});

/** The code of the case that a consultation with this idempotency key opened, or will open. */
export const codeOfKey = (keys: Keys, agency: string, idempotencyKey: string): string =>
  caseCode(keys.mac('case-code', agency, idempotencyKey));

/** What is stored of a code. */
export const codeHash = (keys: Keys, agency: string, code: string): Buffer => keys.mac('case-code-hash', agency, code);

function parse(input: unknown, idempotencyKey: string): Consultation {
  if (!idempotencyKey) throw new BackendError('idempotency_key_missing');
  if (!check(idempotencyKeySchema, idempotencyKey).ok) throw new BackendError('idempotency_key_invalid');
  const checked = check(consultationSchema, input);
  if (!checked.ok) throw new BackendError('fields_invalid', {}, checked.fields);
  return checked.value;
}

/** Thrown to give the number back when another request with the same key was first. */
class KeyTaken extends Error {}

interface Opening {
  agency: Agency;
  consultation: Consultation;
  /** Title of its topic. */
  topic: LocalizedText;
  hashes: Hashes;
  moment: Date;
  rules: Rules;
}

async function open(tx: Tx, { agency, consultation, topic, hashes, moment, rules }: Opening): Promise<Case> {
  const year = Number(localTime(moment, agency.timeZone).date.slice(0, 4));
  const next = await nextNumber(tx, agency.id, consultation.audience, year);
  const number = `${series[consultation.audience]}-${next}/${String(year % 100).padStart(2, '0')}`;
  const opened = openCase(number, consultation, topic, moment, rules);
  const id = await insertConsultation(tx, agency.id, consultation, opened, hashes);
  if (id === null) throw new KeyTaken();
  await appendEvents(tx, id, 0, opened.timeline);
  return opened;
}

/**
 * Files a consultation received at `moment`: case, first event and the job to confirm it, in one
 * transaction. The same key with the same body gives the same receipt, however often and however
 * many at once.
 * @throws BackendError agency_unknown, idempotency_key_*, fields_invalid, idempotency_conflict
 */
export async function fileConsultation(
  { database: { db }, keys, calendar }: Pick<Services, 'database' | 'keys' | 'calendar'>,
  caller: Pick<Caller, 'internal'>,
  agencyId: string,
  input: unknown,
  idempotencyKey: string,
  moment: Date,
): Promise<Receipt> {
  const agency = await requireAgency(db, agencyId);
  const consultation = parse(input, idempotencyKey);
  const code = codeOfKey(keys, agencyId, idempotencyKey);
  const hashes: Hashes = {
    key: keys.mac('idempotency-key', agencyId, idempotencyKey),
    body: keys.mac('idempotency-body', agencyId, canonicalJson(consultation)),
    code: codeHash(keys, agencyId, code),
  };
  const same = (filed: Filed): boolean => filed.bodyHash.equals(hashes.body);

  const before = await findFiled(db, agencyId, hashes.key);
  // Before the rules: a topic that was since closed must not take a receipt away.
  if (before && same(before) && seen(before.audience, caller)) return { ...before.receipt, code };
  const topic = seen(consultation.audience, caller)
    ? await findTopic(db, agencyId, consultation.audience, consultation.topic)
    : undefined;
  const wrong = [
    ...(topic ? [] : [{ path: 'topic', code: 'choice_unknown', params: {} }]),
    ...consentProblem(consultation, agency),
  ];
  if (!topic || wrong.length > 0) throw new BackendError('fields_invalid', {}, wrong);

  try {
    const opening: Opening = { agency, consultation, topic, hashes, moment, rules: rulesOf(agency, calendar) };
    const { number, receivedAt, registerBy, dueBy, derivation } = await db
      .transaction()
      .execute((tx) => open(tx, opening));
    return { number, code, receivedAt, registerBy, dueBy, derivation };
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error;
    const winner = await findFiled(db, agencyId, hashes.key);
    if (!winner || !same(winner)) throw new BackendError('idempotency_conflict');
    return { ...winner.receipt, code };
  }
}

/**
 * Takes one action on a case at `moment`, by core's rules: new state, event and notification job in
 * one transaction, the case locked against any other.
 * @throws BackendError agency_unknown, case_unknown; RuleBroken when law or state don't allow it.
 */
export async function actOnCase(
  db: Db,
  agencyId: string,
  number: string,
  action: CaseAction,
  moment: Date,
  calendar: readonly CalendarDay[] = productionCalendar,
): Promise<Case> {
  const agency = await requireAgency(db, agencyId);
  return db.transaction().execute(async (tx) => {
    const found = await lockCase(tx, agencyId, number);
    if (!found) throw new BackendError('case_unknown');
    const after = act(found.value, action, moment, rulesOf(agency, calendar));
    await updateCase(tx, found.id, after);
    const known = found.value.timeline.length;
    await appendEvents(tx, found.id, known, after.timeline.slice(known));
    return after;
  });
}
