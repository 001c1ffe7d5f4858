import { randomUUID } from 'node:crypto';
import { sql, type ExpressionBuilder, type QueryCreator } from 'kysely';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Language } from '@otklik/core/contract/common.js';
import type { Doubt } from '@otklik/core/domain/consultations/kinds.js';
import { noticeAddress } from '@otklik/core/domain/consultations/notices.js';
import type { Db, Tx } from '../database/open.ts';
import type { JobState, Tables } from '../database/schema.ts';

/** What each kind of job carries: ids and codes alone, never anybody's data. */
export interface JobPayloads {
  /** Tell the client what happened in a case; `event`: a type of case event. */
  case_notice: { consultation: string; event: string };
  /** Find out which of the staff are to be told something about a case; `about`: see staff-notice.ts. */
  case_staff_notice: { consultation: string; about: string };
  /** Tell one of them; `to`: an account, or `agency` for the agency's own address. */
  case_staff_message: { consultation: string; about: string; to: string };
  /** Tell an agency until when it vouches for a publication. */
  review_reminder: { agency: string; publication: string; reviewBy: string };
}
export type JobKind = keyof JobPayloads;

/** A job to be done at `at` or as soon after as can be. With an `id` it is there once, however often it is asked for. */
export type NewJob = { [K in JobKind]: { kind: K; payload: JobPayloads[K]; at: Date | string; id?: string } }[JobKind];

export interface Job {
  id: string;
  kind: JobKind;
  payload: JobPayloads[JobKind];
  wantedAt: Date;
  /** How often it was taken, this time included. Together with the id it names this taking. */
  attempts: number;
}

/** What is known after a job was tried. */
export interface Tried {
  channel?: string | null;
  error?: string | null;
}

/** The statement that stores jobs, of which there is one at least; alone, or with others that are made before it. */
export const insertJobs = (db: Pick<QueryCreator<Tables>, 'insertInto'>, jobs: readonly NewJob[]) =>
  db
    .insertInto('jobs')
    .values(
      jobs.map(({ kind, payload, at, id = randomUUID() }) => ({
        ...{ id, kind, payload: JSON.stringify(payload), wanted_at: at, due_at: at },
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing());

/** In the transaction that makes it necessary: both are there or neither. */
export async function enqueue(tx: Tx | Db, ...jobs: NewJob[]): Promise<void> {
  if (jobs.length > 0) await insertJobs(tx, jobs).execute();
}

/**
 * Takes the job that is due longest, for this process alone until `until`: whoever dies with it
 * leaves it to be taken again then.
 */
export async function takeJob(db: Db, kinds: readonly string[], now: Date, until: Date): Promise<Job | undefined> {
  if (kinds.length === 0) return undefined;
  const { rows } = await sql<Omit<Job, 'wantedAt'> & { wanted_at: Date }>`
    update jobs set due_at = ${until}, attempts = attempts + 1
    where id = (
      select id from jobs
      where state = 'waiting' and due_at <= ${now} and kind = any(${sql.val(kinds)}::text[])
      order by due_at limit 1
      for update skip locked
    )
    returning id, kind, payload, wanted_at, attempts`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { wanted_at, ...same } = row;
  return { ...same, wantedAt: wanted_at };
}

const taken = (db: Db, { id, attempts }: Pick<Job, 'id' | 'attempts'>) =>
  // Unless somebody else took it since, because this took too long.
  db.updateTable('jobs').where('id', '=', id).where('attempts', '=', attempts).where('state', '=', 'waiting');

export async function endJob(db: Db, job: Job, state: JobState, now: Date, tried: Tried = {}): Promise<void> {
  const { channel = null, error = null } = tried;
  await taken(db, job).set({ state, ended_at: now, channel, error }).execute();
}

/** Gives a job back, to be taken again at `due`. */
export async function postponeJob(db: Db, job: Job, due: Date, tried: Tried = {}): Promise<void> {
  await taken(db, job)
    .set({ due_at: due, ...tried })
    .execute();
}

/** Jobs that no other process has in hand at this moment: nobody waits for anybody, so none for each other. */
const free = (db: ExpressionBuilder<Tables, 'jobs'>) => db.selectFrom('jobs').select('id').forUpdate().skipLocked();

/** Ends what nobody took in time: `dropped` if it was never tried, else `failed`. @returns how many. */
export async function endOldJobs(db: Db, wantedBefore: Date, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ state: sql<JobState>`case when attempts = 0 then 'dropped' else 'failed' end`, ended_at: now })
    .where('id', 'in', (db) =>
      free(db).where('state', '=', 'waiting').where('due_at', '<=', now).where('wanted_at', '<', wantedBefore),
    )
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Deletes jobs that ended before a moment. */
export async function deleteEndedJobs(db: Db, before: Date): Promise<void> {
  await db
    .deleteFrom('jobs')
    .where('id', 'in', (db) => free(db).where('state', '<>', 'waiting').where('ended_at', '<', before))
    .execute();
}

/** Deletes all jobs: nobody waits for news of what a database starts with. */
export async function clearJobs(db: Db): Promise<void> {
  await db.deleteFrom('jobs').execute();
}

/** How many jobs there are in each state. */
export async function countJobs(db: Db): Promise<Record<JobState, number>> {
  const rows = await db
    .selectFrom('jobs')
    .select(['state', ({ fn }) => fn.countAll<string>().as('number')])
    .groupBy('state')
    .execute();
  const counts = Object.fromEntries(rows.map(({ state, number }) => [state, Number(number)]));
  return { waiting: 0, done: 0, failed: 0, dropped: 0, ...counts };
}

/** Whom a notice about a case goes to. */
export interface Addressee {
  number: string;
  language: Language;
  agency: Agency;
  /** null: none, or none is wanted. */
  email: string | null;
  phone: string | null;
  /** Why the request may be junk: whoever it names may never have asked. */
  doubt: Doubt | null;
}

export async function findAddressee(db: Db, consultation: string): Promise<Addressee | undefined> {
  const row = await db
    .selectFrom('consultations')
    .innerJoin('agencies', 'agencies.id', 'consultations.agency')
    .innerJoin('applicants', 'applicants.consultation', 'consultations.id')
    .select(['number', 'language', 'agencies.data', 'email', 'phone', 'notice_by', 'notice_email', 'doubt'])
    .where('consultations.id', '=', consultation)
    .executeTakeFirst();
  if (!row) return undefined;
  const { data, email: given, phone, notice_by: by, notice_email: added, ...same } = row;
  const reached = by === 'none' ? null : phone;
  return { ...same, agency: data, email: noticeAddress({ given, added, by }), phone: reached };
}
