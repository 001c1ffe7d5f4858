import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { CalendarChanged, StaffCalendar } from '@otklik/core/contract/staff/calendar.js';
import type { TouchpointList } from '@otklik/core/contract/touchpoints.js';
import type { CalendarDay } from '@otklik/core/domain/calendar.js';
import { entriesOf } from '../journal/journal.ts';
import { noon, openWorld, type World } from '../testing/app.ts';
import { testAgency, testChannel, testContent } from '../testing/content.ts';
import { ok, refusal, signUp, type Signed } from '../testing/staff.ts';
import { staffCalendar } from './view.ts';

let world: World;
let administrator: Signed;
before(async () => {
  const touchpoints = { external: { document: null, channels: [testChannel('phone')], items: [] } };
  world = await openWorld([testContent({ touchpoints }), testContent({ agency: testAgency({ id: 'other' }) })]);
  administrator = await signUp(world, 'administrator', ['administrator']);
});
after(() => world.close());
beforeEach(() => {
  world.clock.now = new Date(noon);
});

const read = async (): Promise<StaffCalendar> => ok(await administrator.ask('GET', '/calendar'));
const put = (year: string | number, days: unknown) => administrator.ask('PUT', `/calendar/${year}`, { days });
const daysOf = ({ years }: StaffCalendar, year: number): CalendarDay[] =>
  years.find((one) => one.year === year)?.days ?? [];

describe('the calendar', () => {
  test('is the shipped one at first, with a warning of years that terms come to and that aren’t whole', async () => {
    const { years, warnings } = await read();
    assert.deepEqual(
      years.map(({ year, source, complete }) => [year, source, complete]),
      [
        [2024, 'shipped', true],
        [2025, 'shipped', true],
        [2026, 'shipped', true],
        [2027, 'shipped', false],
      ],
    );
    // 24 November and 48 days: registered on the last day, answered and deferred at the last.
    assert.deepEqual(warnings, [2027]);
    const dates = daysOf({ years, warnings }, 2026).map(({ date }) => date);
    assert.deepEqual(dates, dates.toSorted());
    const warningsOn = async (day: string): Promise<number[]> =>
      (await staffCalendar({ ...world.services, now: () => new Date(`${day}T08:00:00.000Z`) }, 'test')).warnings;
    assert.deepEqual(await warningsOn('2026-11-13'), []);
    assert.deepEqual(await warningsOn('2027-12-01'), [2027, 2028], 'of one nothing is known');
  });

  test('can be replaced year by year; such a year is whole', async () => {
    const days = [
      { date: '2027-12-31', kind: 'off' },
      { date: '2027-01-01', kind: 'off' },
      { date: '2027-02-20', kind: 'working' },
      { date: '2027-11-06', kind: 'short' },
    ];
    const { calendar, recomputed, moved } = ok<CalendarChanged>(await put(2027, days));
    assert.deepEqual([recomputed, moved, calendar.warnings], [0, 0, []]);
    const year = calendar.years.find((one) => one.year === 2027);
    assert.deepEqual([year?.source, year?.complete], ['own', true]);
    assert.deepEqual(
      year?.days.map(({ date }) => date),
      ['2027-01-01', '2027-02-20', '2027-11-06', '2027-12-31'],
    );
    assert.deepEqual(await read(), calendar);
    assert.equal(daysOf(calendar, 2026).length, 20, 'other years stay');
  });

  test('is journalled when it changes, with who did it', async () => {
    const days = [{ date: '2028-01-03', kind: 'off' }];
    ok(await put(2028, days));
    ok(await put(2028, days));
    const entries = await entriesOf(world.database.db, 'test', 'calendar', '2028');
    assert.equal(entries.length, 1);
    const [entry] = entries;
    assert.deepEqual(
      [entry?.staff, entry?.position, entry?.action],
      [administrator.id, { ru: 'Должность administrator' }, 'replaced'],
    );
    const { calendar, ...dates } = entry?.data as Record<string, unknown>;
    assert.deepEqual(dates, { off: ['2028-01-03'], short: [], working: [] });
    assert.match(String(calendar), /^[\w-]{16}$/);
  });

  test('takes only days that make a difference, in their year', async () => {
    const fields = async (year: string, days: unknown): Promise<string[]> => {
      const answer = await put(year, days);
      assert.equal(refusal(answer), '422 fields_invalid');
      return answer
        .json<{ fields: { path: string; code: string }[] }>()
        .fields.map(({ path, code }) => `${path} ${code}`);
    };
    const off = { date: '2026-01-01', kind: 'off' };
    for (const year of ['1999', '2101', '26', '2026x', '02026'])
      assert.deepEqual(await fields(year, [off]), ['year format']);
    assert.deepEqual(await fields('2026', []), ['days required']);
    assert.deepEqual(
      await fields('2026', [off, { date: '2027-01-01', kind: 'off' }, { date: '2026-12-01', kind: 'working' }]),
      ['days.1.date choice_unknown', 'days.2.kind choice_unknown'],
    );
    assert.deepEqual(await fields('2026', [off, off]), ['days twice']);
    assert.deepEqual(await fields('2026', [{ date: '2026-02-30', kind: 'off' }]), ['days.0.date format']);
    assert.deepEqual(await fields('2026', [{ date: '2026-02-03', kind: 'holiday' }]), ['days.0.kind choice_unknown']);
    assert.equal(daysOf(await read(), 2026).length, 20);
  });

  test('is that of opening hours too, of this agency alone', async () => {
    const days = async (agency: string): Promise<string[]> =>
      (await world.request({ url: `/api/v1/agencies/${agency}/touchpoints` }))
        .json<TouchpointList>()
        .calendar.map(({ date, kind }) => `${date} ${kind}`)
        .toSorted();
    const before = await days('test');
    assert.deepEqual(before, await days('other').then(() => before));
    ok(await put(2026, [...daysOf(await read(), 2026), { date: '2026-11-25', kind: 'off' }]));
    assert.deepEqual(await days('test'), ['2026-11-25 off', ...before]);
    assert.equal((await days('other')).includes('2026-11-25 off'), false);
    const { channels } = (await world.request({ url: '/api/v1/agencies/test/touchpoints' })).json<TouchpointList>();
    const openings = channels[0]?.schedule.openings.map(({ from }) => from.slice(0, 10));
    assert.deepEqual(openings?.slice(0, 2), ['2026-11-24', '2026-11-26']);
  });
});
