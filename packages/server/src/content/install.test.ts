import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Case } from '@otklik/core/contract/consultations.js';
import type { Release, Theme } from '@otklik/core/contract/surveys.js';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { openWorld, type World } from '../testing/app.ts';
import {
  internalConsultation,
  testAgency,
  testAnswers,
  testConsultant,
  testConsultation,
  testContent,
  testHead,
  testManifest,
} from '../testing/content.ts';
import { codeOfKey, installContent } from './install.ts';

const t = (ru: string) => ({ ru });
const at = (moment: string) => new Date(moment);
const content = testContent({
  surveys: [testManifest('access'), testManifest('inner', { audience: 'internal', release: { ballots: 20, days: 0 } })],
  cases: [
    {
      key: 'demonstration-case-one',
      consultation: testConsultation(),
      receivedAt: at('2026-11-02T07:00:00Z'),
      steps: [],
    },
    {
      key: 'demonstration-case-two',
      consultation: testConsultation({ question: 'Почему отказали?' }),
      receivedAt: at('2026-11-03T07:00:00Z'),
      steps: [
        { at: at('2026-11-05T07:00:00Z'), by: testConsultant, action: { type: 'register' } },
        {
          at: at('2026-11-06T07:00:00Z'),
          by: testHead,
          action: { type: 'defer', days: 5, reason: t('Ждём документы') },
        },
      ],
    },
    {
      key: 'demonstration-case-inner',
      consultation: internalConsultation(),
      receivedAt: at('2026-11-03T07:00:00Z'),
      steps: [],
    },
  ],
  ballots: {
    access: [testAnswers(25, () => 'раз'), testAnswers(30, () => 'два'), testAnswers(22, () => 'три')],
    inner: [testAnswers(21, () => 'четыре')],
  },
});

let world: World;
before(async () => {
  world = await openWorld([content]);
});
after(() => world.close());

const readCase = async (key: string) => {
  const code = codeOfKey(world.keys, 'test', key);
  const answer = await world.request({ url: '/api/v1/agencies/test/case', headers: { 'case-code': code } });
  return answer.json<Case>();
};
const releases = async (survey: string, remoteAddress = '10.0.0.1') => {
  const app = await world.app({ internalNetworks: ['10.0.0.0/8'] });
  const answer = await world.request({ app, url: `/api/v1/agencies/test/surveys/${survey}/releases`, remoteAddress });
  return answer.json<{ items: Release[] }>().items;
};

describe('content', () => {
  test('brings its cases to their states, each step at its moment, opened by the codes of their keys', async () => {
    const one = await readCase('demonstration-case-one');
    assert.deepEqual(
      [one.number, one.status, one.receivedAt, one.registerBy],
      ['И-1/26', 'received', '2026-11-02T07:00:00.000Z', '2026-11-05'],
    );
    const two = await readCase('demonstration-case-two');
    assert.deepEqual([two.number, two.status, two.registeredOn], ['И-2/26', 'deferred', '2026-11-05']);
    assert.deepEqual(
      two.timeline.map((event) => event.at),
      ['2026-11-03T07:00:00.000Z', '2026-11-05T07:00:00.000Z', '2026-11-06T07:00:00.000Z'],
    );
    assert.equal((await readCase('demonstration-case-inner')).number, 'В-1/26');
  });

  test('publishes what was decided on suggestions, which are texts of its ballots', async () => {
    const themes = (body: string): Record<string, Theme[]> => ({
      access: [
        {
          ...{ id: 'one', question: 'missing', title: t('Раз'), suggestions: [body], decision: 'done' },
          ...{ reason: t('Сделали'), decidedOn: '2026-11-20', decidedBy: t('Руководитель') },
        },
      ],
    });
    const agency = testAgency({ id: 'decided' });
    const ballots = { access: [testAnswers(25, () => 'раз')] };
    const decided = testContent({ agency, surveys: [testManifest('access')], ballots, themes: themes('раз') });
    await installContent(world.services, decided, world.clock.now);
    const answer = await world.request({ url: '/api/v1/agencies/decided/surveys/access/themes' });
    assert.deepEqual(answer.json<{ items: Theme[] }>().items, themes('раз').access);
    const invented = { ...decided, themes: themes('никто этого не писал') };
    await assert.rejects(installContent(world.services, invented, world.clock.now), /nobody made/);
  });

  test('turns each group of ballots into a release, as far apart as the manifest wants', async () => {
    assert.deepEqual(
      (await releases('access')).map(({ id, releasedOn, counted }) => `${id} ${releasedOn} ${counted.to}`),
      ['access-3 2026-11-17 22', 'access-2 2026-11-10 30', 'access-1 2026-11-03 25'],
    );
    assert.deepEqual(
      (await releases('inner')).map(({ releasedOn, counted }) => `${releasedOn} ${counted.to}`),
      ['2026-11-23 21'],
    );
    assert.equal((await world.database.db.selectFrom('ballots').select('batch').execute()).length, 0);
    assert.deepEqual(world.keys.ballots.list(), []);
  });

  test('goes by the server’s rules: what they do not allow is not installed', async () => {
    const wrong = (cases: typeof content.cases) =>
      installContent(world.services, testContent({ agency: testAgency({ id: 'wrong' }), cases }), world.clock.now);
    await assert.rejects(
      wrong([
        {
          key: 'demonstration-case-bad',
          consultation: testConsultation({ topic: 'none' }),
          receivedAt: at('2026-11-02T07:00:00Z'),
          steps: [],
        },
      ]),
      { code: 'fields_invalid' },
    );
    const late = {
      at: at('2026-11-20T07:00:00Z'),
      by: testHead,
      action: { type: 'defer' as const, days: 5, reason: t('Поздно') },
    };
    await assert.rejects(
      wrong([
        {
          key: 'demonstration-case-bad',
          consultation: testConsultation(),
          receivedAt: at('2026-11-02T07:00:00Z'),
          steps: [{ at: at('2026-11-03T07:00:00Z'), by: testConsultant, action: { type: 'register' } }, late],
        },
      ]),
      (error) => error instanceof RuleBroken && error.code === 'deferral_too_late',
    );
    await wrong([]);
    assert.equal((await world.request({ url: '/api/v1/agencies/wrong' })).statusCode, 200);
  });
});
