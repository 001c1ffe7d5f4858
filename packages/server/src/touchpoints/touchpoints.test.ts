import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TouchpointList } from '@otklik/core/contract/touchpoints.js';
import { openWorld, type World } from '../testing/app.ts';
import { testAgency, testChannel, testContent } from '../testing/content.ts';

const document = { title: { ru: 'Перечень' }, number: '060/1-О', date: '2026-03-01' };
const external = {
  document,
  channels: [
    testChannel('phone', {
      ...{ languages: ['ru', 'tt'], accessFeatures: ['step-free'], route: 'geo:46.35,48.04' },
    }),
    testChannel('site', {
      kind: 'website',
      holidays: true,
      always: true,
      hours: [],
      contact: null,
      url: null,
      replyForm: null,
    }),
  ],
  items: [{ id: 'ask', title: { ru: 'Задать вопрос', en: 'Ask' }, channels: ['phone', 'site'] }],
};
const appealPortals = [{ title: { ru: 'Госуслуги' }, url: 'https://www.gosuslugi.ru' }];
let world: World;
before(async () => {
  world = await openWorld([
    testContent({
      agency: testAgency({ appealPortals }),
      touchpoints: { external, internal: { document: null, channels: [testChannel('chief')], items: [] } },
    }),
    testContent({ agency: testAgency({ id: 'bare', timeZone: 'Asia/Vladivostok' }) }),
  ]);
});
after(() => world.close());

const list = async (agency: string, query = '', remoteAddress = '192.0.2.1') => {
  const app = await world.app({ internalNetworks: ['10.0.0.0/8'] });
  const answer = await world.request({ app, url: `/api/v1/agencies/${agency}/touchpoints${query}`, remoteAddress });
  return { status: answer.statusCode, body: answer.json<TouchpointList & { code?: string }>() };
};

describe('touchpoints', () => {
  test('are the approved list of the audience, whole and in its order', async () => {
    const { body } = await list('test');
    const channels = body.channels.map(({ schedule: _, words: _words, ...channel }) => channel);
    assert.deepEqual({ document: body.document, channels, items: body.items }, external);
    assert.deepEqual([body.audience, body.timeZone, body.next], ['external', 'Europe/Astrakhan', null]);
  });

  test('name the portals of the body for appeals, to the public alone', async () => {
    assert.deepEqual((await list('test')).body.appealPortals, appealPortals);
    assert.deepEqual((await list('bare')).body.appealPortals, []);
    assert.deepEqual((await list('test', '?audience=internal', '10.0.0.1')).body.appealPortals, []);
  });

  test('come with the days of the production calendar around today, by the agency’s own clock', async () => {
    const days = (body: TouchpointList) => body.calendar.map(({ date, kind }) => `${date} ${kind}`).sort();
    world.clock.now = new Date('2026-11-04T19:30:00.000Z');
    assert.deepEqual(days((await list('test')).body), [
      '2026-11-03 short',
      '2026-11-04 off',
      '2026-12-31 off',
      '2027-01-01 off',
      '2027-01-02 off',
      '2027-01-03 off',
    ]);
    // Vladivostok has the 5th already.
    assert.equal(days((await list('bare')).body)[0], '2026-11-04 off');
  });

  test('say when they are open, by the server’s clock and the agency’s', async () => {
    world.clock.now = new Date('2026-11-27T13:59:59.000Z');
    const [phone, site] = (await list('test')).body.channels;
    const friday = { from: '2026-11-27T05:00:00.000Z', to: '2026-11-27T14:00:00.000Z', resumes: false };
    assert.deepEqual(phone?.schedule.openings[0], friday);
    assert.deepEqual(phone?.schedule.words, { ru: 'пн–пт\u00a09–18', en: 'Mon–Fri\u00a09–18' });
    assert.deepEqual(site?.schedule.openings, []);
    world.clock.now = new Date(friday.to);
    assert.equal((await list('test')).body.channels[0]?.schedule.openings[0]?.from, '2026-11-30T05:00:00.000Z');
  });

  test('of a body that approved none, or none for this audience, are empty', async () => {
    const { body } = await list('bare', '?audience=internal');
    assert.deepEqual([body.audience, body.document, body.channels, body.items], ['internal', null, [], []]);
  });

  test('for internal clients are seen from the own networks alone', async () => {
    assert.deepEqual(
      (await list('test', '?audience=internal', '10.0.0.1')).body.channels.map(({ id }) => id),
      ['chief'],
    );
    assert.deepEqual((await list('test', '?audience=internal')).body, {
      ...(await list('test')).body,
      audience: 'internal',
      document: null,
      channels: [],
      items: [],
      appealPortals: [],
    });
  });

  test('are not asked for in any other way', async () => {
    assert.deepEqual((await list('nobody')).body.code, 'agency_unknown');
    assert.deepEqual((await list('test', '?audience=')).body.code, 'query_invalid');
    assert.deepEqual((await list('test', '?for=me')).body.code, 'query_invalid');
  });
});

describe('an agency', () => {
  test('is what its content says', async () => {
    const answer = await world.request({ url: '/api/v1/agencies/bare' });
    assert.deepEqual(answer.json(), testAgency({ id: 'bare', timeZone: 'Asia/Vladivostok' }));
  });

  test('that is unknown is named', async () => {
    const answer = await world.request({ url: '/api/v1/agencies/nobody' });
    assert.deepEqual([answer.statusCode, answer.json<{ params: object }>().params], [404, { agency: 'nobody' }]);
  });
});
