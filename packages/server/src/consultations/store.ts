import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Audience, LocalizedText } from '@otklik/core/contract/common.js';
import type { Case, CaseEvent, Consultation, ConsultationTopic, Receipt } from '@otklik/core/contract/consultations.js';
import type { Db, Tx } from '../database/open.ts';

/** A filed consultation as its idempotency key finds it again. */
export interface Filed {
  bodyHash: Buffer;
  audience: Audience;
  /** The receipt but for the code, which is derived from the key each time. */
  receipt: Omit<Receipt, 'code'>;
}

export interface Hashes {
  key: Buffer;
  body: Buffer;
  code: Buffer;
}

export async function listTopics(db: Db, agency: string, audience: Audience): Promise<ConsultationTopic[]> {
  return db
    .selectFrom('consultation_topics')
    .select(['id', 'title'])
    .where('agency', '=', agency)
    .where('audience', '=', audience)
    .orderBy('position')
    .execute();
}

export async function insertTopic(
  db: Db,
  agency: string,
  audience: Audience,
  position: number,
  topic: ConsultationTopic,
): Promise<void> {
  const { id, title } = topic;
  await db
    .insertInto('consultation_topics')
    .values({ agency, audience, id, position, title: JSON.stringify(title) })
    .execute();
}

export async function findTopic(
  db: Db,
  agency: string,
  audience: Audience,
  id: string,
): Promise<LocalizedText | undefined> {
  const row = await db
    .selectFrom('consultation_topics')
    .select('title')
    .where('agency', '=', agency)
    .where('audience', '=', audience)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.title;
}

export async function findFiled(db: Db, agency: string, keyHash: Buffer): Promise<Filed | undefined> {
  const row = await db
    .selectFrom('consultations')
    .select(['number', 'audience', 'body_hash', 'received_at', 'receipt'])
    .where('agency', '=', agency)
    .where('key_hash', '=', keyHash)
    .executeTakeFirst();
  if (!row) return undefined;
  const { number, audience, body_hash, received_at, receipt } = row;
  return { bodyHash: body_hash, audience, receipt: { number, receivedAt: received_at.toISOString(), ...receipt } };
}

/** The next number of an agency's year. The row stays locked until the transaction ends, which gives the number back if it fails. */
export async function nextNumber(tx: Tx, agency: string, audience: Audience, year: number): Promise<number> {
  const { last } = await tx
    .insertInto('case_numbers')
    .values({ agency, audience, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['agency', 'audience', 'year']).doUpdateSet({ last: sql`case_numbers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

/**
 * Stores a consultation with the case that it opens; personal data apart.
 * @returns its id, or null when the same idempotency key is there already.
 */
export async function insertConsultation(
  tx: Tx,
  agency: string,
  { applicant, contact, topic, language, consent }: Consultation,
  opened: Case,
  hashes: Hashes,
): Promise<string | null> {
  const { registerBy, dueBy, derivation } = opened;
  const row = await tx
    .insertInto('consultations')
    .values({
      id: randomUUID(),
      agency,
      audience: opened.audience,
      number: opened.number,
      key_hash: hashes.key,
      body_hash: hashes.body,
      code_hash: hashes.code,
      topic,
      topic_title: JSON.stringify(opened.topic),
      question: opened.question,
      reply_form: opened.replyForm,
      language,
      consent: consent ?? null,
      receipt: JSON.stringify({ registerBy, dueBy, derivation }),
      status: opened.status,
      received_at: opened.receivedAt,
      registered_on: opened.registeredOn,
      register_by: registerBy,
      due_by: dueBy,
      closed_on: opened.closedOn,
      derivation: JSON.stringify(derivation),
    })
    .onConflict((conflict) => conflict.columns(['agency', 'key_hash']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  await tx
    .insertInto('applicants')
    .values({
      consultation: row.id,
      kind: applicant.kind,
      name: applicant.name,
      email: contact.email ?? null,
      phone: contact.phone ?? null,
      postal_address: contact.postalAddress ?? null,
    })
    .execute();
  return row.id;
}

/** Appends what happened, each event with the job to tell the client. `from`: how many there were. */
export async function appendEvents(
  tx: Tx,
  consultation: string,
  from: number,
  events: readonly CaseEvent[],
): Promise<void> {
  for (const [index, event] of events.entries()) {
    await tx
      .insertInto('case_events')
      .values({ consultation, position: from + index, data: JSON.stringify(event) })
      .execute();
    await tx
      .insertInto('jobs')
      .values({ id: randomUUID(), kind: event.type, consultation, created_at: event.at })
      .execute();
  }
}

export async function updateCase(
  tx: Tx,
  id: string,
  { status, registeredOn, registerBy, dueBy, closedOn, derivation }: Case,
): Promise<void> {
  await tx
    .updateTable('consultations')
    .set({
      status,
      registered_on: registeredOn,
      register_by: registerBy,
      due_by: dueBy,
      closed_on: closedOn,
      derivation: JSON.stringify(derivation),
    })
    .where('id', '=', id)
    .execute();
}

const cases = (db: Db) =>
  db
    .selectFrom('consultations')
    .select(['id', 'number', 'audience', 'status', 'topic_title', 'question', 'reply_form', 'received_at'])
    .select(['registered_on', 'register_by', 'due_by', 'closed_on', 'derivation'])
    .select(
      sql<
        CaseEvent[]
      >`(select coalesce(json_agg(data order by position), '[]') from case_events where consultation = consultations.id)`.as(
        'timeline',
      ),
    );

type CaseRow = Awaited<ReturnType<ReturnType<typeof cases>['executeTakeFirstOrThrow']>>;

const toCase = ({
  id,
  topic_title,
  reply_form,
  received_at,
  registered_on,
  register_by,
  due_by,
  closed_on,
  ...same
}: CaseRow): { id: string; value: Case } => ({
  id,
  value: {
    ...same,
    topic: topic_title,
    replyForm: reply_form,
    receivedAt: received_at.toISOString(),
    registeredOn: registered_on,
    registerBy: register_by,
    dueBy: due_by,
    closedOn: closed_on,
  },
});

/** One query, whether there is such a case or not. */
export async function findCaseByCode(db: Db, agency: string, codeHash: Buffer): Promise<Case | undefined> {
  const row = await cases(db).where('agency', '=', agency).where('code_hash', '=', codeHash).executeTakeFirst();
  return row && toCase(row).value;
}

/** Locks the case for the rest of the transaction. */
export async function lockCase(
  tx: Tx,
  agency: string,
  number: string,
): Promise<{ id: string; value: Case } | undefined> {
  // Locked first, read after: what another transaction did meanwhile must be seen, events included.
  const locked = await tx
    .selectFrom('consultations')
    .select('id')
    .where('agency', '=', agency)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) return undefined;
  return toCase(await cases(tx).where('id', '=', locked.id).executeTakeFirstOrThrow());
}
