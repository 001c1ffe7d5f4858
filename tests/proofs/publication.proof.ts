import assert from 'node:assert/strict';
import { after, beforeEach, before, describe, test } from 'node:test';
import type { Answers, Release } from '@otklik/core/contract/surveys.js';
import { tallyBoxes } from '@otklik/server/surveys/tally.js';
import { openWorld, type World } from '@otklik/server/testing/app.js';
import { endVersion, later, newBox, type Box } from '@otklik/server/testing/boxes.js';
import { testAnswers } from '@otklik/server/testing/content.js';

let world: World;
let box: Box;
before(async () => {
  world = await openWorld();
});
after(() => world.close());
beforeEach(async () => {
  box = await newBox(world);
});

const text = (): string => 'x';

describe('a release', () => {
  test('waits for twenty new ballots', async () => {
    await box.castAll(testAnswers(19, text));
    assert.deepEqual(await box.tally(), [], 'nineteen were published');
    later(world, 30);
    assert.deepEqual(await box.tally(), [], 'nineteen were published after a month');
    await box.castAll(testAnswers(1, text));
    assert.equal((await box.tally()).length, 1);
  });

  test('waits a week after the one before, so that two don’t differ by a few', async () => {
    await box.castAll(testAnswers(20, text));
    assert.equal((await box.tally()).length, 1);
    await box.castAll(testAnswers(40, text));
    later(world, 6);
    assert.deepEqual(await box.tally(), [], 'two releases in one week');
    later(world, 1);
    assert.equal((await box.tally()).length, 1);
  });

  test('is of whole boxes: no ballot is counted in two, and none told before', async () => {
    await box.castAll(testAnswers(25, text));
    assert.deepEqual(await box.releases(), [], 'something was published before the tally');
    const [first] = await box.tally();
    await box.castAll(testAnswers(22, text));
    assert.deepEqual(await box.releases(), [first], 'the release follows what comes in');
    later(world, 7);
    const [second] = await box.tally();
    assert.equal(second?.counted.from, 22, 'ballots are counted twice');
  });

  test('has no text that nobody has read', async () => {
    await box.castAll(testAnswers(20, () => 'unread-words'));
    const [release] = await box.tally();
    assert.ok(!JSON.stringify([release, await box.releases()]).includes('unread-words'), 'a text is public');
    const themes = await world.request({ url: `/api/v1/agencies/${box.agency}/surveys/access/themes` });
    assert.ok(!themes.body.includes('unread-words'), 'a text is public');
  });

  test('of too few to be published keeps none of their texts', async () => {
    for (const [number, kept] of [
      [9, 0],
      [10, 10],
    ] as const) {
      const one = await newBox(world);
      await one.castAll(testAnswers(number, text));
      await endVersion(world, one.agency, 'access');
      assert.equal((await one.tally()).length, 1);
      assert.equal((await one.texts()).length, kept, 'texts of a few are kept');
    }
  });

  test('tells by its moment of no ballot: boxes are looked at once a day', async () => {
    const lookedOn = new Map<string, string>();
    const only = { agency: box.agency, survey: 'access' };
    const look = (): Promise<Release[]> => tallyBoxes(world.services, world.clock.now, { lookedOn, only });
    await box.castAll(testAnswers(19, text));
    assert.deepEqual(await look(), []);
    await box.castAll(testAnswers(1, text));
    assert.deepEqual(await look(), [], 'a ballot is followed by its release');
    later(world, 1);
    assert.equal((await look()).length, 1);
  });

  test('has no figure of a few', async () => {
    const few = (number: number): Answers[] => Array.from({ length: number }, () => ({ ease: '1', way: 'phone' }));
    await box.castAll([...testAnswers(30, text), ...few(2)]);
    const release = (await box.tally())[0] as Release;
    const ease = release.tallies.find(({ question }) => question === 'ease');
    const shown = (ease?.counts ?? []).map(({ option, count }) => `${option} ${count}`);
    assert.ok(!shown.includes('1 2'), 'two people’s answer is told');
    const sum = (ease?.counts ?? []).reduce((all, { count }) => all + (count ?? 0), 0);
    const hidden = (ease?.counts ?? []).filter(({ count }) => count === null);
    // What is hidden beside it: the number that answered less all that is told would else be the figure.
    if (ease?.answered !== null && ease?.answered !== undefined)
      assert.ok(hidden.length !== 1 && ease.answered - sum !== 2, 'the hidden figure is what is missing to the sum');
  });
});
