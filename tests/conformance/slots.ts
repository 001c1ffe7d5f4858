import assert from 'node:assert/strict';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Page } from '@otklik/core/contract/common.js';
import type { Case } from '@otklik/core/contract/consultations.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import { addDays, localTime } from '@otklik/core/domain/calendar.js';
import { NothingToCheck, type Checks } from './checks.ts';
import type { Client } from './client.ts';
import { example, filed, filing, opening } from './filing.ts';

type Check = Pick<Checks, 'check'>;

const free = async (client: Client, query: Record<string, string> = {}): Promise<Slot[]> =>
  (await client.good<Page<Slot>>('listSlots', { query })).items;
const ids = (slots: readonly Slot[]): string[] => slots.map(({ id }) => id);
const isFree = async (client: Client, { id }: Slot): Promise<boolean> => ids(await free(client)).includes(id);

async function listing({ check }: Check, client: Client): Promise<void> {
  await check('slots: still to come, the earliest first, none twice', async () => {
    const slots = await free(client);
    const starts = slots.map(({ startsAt }) => Date.parse(startsAt));
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
      'not the earliest first',
    );
    assert.equal(new Set(ids(slots)).size, slots.length, 'one stands twice');
    for (const { id, kind, startsAt, endsAt, place } of slots) {
      // Clocks may differ a little.
      assert.ok(Date.parse(startsAt) > Date.now() - 60_000, `${id} is over`);
      assert.ok(startsAt < endsAt, `${id} ends before it begins`);
      assert.equal(place === null, kind === 'callback', `${id}: where to come`);
    }
  });
  await check('slots: of one kind, and of the agency’s days', async () => {
    const slots = await free(client);
    const [first] = slots;
    if (!first) throw new NothingToCheck('no slot is free');
    const { timeZone } = await client.good<Agency>('readAgency');
    const dayOf = ({ startsAt }: Slot): string => localTime(new Date(startsAt), timeZone).date;
    const day = dayOf(first);
    const expected = (fits: (slot: Slot) => boolean): string[] => ids(slots.filter(fits));
    assert.deepEqual(
      ids(await free(client, { kind: first.kind })),
      expected(({ kind }) => kind === first.kind),
    );
    assert.deepEqual(
      ids(await free(client, { from: day, to: day })),
      expected((slot) => dayOf(slot) === day),
    );
    const from = addDays(day, 1);
    assert.deepEqual(
      ids(await free(client, { from })),
      expected((slot) => dayOf(slot) >= from),
    );
    assert.deepEqual(await free(client, { to: '1970-01-01' }), []);
  });
  for (const [key, value] of [
    ['kind', 'lunch'],
    ['kind', ''],
    ['from', '2026-13-01'],
    ['to', 'tomorrow'],
    ['colour', 'red'],
  ] as const) {
    await check(`slots: ${key}=${value} is refused and named`, async () => {
      const { fields = [] } = await client.problem('listSlots', { query: { [key]: value } }, 'query_invalid');
      assert.deepEqual(
        fields.map(({ path }) => path),
        [key],
      );
    });
  }
}

const book = (client: Client, code: string, { id }: Slot): Promise<Case> =>
  client.good('bookVisit', { ...opening(code), body: { slot: id } });

async function booking({ check }: Check, client: Client): Promise<void> {
  /** Free until a check books them; each puts them back. */
  const some = async (): Promise<[Slot, ...Slot[]]> => {
    const [first, ...rest] = await free(client);
    if (!first) throw new NothingToCheck('no slot is free');
    return [first, ...rest];
  };
  await check('slots: one that is booked is off the list, and for nobody else', async () => {
    const [slot] = await some();
    const [code, other] = [await filed(client), await filed(client)];
    const found = await book(client, code, slot);
    assert.deepEqual(found.timeline.at(-1), { type: 'visit_booked', at: found.timeline.at(-1)?.at, visit: slot });
    assert.deepEqual(await client.good('readCase', opening(code)), found);
    assert.ok(!(await isFree(client, slot)), 'it is still on the list');
    assert.deepEqual(await book(client, code, slot), found, 'booked again it is another visit');
    await client.problem('bookVisit', { ...opening(other), body: { slot: slot.id } }, 'slot_taken');
    const { fields } = await client.problem(
      'fileConsultation',
      filing({ ...(await example(client)), slot: slot.id }),
      'fields_invalid',
    );
    assert.deepEqual(fields, [{ path: 'slot', code: 'slot_taken', params: {} }]);
    await client.good('cancelVisit', opening(code));
  });
  await check('slots: one that is cancelled is on the list again, and cancelled again it is as it was', async () => {
    const [slot] = await some();
    const code = await filed(client);
    await book(client, code, slot);
    const found = await client.good<Case>('cancelVisit', opening(code));
    const last = found.timeline.at(-1);
    assert.ok(last?.type === 'visit_cancelled', `the last event is ${last?.type}`);
    assert.deepEqual([last.startsAt, last.reason], [slot.startsAt, null]);
    assert.ok(await isFree(client, slot), 'it isn’t on the list');
    assert.deepEqual(await client.good('cancelVisit', opening(code)), found);
  });
  await check('slots: a visit that is moved leaves its slot to others', async () => {
    const [from, to] = await some();
    if (!to) throw new NothingToCheck('only one slot is free');
    const code = await filed(client);
    await book(client, code, from);
    const { timeline } = await book(client, code, to);
    const last = timeline.at(-1);
    assert.ok(last?.type === 'visit_moved', `the last event is ${last?.type}`);
    assert.deepEqual([last.visit, last.previousStartsAt], [to, from.startsAt]);
    assert.deepEqual([await isFree(client, from), await isFree(client, to)], [true, false]);
    await client.good('cancelVisit', opening(code));
  });
  await check('slots: one that is booked with the request goes with it', async () => {
    const [slot] = await some();
    const code = await filed(client, { slot: slot.id });
    const { timeline } = await client.good<Case>('readCase', opening(code));
    const last = timeline.at(-1);
    assert.deepEqual(last?.type === 'visit_booked' && last.visit, slot);
    assert.ok(!(await isFree(client, slot)), 'it is still on the list');
    await client.good('withdrawCase', { ...opening(code), body: {} });
    assert.ok(await isFree(client, slot), 'withdrawing doesn’t free it');
  });
  await check('slots: of four that want one at once, one has it', async () => {
    const [slot] = await some();
    const codes = await Promise.all(Array.from({ length: 4 }, () => filed(client)));
    const answers = await Promise.all(
      codes.map((code) => client.call('bookVisit', { ...opening(code), body: { slot: slot.id } })),
    );
    const winners = codes.filter((_, at) => answers[at]?.status === 200);
    for (const code of winners) await client.good('cancelVisit', opening(code));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
  });
  await check('slots: who is to come isn’t given a call, nor who is to be called a visit', async () => {
    const [slot] = await some();
    const input = await example(client);
    const other =
      slot.kind === 'visit'
        ? { need: 'callback', replyForm: 'phone', contact: { phone: '+7 000 000-00-00' } }
        : { need: 'visit', replyForm: 'visit' };
    const wrong = filing({ ...input, ...other, slot: slot.id });
    const { fields } = await client.problem('fileConsultation', wrong, 'fields_invalid');
    assert.deepEqual(fields, [{ path: 'slot', code: 'choice_unknown', params: {} }]);
    assert.ok(await isFree(client, slot), 'it is gone all the same');
  });
  await check('slots: one that isn’t there is told of with the request', async () => {
    const input = { ...(await example(client)), slot: 'no-such-slot' };
    const { fields } = await client.problem('fileConsultation', filing(input), 'fields_invalid');
    assert.deepEqual(fields, [{ path: 'slot', code: 'slot_unknown', params: {} }]);
  });
}

/** Books visits, moves and cancels them. */
export async function slotChecks(checks: Checks, client: Client): Promise<void> {
  const check = checks.check.bind(checks);
  await listing({ check }, client);
  await booking({ check }, client);
}
