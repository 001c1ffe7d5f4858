import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../contract/check.ts';
import { touchpointListSchema } from '../../contract/touchpoints.ts';
import { BackendError } from '../error.ts';
import { touchpointsFile } from './touchpoints.ts';

const moment = new Date('2026-11-18T07:00:00Z');
const phone = { id: 'phone', title: { ru: 'Телефон' }, hours: [{ days: [1, 2, 3], from: '9:00', to: '18:00' }] };
const read = (file: unknown) =>
  touchpointsFile('https://example.org/channels.json', {
    fetch: async () => Response.json(file),
    now: () => moment,
  }).readTouchpoints('', 'external');

test('a file that says little is a list of the contract', async () => {
  const list = await read({ timeZone: 'Europe/Moscow', channels: [phone] });
  const checked = check(touchpointListSchema, list);
  assert.ok(checked.ok, JSON.stringify(checked));
  assert.deepEqual(list.channels[0]?.schedule.words, { ru: 'пн–ср\u00a09–18', en: 'Mon–Wed\u00a09–18' });
  assert.deepEqual(list.channels[0]?.schedule.openings[0], {
    from: '2026-11-18T06:00:00.000Z',
    to: '2026-11-18T15:00:00.000Z',
    resumes: false,
  });
});

test('a file that was saved from the API is read by its hours, not by the schedules of that day', async () => {
  const saved = { words: { ru: 'когда-то' }, openings: [] };
  const calendar = [{ date: '2026-11-18', kind: 'off' }];
  const { schedule } =
    (await read({ timeZone: 'Europe/Moscow', calendar, channels: [{ ...phone, schedule: saved }] })).channels[0] ?? {};
  assert.equal(schedule?.words?.ru, 'пн–ср\u00a09–18');
  assert.equal(schedule.openings[0]?.from, '2026-11-23T06:00:00.000Z');
});

test('what is no such list is unreadable', async () => {
  for (const file of [{}, { channels: [{ id: 'x' }] }, { timeZone: 'Mars/Base', channels: [phone] }, null])
    await assert.rejects(read(file), (error: BackendError) => error.code === 'answer_unreadable');
});
