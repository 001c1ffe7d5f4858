import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '@otklik/core/contract/check.js';
import { caseSchema } from '@otklik/core/contract/consultations.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { calendarOf, daysBetween, localTime } from '@otklik/core/domain/calendar.js';
import { scheduleOf } from '@otklik/core/domain/touchpoints/schedule.js';
import { caseOf } from '../dev/memory-content.ts';
import { cases } from './cases.ts';
import { momentAt } from './cases/moments.ts';
import { housing } from './index.ts';

const base = housing(new Date('2026-11-23T11:00:00Z'));
const { timeZone, terms } = base.agency;
const calendar = calendarOf(productionCalendar);
const office = base.touchpoints.external?.channels.find(({ id }) => id === 'phone');

function lawful(now: Date): void {
  const today = localTime(now, timeZone).date;
  for (const one of cases(now)) {
    const name = `${one.key} at ${now.toISOString()}`;
    const found = caseOf(base, one, 'И-1/26');
    const checked = check(caseSchema, found);
    assert.ok(checked.ok, `${name}: ${checked.ok ? '' : JSON.stringify(checked.fields)}`);
    assert.equal(found.status, one.status, name);

    const moments = [one.receivedAt, ...one.steps.map(({ at }) => at)];
    for (const [at, moment] of moments.entries()) {
      assert.ok(moment <= now, `${name}: step ${at} is still to come`);
      if (at) assert.ok(moment > (moments[at - 1] ?? now), `${name}: step ${at} before the one before`);
    }
    for (const { at } of one.steps) {
      const opening = office && scheduleOf(office, at, timeZone, calendar).openings[0];
      assert.ok(opening && new Date(opening.from) <= at, `${name}: ${at.toISOString()}`);
    }

    if (found.registeredOn) assert.ok(found.registeredOn <= found.registerBy, `${name}: registered late`);
    else assert.ok(found.registerBy >= today, `${name}: registration overdue`);
    if (found.closedOn) assert.ok(found.closedOn <= found.dueBy, `${name}: answered late`);
    else assert.ok(found.dueBy >= today, `${name}: answer overdue`);
    for (const event of found.timeline) {
      if (event.type !== 'deferred') continue;
      const announced = daysBetween(found.registeredOn ?? '', localTime(new Date(event.at), timeZone).date);
      assert.ok(announced >= 0 && announced <= terms.deferralNoticeDays, `${name}: announced on day ${announced}`);
    }
  }
}

test('clocks of the agency', () => {
  assert.equal(momentAt('2026-11-20', '10:30').toISOString(), '2026-11-20T06:30:00.000Z');
  assert.equal(momentAt('2027-01-01', '00:15').toISOString(), '2026-12-31T20:15:00.000Z');
});

for (const [name, at] of Object.entries({
  'an ordinary Monday': '2026-11-23T11:00:00Z',
  'one minute past midnight': '2026-11-22T20:01:00Z',
  'one minute to midnight': '2026-11-23T19:59:00Z',
  'New Year’s night': '2026-12-31T20:30:00Z',
  'the middle of the New Year holidays': '2027-01-05T08:00:00Z',
  'the first working day after them': '2027-01-11T06:00:00Z',
  'two days later': '2027-01-13T06:00:00Z',
  'the leap day of 2024': '2024-02-29T09:00:00Z',
  'the day after it': '2024-03-01T09:00:00Z',
  'the leap day of 2028, a year without calendar': '2028-02-29T09:00:00Z',
  'the May holidays': '2026-05-10T09:00:00Z',
  'a working Saturday': '2024-04-27T12:00:00Z',
})) {
  test(`cases are lawful: ${name}`, () => lawful(new Date(at)));
}

test('cases are lawful on every day from December to February, 2024 to 2027', () => {
  for (let year = 2024; year < 2027; year++) {
    for (let day = 0; day < 70; day++) lawful(new Date(Date.UTC(year, 11, 5 + day, (day * 5) % 24)));
  }
});

test('cases are lawful on one day of every week of four years', () => {
  for (let day = 0; day < 1460; day += 8) lawful(new Date(Date.UTC(2024, 0, 1 + day, (day * 7) % 24)));
});
