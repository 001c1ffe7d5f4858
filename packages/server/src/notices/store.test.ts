import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { notices } from '../database/migrations/0005-notices.ts';
import { openWorld } from '../testing/app.ts';
import {
  clearJobs,
  countJobs,
  deleteEndedJobs,
  endJob,
  endOldJobs,
  enqueue,
  postponeJob,
  takeJob,
  type Job,
  type NewJob,
} from './store.ts';

const world = await openWorld();
const { db } = world.database;
after(() => world.close());
beforeEach(() => clearJobs(db));

const start = new Date('2026-11-24T08:00:00.000Z');
const at = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const notice = (minutes: number): NewJob => ({
  kind: 'case_notice',
  payload: { consultation: randomUUID(), event: String(minutes) },
  at: at(minutes),
});
const kinds = ['case_notice'];
const take = (now: number, until = now + 2): Promise<Job | undefined> => takeJob(db, kinds, at(now), at(until));
const taken = async (now: number): Promise<Job> => {
  const job = await take(now);
  assert.ok(job, 'nothing to be taken');
  return job;
};

const eventOf = (job: Job | undefined): string | undefined =>
  job && 'event' in job.payload ? job.payload.event : undefined;

describe('the queue', () => {
  test('gives jobs when they are due, the oldest first, each once', async () => {
    await db.transaction().execute((tx) => enqueue(tx, notice(1), notice(0), notice(10)));
    const events = [await take(1, 99), await take(1, 99), await take(1)].map(eventOf);
    assert.deepEqual(events, ['0', '1', undefined]);
    assert.equal(eventOf(await take(10)), '10');
  });

  test('gives only what there is a handler for', async () => {
    await enqueue(db, notice(0));
    assert.equal(await takeJob(db, [], at(1), at(3)), undefined);
    assert.equal(await takeJob(db, ['other'], at(1), at(3)), undefined);
    assert.ok(await takeJob(db, ['other', 'case_notice'], at(1), at(3)));
  });

  test('keeps nothing of a transaction that fails', async () => {
    await assert.rejects(
      db.transaction().execute(async (tx) => {
        await enqueue(tx, notice(0));
        throw new Error('power cut');
      }),
      /power cut/,
    );
    assert.equal(await take(1), undefined);
  });

  test('gives again what was taken and never ended, and then heeds only the one who took it last', async () => {
    await enqueue(db, notice(0));
    const first = await taken(0);
    assert.equal(await take(1.9), undefined);
    const second = await taken(2);
    assert.equal(second.id, first.id);
    assert.deepEqual([first.attempts, second.attempts], [1, 2]);
    await endJob(db, first, 'done', at(2));
    await postponeJob(db, first, at(2));
    const { state, due_at } = await db.selectFrom('jobs').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([state, due_at], ['waiting', at(4)], 'the late one changed nothing');
    await endJob(db, second, 'done', at(3), { channel: 'email' });
    await postponeJob(db, second, at(0));
    assert.equal(await take(100), undefined);
    assert.deepEqual(await countJobs(db), { waiting: 0, done: 1, failed: 0, dropped: 0 });
  });

  test('gives each job to one taker, however many take at once', async () => {
    const jobs = Array.from({ length: 60 }, (_, index) => notice(index / 60));
    await enqueue(db, ...jobs);
    const all: string[] = [];
    const taker = async (): Promise<void> => {
      for (let job = await take(1); job; job = await take(1)) all.push(job.id);
    };
    await Promise.all(Array.from({ length: 10 }, taker));
    assert.equal(all.length, 60);
    assert.equal(new Set(all).size, 60);
  });

  test('ends what grew too old: dropped if nobody tried, else failed; not what is taken', async () => {
    await enqueue(db, notice(0), notice(1), notice(2), notice(50));
    const tried = await taken(2);
    await postponeJob(db, tried, at(3), { error: 'ECONNREFUSED' });
    await takeJob(db, kinds, at(2), at(1000));
    assert.equal(await endOldJobs(db, at(10), at(60)), 2);
    assert.deepEqual(await countJobs(db), { waiting: 2, done: 0, failed: 1, dropped: 1 });
    const failed = await db.selectFrom('jobs').selectAll().where('state', '=', 'failed').executeTakeFirstOrThrow();
    assert.equal(failed.error, 'ECONNREFUSED');
    assert.deepEqual(failed.ended_at, at(60));
    assert.equal(await endOldJobs(db, at(10), at(60)), 0);
    await deleteEndedJobs(db, at(60));
    assert.equal((await countJobs(db)).failed, 1);
    await deleteEndedJobs(db, at(61));
    assert.deepEqual(await countJobs(db), { waiting: 2, done: 0, failed: 0, dropped: 0 });
  });

  test('takes over the jobs of a database that had no queue', async () => {
    const [id, consultation] = [randomUUID(), randomUUID()];
    await db.transaction().execute(async (tx) => {
      await sql`create schema old`.execute(tx);
      await sql`set local search_path to old`.execute(tx);
      await sql`create table consultations (id uuid primary key)`.execute(tx);
      await sql`create table jobs (
        id uuid primary key, kind text not null, created_at timestamptz not null,
        consultation uuid not null references consultations on delete cascade
      )`.execute(tx);
      await sql`create index jobs_consultation on jobs (consultation)`.execute(tx);
      await sql`insert into consultations values (${consultation})`.execute(tx);
      await sql`insert into jobs values (${id}, 'registered', ${at(0)}, ${consultation})`.execute(tx);
      await notices.up(tx);
      const job = await takeJob(tx, kinds, at(0), at(2));
      assert.deepEqual(job, {
        id,
        kind: 'case_notice',
        payload: { consultation, event: 'registered' },
        wantedAt: at(0),
        attempts: 1,
      });
      await sql`drop schema old cascade`.execute(tx);
    });
  });
});
