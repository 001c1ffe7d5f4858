import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Notice } from '../../notices/port.ts';
import { workOff } from '../../notices/work.ts';
import { openWorld } from '../../testing/app.ts';
import { testAgency, testContent } from '../../testing/content.ts';
import { approve, publishing, withdraw } from '../../testing/publishing.ts';
import { ok } from '../../testing/staff.ts';
import { remindOfReviews, reviewNotices } from './reminders.ts';

const world = await openWorld([
  testContent({ agency: testAgency({ email: 'service@example.org' }) }),
  testContent({ agency: testAgency({ id: 'mute' }) }),
]);
after(() => world.close());
const { head, published, changed, later, inMinutes } = await publishing(world);
const { services } = world;

const day = 24 * 60;
const remind = (): Promise<number> => remindOfReviews(services, services.now());

/** Does what is in the queue. @returns what was sent */
async function sent(): Promise<Notice[]> {
  const notices: Notice[] = [];
  const channel = { kind: 'email' as const, send: async (notice: Notice) => void notices.push(notice) };
  const options = { ...services, channels: [channel], publicUrl: 'https://otklik.example' };
  const faults: string[] = [];
  await workOff({
    ...{
      database: services.database,
      now: services.now,
      chance: () => 0,
      days: 3,
      report: (line) => faults.push(line),
    },
    handlers: { review_reminder: reviewNotices(options) },
  });
  assert.deepEqual(faults, []);
  return notices;
}

test('staff are reminded two weeks before, once for each date, at the agency’s address', async () => {
  await published('due', { title: { ru: 'Сроки' }, reviewBy: '2026-12-08' });
  await published('fresh', { reviewBy: '2026-12-09' });
  await published('for-ever');
  assert.equal(await remind(), 1);
  assert.equal(await remind(), 0);
  const [notice, ...more] = await sent();
  assert.equal(more.length, 0);
  assert.deepEqual(
    [notice?.to, notice?.subject, notice?.link],
    [
      'service@example.org',
      'Проверьте публикацию до 08.12.2026',
      { title: 'Сроки', href: 'https://otklik.example/test/publications/due' },
    ],
  );
  await later(day, async () => {
    assert.equal(await remind(), 1, 'the next one, a day later');
    assert.equal((await sent()).length, 1);
  });
});

test('the day begins when it does for the agency', async () => {
  await published('midnight', { reviewBy: '2026-12-10' });
  // 08:00 UTC is noon in Astrakhan: two days later begin in 36 hours.
  await later(36 * 60 - 1, async () => assert.equal(await remind(), 0));
  await later(36 * 60, async () => assert.equal(await remind(), 1));
  await sent();
});

test('nobody is reminded of what was reviewed, withdrawn or isn’t public', async () => {
  await published('reviewed', { reviewBy: '2026-12-01' });
  assert.equal(await remind(), 1);
  const revision = await changed('reviewed', { reviewBy: '2027-06-01' });
  ok(await approve(head, 'reviewed', revision, 2));
  assert.deepEqual(await sent(), [], 'it was put right before the notice went out');
  assert.equal(await remind(), 0);

  await published('withdrawn', { reviewBy: '2026-12-01' });
  ok(await withdraw(head, 'withdrawn'));
  await published('scheduled', { reviewBy: '2026-12-01' });
  assert.equal(await remind(), 1, 'only the one that stands');
  const shorter = await changed('scheduled', { reviewBy: '2026-11-30' });
  ok(await approve(head, 'scheduled', shorter, 2, inMinutes(60)));
  assert.equal(await remind(), 0);
  await later(60, async () => assert.equal(await remind(), 1, 'another date is another reminder'));
});
