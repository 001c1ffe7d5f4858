import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Audience, LocalizedText } from '@otklik/core/contract/common.js';
import type { Consultation, ConsultationTopic, Receipt } from '@otklik/core/contract/consultations.js';
import type { CaseRecord, RecordEvent } from '@otklik/core/contract/staff/consultations.js';
import type { Db, Tx } from '../database/open.ts';
import { enqueueCaseNotices } from '../notices/case-events.ts';

/** A filed consultation as its idempotency key finds it again. */
export interface Filed {
  /** Of its row. */
  id: string;
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

/** What one can ask about, and who new cases of it go to first. */
export interface Topic {
  title: LocalizedText;
  responsible: string | null;
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

export async function findTopic(db: Db, agency: string, audience: Audience, id: string): Promise<Topic | undefined> {
  // Accounts that were closed, or are no consultants here any more, get nothing.
  const first = sql<string | null>`(select r.staff from topic_responsibles r
    join staff on staff.id = r.staff and staff.active
    join staff_roles on staff_roles.staff = r.staff and staff_roles.agency = r.agency and staff_roles.role = 'consultant'
    where r.agency = consultation_topics.agency and r.audience = consultation_topics.audience
      and r.topic = consultation_topics.id
    order by r.position limit 1)`;
  return db
    .selectFrom('consultation_topics')
    .select(['title', first.as('responsible')])
    .where('agency', '=', agency)
    .where('audience', '=', audience)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function findFiled(db: Db, agency: string, keyHash: Buffer): Promise<Filed | undefined> {
  const row = await db
    .selectFrom('consultations')
    .select(['id', 'number', 'audience', 'body_hash', 'received_at', 'receipt'])
    .where('agency', '=', agency)
    .where('key_hash', '=', keyHash)
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, number, audience, body_hash, received_at, receipt } = row;
  return { id, bodyHash: body_hash, audience, receipt: { number, receivedAt: received_at.toISOString(), ...receipt } };
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
  opened: CaseRecord,
  { calendar, responsible, ...hashes }: Hashes & { calendar: string; responsible: string | null },
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
      calendar,
      responsible,
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

/** Appends what happened, with the jobs to tell client and staff of it. `from`: how many events there were. */
export async function appendEvents(
  tx: Tx,
  consultation: string,
  from: number,
  events: readonly RecordEvent[],
): Promise<void> {
  for (const [index, event] of events.entries()) {
    await tx
      .insertInto('case_events')
      .values({ consultation, position: from + index, data: JSON.stringify(event) })
      .execute();
  }
  await enqueueCaseNotices(tx, consultation, events);
}

/**
 * Stores where a case stands now. `calendar`: name of the one that this was computed by. If the case
 * was computed by another one before, its dates may stem from both: they are computed anew
 * (calendar/recompute.ts).
 */
export async function updateCase(
  tx: Tx,
  id: string,
  { status, registeredOn, registerBy, dueBy, closedOn, derivation }: CaseRecord,
  calendar: string,
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
      calendar: sql<string | null>`case when calendar = ${calendar} then calendar end`,
    })
    .where('id', '=', id)
    .execute();
}

/** A case and the id of its row. */
export interface FoundCase {
  id: string;
  record: CaseRecord;
}

/** How a case is found: by its row, by the number that people know, or by what is stored of its code. */
export type CaseName = { id: string } | { number: string } | { codeHash: Buffer };

const named = (name: CaseName): readonly ['id' | 'number' | 'code_hash', string | Buffer] => {
  if ('id' in name) return ['id', name.id];
  return 'number' in name ? ['number', name.number] : ['code_hash', name.codeHash];
};

const cases = (db: Db) =>
  db
    .selectFrom('consultations')
    .select(['id', 'number', 'audience', 'status', 'topic_title', 'question', 'reply_form', 'received_at'])
    .select(['registered_on', 'register_by', 'due_by', 'closed_on', 'derivation'])
    .select(
      sql<
        RecordEvent[]
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
}: CaseRow): FoundCase => ({
  id,
  record: {
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
export async function findCase(db: Db, agency: string, name: CaseName): Promise<FoundCase | undefined> {
  const [column, value] = named(name);
  const row = await cases(db).where('agency', '=', agency).where(column, '=', value).executeTakeFirst();
  return row && toCase(row);
}

/** Locks two cases, by row and by number, in the order of their rows. */
export async function lockCases(tx: Tx, agency: string, id: string, number: string): Promise<void> {
  await tx
    .selectFrom('consultations')
    .select('id')
    .where('agency', '=', agency)
    .where((or) => or.or([or('id', '=', id), or('number', '=', number)]))
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Locks the case for the rest of the transaction. */
export async function lockCase(tx: Tx, agency: string, name: CaseName): Promise<FoundCase | undefined> {
  // Locked first, read after: what another transaction did meanwhile must be seen, events included.
  const [column, value] = named(name);
  const locked = await tx
    .selectFrom('consultations')
    .select('id')
    .where('agency', '=', agency)
    .where(column, '=', value)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) return undefined;
  return toCase(await cases(tx).where('id', '=', locked.id).executeTakeFirstOrThrow());
}
