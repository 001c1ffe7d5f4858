import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '@otklik/core/contract/check.js';
import { caseSchema, caseStatuses } from '@otklik/core/contract/consultations.js';
import { caseRecordSchema } from '@otklik/core/contract/staff/consultations.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { calendarOf, daysBetween, isWorkingDay, localTime } from '@otklik/core/domain/calendar.js';
import type { CaseAction } from '@otklik/core/domain/consultations/actions.js';
import { termsOf } from '@otklik/core/domain/consultations/rules.js';
import { scheduleOf } from '@otklik/core/domain/touchpoints/schedule.js';
import { caseOf, recordOf } from '../dev/memory-content.ts';
import { cases } from './cases.ts';
import { momentAt } from './cases/moments.ts';
import { caseNumbers } from './cases/numbers.ts';
import { housing } from './index.ts';

const base = housing(new Date('2026-11-23T11:00:00Z'));
const { timeZone } = base.agency;
const terms = termsOf(base.agency, 'external');
const calendar = calendarOf(productionCalendar);
const office = base.touchpoints.external?.channels.find(({ id }) => id === 'phone');

/** What it was when a case of this number was merged into it. */
function checkTarget(now: Date, { into }: Extract<CaseAction, { type: 'merge' }>, at: Date, name: string): void {
  const all = cases(now);
  const target = all[caseNumbers(all, timeZone).indexOf(into.number)];
  assert.ok(target, `${name}: no ${into.number}`);
  const steps = target.steps.filter((one) => one.at < at);
  const { number, status, audience, dueBy } = recordOf(base, { ...target, steps }, into.number);
  assert.deepEqual(into, { number, status, audience, dueBy }, name);
}

function lawful(now: Date): void {
  const today = localTime(now, timeZone).date;
  const shown = new Set<string>();
  for (const one of cases(now)) {
    const name = `${one.key} at ${now.toISOString()}`;
    const valid = (schema: Parameters<typeof check>[0], value: unknown): void => {
      const checked = check(schema, value);
      assert.ok(checked.ok, `${name}: ${checked.ok ? '' : JSON.stringify(checked.fields)}`);
    };
    const found = caseOf(base, one, 'И-0/26');
    valid(caseSchema, found);
    valid(caseRecordSchema, recordOf(base, one, 'И-0/26'));
    assert.equal(found.status, one.status, name);
    shown.add(found.status);

    const moments = [one.receivedAt, ...one.steps.map(({ at }) => at)];
    for (const [at, moment] of moments.entries()) {
      assert.ok(moment <= now, `${name}: step ${at} is still to come`);
      if (at) assert.ok(moment > (moments[at - 1] ?? now), `${name}: step ${at} before the one before`);
    }
    for (const { at, by, action } of one.steps) {
      const stepOn = localTime(at, timeZone).date;
      assert.ok(stepOn < today && isWorkingDay(stepOn, calendar), `${name}: ${at.toISOString()}`);
      const opening = office && scheduleOf(office, at, timeZone, calendar).openings[0];
      const atWork = !!opening && new Date(opening.from) <= at;
      assert.ok(by === 'client' || atWork, `${name}: ${at.toISOString()}`);
      if (action.type === 'merge') checkTarget(now, action, at, name);
    }

    if (found.registeredOn) assert.ok(found.registeredOn <= found.registerBy, `${name}: registered late`);
    else assert.ok(found.registerBy >= today, `${name}: registration overdue`);
    if (found.closedOn) assert.ok(found.closedOn <= found.dueBy, `${name}: answered late`);
    else assert.ok(found.dueBy >= today, `${name}: answer overdue`);
    for (const { type, at } of found.timeline) {
      if (type !== 'deferred' && type !== 'forwarded') continue;
      const within = type === 'deferred' ? terms.deferralNoticeDays : terms.forwardingDays;
      const told = daysBetween(found.registeredOn ?? '', localTime(new Date(at), timeZone).date);
      assert.ok(told >= 0 && told <= within, `${name}: told on day ${told}`);
    }
  }
  assert.deepEqual(shown, new Set(caseStatuses));
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
