import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, describe, test } from 'node:test';
import type { Case, Receipt } from '@otklik/core/contract/consultations.js';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import type { StaffCase } from '@otklik/core/contract/staff/cases.js';
import type { StaffSlot } from '@otklik/core/contract/staff/slots.js';
import type { LightMyRequestResponse as Injected } from 'fastify';
import { openWorld } from '../testing/app.ts';
import { testAgency, testContent } from '../testing/content.ts';
import { plan, reception, told } from '../testing/slots.ts';
import { ok, refusal, signUp } from '../testing/staff.ts';
import { syncSlot } from './slots.ts';

const world = await openWorld([testContent(), testContent({ agency: testAgency({ id: 'other' }) })]);
after(() => world.close());
const {
  consultant,
  slot,
  offer,
  free,
  all,
  remove,
  file,
  fileFor,
  book,
  cancel,
  withdraw,
  act,
  idOf,
  read,
  at,
  assertAgreed,
} = await reception(world);
afterEach(assertAgreed);

const soon = '2026-11-24T09:00:00.000Z';
const eight = Array.from({ length: 8 });
const isFree = async (id: string): Promise<boolean> => (await free()).some((one) => one.id === id);
const holderOf = async (id: string): Promise<string | undefined> =>
  (await all('from=2026-11-01')).find((one) => one.id === id)?.booked?.number;
/** What is wrong with the slot of a consultation that isn't taken. */
const slotProblem = (answer: Injected): string => {
  const { fields = [] } = answer.json<ProblemDetails>();
  return `${refusal(answer)} ${fields.map(({ path, code }) => `${path} ${code}`).join()}`;
};

describe('a slot is booked', () => {
  test('with the consultation itself: the case has it, nobody else can', async () => {
    const id = await slot();
    const { code, number } = await file({ slot: id });
    const { timeline } = await read(code);
    const booked = timeline.at(-1);
    assert.ok(booked?.type === 'visit_booked');
    assert.deepEqual([booked.visit.id, booked.visit.startsAt], [id, '2026-11-24T09:00:00.000Z']);
    assert.equal(await isFree(id), false);
    assert.equal(await holderOf(id), number);
    assert.equal(slotProblem(await fileFor(id)), '422 fields_invalid slot slot_taken');
    assert.equal(refusal(await book((await file()).code, id)), '409 slot_taken');
  });

  test('later, by the code of the case; again, it changes nothing', async () => {
    const id = await slot();
    const { code, number } = await file();
    const first = ok<Case>(await book(code, id));
    assert.deepEqual(told(first), ['received', 'visit_booked']);
    assert.deepEqual(ok(await book(code, id)), first);
    assert.equal(await holderOf(id), number);
  });

  test('by staff, for a client without the code', async () => {
    const id = await slot();
    const { code, number } = await file();
    ok(await act(consultant, await idOf(number), { type: 'book_visit', slot: id }));
    assert.equal(told(await read(code)).at(-1), 'visit_booked');
    assert.equal(await holderOf(id), number);
  });

  test('by one of eight who file at once, the others’ consultations don’t exist', async () => {
    const id = await slot();
    const serial = ({ number }: Receipt): number => Number(/\d+/.exec(number)?.[0]);
    const before = serial(await file());
    const answers = await Promise.all(eight.map(() => fileFor(id)));
    const [got, ...more] = answers.filter(({ statusCode }) => statusCode === 201);
    assert.ok(got && more.length === 0);
    for (const answer of answers.filter((one) => one !== got))
      assert.equal(slotProblem(answer), '422 fields_invalid slot slot_taken');
    assert.equal(await holderOf(id), got.json<Receipt>().number);
    assert.equal(serial(await file()), before + 2, 'no number is lost');
  });

  test('by one of eight whose cases are there already', async () => {
    const id = await slot();
    const receipts: Receipt[] = [];
    for (const _ of eight) receipts.push(await file());
    const answers = await Promise.all(receipts.map(({ code }) => book(code, id)));
    const got = answers.flatMap(({ statusCode }, index) => (statusCode === 200 ? [receipts[index]] : []));
    assert.equal(got.length, 1);
    assert.equal(await holderOf(id), got[0]?.number);
    for (const answer of answers.filter(({ statusCode }) => statusCode !== 200))
      assert.equal(refusal(answer), '409 slot_taken');
    for (const { code, number } of receipts)
      assert.equal(told(await read(code)).includes('visit_booked'), number === got[0]?.number);
  });

  test('once, though its client asks eight times at once', async () => {
    const id = await slot();
    const { code } = await file();
    for (const answer of await Promise.all(eight.map(() => book(code, id)))) ok(answer);
    assert.deepEqual(told(await read(code)), ['received', 'visit_booked']);
  });

  test('only while it is to come', async () => {
    const id = await slot();
    const { code } = await file();
    await at('2026-11-24T09:00:00.000Z', async () => {
      assert.equal(refusal(await book(code, id)), '409 rule_broken slot_passed');
      assert.equal(slotProblem(await fileFor(id)), '422 fields_invalid slot slot_passed');
    });
  });

  test('only for what it is offered for: who is to be called isn’t asked to come', async () => {
    const visit = await slot();
    const [call] = await offer(plan({ kind: 'callback', place: null, endsAt: '2026-11-24T09:20:00.000Z' }));
    const asked = { need: 'visit', replyForm: 'visit' } as const;
    const called = { need: 'callback', replyForm: 'phone', contact: { phone: '8 (000) 000-00-00' } } as const;
    assert.equal(slotProblem(await fileFor(visit, called)), '422 fields_invalid slot choice_unknown');
    assert.equal(slotProblem(await fileFor(call?.id ?? '', asked)), '422 fields_invalid slot choice_unknown');
    for (const [id, input] of [
      [visit, asked],
      [call?.id ?? '', called],
    ] as const) {
      const { number } = ok<Receipt>(await fileFor(id, input), 201);
      const { need } = ok<StaffCase>(await consultant.ask('GET', `/consultations/${await idOf(number)}`));
      assert.equal(need, input.need);
    }
  });

  test('only where it is offered', async () => {
    const stranger = await signUp(world, 'stranger', ['consultant'], 'other');
    const { items } = ok<{ items: StaffSlot[] }>(await stranger.ask('POST', '/slots', plan()), 201);
    const { code } = await file();
    for (const id of [items[0]?.id ?? '', randomUUID(), 'nothing', '\u0000']) {
      assert.equal(refusal(await book(code, id)), '404 slot_unknown');
      assert.equal(slotProblem(await fileFor(id)), '422 fields_invalid slot slot_unknown');
    }
  });
});

describe('a slot that is booked is free again', () => {
  test('when the visit is moved, and another one is taken in the same moment', async () => {
    const [first, second] = [await slot(), await slot('2026-11-26T06:00:00.000Z')];
    const { code, number } = await file({ slot: first });
    const moved = ok<Case>(await book(code, second));
    const last = moved.timeline.at(-1);
    assert.ok(last?.type === 'visit_moved');
    assert.deepEqual([last.visit.id, last.previousStartsAt], [second, '2026-11-24T09:00:00.000Z']);
    assert.deepEqual([await isFree(first), await holderOf(second)], [true, number]);
    ok(await fileFor(first), 201);
  });

  test('but not when what it was to be moved to is taken', async () => {
    const [first, second] = [await slot(), await slot()];
    const [one, other] = [await file({ slot: first }), await file({ slot: second })];
    assert.equal(refusal(await book(one.code, second)), '409 slot_taken');
    assert.deepEqual([await holderOf(first), await holderOf(second)], [one.number, other.number]);
    assert.deepEqual(told(await read(one.code)), ['received', 'visit_booked']);
    // Each wants the other's, at once: nobody waits for anybody.
    const answers = await Promise.all([book(one.code, second), book(other.code, first)]);
    assert.deepEqual(answers.map(refusal), ['409 slot_taken', '409 slot_taken']);
  });

  test('when the visit is cancelled; again, it changes nothing', async () => {
    const id = await slot();
    const { code } = await file({ slot: id });
    const after = ok<Case>(await cancel(code));
    assert.deepEqual(told(after), ['received', 'visit_booked', 'visit_cancelled']);
    assert.equal(await isFree(id), true);
    assert.deepEqual(ok(await cancel(code)), after);
    const { number } = ok<Receipt>(await fileFor(id), 201);
    assert.deepEqual(ok(await cancel(code)), after);
    assert.equal(await holderOf(id), number, 'who cancelled takes it from nobody');
    assert.equal(refusal(await cancel((await file()).code)), '409 rule_broken visit_missing');
  });

  test('when the request is withdrawn, or goes elsewhere', async () => {
    const [withdrawn, forwarded] = [await slot(), await slot()];
    const { code } = await file({ slot: withdrawn });
    ok(await withdraw(code));
    assert.deepEqual(told(await read(code)).slice(-2), ['withdrawn', 'visit_cancelled']);
    assert.equal(await isFree(withdrawn), true);
    assert.equal(refusal(await book(code, withdrawn)), '409 rule_broken action_not_allowed');

    const name = await idOf((await file({ slot: forwarded })).number);
    ok(await act(consultant, name, { type: 'register' }));
    ok(await act(consultant, name, { type: 'forward', to: { ru: 'Министерство' }, reason: { ru: 'Их дело' } }));
    assert.equal(await isFree(forwarded), true);
  });
});

describe('a slot that is taken away while others want it', () => {
  const gone = async (id: string): Promise<void> => {
    assert.equal(
      (await all('from=2026-11-01')).some((one) => one.id === id),
      false,
    );
  };

  test('is booked by nobody, and whoever was first is told that it is cancelled', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await slot();
      const receipts = [await file(), await file(), await file()];
      const [removal, ...answers] = await Promise.all([
        remove(id),
        ...receipts.map(({ code }) => book(code, id)),
        fileFor(id),
        fileFor(id),
      ]);
      assert.equal(removal?.statusCode, 204, removal?.payload);
      await gone(id);
      for (const answer of answers.slice(0, 3))
        assert.match(answer.statusCode === 200 ? '' : refusal(answer), /^(?:|409 slot_taken|404 slot_unknown)$/);
      for (const answer of answers.slice(3))
        assert.match(
          answer.statusCode === 201 ? '' : slotProblem(answer),
          /^(?:|422 fields_invalid slot slot_(?:taken|unknown))$/,
        );
      const codes = [...receipts, ...answers.slice(3).filter(({ statusCode }) => statusCode === 201)];
      for (const one of codes) {
        const { code } = 'code' in one ? one : one.json<Receipt>();
        const last = told(await read(code)).at(-1);
        assert.ok(last === 'received' || last === 'visit_cancelled', last);
      }
      await assertAgreed();
    }
  });

  test('is unknown to whoever saw it just before', async () => {
    const id = await idOf((await file()).number);
    const visit = { id: randomUUID(), kind: 'callback', place: null, startsAt: soon, endsAt: soon } as const;
    const after = { timeline: [{ type: 'visit_booked', at: soon, visit } as const] };
    const { db } = world.database;
    const sync = db.transaction().execute((tx) => syncSlot(tx, 'test', id, { timeline: [] }, after, world.clock.now));
    await assert.rejects(sync, { code: 'slot_unknown' });
  });

  test('by two at once is gone, and cancelled once', async () => {
    const id = await slot();
    const { code } = await file({ slot: id });
    const answers = await Promise.all([remove(id), remove(id)]);
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [204, 404]);
    assert.deepEqual(told(await read(code)), ['received', 'visit_booked', 'visit_cancelled']);
  });

  test('leaves its client where they moved to meanwhile, or where they are', async () => {
    for (let round = 0; round < 5; round++) {
      const [from, to] = [await slot(), await slot()];
      const { code, number } = await file({ slot: from });
      const [removal, moved] = await Promise.all([remove(from), book(code, to), cancelAndBook(to)]);
      assert.equal(removal.statusCode, 204, removal.payload);
      await gone(from);
      if (moved.statusCode === 200) assert.equal(await holderOf(to), number);
      else assert.equal(refusal(moved), '409 slot_taken');
      await assertAgreed();
    }
  });

  /** Somebody else who takes a slot and lets it go again. */
  async function cancelAndBook(id: string): Promise<void> {
    const answer = await fileFor(id);
    if (answer.statusCode === 201) ok(await cancel(answer.json<Receipt>().code));
  }
});

// The last one: time doesn't go back.
test('a slot whose time has passed stays with whoever had it, wherever they are next', async () => {
  const [past, next] = [await slot(), await slot('2026-11-24T11:00:00.000Z')];
  const { code, number } = await file({ slot: past });
  world.clock.now = new Date('2026-11-24T09:00:00.000Z');
  assert.equal(refusal(await cancel(code)), '409 rule_broken visit_passed');
  assert.equal(told(ok<Case>(await book(code, next))).at(-1), 'visit_booked');
  assert.deepEqual([await holderOf(past), await holderOf(next)], [number, number]);
  ok(await cancel(code));
  assert.deepEqual([await holderOf(past), await isFree(next)], [number, true]);
});
