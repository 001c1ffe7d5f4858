import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { defaultTerms } from '@otklik/core/domain/consultations/terms.js';
import type { CaseAction } from '@otklik/core/domain/consultations/actions.js';
import { clearJobs } from '../../notices/store.ts';
import { openWorld, type World } from '../../testing/app.ts';
import { testAgency, testConsultant, testConsultation, testContent } from '../../testing/content.ts';
import { actOnCase } from '../acting.ts';
import { fileConsultation } from '../filing.ts';
import { watchAlarms, type AlarmWatch } from './watch.ts';

let world: World;
/** Of this process; a new one remembers nothing. */
let watch: AlarmWatch;
before(async () => {
  const stops = { ...defaultTerms, clarificationStopsClock: true };
  const policy = { approval: true, nearDays: [10, 5, 1], windowDays: 1 };
  world = await openWorld([
    testContent(),
    testContent({ agency: testAgency({ id: 'patient', terms: stops, consultations: policy }) }),
  ]);
});
after(() => world.close());
beforeEach(async () => {
  await world.database.db.deleteFrom('consultations').execute();
  await clearJobs(world.database.db);
  watch = watchAlarms();
});

/** 11 o'clock in Astrakhan. */
const day = (date: string): Date => new Date(`${date}T07:00:00Z`);
let key = 0;
/** Files a case on a day. @returns its number */
async function filed(date: string, agency = 'test'): Promise<string> {
  const anybody = { internal: false };
  const idempotency = `key-of-a-case-with-a-term-${++key}`;
  const input = testConsultation();
  return (await fileConsultation(world.services, anybody, agency, input, idempotency, day(date))).number;
}
const registered = async (date: string, agency = 'test'): Promise<string> => {
  const number = await filed(date, agency);
  await actOnCase(world.services, agency, { number }, { type: 'register' }, testConsultant, day(date));
  return number;
};
/** What staff are told at a moment. */
async function toldAt(moment: Date, by: AlarmWatch = watch): Promise<string[]> {
  const { db } = world.database;
  await clearJobs(db);
  const told = await by(world.services, moment);
  const jobs = await db.selectFrom('jobs').selectAll().where('kind', '=', 'case_staff_notice').execute();
  assert.equal(jobs.length, told);
  for (const job of jobs) assert.deepEqual(job.wanted_at, moment);
  return jobs.map(({ payload }) => payload.about ?? '').toSorted();
}
const toldOn = (date: string, by = watch): Promise<string[]> => toldAt(day(date), by);

describe('staff are warned', () => {
  test('of each step towards the end of a term, of its end, once each', async () => {
    // Monday 2 November; 30 days on is Wednesday 2 December.
    await registered('2026-11-02');
    const told: Record<string, string[]> = {};
    for (let date = day('2026-11-02'); date < day('2026-12-08'); date = new Date(date.getTime() + 86_400_000)) {
      const news = await toldAt(date);
      const name = date.toISOString().slice(0, 10);
      if (news.length > 0) told[name] = news;
      assert.deepEqual(await toldAt(date), [], 'not twice');
    }
    assert.deepEqual(told, {
      // The seventh day is Monday 9 November; told the day before, though it is a Sunday.
      '2026-11-08': ['deferral_closing 2026-11-09 -', 'forwarding_closing 2026-11-09 -'],
      '2026-11-27': ['term_near 2026-12-02 5'],
      '2026-12-01': ['term_near 2026-12-02 1'],
      '2026-12-03': ['term_passed 2026-12-02 -'],
    });
  });

  test('of windows that close on days off on the working day before', async () => {
    // Wednesday 28 October; the seventh day, 4 November, is a holiday, the 3rd a (short) working day.
    await registered('2026-10-28');
    assert.deepEqual(await toldOn('2026-11-01'), []);
    assert.deepEqual(await toldOn('2026-11-02'), ['deferral_closing 2026-11-03 -', 'forwarding_closing 2026-11-03 -']);
    // Nobody looked in time: it can still be done, on a holiday.
    await registered('2026-10-28');
    assert.equal((await toldOn('2026-11-04')).length, 2);
    await registered('2026-10-28');
    assert.deepEqual(await toldOn('2026-11-05'), []);
  });

  test('when a request isn’t registered in time, in whichever state it is told late', async () => {
    // Saturday 31 October and three days: Tuesday the 3rd.
    await filed('2026-10-31');
    assert.deepEqual(await toldOn('2026-11-03'), []);
    assert.deepEqual(await toldOn('2026-11-04'), ['registration_passed 2026-11-03 -']);
    // The server was off meanwhile: only what holds now is told.
    assert.deepEqual(await toldOn('2026-12-20'), ['term_passed 2026-12-03 -']);
  });

  test('the day begins when it does for the agency', async () => {
    await registered('2026-11-02');
    // Four hours before midnight in UTC it is midnight in Astrakhan.
    assert.deepEqual(await toldAt(new Date('2026-11-26T19:59:59Z')), []);
    assert.deepEqual(await toldAt(new Date('2026-11-26T20:00:00Z')), ['term_near 2026-12-02 5']);
  });

  test('not of what is closed, nor of what was put right', async () => {
    const number = await registered('2026-11-02');
    const forward = { type: 'forward', to: { ru: 'Минстрой' }, reason: { ru: 'Его дело' } } as const;
    await actOnCase(world.services, 'test', { number }, forward, testConsultant, day('2026-11-05'));
    assert.deepEqual(await toldOn('2026-12-10'), []);
    const deferred = await registered('2026-11-02');
    const defer = { type: 'defer', days: 15, reason: { ru: 'Много' } } as const;
    await actOnCase(world.services, 'test', { number: deferred }, defer, testConsultant, day('2026-11-05'));
    assert.deepEqual(await toldOn('2026-11-09'), ['forwarding_closing 2026-11-09 -'], 'it was deferred already');
    assert.deepEqual(await toldOn('2026-12-02'), []);
    assert.deepEqual(await toldOn('2026-12-15'), ['term_near 2026-12-17 5']);
  });

  test('anew when the term is another one', async () => {
    const number = await registered('2026-11-02');
    assert.deepEqual(await toldOn('2026-11-27'), ['term_near 2026-12-02 5']);
    const { db } = world.database;
    await db.updateTable('consultations').set({ due_by: '2026-12-01' }).where('number', '=', number).execute();
    assert.deepEqual(await toldOn('2026-11-27'), ['term_near 2026-12-01 5'], 'on the very day');
  });

  test('by one process, however many watch, and not again by one that has just started', async () => {
    for (let number = 0; number < 5; number++) await registered('2026-11-02');
    await clearJobs(world.database.db);
    const watches = Array.from({ length: 4 }, watchAlarms);
    const told = await Promise.all(watches.map((one) => one(world.services, day('2026-11-27'))));
    assert.equal(
      told.reduce((sum, one) => sum + one, 0),
      5,
    );
    assert.deepEqual(await toldOn('2026-11-27', watchAlarms()), []);
  });

  test('step by step as the agency’s rules say, and once while a clarification stops the clock', async () => {
    const number = await registered('2026-11-02', 'patient');
    assert.deepEqual(await toldOn('2026-11-22'), ['term_near 2026-12-02 10']);
    const ask = { type: 'ask', question: { ru: 'Какой дом?' } } as const;
    await actOnCase(world.services, 'patient', { number }, ask, testConsultant, day('2026-11-23'));
    for (const date of ['2026-11-24', '2026-11-28', '2026-12-02', '2026-12-10'])
      assert.deepEqual(await toldOn(date), []);
    const clarify: CaseAction = { type: 'clarify', text: 'Дом 1', files: [] };
    await actOnCase(world.services, 'patient', { number }, clarify, 'client', day('2026-12-10'));
    // 17 days were waited: 19 December is a Saturday, the working day before it the 18th.
    assert.deepEqual(await toldOn('2026-12-10'), ['term_near 2026-12-18 10']);
    assert.deepEqual(await toldOn('2026-12-13'), ['term_near 2026-12-18 5']);
  });

  test('of all others when one fails, and of that one by the next run', async () => {
    const { db } = world.database;
    const broken = await registered('2026-11-02');
    await registered('2026-11-02');
    const named = db.selectFrom('consultations').select('id').where('number', '=', broken);
    const { id } = await named.executeTakeFirstOrThrow();
    const body = `begin raise exception 'power cut'; end`;
    await sql.raw(`create function fail() returns trigger language plpgsql as $$ ${body} $$`).execute(db);
    await sql
      .raw(
        `create trigger cut before insert on jobs for each row
         when (new.payload ->> 'consultation' = '${id}') execute function fail()`,
      )
      .execute(db);
    await clearJobs(db);
    await assert.rejects(watch(world.services, day('2026-11-27')), /power cut/);
    const told = await db.selectFrom('case_alarms').select('consultation').execute();
    assert.equal(told.length, 1);
    assert.notEqual(told[0]?.consultation, id);
    await sql.raw('drop trigger cut on jobs').execute(db);
    await sql.raw('drop function fail()').execute(db);
    assert.deepEqual(await toldOn('2026-11-27'), ['term_near 2026-12-02 5']);
  });
});
