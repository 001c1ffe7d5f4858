import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshness, type Versions } from './freshness.ts';

/** A database that counts how often it was asked, and a clock that is moved by hand. */
function world() {
  const state = { asked: 0, content: 'first', time: 0 };
  let pending: ((versions: Versions) => void)[] = [];
  const read = (): Promise<Versions> => {
    state.asked++;
    const versions: Versions = new Map([['test', state.content]]);
    return new Promise((resolve) => pending.push(() => resolve(versions)));
  };
  const fresh = freshness(read, 250, () => state.time);
  return {
    state,
    fresh,
    ask: () => Promise.resolve(fresh.versions()).then((versions) => versions.get('test')),
    /** The database answers what it was asked. */
    answer: () => {
      for (const one of pending) one(new Map());
      pending = [];
    },
  };
}

test('the database is asked once by all who come meanwhile, then not for a while', async () => {
  const { state, fresh, ask, answer } = world();
  const asked = [ask(), ask(), ask()];
  answer();
  assert.deepEqual(await Promise.all(asked), ['first', 'first', 'first']);
  state.content = 'second';
  state.time = 249;
  assert.ok(!(fresh.versions() instanceof Promise), 'no waiting');
  assert.equal(await ask(), 'first');
  assert.equal(state.asked, 1);
  state.time = 250;
  const later = ask();
  answer();
  assert.equal(await later, 'second');
  assert.equal(state.asked, 2);
});

test('the time counts from the question, not from its answer', async () => {
  const { state, ask, answer } = world();
  const slow = ask();
  state.content = 'second';
  state.time = 250;
  answer();
  assert.equal(await slow, 'first');
  const next = ask();
  answer();
  assert.equal(await next, 'second');
});

test('after something was written it is asked anew, also when it was being asked', async () => {
  const { state, fresh, ask, answer } = world();
  const before = ask();
  state.content = 'second';
  fresh.expire();
  const behind = ask();
  answer();
  assert.equal(await before, 'first');
  assert.equal(await behind, 'second');
  assert.equal(await ask(), 'second', 'the late answer to the first question changes nothing');
  assert.equal(state.asked, 2);
});

test('a database that is away is asked again', async () => {
  let away = true;
  const fresh = freshness(async () => {
    if (away) throw new Error('away');
    return new Map([['test', 'back']]);
  }, 250);
  await assert.rejects(async () => fresh.versions(), /away/);
  away = false;
  assert.equal((await fresh.versions()).get('test'), 'back');
});
