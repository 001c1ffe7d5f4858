import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { BackendError } from '@otklik/core/backend/error.js';
import type { RouteContext } from '../http/routes.ts';
import { installContent } from '../content/install.ts';
import { tallyBoxes } from '../surveys/tally.ts';
import { openWorld, type World } from '../testing/app.ts';
import { endVersion, openVersion } from '../testing/boxes.ts';
import { testAgency, testContent, testManifest, testPublication } from '../testing/content.ts';
import { quickBallots } from '../testing/quick-filing.ts';
import { hostedPages } from './routes.ts';

/* Surveys without JavaScript: posted in clear over TLS, sealed on arrival. */

const manifest = testManifest('access', { closesOn: '2026-12-31' });
const usefulness = testManifest('usefulness', {
  closesOn: '2026-12-31',
  questions: manifest.questions.filter(({ id }) => id === 'way'),
});
let world: World;
let app: FastifyInstance;
let agency = '';
let number = 0;
/** What refuses a ballot from now on. */
let refusal: BackendError | undefined;
before(async () => {
  world = await openWorld();
  app = await world.app({
    ballots: { ...quickBallots, plain: { burst: 2, every: 20_000 } },
    register: async (scope, context) => {
      const backendFor: RouteContext['backendFor'] = (request) => {
        const backend = context.backendFor(request);
        const castAnswers: typeof backend.castAnswers = async (...answers) => {
          if (refusal) throw refusal;
          await backend.castAnswers(...answers);
        };
        return { ...backend, castAnswers };
      };
      await scope.register(async (pages) => hostedPages(pages, { ...context, backendFor }));
    },
  });
});
after(() => world.close());
beforeEach(async () => {
  refusal = undefined;
  agency = `agency-${++number}`;
  world.clock.now = new Date('2026-11-24T08:30:00.000Z');
  const content = testContent({
    agency: testAgency({ id: agency }),
    surveys: [manifest, usefulness],
    publications: [testPublication('news')],
  });
  await installContent(world.services, content, world.clock.now);
});

const post = async (fields: Record<string, string>, from = '192.0.2.1', path = 'survey/access') => {
  const { statusCode, headers, body } = await app.inject({
    method: 'POST',
    url: `/${agency}/${path}`,
    remoteAddress: from,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  return { status: statusCode, headers, page: body };
};
const get = async (path = 'survey/access') => {
  const { statusCode, body } = await app.inject({ url: `/${agency}/${path}` });
  return { status: statusCode, page: body };
};
const boxes = () =>
  world.database.db
    .selectFrom('ballots')
    .innerJoin('batches', 'batches.id', 'ballots.batch')
    .select('sealed')
    .where('agency', '=', agency)
    .execute();
const filled = { 'q.ease': '5', 'q.way': 'phone', 'q.missing': 'Кнопки «назад» <b>' };
const isChosen = (page: string, name: string, value: string): boolean =>
  new RegExp(`<input[^>]*name="${name}"[^>]*value="${value}"[^>]*checked`).test(page);

/** Nothing that was filled in is gone. */
function assertKept(page: string): void {
  assert.ok(isChosen(page, 'q.ease', '5'), 'the mark');
  assert.ok(isChosen(page, 'q.way', 'phone'), 'the option');
  assert.match(page, /Кнопки «назад» &lt;b&gt;/);
  assert.doesNotMatch(page, /<b>/);
}

describe('a survey without JavaScript', () => {
  test('says what is weaker, takes answers, seals them at once, and says thanks', async () => {
    assert.match((await get()).page, /<noscript><p class="weaker">[^<]*Защита слабее/);
    const { status, page } = await post(filled);
    assert.equal(status, 201);
    assert.match(page, /Спасибо/);
    assert.doesNotMatch(page, /Кнопки/);
    const [ballot, ...more] = await boxes();
    assert.deepEqual(more, []);
    assert.equal(ballot?.sealed.includes('Кнопки'), false);
  });

  test('says what is wrong with answers, and keeps them', async () => {
    const { status, page } = await post({ ...filled, 'q.missing': `Кнопки «назад» <b>${'ы'.repeat(300)}` });
    assert.equal(status, 422);
    assertKept(page);
    assert.equal((await post({})).status, 422);
    assert.deepEqual(await boxes(), []);
  });

  test('is taken only so often from one network: then it says so, and keeps what was filled in', async () => {
    const from = '192.0.2.7';
    for (let sent = 0; sent < 2; sent++) assert.equal((await post(filled, from)).status, 201);
    const { status, headers, page } = await post(filled, from);
    assert.equal(status, 429);
    assert.equal(headers['retry-after'], '20');
    assert.equal(headers['cache-control'], 'no-store');
    assert.match(page, /<p class="refusal" role="alert">[^<]*слишком много ответов/);
    assertKept(page);
    assert.equal((await post(filled, '192.0.2.8')).status, 201, 'others aren’t touched by it');
    world.clock.now = new Date(world.clock.now.getTime() + 20_000);
    assert.equal((await post(filled, from)).status, 201);
  });

  test('whose box is closed again and again keeps what was filled in', async () => {
    refusal = new BackendError('batch_closed');
    const { status, page } = await post(filled);
    assert.equal(status, 409);
    assert.match(page, /role="alert">[^<]*подводятся итоги/);
    assertKept(page);
    refusal = undefined;
    assert.equal((await post(filled)).status, 201);
  });

  test('whose box was closed before is sealed to the next one', async () => {
    assert.equal((await post(filled, '198.51.100.1')).status, 201);
    await world.database.db.updateTable('batches').set({ open: false }).where('agency', '=', agency).execute();
    assert.equal((await post(filled, '198.51.100.1')).status, 201);
    assert.equal((await boxes()).length, 2);
  });

  test('says that the service is down when it is, and keeps what was filled in', async () => {
    refusal = new BackendError('unavailable');
    const { status, page } = await post(filled);
    assert.equal(status, 503);
    assert.match(page, /<input type="hidden" name="q.way" value="phone">/);
    assert.match(page, /Кнопки «назад» &lt;b>|Кнопки «назад» &lt;b&gt;/);
  });
});

describe('a survey whose questions change while somebody answers', () => {
  const [ease, way] = manifest.questions;
  const shorter = testManifest('access', { version: 2, questions: [ease, way].filter((one) => one !== undefined) });

  test('sends nothing for another version, keeps what is still asked, and gives back what was written', async () => {
    const { page: form } = await get();
    assert.match(form, /<button[^>]* name="version" value="1"/);
    await openVersion(world, agency, shorter);
    const { status, page } = await post({ ...filled, version: '1' });
    assert.equal(status, 409);
    assert.match(page, /role="alert">[^<]*вопросы изменились/);
    assert.match(page, /<textarea[^>]*>\nКнопки «назад» &lt;b&gt;<\/textarea>/);
    assert.ok(isChosen(page, 'q.ease', '5'));
    assert.ok(isChosen(page, 'q.way', 'phone'));
    assert.match(page, /<button[^>]* name="version" value="2"/);
    assert.deepEqual(await boxes(), []);
    const again = await post({ 'q.ease': '5', 'q.way': 'phone', version: '2' }, '192.0.2.20');
    assert.equal(again.status, 201);
    assert.equal((await boxes()).length, 1);
  });

  test('keeps a text where it is still asked for, without a second one', async () => {
    await openVersion(world, agency, { ...manifest, version: 2 });
    const { status, page } = await post({ ...filled, version: '1' });
    assert.equal(status, 409);
    assertKept(page);
    assert.doesNotMatch(page, /id="kept0"/);
  });

  test('gives back what was written for an older version of a survey that has ended', async () => {
    await openVersion(world, agency, shorter);
    await endVersion(world, agency, 'access');
    const { status, page } = await post({ ...filled, version: '1' });
    assert.equal(status, 409);
    assert.match(page, /role="alert">Опрос завершился/);
    assert.match(page, /<textarea[^>]*>\nКнопки «назад» &lt;b&gt;<\/textarea>/);
  });

  test('takes a form without a version, or with nonsense for one, as one of now', async () => {
    for (const version of ['', '0', '99', '1e9', '-1', '1 or 1', '9'.repeat(40)])
      assert.equal((await post({ ...filled, version }, `198.51.100.${version.length + 7}`)).status, 201, version);
  });
});

describe('a survey that is over', () => {
  beforeEach(() => {
    world.clock.now = new Date('2026-12-31T20:00:00.000Z');
  });

  test('says so, and leads to its results', async () => {
    for (const [query, words] of [
      ['', /Опрос завершён/],
      ['?lang=en', /This survey is over/],
    ] as const) {
      const { status, page } = await get(`survey/access${query}`);
      assert.equal(status, 200);
      assert.match(page, words);
      assert.ok(page.includes(`<a href="/${agency}/results/access${query}">`));
      assert.doesNotMatch(page, /<form|<script|otklik-survey/);
    }
    await tallyBoxes(world.services, world.clock.now);
    assert.equal((await get('results/access')).status, 200);
  });

  test('takes nothing that comes too late, and gives back what was written', async () => {
    const { status, page } = await post(filled);
    assert.equal(status, 409);
    assert.match(page, /role="alert">Опрос завершился/);
    assert.match(page, /<textarea[^>]*>\nКнопки «назад» &lt;b&gt;<\/textarea>/);
    assert.deepEqual(await boxes(), []);
  });

  test('isn’t asked under a publication any more', async () => {
    const usefulnessIn = async (): Promise<boolean> =>
      (await get('publications/news')).page.includes('survey/usefulness');
    assert.equal(await usefulnessIn(), false);
    world.clock.now = new Date('2026-12-31T19:00:00.000Z');
    assert.equal(await usefulnessIn(), true);
  });
});
