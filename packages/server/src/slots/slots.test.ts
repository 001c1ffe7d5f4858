import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import type { StaffCase } from '@otklik/core/contract/staff/cases.js';
import { entriesOf } from '../journal/journal.ts';
import { openWorld } from '../testing/app.ts';
import { testAgency, testContent } from '../testing/content.ts';
import { plan, reason, reception, room, told } from '../testing/slots.ts';
import { ok, refusal, signUp } from '../testing/staff.ts';

const world = await openWorld([testContent(), testContent({ agency: testAgency({ id: 'other' }) })]);
after(() => world.close());
const { db } = world.database;
const { consultant, head, offer, slot, free, all, remove, file, book, act, idOf, read, notices, at } =
  await reception(world);
const stranger = await signUp(world, 'stranger', ['consultant'], 'other');

const startsOf = (slots: readonly { startsAt: string }[]): string[] => slots.map(({ startsAt }) => startsAt);
const here = (place: string, changes: object = {}) => plan({ place: { ru: place }, ...changes });
const count = async (): Promise<number> => (await db.selectFrom('slots').select('id').execute()).length;

describe('slots are offered', () => {
  test('as a time cut into them, and journalled', async () => {
    const made = await offer(plan());
    assert.deepEqual(
      made.map(({ id: _, ...slot }) => slot),
      [
        ['2026-11-24T09:00:00.000Z', '2026-11-24T09:20:00.000Z'],
        ['2026-11-24T09:20:00.000Z', '2026-11-24T09:40:00.000Z'],
        ['2026-11-24T09:40:00.000Z', '2026-11-24T10:00:00.000Z'],
      ].map(([startsAt, endsAt]) => ({ kind: 'visit', startsAt, endsAt, place: room, booked: null })),
    );
    assert.deepEqual(await all(), made);
    assert.deepEqual(
      await free(),
      made.map(({ booked: _, ...slot }) => slot),
    );
    const [entry, ...others] = await entriesOf(db, 'test', 'slots', made[0]?.id ?? '');
    assert.deepEqual([entry?.action, entry?.staff, others], ['offered', consultant.id, []]);
    assert.deepEqual(entry?.data, { ...plan(), slots: made.map(({ id }) => id) });
  });

  test('for calls nowhere, and by a head too', async () => {
    const calls = plan({ kind: 'callback', place: null, startsAt: '2026-11-26T06:00:00+04:00', minutes: 30 });
    const [made] = await offer({ ...calls, endsAt: '2026-11-26T07:00:00+04:00' }, head);
    assert.deepEqual([made?.startsAt, made?.place], ['2026-11-26T02:00:00.000Z', null]);
  });

  test('only as whole ones, in a time that there is', async () => {
    const before = await count();
    const wrong = async (changes: object): Promise<string[]> => {
      const answer = await consultant.ask('POST', '/slots', plan(changes));
      assert.equal(refusal(answer), '422 fields_invalid');
      return (answer.json<ProblemDetails>().fields ?? []).map(({ path, code }) => `${path} ${code}`);
    };
    assert.deepEqual(await wrong({ minutes: 25 }), ['minutes format']);
    assert.deepEqual(await wrong({ minutes: 4 }), ['minutes too_small']);
    assert.deepEqual(await wrong({ endsAt: '2026-11-24T09:00:00Z' }), ['endsAt not_after_from']);
    assert.deepEqual(await wrong({ endsAt: '2026-11-25T09:20:00Z' }), ['endsAt too_large']);
    assert.deepEqual(await wrong({ startsAt: '2026-11-31T06:00:00Z' }), ['startsAt format']);
    const odd = { startsAt: '2026-11-24T08:59:30Z', endsAt: '2026-11-24T09:59:30Z' };
    assert.deepEqual(await wrong(odd), ['startsAt whole_minute']);
    assert.deepEqual(await wrong({ place: null }), ['place required']);
    assert.deepEqual(await wrong({ kind: 'callback' }), ['place unknown_field']);
    assert.deepEqual(await wrong({ kind: 'walk' }), ['kind choice_unknown']);
    assert.equal(await count(), before);
  });

  test('in time to come', async () => {
    const today = { startsAt: '2026-11-24T08:00:00Z', endsAt: '2026-11-24T08:20:00Z' };
    assert.equal(refusal(await consultant.ask('POST', '/slots', here('now', today))), '409 rule_broken slot_passed');
    await at('2026-11-24T07:59:59.999Z', async () => void (await offer(here('now', today))));
  });

  test('all or none: where one has no room, none is there', async () => {
    const [, second] = await offer(here('taken'));
    const later = { startsAt: '2026-11-24T09:30:00Z', endsAt: '2026-11-24T10:30:00Z' };
    const before = await count();
    const answer = await consultant.ask('POST', '/slots', here('taken', later));
    assert.equal(refusal(answer), '409 rule_broken slots_overlap');
    assert.equal(answer.json<ProblemDetails>().params.startsAt, second?.startsAt);
    assert.equal(await count(), before);
    await offer(here('taken', { startsAt: '2026-11-24T10:00:00Z', endsAt: '2026-11-24T10:40:00Z' }));
    await offer(here('elsewhere', later));
  });

  test('once, though eight offer the same at once', async () => {
    // Several rounds: in the first one, those that have no connection to the database yet come late.
    for (let round = 0; round < 4; round++) {
      const before = await count();
      const eight = Array.from({ length: 8 }, () => consultant.ask('POST', '/slots', here(`round ${round}`)));
      const statuses = (await Promise.all(eight)).map(({ statusCode }) => statusCode);
      assert.deepEqual(statuses.sort(), [201, ...Array<number>(7).fill(409)]);
      assert.equal(await count(), before + 3);
    }
  });
});

describe('slots are listed', () => {
  // 2 December begins in Astrakhan at 20:00 UTC on the 1st.
  const early = { startsAt: '2026-12-01T19:00:00Z', endsAt: '2026-12-01T21:00:00Z', minutes: 60 };

  test('by the days of the agency, the earliest first, by kind', async () => {
    await offer(here('days', early));
    await offer(plan({ ...early, kind: 'callback', place: null, minutes: 120 }));
    assert.deepEqual(startsOf(await free('from=2026-12-01&to=2026-12-01')), [
      '2026-12-01T19:00:00.000Z',
      '2026-12-01T19:00:00.000Z',
    ]);
    assert.deepEqual(startsOf(await free('from=2026-12-02')), ['2026-12-01T20:00:00.000Z']);
    assert.deepEqual(startsOf(await all('from=2026-12-01&kind=visit')), [
      '2026-12-01T19:00:00.000Z',
      '2026-12-01T20:00:00.000Z',
    ]);
    assert.deepEqual(
      (await free('kind=callback&from=2026-12-01')).map(({ kind, place }) => [kind, place]),
      [['callback', null]],
    );
    const everything = startsOf(await free());
    assert.deepEqual(everything, [...everything].sort());
  });

  test('to the public when they are to come, to staff until they are over and by their day', async () => {
    const id = await slot('2026-11-24T09:30:00.000Z');
    const shown = async () => ({
      public: (await free()).some((one) => one.id === id),
      day: (await free('from=2026-11-24&to=2026-11-24')).some((one) => one.id === id),
      staff: (await all()).some((one) => one.id === id),
      staffDay: (await all('from=2026-11-24&to=2026-11-24')).some((one) => one.id === id),
    });
    await at('2026-11-24T09:29:59.999Z', async () =>
      assert.deepEqual(await shown(), { public: true, day: true, staff: true, staffDay: true }),
    );
    await at('2026-11-24T09:30:00.000Z', async () =>
      assert.deepEqual(await shown(), { public: false, day: false, staff: true, staffDay: true }),
    );
    await at('2026-11-24T09:50:00.000Z', async () =>
      assert.deepEqual(await shown(), { public: false, day: false, staff: false, staffDay: true }),
    );
  });

  test('fresh each time, and of one agency', async () => {
    const answer = await world.request({ url: '/api/v1/agencies/test/slots' });
    assert.deepEqual([answer.headers['cache-control'], answer.headers.etag], ['no-store', undefined]);
    const other = await world.request({ url: '/api/v1/agencies/other/slots' });
    assert.deepEqual(ok(other), { items: [], next: null });
    assert.equal(refusal(await world.request({ url: '/api/v1/agencies/none/slots' })), '404 agency_unknown');
  });

  test('by a day that nobody’s calendar has, none; by what is no day, not at all', async () => {
    assert.deepEqual(await free('from=9999-12-31'), []);
    assert.deepEqual(await free('to=0000-01-01'), []);
    assert.deepEqual(await free('from=2026-12-31&to=2026-02-30'), []);
    for (const query of ['from=tomorrow', 'to=', 'kind=walk', 'day=1'])
      assert.equal(
        refusal(await world.request({ url: `/api/v1/agencies/test/slots?${query}` })),
        '400 query_invalid',
        query,
      );
  });
});

describe('a slot is taken away', () => {
  test('free', async () => {
    const id = await slot();
    const answer = await remove(id);
    assert.deepEqual([answer.statusCode, answer.payload], [204, '']);
    assert.ok(![...(await free()), ...(await all())].some((one) => one.id === id));
    assert.equal(refusal(await remove(id)), '404 slot_unknown');
    const [, entry] = await entriesOf(db, 'test', 'slots', id);
    assert.deepEqual([entry?.action, entry?.staff], ['removed', consultant.id]);
    assert.equal((entry?.data as { case: string | null }).case, null);
  });

  test('booked, and the visit is cancelled with the reason, of which the client is told', async () => {
    const id = await slot();
    const { code, number } = await file({ slot: id });
    const before = await notices();
    assert.equal((await remove(id)).statusCode, 204);

    const shown = await read(code);
    assert.deepEqual(shown.timeline.at(-1), {
      ...{ type: 'visit_cancelled', at: world.clock.now.toISOString() },
      ...{ startsAt: '2026-11-24T09:00:00.000Z', reason },
    });
    assert.deepEqual(await notices(), [...before, 'visit_cancelled']);
    const seen = ok<StaffCase>(await consultant.ask('GET', `/consultations/${await idOf(number)}`));
    assert.equal(seen.visit, null);
    assert.equal(seen.timeline.at(-1)?.by?.id, consultant.id);

    const removed = (await entriesOf(db, 'test', 'slots', id)).at(-1);
    assert.deepEqual([removed?.action, (removed?.data as { case: string }).case], ['removed', number]);
    const cancelled = (await entriesOf(db, 'test', 'consultations', number)).at(-1);
    assert.deepEqual([cancelled?.action, cancelled?.staff], ['cancel_visit', consultant.id]);
    assert.ok(!JSON.stringify([removed, cancelled]).includes(reason.ru), 'nothing of it can ever be deleted');

    const next = await slot();
    ok(await book(code, next));
    assert.deepEqual(told(await read(code)), ['received', 'visit_booked', 'visit_cancelled', 'visit_booked']);
  });

  test('after the answer too, which was to be handed over then', async () => {
    const id = await slot();
    const { code, number } = await file({ slot: id });
    const name = await idOf(number);
    const answer = { kind: 'answer', brief: { ru: 'Да' }, text: { ru: 'Да.' }, preparedBy: { ru: 'Отдел' } };
    for (const action of [
      { type: 'register' },
      { type: 'start', unit: { ru: 'Отдел' } },
      { type: 'draft', draft: answer },
      { type: 'submit', revision: 1 },
    ])
      ok(await act(consultant, name, action));
    ok(await act(head, name, { type: 'approve', revision: 1, number: '1-О' }));
    assert.equal((await remove(id)).statusCode, 204);
    const shown = await read(code);
    assert.deepEqual([shown.status, told(shown).at(-1)], ['answered', 'visit_cancelled']);
  });

  test('by a head too, free or booked', async () => {
    const [open, booked] = [await slot(), await slot()];
    const { code } = await file({ slot: booked });
    assert.equal((await remove(open, head)).statusCode, 204);
    assert.equal((await remove(booked, head)).statusCode, 204);
    assert.equal(told(await read(code)).at(-1), 'visit_cancelled');
    assert.ok((await all()).every((one) => one.id !== booked && one.id !== open));
  });

  test('only with a reason', async () => {
    const id = await slot();
    for (const body of [{}, { reason: { ru: ' ' } }])
      assert.equal(refusal(await consultant.ask('POST', `/slots/${id}/removal`, body)), '422 fields_invalid');
    assert.ok((await free()).some((one) => one.id === id));
  });

  test('only while it is to come', async () => {
    const [open, booked] = [await slot(), await slot()];
    const { code } = await file({ slot: booked });
    await at('2026-11-24T09:00:00.000Z', async () => {
      for (const id of [open, booked]) assert.equal(refusal(await remove(id)), '409 rule_broken slot_passed');
      const kept = await all('from=2026-11-24&to=2026-11-24');
      for (const id of [open, booked]) assert.ok(kept.some((one) => one.id === id));
    });
    assert.equal(told(await read(code)).at(-1), 'visit_booked');
  });

  test('only by the agency’s own staff, and when there is one', async () => {
    const id = await slot();
    assert.equal(refusal(await remove(id, stranger)), '404 slot_unknown');
    for (const name of [randomUUID(), 'nothing', '%00']) assert.equal(refusal(await remove(name)), '404 slot_unknown');
    assert.ok((await free()).some((one) => one.id === id));
  });
});
