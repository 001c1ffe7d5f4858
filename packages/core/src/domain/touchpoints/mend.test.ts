import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { check } from '../../contract/check.ts';
import { touchpointListSchema, type TouchpointList } from '../../contract/touchpoints.ts';
import { touchpointContentSchema } from '../../contract/staff/touchpoints.ts';
import { mendedList } from './mend.ts';

const moment = new Date('2026-11-18T07:00:00Z');
const phone = { id: 'phone', title: { ru: 'Телефон' } };
const mended = (value: unknown): TouchpointList => mendedList(value, 'external', moment);
const channel = (change: object) =>
  mended({ timeZone: 'Europe/Moscow', channels: [{ ...phone, ...change }] }).channels[0];

test('a channel that says its name alone is whole', () => {
  const list = mended({ channels: [phone] });
  assert.ok(check(touchpointListSchema, list).ok);
  assert.deepEqual([list.appealPortals, list.items, list.document], [[], [], null]);
});

test('what isn’t a channel is left out, the rest stays', () => {
  const { channels, items } = mended({
    channels: [
      null,
      7,
      'phone',
      [],
      {},
      { id: 'x' },
      { id: 1, title: { ru: 'x' } },
      phone,
      { ...phone, title: 'Второй' },
    ],
    items: [
      { id: 'ask', title: 'Спросить', channels: ['phone', 'fax', 5] },
      { id: 'none', title: 'Ничего', channels: ['fax'] },
      null,
    ],
  });
  assert.deepEqual(
    channels.map(({ title }) => title.ru),
    ['Телефон'],
  );
  assert.deepEqual(items, [{ id: 'ask', title: { ru: 'Спросить' }, channels: ['phone'] }]);
});

test('a kind, preference or reply form that nobody knows is taken for none', () => {
  const { kind, preference, replyForm, accessFeatures, languages } =
    channel({
      kind: 'pigeon',
      preference: 'fly',
      replyForm: 'beak',
      accessFeatures: ['wings', 'step-free'],
      languages: ['ru', 5],
    }) ?? {};
  assert.deepEqual(
    [kind, preference, replyForm, accessFeatures, languages],
    ['website', 'self', null, ['step-free'], ['ru']],
  );
});

test('addresses that lead anywhere else than a channel may are dropped', () => {
  for (const bad of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:x',
    'data:text/html,x',
    '//elsewhere',
    'vbscript:x',
    {},
    5,
  ])
    assert.deepEqual(
      [channel({ url: bad, route: bad })?.url, channel({ url: bad, route: bad })?.route],
      [null, undefined],
    );
  const portals = [{ title: 'а', url: 'javascript:x' }, { title: 'б', url: 'https://example.org' }, { url: '/x' }, 5];
  assert.deepEqual(mended({ channels: [phone], appealPortals: portals }).appealPortals, [
    { title: { ru: 'б' }, url: 'https://example.org' },
  ]);
});

test('hours that no clock shows are left out', () => {
  const hours = [
    { days: [1, 9, '2'], from: '9:00', to: '18:00' },
    { days: [2], from: '99:99', to: '100:00' },
    { days: [], from: '9:00', to: '18:00' },
    { days: 'all', from: 9, to: 18 },
    null,
  ];
  const found = channel({ hours, breaks: 'lunch' });
  assert.deepEqual(found?.hours, [{ days: [1], from: '9:00', to: '18:00' }]);
  assert.equal(found.schedule.openings[0]?.from, '2026-11-23T06:00:00.000Z');
});

test('a document that can’t be named is not named, a day that isn’t one doesn’t count', () => {
  const list = mended({
    channels: [phone],
    document: { title: 'x', number: '1', date: 'вчера' },
    calendar: [{ date: 'x', kind: 'off' }, 1],
  });
  assert.deepEqual([list.document, list.calendar], [null, []]);
});

test('what has no channels at all is no list', () => {
  for (const value of [
    null,
    5,
    'x',
    [],
    {},
    { channels: {} },
    { channels: [{}] },
    { timeZone: 'Mars/Base', channels: [phone] },
  ])
    assert.throws(() => mended(value));
});

test('whatever it is made of, it is a list of the contract, or none', () => {
  const part = fc.jsonValue({ maxDepth: 3 });
  const given = fc.record(
    {
      ...{
        channels: fc.array(
          fc.oneof(
            part,
            fc.record({
              id: fc.constantFrom('a', 'b'),
              title: fc.oneof(part, fc.constant('т')),
              kind: part,
              url: part,
              route: part,
              hours: part,
              breaks: part,
              languages: part,
              purpose: part,
              contact: part,
            }),
          ),
        ),
      },
      ...{ items: part, document: part, calendar: part, appealPortals: part },
    },
    { requiredKeys: ['channels'] },
  );
  fc.assert(
    fc.property(given, (value) => {
      let list;
      try {
        list = mended(JSON.parse(JSON.stringify(value)));
      } catch {
        return;
      }
      assert.ok(check(touchpointListSchema, list).ok);
    }),
    { numRuns: 500 },
  );
});

test('a list that staff entered comes through as it was', () => {
  const whole = {
    ...{
      id: 'phone',
      kind: 'phone',
      preference: 'talk',
      title: { ru: 'Телефон', en: 'Phone' },
      purpose: { ru: 'Спросить' },
    },
    ...{
      contact: { ru: '8' },
      url: 'tel:8',
      route: 'geo:46,48',
      hours: [{ days: [1], from: '09:00', to: '10:00' }],
      breaks: [],
    },
    ...{ always: false, holidays: true, answerTime: { ru: 'сразу' }, signIn: { ru: 'нет' }, languages: ['ru', 'kk'] },
    ...{ accessFeatures: ['sign-language'], accessibility: null, replyForm: 'phone' },
  };
  const items = [{ id: 'ask', title: { ru: 'Спросить' }, channels: ['phone'] }];
  assert.ok(check(touchpointContentSchema, { channels: [whole], items }).ok);
  const list = mended({ channels: [whole], items });
  const { schedule: _, words: _words, ...same } = list.channels[0] ?? { schedule: null, words: null };
  assert.deepEqual([same, list.items], [whole, items]);
});
