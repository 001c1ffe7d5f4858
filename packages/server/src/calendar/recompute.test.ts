import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Receipt } from '@otklik/core/contract/consultations.js';
import type { CalendarChanged } from '@otklik/core/contract/staff/calendar.js';
import { calendarOf, isWorkingDay } from '@otklik/core/domain/calendar.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { applyAction } from '../consultations/acting.ts';
import { findCase, lockCase } from '../consultations/store.ts';
import { clearJobs } from '../notices/store.ts';
import { noon, onPostgres, openWorld, type World } from '../testing/app.ts';
import { drafts, words, working, type Working } from '../testing/cases.ts';
import { testAgency, testConsultation, testConsultant, testContent } from '../testing/content.ts';
import { ok, signUp, type Signed } from '../testing/staff.ts';
import { requireAgencyCalendar } from './calendar.ts';
import { recomputeCases, recomputeOutdated } from './recompute.ts';
import { updateOwnCalendar } from './store.ts';

let world: World;
let w: Working;
let administrator: Signed;
before(async () => {
  world = await openWorld([testContent(), testContent({ agency: testAgency({ id: 'other' }) })]);
  w = await working(world);
  administrator = await signUp(world, 'administrator', ['administrator']);
});
after(() => world.close());

const shipped = productionCalendar.filter(({ date }) => date.startsWith('2026'));
/** The shipped year with some days off more. */
const yearWith = (...off: string[]) => [...shipped, ...off.map((date) => ({ date, kind: 'off' as const }))];
const put = async (...off: string[]): Promise<CalendarChanged> =>
  ok(await administrator.ask('PUT', '/calendar/2026', { days: yearWith(...off) }));
/** Replaces the year and dies before anything follows. */
const cutShort = (...off: string[]): Promise<void> =>
  world.database.db.transaction().execute((tx) => updateOwnCalendar(tx, 'test', { 2026: yearWith(...off) }));

beforeEach(async () => {
  world.clock.now = new Date(noon);
  await world.database.db.deleteFrom('consultations').execute();
  await world.database.db.updateTable('agencies').set({ calendar: '{}' }).execute();
  await clearJobs(world.database.db);
});

const file = async (agency = 'test', key: string = randomUUID()): Promise<Receipt> =>
  ok(
    await world.request({
      method: 'POST',
      url: `/api/v1/agencies/${agency}/consultations`,
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      payload: JSON.stringify(testConsultation()),
    }),
    201,
  );
const changesOf = async (number: string, agency = 'test') => {
  const found = await findCase(world.database.db, agency, { number });
  assert.ok(found);
  const changes = found.record.timeline.filter(({ type }) => type === 'term_changed');
  return { ...found.record, changes };
};
/** What clients are told. */
const told = async (): Promise<string[]> => {
  const rows = await world.database.db.selectFrom('jobs').select('payload').where('kind', '=', 'case_notice').execute();
  return rows.map(({ payload }) => payload.event ?? '').filter((event) => event === 'term_changed');
};
const calendars = async (): Promise<(string | null)[]> => {
  const rows = await world.database.db.selectFrom('consultations').select('calendar').distinct().execute();
  return rows.map(({ calendar }) => calendar);
};

describe('a new calendar', () => {
  test('moves what was promised, says so in the case and tells the client, once', async () => {
    const key = randomUUID();
    const receipt = await file('test', key);
    // Registered by Friday 27 November; 30 days on is a Sunday, the working day before it the 25th.
    assert.deepEqual([receipt.registerBy, receipt.dueBy], ['2026-11-27', '2026-12-25']);
    const registered = await file();
    await w.acts(await w.idOf(registered.number), [w.consultant, { type: 'register' }]);
    const first = await put('2026-12-25');
    assert.deepEqual([first.recomputed, first.moved], [2, 1], 'the other one is due on the 24th');
    const { dueBy, changes, derivation } = await changesOf(receipt.number);
    const change = {
      type: 'term_changed',
      at: noon,
      cause: 'calendar',
      previousDueBy: '2026-12-25',
      dueBy: '2026-12-24',
    };
    assert.deepEqual([dueBy, changes], ['2026-12-24', [change]]);
    assert.deepEqual(derivation.at(-1), {
      rule: 'preceding_working_day',
      from: '2026-12-27',
      days: -3,
      result: '2026-12-24',
    });
    assert.deepEqual(await told(), ['term_changed']);
    const shown = await w.read(receipt.code);
    assert.deepEqual([shown.dueBy, shown.timeline.at(-1)?.type], ['2026-12-24', 'term_changed']);
    assert.deepEqual(await file('test', key), receipt, 'the receipt is repeated word for word');

    const again = await put('2026-12-25');
    assert.deepEqual([again.recomputed, again.moved], [0, 0]);
    assert.deepEqual(await recomputeOutdated(world.services), { recomputed: 0, moved: 0 });
    assert.equal((await changesOf(receipt.number)).changes.length, 1);

    const back = await put();
    assert.deepEqual([back.recomputed, back.moved], [2, 1]);
    assert.deepEqual((await changesOf(receipt.number)).dueBy, '2026-12-25');
  });

  test('moves the day of registration too', async () => {
    const { number } = await file();
    assert.equal((await put('2026-11-27')).moved, 1);
    const { registerBy, dueBy, changes } = await changesOf(number);
    assert.deepEqual([registerBy, dueBy], ['2026-11-26', '2026-12-25']);
    const [change] = changes;
    assert.ok(change?.type === 'term_changed');
    assert.deepEqual([change.previousRegisterBy, change.registerBy], ['2026-11-27', '2026-11-26']);
  });

  test('leaves alone what is closed, and other agencies', async () => {
    const { number } = await file();
    const id = await w.idOf(number);
    await w.acts(id, [w.consultant, { type: 'register' }], [w.consultant, { type: 'start', unit: words('Отдел') }]);
    await w.acts(
      id,
      [w.consultant, { type: 'draft', draft: drafts.answer }],
      [w.consultant, { type: 'submit', revision: 1 }],
    );
    await w.acts(id, [w.head, { type: 'approve', revision: 1, number: '1-О' }]);
    const elsewhere = await file('other');
    const before = [await changesOf(number), await changesOf(elsewhere.number, 'other')];
    const { recomputed, moved } = await put('2026-12-24', '2026-12-25');
    assert.deepEqual([recomputed, moved], [0, 0]);
    assert.deepEqual(await recomputeOutdated(world.services), { recomputed: 0, moved: 0 });
    assert.deepEqual([await changesOf(number), await changesOf(elsewhere.number, 'other')], before);
    assert.deepEqual(await told(), []);
    // Taken up again, it has a new term by the new calendar.
    await w.acts(id, [w.head, { type: 'reopen', reason: words('Ошибка') }]);
    assert.deepEqual(await recomputeOutdated(world.services), { recomputed: 1, moved: 0 });
    assert.equal((await changesOf(number)).dueBy, '2026-12-23');
  });

  test('is followed by cases of which nobody knows by which one they were computed, without a word if nothing moves', async () => {
    const { number } = await file();
    await world.database.db.updateTable('consultations').set({ calendar: null }).execute();
    const before = await changesOf(number);
    assert.deepEqual(await recomputeOutdated(world.services), { recomputed: 1, moved: 0 });
    assert.deepEqual(await recomputeOutdated(world.services), { recomputed: 0, moved: 0 });
    assert.deepEqual(await changesOf(number), before);
  });

  test('that comes with a new version of the product is followed', async () => {
    const { number } = await file();
    const calendar = [...productionCalendar, { date: '2026-12-25', kind: 'off' as const }];
    assert.deepEqual(await recomputeOutdated({ ...world.services, calendar }), { recomputed: 1, moved: 1 });
    assert.equal((await changesOf(number)).dueBy, '2026-12-24');
  });
});

describe('what was cut short', () => {
  test('is finished by the next run, nothing done twice', async () => {
    const receipts = [await file(), await file(), await file()];
    await cutShort('2026-12-25');
    let asked = 0;
    // Dies after the first case.
    const stopped = {
      get aborted() {
        return asked++ > 0;
      },
    } as AbortSignal;
    assert.deepEqual(await recomputeCases(world.services, 'test', stopped), { recomputed: 1, moved: 1 });
    assert.equal((await calendars()).length, 2);
    assert.deepEqual(await recomputeOutdated(world.services), { recomputed: 2, moved: 2 });
    assert.equal((await calendars()).length, 1);
    for (const { number } of receipts) {
      const { dueBy, changes } = await changesOf(number);
      assert.deepEqual([dueBy, changes.length], ['2026-12-24', 1]);
    }
    assert.equal((await told()).length, 3);
  });

  test('in the middle of a case leaves nothing of it, and keeps no other from its dates', async () => {
    const { db } = world.database;
    const [broken, whole] = [await file(), await file()];
    const { id } = await db
      .selectFrom('consultations')
      .select('id')
      .where('number', '=', broken.number)
      .executeTakeFirstOrThrow();
    await sql
      .raw(`create function fail() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$`)
      .execute(db);
    await sql
      .raw(
        `create trigger cut before insert on jobs for each row
      when (new.payload ->> 'consultation' = '${id}') execute function fail()`,
      )
      .execute(db);
    await cutShort('2026-12-25');
    const before = await changesOf(broken.number);
    await assert.rejects(recomputeOutdated(world.services), /power cut/);
    assert.deepEqual(await changesOf(broken.number), before);
    assert.equal((await changesOf(whole.number)).dueBy, '2026-12-24');
    await sql.raw('drop trigger cut on jobs; ').execute(db);
    await sql.raw('drop function fail()').execute(db);
    assert.deepEqual(await recomputeOutdated(world.services), { recomputed: 1, moved: 1 });
    assert.equal((await changesOf(broken.number)).dueBy, '2026-12-24');
    assert.equal((await told()).length, 2);
  });
});

describe('at the same time', () => {
  test('requests are filed: in the end all go by one calendar, each told at most once', async () => {
    const filing = Array.from({ length: onPostgres ? 40 : 15 }, () => file());
    const changed = put('2026-12-25');
    const receipts = await Promise.all(filing);
    await changed;
    receipts.push(await file());
    await Promise.all([recomputeOutdated(world.services), recomputeOutdated(world.services)]);
    assert.equal((await calendars()).length, 1);
    for (const { number, dueBy: promised } of receipts) {
      const { dueBy, changes } = await changesOf(number);
      assert.equal(dueBy, '2026-12-24');
      assert.equal(changes.length, promised === dueBy ? 0 : 1);
    }
    assert.deepEqual(await recomputeOutdated(world.services), { recomputed: 0, moved: 0 });
  });

  test('what is done by the calendar of a moment ago is computed anew', async () => {
    const { db } = world.database;
    const { number } = await file();
    const { agency, calendar } = await requireAgencyCalendar(db, world.services.calendar, 'test');
    await put('2026-12-24');
    // Somebody who read the calendar before, and had to wait for the case.
    await db.transaction().execute(async (tx) => {
      const found = await lockCase(tx, 'test', { number });
      assert.ok(found);
      const context = { agency, calendar, moment: new Date(noon) };
      await applyAction(tx, context, found, { type: 'register' }, testConsultant);
    });
    assert.equal((await changesOf(number)).dueBy, '2026-12-24');
    assert.deepEqual(await recomputeOutdated(world.services), { recomputed: 1, moved: 1 });
    const { dueBy } = await changesOf(number);
    assert.equal(dueBy, '2026-12-23');
    assert.ok(isWorkingDay(dueBy, calendarOf(yearWith('2026-12-24'))));
  });

  test('two calendars come one after the other: the last one holds', async () => {
    const { number } = await file();
    await Promise.all([put('2026-12-25'), put('2026-12-25', '2026-12-24')]);
    await recomputeOutdated(world.services);
    const { calendar } = await requireAgencyCalendar(world.database.db, world.services.calendar, 'test');
    const last = calendar.calendar.get('2026-12-24') === 'off' ? '2026-12-23' : '2026-12-24';
    assert.equal((await changesOf(number)).dueBy, last);
  });
});
