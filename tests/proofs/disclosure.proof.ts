import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Answers, Release, Tally } from '@otklik/core/contract/surveys.js';
import { audit } from '@otklik/core/domain/disclosure/audit.js';
import type { Statement } from '@otklik/core/domain/disclosure/types.js';
import { surveyOfDefinition } from '@otklik/core/domain/surveys/of-definition.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { serverBackend } from '@otklik/server/backend.js';
import { tallyBoxes } from '@otklik/server/surveys/tally.js';
import { openWorld, type World } from '@otklik/server/testing/app.js';
import { testContent } from '@otklik/server/testing/content.js';
import { agency } from './support/content.ts';

const t = (ru: string) => ({ ru });
const options = (...ids: string[]) => ids.map((id) => ({ id, title: t(id) }));

/** How many gave each pair of answers: figures of a few, which totals would give away if only they were hidden. */
const table: Record<string, Record<string, number>> = {
  site: { north: 2, south: 11, west: 10, east: 9 },
  phone: { north: 12, south: 10, west: 12, east: 12 },
  visit: { north: 14, south: 15, west: 13, east: 16 },
  letter: { north: 17, south: 16, west: 19, east: 18 },
};
const all = Object.values(table)
  .flatMap((row) => Object.values(row))
  .reduce((sum, count) => sum + count, 0);
const survey = surveyOfDefinition('figures', {
  audience: 'external',
  title: t('Опрос'),
  questions: [
    { id: 'ease', type: 'rating', title: t('Легко ли?'), labels: ['1', '2', '3', '4', '5'].map(t) },
    { id: 'way', type: 'single', title: t('Как?'), options: options(...Object.keys(table)) },
    { id: 'town', type: 'single', title: t('Где?'), options: options(...Object.keys(table.site ?? {})) },
    { id: 'few', type: 'single', title: t('Кто?'), options: options('one', 'two') },
    { id: 'nearly', type: 'single', title: t('Все ли?'), options: options('most', 'some') },
    { id: 'scale', type: 'rating', title: t('Понятно ли?'), labels: ['1', '2', '3', '4', '5'].map(t) },
  ],
  crossTabs: [{ rows: 'way', columns: 'town' }],
});

const marks: [string, number][] = [
  ['1', 2],
  ['2', 9],
  ['4', 60],
  ['5', all - 71],
];

/** So many times each answer, one to a ballot, until there are no more. */
const given = (counts: readonly (readonly [string, number])[]): string[] =>
  counts.flatMap(([answer, count]) => Array.from({ length: count }, () => answer));

function allAnswers(): Answers[] {
  const pairs = Object.entries(table).flatMap(([way, row]) =>
    Object.entries(row).flatMap(([town, count]) => Array.from({ length: count }, () => ({ way, town }))),
  );
  const others: Record<string, string[]> = {
    ease: given(marks),
    few: given([
      ['one', 5],
      ['two', 4],
    ]),
    nearly: given([
      ['most', 14],
      ['some', 1],
    ]),
    scale: given([
      ['1', 6],
      ['4', 6],
      ['5', 3],
    ]),
  };
  return pairs.map((pair, at) => {
    const more = Object.entries(others).flatMap(([question, answers]) =>
      answers[at] ? [[question, answers[at]]] : [],
    );
    return { ...pair, ...(Object.fromEntries(more) as Answers) };
  });
}

let world: World;
let release: Release;
before(async () => {
  world = await openWorld([testContent({ surveys: [survey] })]);
  const backend = serverBackend(world.services, { internal: false, address: '' });
  const batch = await backend.readBatch(agency, survey.survey);
  for (const answers of allAnswers())
    await backend.castBallot(agency, survey.survey, await wholeBallot(agency, survey, batch, answers));
  await tallyBoxes(world.services, world.clock.now);
  // As everybody reads it.
  const answer = await world.request({ url: `/api/v1/agencies/${agency}/surveys/${survey.survey}/releases` });
  [release] = answer.json<{ items: [Release] }>().items;
});
after(() => world.close());

const tallyOf = (question: string): Tally => {
  const found = release.tallies.find((tally) => tally.question === question);
  assert.ok(found);
  return found;
};
const exactly = (value: number, ...cells: string[]): Statement => ({ cells, span: { from: value, to: value } });

/** Whether each hidden figure may be anything in a range of at least five, by all that is told. */
function assertHidden(statements: Statement[], hidden: string[], what: string): void {
  for (const [cell, { from, to }] of audit(statements, hidden))
    assert.ok(to - from >= 5, `${what}: ${cell} is found out, from ${from} to ${to}`);
}

describe('published figures', () => {
  test('are none of a question that fewer than ten answered', () => {
    const { answered, counts, withheld } = tallyOf('few');
    assert.deepEqual([answered, withheld], [null, 'few'], 'nine people’s answers are told');
    assert.deepEqual(
      counts.map(({ count }) => count),
      [null, null],
      'nine people’s answers are told',
    );
  });

  test('are none of fewer than five people', () => {
    for (const { question, counts } of release.tallies)
      for (const { option, count } of counts)
        assert.ok(count === null || count === 0 || count >= 5, `${question}, ${option}: ${count} people are told`);
    for (const count of release.crossTallies.flatMap(({ cells }) => cells.flat()))
      assert.ok(count === null || count === 0 || count >= 5, `a cell of ${count} people is told`);
  });

  test('give no hidden one away by the sum', () => {
    const { answered, counts } = tallyOf('ease');
    assert.equal(answered, all);
    const hidden = counts.filter(({ count }) => count === null).map(({ option }) => option);
    assert.ok(hidden.length > 0 && hidden.length < counts.length, 'some are hidden, some told');
    const statements = [
      exactly(answered ?? 0, ...counts.map(({ option }) => option)),
      ...counts.flatMap(({ option, count }) => (count === null ? [] : [exactly(count, option)])),
    ];
    assertHidden(statements, hidden, 'by the sum');
  });

  test('of a cross-tab give no hidden one away by rows and columns', () => {
    const [tab] = release.crossTallies;
    assert.ok(tab && tab.withheld === null, 'the cross-tab is published');
    const name = (row: string, column: string): string => `${row} ${column}`;
    const { rowOptions, columnOptions, cells } = tab;
    const shown = rowOptions.flatMap((row, r) =>
      columnOptions.map((column, c) => ({ cell: name(row, column), count: cells[r]?.[c] ?? null })),
    );
    const hidden = shown.filter(({ count }) => count === null).map(({ cell }) => cell);
    assert.ok(hidden.length > 0 && hidden.length < shown.length, 'some are hidden, some told');
    // Everybody answered both: what the tables of the two questions tell are sums of it.
    const sums = [
      ...tallyOf('way').counts.map(
        ({ option, count }) => [count, columnOptions.map((one) => name(option, one))] as const,
      ),
      ...tallyOf('town').counts.map(
        ({ option, count }) => [count, rowOptions.map((one) => name(one, option))] as const,
      ),
    ];
    const statements = [
      ...sums.flatMap(([count, of]) => (count === null ? [] : [exactly(count, ...of)])),
      ...shown.flatMap(({ cell, count }) => (count === null ? [] : [exactly(count, cell)])),
    ];
    assert.ok(statements.length > 6, 'totals are told');
    assertHidden(statements, hidden, 'by rows and columns');
  });

  test('of a group under twenty tell of nearly all no more than that', () => {
    const { answered, counts } = tallyOf('nearly');
    assert.equal(answered, 15);
    assert.deepEqual(
      counts.map(({ option, count, majority }) => [option, count, majority]),
      [
        ['most', null, 'chosen'],
        ['some', null, 'not_chosen'],
      ],
      'who is the one that didn’t is told',
    );
  });

  test('of a group under twenty have scales in three bands', () => {
    const { banded, counts } = tallyOf('scale');
    assert.ok(banded, 'marks of a small group are told');
    assert.deepEqual(
      counts.map(({ option }) => option),
      ['low', 'middle', 'high', 'unsure'],
    );
  });
});
