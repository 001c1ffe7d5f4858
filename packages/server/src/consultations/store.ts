import { randomUUID } from 'node:crypto';
import { sql, type QueryCreator, type Selectable } from 'kysely';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Audience, LocalizedText } from '@otklik/core/contract/common.js';
import type { Consultation, ConsultationTopic, Receipt } from '@otklik/core/contract/consultations.js';
import type { CaseRecord, RecordEvent } from '@otklik/core/contract/staff/consultations.js';
import type { Doubt } from '@otklik/core/domain/consultations/kinds.js';
import type { NoticeAddresses } from '@otklik/core/domain/consultations/notices.js';
import type { UnnumberedCase } from '@otklik/core/domain/consultations/opening.js';
import type { Db, Tx } from '../database/open.ts';
import type { OwnCalendar, Tables } from '../database/schema.ts';
import { caseNotices } from '../notices/case-events.ts';
import { insertJobs } from '../notices/store.ts';

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

/** What is known before a case is opened. */
export interface Ground {
  agency: Agency;
  /** Years of the calendar that are the agency's own. */
  calendar: OwnCalendar;
  topic: Topic | undefined;
  /** What the same key filed before. */
  filed: Filed | undefined;
}

/** By one query; undefined when there is no such agency. `key`: its hash. */
export async function findGround(
  db: Db,
  id: string,
  { audience, topic, key }: { audience: Audience; topic: string; key: Buffer },
): Promise<Ground | undefined> {
  // Accounts that were closed, or are no consultants here any more, get nothing.
  const first = sql<string | null>`(select r.staff from topic_responsibles r
    join staff on staff.id = r.staff and staff.active
    join staff_roles on staff_roles.staff = r.staff and staff_roles.agency = r.agency and staff_roles.role = 'consultant'
    where r.agency = asked.agency and r.audience = asked.audience and r.topic = asked.id
    order by r.position limit 1)`;
  const row = await db
    .selectFrom('agencies')
    .leftJoin('consultation_topics as asked', (on) =>
      on.onRef('asked.agency', '=', 'agencies.id').on('asked.audience', '=', audience).on('asked.id', '=', topic),
    )
    .leftJoin('consultations as filed', (on) =>
      on.onRef('filed.agency', '=', 'agencies.id').on('filed.key_hash', '=', key),
    )
    .select(['agencies.data', 'agencies.calendar as own', 'asked.title', first.as('responsible')])
    .select(filedColumns)
    .where('agencies.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { data, own, title, responsible } = row;
  return { agency: data, calendar: own, topic: title ? { title, responsible } : undefined, filed: toFiled(row) };
}

const filedColumns = [
  'filed.id',
  'filed.number',
  'filed.audience',
  'filed.body_hash',
  'filed.received_at',
  'filed.receipt',
] as const;

type FiledRow = Pick<
  Selectable<Tables['consultations']>,
  'id' | 'number' | 'audience' | 'body_hash' | 'received_at' | 'receipt'
>;

function toFiled(row: { [K in keyof FiledRow]: FiledRow[K] | null }): Filed | undefined {
  // All of them, or none.
  if (row.id === null) return undefined;
  const { id, number, audience, body_hash, received_at, receipt } = row as FiledRow;
  return { id, bodyHash: body_hash, audience, receipt: { number, receivedAt: received_at.toISOString(), ...receipt } };
}

export async function findFiled(db: Db, agency: string, keyHash: Buffer): Promise<Filed | undefined> {
  const row = await db
    .selectFrom('consultations as filed')
    .select(filedColumns)
    .where('agency', '=', agency)
    .where('key_hash', '=', keyHash)
    .executeTakeFirst();
  return row && toFiled(row);
}

/** Appends what happened, with the jobs to tell client and staff of it, by the statement that is made next. */
function withEvents(
  db: QueryCreator<Tables>,
  consultation: string,
  from: number,
  events: readonly RecordEvent[],
): QueryCreator<Tables> {
  if (events.length === 0) return db;
  const rows = events.map((event, index) => ({ consultation, position: from + index, data: JSON.stringify(event) }));
  const jobs = caseNotices(consultation, events);
  const happened = db.with('happened', (inner) => inner.insertInto('case_events').values(rows));
  return jobs.length > 0 ? happened.with('told', (inner) => insertJobs(inner, jobs)) : happened;
}

/** What a case is kept with. */
export interface Keeping {
  consultation: Consultation;
  hashes: Hashes;
  /** Name of the calendar that its dates were computed by. */
  calendar: string;
  responsible: string | null;
  doubt: Doubt | null;
  /** Its number is the next one of this year, between these texts. */
  number: { year: number; before: string; after: string };
}

/**
 * Keeps a new case with its first events, personal data apart, and gives it a number. By one
 * statement, since until the transaction ends every other new case of the agency waits for its
 * number; one that fails gives it back.
 * @throws what the database says of a second row of the same key: see isTaken in filing.ts
 */
export async function insertCase(
  db: Db,
  agency: string,
  { audience, topic, timeline, ...opened }: UnnumberedCase,
  { consultation, hashes, calendar, responsible, number, doubt }: Keeping,
): Promise<{ id: string; number: string }> {
  const { applicant, contact, language, consent } = consultation;
  const { registerBy, dueBy, derivation } = opened;
  const id = randomUUID();
  return withEvents(db, id, 0, timeline)
    .with('next', (inner) =>
      inner
        .insertInto('case_numbers')
        .values({ agency, audience, year: number.year, last: 1 })
        .onConflict((conflict) =>
          conflict.columns(['agency', 'audience', 'year']).doUpdateSet({ last: sql`case_numbers.last + 1` }),
        )
        .returning('last'),
    )
    .with('person', (inner) =>
      inner.insertInto('applicants').values({
        consultation: id,
        kind: applicant.kind,
        name: applicant.name,
        email: contact.email ?? null,
        phone: contact.phone ?? null,
        postal_address: contact.postalAddress ?? null,
      }),
    )
    .insertInto('consultations')
    .values({
      id,
      agency,
      audience,
      number: sql`${number.before}::text || (select last from next) || ${number.after}::text`,
      key_hash: hashes.key,
      body_hash: hashes.body,
      code_hash: hashes.code,
      topic: consultation.topic,
      topic_title: JSON.stringify(topic),
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
      need: consultation.need ?? null,
      doubt,
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
}

/** Appends what happened, with the jobs to tell client and staff of it. `from`: how many events there were. */
export async function appendEvents(
  tx: Tx,
  consultation: string,
  from: number,
  events: readonly RecordEvent[],
): Promise<void> {
  if (events.length > 0)
    await withEvents(tx, consultation, from, events)
      .selectNoFrom(sql`1`.as('done'))
      .execute();
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
  notices: NoticeAddresses;
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
    )
    .select(
      sql<NoticeAddresses | null>`(select json_build_object('given', email, 'added', notice_email, 'by', notice_by)
        from applicants where consultation = consultations.id)`.as('notices'),
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
  notices,
  ...same
}: CaseRow): FoundCase => ({
  id,
  notices: notices ?? { given: null, added: null, by: null },
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

/** Nothing speaks against the request any more. */
export async function clearDoubt(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('consultations')
    .set({ doubt: null })
    .where('id', '=', id)
    .where('doubt', 'is not', null)
    .execute();
}

/** Keeps how the client wants to be told. */
export async function updateNotices(tx: Tx, consultation: string, { by, added }: NoticeAddresses): Promise<void> {
  await tx
    .updateTable('applicants')
    .set({ notice_by: by, notice_email: added })
    .where('consultation', '=', consultation)
    .execute();
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
