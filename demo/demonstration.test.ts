import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Case } from '@otklik/core/contract/consultations.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import { productionCalendar } from '@otklik/core/data/production-calendar.js';
import { calendarOf, isWorkingDay, localTime } from '@otklik/core/domain/calendar.js';
import { filesOf } from '@otklik/core/domain/consultations/case-files.js';
import { codeOfKey } from '@otklik/server/consultations/codes.js';
import { offerMissing } from '@otklik/server/slots/rules.js';
import { noon, openWorld, type World } from '@otklik/server/testing/app.js';
import { caseNumbers } from './content/cases/numbers.ts';
import { housing } from './content/index.ts';
import { slots } from './content/slots.ts';
import { demonstration } from './demonstration.ts';

const { agency, cases, ...content } = housing(new Date(noon));
let world: World;
before(async () => {
  world = await openWorld([{ ...content, agency, cases, ballots: {} }]);
});
after(() => world.close());

test('an answer has a file, which the code of its case opens', async () => {
  const headers = { 'case-code': codeOfKey(world.keys, agency.id, 'demonstration-repair-schedule') };
  const found = (await world.request({ url: '/api/v1/agencies/housing/case', headers })).json<Case>();
  const [file, ...others] = filesOf(found);
  assert.deepEqual(others, []);
  assert.ok(file && file.size > 0 && file.title.en);
  const answer = await world.request({ url: file.url, headers });
  assert.equal(answer.rawPayload.length, file.size);
  assert.match(answer.payload, /Крыша/);
});

test('there are visits and calls to book on ten working days, and again when those are over', async () => {
  const free = async (): Promise<Slot[]> =>
    (await world.request({ url: '/api/v1/agencies/housing/slots' })).json<{ items: Slot[] }>().items;
  const days = (slots: Slot[]): Set<string> =>
    new Set(slots.map(({ startsAt }) => localTime(new Date(startsAt), agency.timeZone).date));
  const first = await free();
  assert.deepEqual(new Set(first.map(({ kind }) => kind)), new Set(['visit', 'callback']));
  const known = calendarOf(productionCalendar);
  assert.equal(days(first).size, 10);
  assert.ok([...days(first)].every((date) => isWorkingDay(date, known)));
  // What staff took away, or somebody booked, comes back only where nothing is in its way.
  await offerMissing(world.services, agency.id, slots(new Date(noon)));
  assert.equal((await free()).length, first.length);
  // In the evening.
  world.clock.now = new Date(Date.parse(noon) + (9 * 24 + 8) * 3_600_000);
  assert.equal(days(await free()).size, 3);
  const app = await world.app({ register: demonstration(world.clock.now).register });
  await app.close();
  assert.equal(days(await free()).size, 10);
  world.clock.now = new Date(noon);
});

test('the server brings every case to its state, under the number that others name', async () => {
  const numbers = caseNumbers(cases, agency.timeZone);
  for (const [at, { key, status, consultation }] of cases.entries()) {
    if (consultation.audience === 'internal') continue;
    const code = codeOfKey(world.keys, agency.id, key);
    const answer = await world.request({ url: '/api/v1/agencies/housing/case', headers: { 'case-code': code } });
    const found = answer.json<Case>();
    assert.deepEqual([found.number, found.status], [numbers[at], status], key);
  }
});
