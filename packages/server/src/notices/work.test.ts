import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, test } from 'node:test';
import { openWorld, noon } from '../testing/app.ts';
import { DeliveryError } from './port.ts';
import { clearJobs, countJobs, enqueue } from './store.ts';
import { lease, startWorker, waitAfter, workOff, type JobHandler, type WorkOptions } from './work.ts';

const world = await openWorld();
const { db } = world.database;
after(() => world.close());

type Handler = JobHandler<'case_notice'>;
const lines: string[] = [];
const options = (handler?: Handler): WorkOptions => ({
  ...world.services,
  handlers: handler ? { case_notice: handler } : {},
  chance: () => 0.5,
  days: 5,
  report: (line) => lines.push(line),
});
const minute = 60_000;
const later = (ms: number): void => void (world.clock.now = new Date(world.clock.now.getTime() + ms));
const add = (number = 1): Promise<void> =>
  enqueue(
    db,
    ...Array.from({ length: number }, () => ({
      kind: 'case_notice' as const,
      payload: { consultation: randomUUID(), event: 'received' },
      at: world.clock.now,
    })),
  );
const only = () => db.selectFrom('jobs').selectAll().executeTakeFirstOrThrow();

beforeEach(async () => {
  world.clock.now = new Date(noon);
  lines.length = 0;
  await clearJobs(db);
});

test('the wait doubles from a minute to six hours, by chance a quarter less or more', () => {
  const waits = Array.from({ length: 11 }, (_, index) => waitAfter(index + 1, 0.5) / minute);
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
  assert.deepEqual([waitAfter(1, 0), waitAfter(3, 0.999_999), waitAfter(5_000, 0.5)], [45_000, 300_000, 21_600_000]);
});

describe('the worker', () => {
  test('tries again, longer and longer, until it is done', async () => {
    let failing = 3;
    const handler: Handler = async () => {
      if (failing-- > 0) throw new DeliveryError('ECONNREFUSED');
      return 'email';
    };
    await add();
    for (const wait of [1, 2, 4]) {
      await workOff(options(handler));
      const { due_at, error, state } = await only();
      assert.deepEqual([state, error], ['waiting', 'ECONNREFUSED']);
      assert.equal(due_at.getTime(), world.clock.now.getTime() + wait * minute);
      later(wait * minute - 1);
      await workOff(options(handler));
      assert.equal((await only()).due_at.getTime(), due_at.getTime(), 'not before it is due');
      later(1);
    }
    await workOff(options(handler));
    const { state, channel, attempts, ended_at, error } = await only();
    assert.deepEqual([state, channel, attempts, ended_at, error], ['done', 'email', 4, world.clock.now, null]);
    assert.deepEqual(lines, Array(3).fill('notices: 1 to be tried again (ECONNREFUSED)'));
  });

  test('gives up at once when it is of no use, else after the days that are set', async () => {
    await add();
    await workOff(
      options(async () => {
        throw new DeliveryError('EENVELOPE 550', { final: true });
      }),
    );
    const { state, error, ended_at } = await only();
    assert.deepEqual([state, error, ended_at], ['failed', 'EENVELOPE 550', world.clock.now]);
    assert.deepEqual(lines.splice(0), ['notices: 1 given up (EENVELOPE 550)']);

    await clearJobs(db);
    await add();
    const begun = world.clock.now.getTime();
    let tried = 0;
    const handler: Handler = async () => {
      tried++;
      throw new DeliveryError('ETIMEDOUT');
    };
    while ((await only()).state === 'waiting') {
      await workOff(options(handler));
      world.clock.now = (await only()).due_at;
    }
    const failed = await only();
    assert.deepEqual([failed.state, failed.error], ['failed', 'ETIMEDOUT']);
    const days = ((failed.ended_at?.getTime() ?? 0) - begun) / (24 * 60 * minute);
    assert.ok(days > 4.7 && days < 5, String(days));
    assert.equal(tried, 28);
  });

  test('drops what was never tried, when it is too old', async () => {
    await add();
    later(5 * 24 * 60 * minute);
    await workOff(options());
    assert.equal((await only()).state, 'waiting');
    later(1);
    await workOff(options());
    assert.equal((await only()).state, 'dropped');
    assert.deepEqual(lines, ['notices: 1 given up (too old)']);
  });

  test('tells a fault of ours by its place, never by its message', async () => {
    await add();
    await workOff(
      options(async () => {
        throw new TypeError('anna@example.org');
      }),
    );
    assert.equal((await only()).error, 'TypeError');
    assert.match(lines.join('\n'), /notices: TypeError\n +at .*work\.test\.ts/);
    assert.doesNotMatch(lines.join('\n'), /anna/);
  });

  test('never does one job twice at once, however many there are', async () => {
    await add(90);
    const running = new Set<string>();
    const done: string[] = [];
    const handler: Handler = async (_, { id }) => {
      assert.equal(running.has(id), false);
      running.add(id);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running.delete(id);
      done.push(id);
      return 'email';
    };
    await Promise.all([1, 2, 3].map(() => workOff(options(handler))));
    assert.equal(new Set(done).size, 90);
    assert.equal(done.length, 90);
    assert.deepEqual(await countJobs(db), { waiting: 0, done: 90, failed: 0, dropped: 0 });
  });

  test('holds no transaction while it waits for others', async () => {
    await add();
    await workOff(
      options(async () => {
        // On the embedded database this would wait for ever.
        await db.selectFrom('jobs').select('id').execute();
        return 'email';
      }),
    );
    assert.equal((await only()).state, 'done');
  });

  test('leaves to the next what it could not write down, after the time for which it took it', async () => {
    await add();
    let away = false;
    const sent: string[] = [];
    const handler: Handler = async (_, { id }) => {
      sent.push(id);
      away = sent.length === 1;
      return 'email';
    };
    const cut = new Proxy(db, {
      get: (target, name) => {
        if (away && name === 'updateTable') throw new Error('power cut');
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    await assert.rejects(workOff({ ...options(handler), database: { ...world.database, db: cut } }), /power cut/);
    later(lease - 1);
    await workOff(options(handler));
    assert.equal(sent.length, 1);
    later(1);
    await workOff(options(handler));
    assert.deepEqual(sent, [sent[0], sent[0]]);
    assert.equal((await only()).state, 'done');
  });

  test('looks when it starts, when nudged and every five seconds, and stops', async ({ mock }) => {
    mock.timers.enable({ apis: ['setInterval'] });
    let began: () => void = () => undefined;
    const next = (): Promise<void> => new Promise((resolve) => (began = resolve));
    await add();
    let seen = next();
    const worker = startWorker(
      options(async () => {
        began();
        return 'email';
      }),
    );
    await seen;
    seen = next();
    await add();
    worker.nudge();
    await seen;
    seen = next();
    await add();
    mock.timers.tick(5_000);
    await seen;
    await worker.stop();
    assert.deepEqual(await countJobs(db), { waiting: 0, done: 3, failed: 0, dropped: 0 });
    await add();
    worker.nudge();
    mock.timers.tick(60_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal((await countJobs(db)).waiting, 1);
    assert.deepEqual(lines, []);
  });

  test('is not kept from stopping by one that hangs, and gives its job back', async ({ mock }) => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    await add();
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    let aborted = false;
    const worker = startWorker(
      options((_, __, signal) => {
        signal.addEventListener('abort', () => (aborted = true));
        begin();
        return new Promise(() => undefined);
      }),
    );
    await begun;
    const stopped = worker.stop();
    mock.timers.tick(4_000);
    await stopped;
    assert.equal(aborted, true);
    const { state, due_at } = await only();
    assert.deepEqual([state, due_at], ['waiting', world.clock.now]);
  });
});
