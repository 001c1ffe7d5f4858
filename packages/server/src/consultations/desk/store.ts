import { sql } from 'kysely';
import type { Audience } from '@otklik/core/contract/common.js';
import type { StaffCase } from '@otklik/core/contract/staff/cases.js';
import type { RecordStatus } from '@otklik/core/contract/staff/consultations.js';
import type { IsoDate } from '@otklik/core/domain/calendar.js';
import type { Db, Tx } from '../../database/open.ts';

const heads = (db: Db) =>
  db
    .selectFrom('consultations')
    .select(['id', 'number', 'audience', 'status', 'topic_title', 'received_at', 'registered_on', 'register_by'])
    .select(['due_by', 'closed_on', 'responsible', 'registry', 'need', 'doubt']);

export type HeadRow = Awaited<ReturnType<ReturnType<typeof heads>['executeTakeFirstOrThrow']>>;

/** Where a page ended: the day by which the list is sorted, and the case. */
export interface Place {
  day: IsoDate;
  id: string;
}

/** What a list is narrowed to; `closed`: those that ended, last ended first; else open ones, first due first. */
export interface ListOptions {
  closed?: boolean;
  status?: RecordStatus | undefined;
  audience?: Audience | undefined;
  topic?: string | undefined;
  number?: string | undefined;
  /** An account; null: in nobody's hands. */
  responsible?: string | null;
  /** Due on this day at the latest, or before it. */
  dueBy?: IsoDate;
  dueBefore?: IsoDate;
  /** Only what may be junk. */
  doubtful?: boolean;
  after?: Place | undefined;
  limit: number;
}

export async function listHeads(db: Db, agency: string, options: ListOptions): Promise<HeadRow[]> {
  const {
    closed = false,
    status,
    audience,
    topic,
    number,
    responsible,
    dueBy,
    dueBefore,
    doubtful,
    after,
    limit,
  } = options;
  let query = heads(db).where('agency', '=', agency).limit(limit);
  // A number finds its case, whatever became of it.
  if (number !== undefined)
    query = query.where((or) =>
      or.or([or('number', '=', number), or(sql<string>`registry ->> 'number'`, '=', number)]),
    );
  else query = query.where('closed_on', closed ? 'is not' : 'is', null);
  if (doubtful) query = query.where('doubt', 'is not', null);
  if (status !== undefined) query = query.where('status', '=', status);
  if (audience !== undefined) query = query.where('audience', '=', audience);
  if (topic !== undefined) query = query.where('topic', '=', topic);
  if (responsible === null) query = query.where('responsible', 'is', null);
  else if (responsible !== undefined) query = query.where('responsible', '=', responsible);
  if (dueBy !== undefined) query = query.where('due_by', '<=', dueBy);
  if (dueBefore !== undefined) query = query.where('due_by', '<', dueBefore);
  const day = closed ? 'closed_on' : 'due_by';
  const direction = closed ? 'desc' : 'asc';
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple(day, 'id'), closed ? '<' : '>', tuple(after.day, after.id)),
    );
  return query.orderBy(day, direction).orderBy('id', direction).execute();
}

/** What of a case is nobody's but the staff's to see. */
export async function readPerson(
  db: Db,
  id: string,
): Promise<
  Pick<StaffCase, 'applicant' | 'contact' | 'language' | 'responsible' | 'registry' | 'need' | 'doubt'> | undefined
> {
  const row = await db
    .selectFrom('consultations')
    .innerJoin('applicants', 'applicants.consultation', 'consultations.id')
    .select(['kind', 'name', 'email', 'phone', 'postal_address', 'language', 'responsible', 'registry'])
    .select(['need', 'doubt'])
    .where('consultations.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { kind, name, email, phone, postal_address, ...same } = row;
  return { ...same, applicant: { kind, name }, contact: { email, phone, postalAddress: postal_address } };
}

export async function updateResponsible(tx: Tx, id: string, responsible: string | null): Promise<void> {
  await tx.updateTable('consultations').set({ responsible }).where('id', '=', id).execute();
}

export async function updateRegistry(tx: Tx, id: string, registry: { number: string; date: IsoDate }): Promise<void> {
  await tx
    .updateTable('consultations')
    .set({ registry: JSON.stringify(registry) })
    .where('id', '=', id)
    .execute();
}
