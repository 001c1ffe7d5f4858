import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { StaffCase, StaffTopic } from '@otklik/core/contract/staff/cases.js';
import { entriesOf } from '../../journal/journal.ts';
import { updateStaff } from '../../staff/store.ts';
import { openWorld, type World } from '../../testing/app.ts';
import { working, type Working } from '../../testing/cases.ts';
import { internalConsultation, testAgency, testContent } from '../../testing/content.ts';
import { ok, refusal, signUp, type Signed } from '../../testing/staff.ts';

let world: World;
let w: Working;
let foreign: Signed;
before(async () => {
  world = await openWorld([testContent(), testContent({ agency: testAgency({ id: 'other' }) })]);
  w = await working(world);
  foreign = await signUp(world, 'foreign', ['consultant', 'head'], 'other');
});
after(() => world.close());
beforeEach(async () => {
  await world.database.db.deleteFrom('topic_responsibles').execute();
});

const route = (responsible: unknown[], topic = 'external/repair', who = w.head) =>
  who.ask('PUT', `/consultation-topics/${topic}/responsible`, { responsible });
const topics = async (who = w.consultant): Promise<StaffTopic[]> =>
  ok<{ items: StaffTopic[] }>(await who.ask('GET', '/consultation-topics')).items;
const routed = async (): Promise<Record<string, string[]>> =>
  Object.fromEntries(
    (await topics()).map(({ audience, id, responsible }) => [`${audience}/${id}`, responsible] as const),
  );
/** Who has a case that is filed now. */
async function responsible(): Promise<string | null> {
  const id = await w.idOf((await w.file()).number);
  return ok<StaffCase>(await w.consultant.ask('GET', `/consultations/${id}`)).responsible;
}

describe('topics', () => {
  test('are listed for staff, of both audiences and in their order, with nobody at first', async () => {
    const listed = await topics();
    assert.deepEqual(
      listed.map(({ audience, id, responsible: own }) => [audience, id, own]),
      [
        ['external', 'repair', []],
        ['external', 'other', []],
        ['internal', 'leave', []],
      ],
    );
    assert.deepEqual(listed[0]?.title, { ru: 'Капитальный ремонт', en: 'Major repair' });
  });

  test('go to consultants in an order; a new case to the first, one that is there stays', async () => {
    const id = await w.idOf((await w.file()).number);
    assert.equal(await responsible(), null);
    const answer = ok<{ items: StaffTopic[] }>(await route([w.colleague.id, w.consultant.id]));
    assert.deepEqual(answer.items[0]?.responsible, [w.colleague.id, w.consultant.id]);
    assert.deepEqual(await routed(), {
      'external/repair': [w.colleague.id, w.consultant.id],
      'external/other': [],
      'internal/leave': [],
    });
    assert.equal(await responsible(), w.colleague.id);
    assert.equal(ok<StaffCase>(await w.consultant.ask('GET', `/consultations/${id}`)).responsible, null);
    ok(await route([w.consultant.id, w.colleague.id, w.both.id]));
    assert.equal(await responsible(), w.consultant.id);
    ok(await route([]));
    assert.equal(await responsible(), null);
  });

  test('of internal clients go to others', async () => {
    ok(await route([w.colleague.id], 'internal/leave'));
    assert.equal(await responsible(), null);
    const app = await world.app({ internalNetworks: ['127.0.0.1'] });
    await world.request({
      app,
      method: 'POST',
      url: '/api/v1/agencies/test/consultations',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'key-of-an-internal-one' },
      payload: JSON.stringify(internalConsultation()),
    });
    const { items } = ok<{ items: { responsible: string }[] }>(
      await w.consultant.ask('GET', '/consultations?audience=internal'),
    );
    assert.deepEqual(
      items.map((one) => one.responsible),
      [w.colleague.id],
    );
  });

  test('go to no account that is closed, no consultant here, or unknown', async () => {
    const { db } = world.database;
    const closed = await signUp(world, 'closed', ['consultant']);
    await db.transaction().execute((tx) => updateStaff(tx, closed.id, { active: false }));
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const id of [foreign.id, w.head.id, closed.id, nobody, 'x', '']) {
      const answer = await route([w.consultant.id, id]);
      assert.equal(refusal(answer), '422 fields_invalid', id);
      assert.deepEqual(answer.json<{ fields: object[] }>().fields, [
        { path: 'responsible.1', code: 'account_unknown', params: {} },
      ]);
    }
    const twice = await route([w.consultant.id, w.colleague.id, w.consultant.id]);
    assert.deepEqual(twice.json<{ fields: object[] }>().fields, [{ path: 'responsible.2', code: 'twice', params: {} }]);
    for (const topic of ['external/leave', 'internal/repair', 'nobody/repair', 'external/%00'])
      assert.equal(refusal(await route([], topic)), '404 topic_unknown', topic);
    assert.deepEqual((await routed())['external/repair'], []);
  });

  test('pass over who can’t take cases any more', async () => {
    const { db } = world.database;
    const leaving = await signUp(world, 'leaving', ['consultant']);
    ok(await route([leaving.id, w.colleague.id]));
    await db.transaction().execute((tx) => updateStaff(tx, leaving.id, { active: false }));
    assert.equal(await responsible(), w.colleague.id);
    assert.deepEqual((await routed())['external/repair'], [w.colleague.id]);
  });

  test('are routed by heads and administrators, and that is journalled', async () => {
    const id = 'external/other';
    ok(await route([w.consultant.id], id));
    const [entry, ...more] = await entriesOf(world.database.db, 'test', 'consultations', id);
    assert.equal(more.length, 0);
    assert.deepEqual(
      [entry?.staff, entry?.action, entry?.data],
      [w.head.id, 'routed', { responsible: [w.consultant.id] }],
    );
    assert.equal(refusal(await route([], id, w.consultant)), '403 not_permitted');
    ok(await route([foreign.id], id, foreign));
    assert.deepEqual((await routed())[id], [w.consultant.id], 'another agency has its own');
  });

  test('routed by two at once go to what one of them said', async () => {
    const [one, other] = [[w.consultant.id, w.colleague.id], [w.both.id]];
    const answers = await Promise.all([route(one), route(other), route(one), route(other)]);
    for (const answer of answers) ok(answer);
    const now = (await routed())['external/repair'];
    assert.ok([one, other].some((list) => JSON.stringify(list) === JSON.stringify(now)));
  });
});
