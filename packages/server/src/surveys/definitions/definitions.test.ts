import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import type { ReadySurvey } from '@otklik/core/data/ready-surveys.js';
import type { StaffSurvey, StaffSurveyVersion } from '@otklik/core/contract/staff/surveys.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { entriesOf } from '../../journal/journal.ts';
import { openWorld } from '../../testing/app.ts';
import { testContent, testManifest } from '../../testing/content.ts';
import { ok, refusal } from '../../testing/staff.ts';
import { definition, path, surveying } from '../../testing/surveying.ts';

const world = await openWorld([testContent({ surveys: [testManifest('started')] })]);
after(() => world.close());
const staff = await surveying(world);
const { analyst, colleague, head, both, create, open, opened, change, renew, close, get } = staff;

const fields = (answer: { json<T>(): T }): string[] =>
  (answer.json<ProblemDetails>().fields ?? []).map(({ path: field, code }) => `${field} ${code}`);
const read = async (id: string): Promise<StaffSurvey> => ok(await analyst.ask('GET', `/surveys/${id}`));
const states = async (id: string) => (await read(id)).versions.map(({ version, state }) => `${version} ${state}`);

describe('a survey', () => {
  test('is a draft that nobody sees until somebody else opens it', async () => {
    const made = await create(analyst, 'seen');
    assert.deepEqual(
      { version: made.version, revision: made.revision, state: made.state, own: made.own },
      { version: 1, revision: 1, state: 'draft', own: true },
    );
    assert.equal(made.manifestHash, await manifestHash(made.manifest));
    for (const part of ['manifest', 'batch', 'releases', 'themes', 'versions/1'])
      assert.equal(refusal(await get(`/seen/${part}`)), '404 survey_unknown', part);
    const shown = ok<StaffSurveyVersion>(await open(head, 'seen'));
    assert.equal(shown.state, 'open');
    assert.equal(shown.opened?.position.ru, 'Должность survey-head');
    assert.deepEqual(await staff.manifest('seen'), made.manifest);
    assert.deepEqual(ok(await get('/seen/versions/1')), made.manifest);
  });

  test('can stand on the list of what is open, and leaves it when it closes; its results stay', async () => {
    const listed = async () => ok<{ items: { id: string }[] }>(await get('')).items.map(({ id }) => id);
    await opened('listed');
    assert.ok((await listed()).includes('listed'));
    const takes = async () => ok<{ open: boolean }>(await get('/listed/releases')).open;
    assert.equal(await takes(), true);
    assert.equal(refusal(await close(analyst, 'listed')), '403 not_permitted');
    ok(await close(head, 'listed'));
    assert.ok(!(await listed()).includes('listed'));
    assert.equal(await takes(), false);
    assert.equal((await staff.manifest('listed')).survey, 'listed');
    assert.equal(refusal(await get('/listed/batch')), '409 survey_closed');
    assert.equal(refusal(await close(head, 'listed')), '409 rule_broken not_open');
  });

  test('takes no answers once its last day is over, by the agency’s clock', async () => {
    await opened('until', { closesOn: '2026-11-24' });
    ok(await get('/until/batch'));
    const { now } = world.clock;
    world.clock.now = new Date('2026-11-25T12:00:00.000Z');
    assert.equal(refusal(await get('/until/batch')), '409 survey_closed');
    world.clock.now = now;
    await create(analyst, 'past', { closesOn: '2026-11-23' });
    assert.equal(refusal(await open(head, 'past')), '409 rule_broken closes_on_past');
  });

  test('is listed for staff with its versions, and with how much is to be read', async () => {
    const { items } = ok<{ items: StaffSurvey[] }>(await head.ask('GET', '/surveys'));
    const started = items.find(({ id }) => id === 'started');
    assert.deepEqual(
      started?.versions.map(({ version, state, opened: by }) => ({ version, state, by })),
      [{ version: 1, state: 'open', by: null }],
    );
    assert.equal(started?.unread, 0);
  });

  test('that is unknown is unknown to every act', async () => {
    for (const id of ['none', '%00', 'NONE']) {
      const asked = [
        analyst.ask('GET', `/surveys/${id}`),
        renew(analyst, id),
        analyst.ask('GET', path(id)),
        change(analyst, id, 1),
        analyst.ask('DELETE', `${path(id)}?revision=1`),
        open(head, id),
        close(head, id),
      ];
      for (const answer of await Promise.all(asked)) assert.equal(refusal(answer), '404 survey_unknown');
    }
    await create(analyst, 'known');
    for (const version of ['2', '0', 'x', '99999999999'])
      assert.equal(refusal(await analyst.ask('GET', `/surveys/known/versions/${version}`)), '404 version_unknown');
    assert.equal(refusal(await open(head, 'known', 1, 7)), '404 version_unknown');
    assert.equal(refusal(await analyst.ask('POST', '/surveys', { id: 'known', ...definition() })), '409 survey_taken');
  });
});

describe('a draft', () => {
  test('may change, by who has read it', async () => {
    await create(analyst, 'changed');
    const two = ok<StaffSurveyVersion>(await change(colleague, 'changed', 1, { title: { ru: 'Иначе' } }));
    assert.equal(two.revision, 2);
    assert.equal(two.manifest.title.ru, 'Иначе');
    assert.equal(refusal(await change(analyst, 'changed', 1)), '409 revision_outdated');
    assert.equal(refusal(await open(head, 'changed', 1)), '409 revision_outdated');
    assert.equal(refusal(await analyst.ask('DELETE', `${path('changed')}?revision=1`)), '409 revision_outdated');
  });

  test('is refused with what is wrong in it, field by field', async () => {
    const wrong = async (changes: object) =>
      fields(await analyst.ask('POST', '/surveys', { id: 'wrong', ...definition(changes) }));
    assert.deepEqual(await wrong({ questions: [] }), ['questions required']);
    assert.deepEqual(await wrong({ title: { ru: '' }, closesOn: '2026-02-30' }), [
      'title.ru required',
      'closesOn format',
    ]);
    const [useful, more] = definition().questions;
    assert.deepEqual(await wrong({ questions: [useful, { ...more, id: 'useful' }] }), ['questions.1.id taken']);
    assert.deepEqual(await wrong({ crossTabs: [{ rows: 'useful', columns: 'more' }] }), [
      'crossTabs.0.columns not_single',
    ]);
    assert.deepEqual(await wrong({ thresholds: { answers: 1 } }), ['thresholds.answers too_small']);
    assert.deepEqual(await wrong({ ballotBytes: 1 }), ['ballotBytes unknown_field']);
    assert.equal(refusal(await analyst.ask('GET', '/surveys/wrong')), '404 survey_unknown');
  });

  test('may be deleted, the only one with its survey', async () => {
    await create(analyst, 'gone');
    assert.equal((await colleague.ask('DELETE', `${path('gone')}?revision=1`)).statusCode, 204);
    assert.equal(refusal(await analyst.ask('GET', '/surveys/gone')), '404 survey_unknown');
    await create(analyst, 'gone');
    ok(await open(head, 'gone'));
    ok(await renew(analyst, 'gone'), 201);
    assert.equal((await colleague.ask('DELETE', `${path('gone', 2)}?revision=1`)).statusCode, 204);
    assert.deepEqual(await states('gone'), ['1 open']);
  });

  test('may turn to other people, until one version was open', async () => {
    await create(analyst, 'turned');
    ok(await change(analyst, 'turned', 1, { audience: 'internal' }));
    ok(await open(head, 'turned', 2));
    assert.equal(refusal(await get('/turned/manifest')), '404 survey_unknown', 'the public can’t tell that it exists');
    ok(await renew(analyst, 'turned'), 201);
    assert.deepEqual(fields(await change(analyst, 'turned', 1, { audience: 'external' }, 2)), [
      'audience audience_fixed',
    ]);
    ok(await change(analyst, 'turned', 1, { audience: 'internal' }, 2));
  });
});

describe('a version', () => {
  test('that was opened never changes', async () => {
    await opened('fixed');
    const not = '409 rule_broken not_draft';
    assert.equal(refusal(await change(analyst, 'fixed', 1)), not);
    assert.equal(refusal(await analyst.ask('DELETE', `${path('fixed')}?revision=1`)), not);
    assert.equal(refusal(await open(head, 'fixed')), not);
  });

  test('is opened by nobody who had a hand in it', async () => {
    await create(both, 'eyes');
    assert.equal(refusal(await open(both, 'eyes')), '409 rule_broken four_eyes');
    ok(await change(analyst, 'eyes', 1));
    assert.equal(refusal(await open(both, 'eyes', 2)), '409 rule_broken four_eyes');
    assert.equal(refusal(await open(analyst, 'eyes', 2)), '403 not_permitted');
    ok(await open(head, 'eyes', 2));
  });

  test('ends the one before; whose ballots are tallied, and whose manifest stays', async () => {
    await opened('next');
    await staff.cast(
      'next',
      Array.from({ length: 12 }, () => ({ useful: 'yes' })),
    );
    ok(await renew(analyst, 'next'), 201);
    assert.equal(refusal(await renew(analyst, 'next')), '409 rule_broken draft_exists');
    assert.deepEqual(await states('next'), ['2 draft', '1 open']);
    const first = await staff.manifest('next');
    ok(await change(analyst, 'next', 1, { title: { ru: 'Второй' } }, 2));
    assert.equal(refusal(await get('/next/versions/2')), '404 version_unknown');
    ok(await open(head, 'next', 2, 2));
    assert.deepEqual(await states('next'), ['2 open', '1 ended']);
    assert.equal((await staff.manifest('next')).title.ru, 'Второй');
    assert.deepEqual(ok(await get('/next/versions/1')), first);
    await staff.cast('next', [{ useful: 'no' }]);
    const releases = await staff.tally('next');
    assert.deepEqual(
      releases.map(({ version, counted }) => ({ version, to: counted.to >= 12 })),
      [{ version: 1, to: true }],
      'the first box alone, though there are few ballots',
    );
    assert.equal((await world.database.db.selectFrom('ballots').select('batch').execute()).length, 1);
  });

  test('opened twice at once is opened once', async () => {
    await create(analyst, 'race');
    const answers = await Promise.all([open(head, 'race'), open(head, 'race'), close(head, 'race')]);
    const went = answers.slice(0, 2).filter(({ statusCode }) => statusCode === 200);
    assert.equal(went.length, 1);
  });
});

test('whatever staff do to a survey is journalled', async () => {
  await create(analyst, 'told');
  ok(await change(colleague, 'told', 1));
  const { manifestHash: hash } = ok<StaffSurveyVersion>(await open(head, 'told', 2));
  ok(await close(head, 'told'));
  const entries = await entriesOf(world.database.db, 'test', 'surveys', 'told');
  assert.deepEqual(
    entries.map(({ action, staff: account }) => [action, account]),
    [
      ['begun', analyst.id],
      ['changed', colleague.id],
      ['opened', head.id],
      ['closed', head.id],
    ],
  );
  assert.deepEqual(entries[2]?.data, { version: 1, revision: 2, content: hash, supersedes: null });
});

describe('a definition', () => {
  test('may be taken from those that are ready, which begin a survey as they are', async () => {
    const { items } = ok<{ items: ReadySurvey[] }>(await head.ask('GET', '/ready-surveys'));
    assert.deepEqual(
      items.map(({ id }) => id),
      ['information-access', 'usefulness', 'internal-information'],
    );
    for (const { id, definition: ready } of items) ok(await analyst.ask('POST', '/surveys', { id, ...ready }), 201);
  });

  test('may come from SurveyJS, with a list of what was left out; nothing is stored', async () => {
    const take = (surveyjs: unknown) => analyst.ask('POST', '/surveyjs-imports', { surveyjs });
    const found = ok<{ definition: object; leftOut: { path: string }[] }>(
      await take({
        title: 'Опрос',
        elements: [
          { type: 'rating', name: 'ease', title: 'Легко?' },
          { type: 'file', name: 'photo', title: 'Фото' },
        ],
      }),
    );
    assert.ok(
      found.leftOut.some(({ path: at }) => at.startsWith('elements.1')),
      JSON.stringify(found.leftOut),
    );
    const draft = await analyst.ask('POST', '/surveys', { id: 'imported', ...found.definition });
    assert.equal(ok<StaffSurveyVersion>(draft, 201).manifest.questions.length, 1);
    assert.equal(refusal(await take({})), '409 rule_broken surveyjs_unknown');
    assert.equal(refusal(await take('text')), '409 rule_broken surveyjs_unknown');
    const nothing = await take({ elements: [{ type: 'file', name: 'photo' }] });
    assert.equal(refusal(nothing), '409 rule_broken surveyjs_empty');
    assert.ok(fields(nothing).length > 0, 'with the reason');
    assert.equal(refusal(await head.ask('POST', '/surveyjs-imports', { surveyjs: {} })), '403 not_permitted');
  });

  test('of 5 MB is told to be too large', async () => {
    const elements = Array.from({ length: 50_000 }, (_, at) => ({
      type: 'comment',
      name: `q${at}`,
      title: 'я'.repeat(30),
    }));
    const answer = await analyst.ask('POST', '/surveyjs-imports', { surveyjs: { elements } });
    assert.equal(refusal(answer), '413 body_too_large');
    assert.deepEqual(answer.json<ProblemDetails>().params, { max: 256_000 });
  });
});
