import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers, Span, Tally } from '../../contract/surveys.ts';
import { surveyOfDefinition } from './of-definition.ts';
import { countBallots, secureRandom, shuffle } from './tally.ts';

const title = { ru: 'Вопрос' };
const manifest = surveyOfDefinition('information-access', {
  audience: 'external',
  title,
  questions: [
    { type: 'rating', id: 'ease', title, labels: [title, title, title, title, title] },
    {
      type: 'single',
      id: 'found',
      title,
      options: [
        { id: 'yes', title },
        { id: 'no', title },
      ],
    },
    {
      type: 'multiple',
      id: 'channels',
      title,
      options: [
        { id: 'site', title },
        { id: 'phone', title },
      ],
    },
    { type: 'text', id: 'improve', title, maxLength: 20 },
  ],
});
const times = (n: number, answers: Answers): Answers[] => Array.from({ length: n }, () => answers);
const tallyOf = (opened: unknown[], question: string): Tally | undefined =>
  countBallots(manifest, opened).tallies.find((tally) => tally.question === question);

const exactly = (n: number): Span => ({ from: n, to: n });
const shown = (option: string, count: number | null) => ({ option, count, majority: null });
const whole = { row: null, withheld: null, banded: false };

test('counts each question on its own', () => {
  const opened = [
    ...times(12, { ease: '5', found: 'yes', channels: ['site', 'phone'] }),
    ...times(8, { ease: 'unsure', channels: ['phone'] }),
    ...times(5, {}),
  ];
  const { counted, invalid, tallies } = countBallots(manifest, opened);
  assert.deepEqual([counted, invalid], [exactly(25), exactly(0)]);
  assert.deepEqual(tallies, [
    {
      ...whole,
      question: 'ease',
      answered: 20,
      counts: [...['1', '2', '3', '4'].map((option) => shown(option, 0)), shown('5', 12), shown('unsure', 8)],
    },
    {
      ...whole,
      question: 'found',
      answered: 12,
      counts: [shown('yes', 12), shown('no', 0)],
    },
    {
      ...whole,
      question: 'channels',
      answered: 20,
      counts: [shown('site', 12), shown('phone', 20)],
    },
  ]);
});

test('texts stand alone, in an order that says nothing', () => {
  const words = Array.from({ length: 50 }, (_, at) => `ответ ${at}`);
  const opened = words.map((improve) => ({ ease: '1', improve }));
  const { texts, tallies } = countBallots(manifest, opened);
  assert.deepEqual(Object.keys(texts[0] ?? {}), ['question', 'text']);
  assert.deepEqual(texts.map(({ text }) => text).sort(), [...words].sort());
  assert.notDeepEqual(
    texts.map(({ text }) => text),
    words,
  );
  assert.equal(JSON.stringify(tallies).includes('ответ'), false);
  assert.deepEqual(countBallots(manifest, [{ improve: '  \n ' }, { improve: '' }, { improve: ' да ' }]).texts, [
    { question: 'improve', text: 'да' },
  ]);
});

test('never dies of nonsense, and counts it', () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 1000; level++) deep = [deep];
  const nonsense: unknown[] = [
    undefined,
    null,
    0,
    'yes',
    [],
    ['found'],
    { found: null },
    { found: 'maybe' },
    { found: ['yes'] },
    { found: { length: 3 } },
    { ease: 5 },
    { ease: '6' },
    { channels: 'site' },
    { channels: ['site', 'site'] },
    { channels: ['site', 'pigeon'] },
    { channels: [null] },
    { channels: deep },
    { improve: 7 },
    { improve: 'x'.repeat(21) },
    { improve: 'nul\u0000' },
    { improve: 'half \ud83d' },
    { unknown: 'x' },
    JSON.parse('{"__proto__": {"found": "yes"}}'),
    { constructor: 'x' },
  ];
  const { counted, invalid, tallies } = countBallots(manifest, [...nonsense, ...times(10, { found: 'yes' })]);
  assert.deepEqual([counted, invalid], [exactly(10), exactly(nonsense.length)]);
  assert.equal(tallies.find(({ question }) => question === 'found')?.answered, 10);
});

test('a question that few answered says nothing at all', () => {
  assert.deepEqual(tallyOf(times(9, { found: 'yes' }), 'found'), {
    ...whole,
    question: 'found',
    answered: null,
    withheld: 'few',
    counts: [shown('yes', null), shown('no', null)],
  });
});

test('a question may be called as what every object has', () => {
  const odd = surveyOfDefinition('odd', {
    audience: 'external',
    title,
    questions: [
      { type: 'yesno', id: 'constructor', title },
      { type: 'text', id: 'why', title, maxLength: 20, when: [{ asked: 'constructor', is: 'none', values: ['yes'] }] },
    ],
  });
  const { counted, tallies, texts } = countBallots(odd, [{}, { why: 'x' }, ...times(12, { constructor: 'no' })]);
  assert.deepEqual([counted, texts.length], [exactly(14), 1]);
  assert.equal(tallies[0]?.answered, 12);
});

test('an answer to what isn’t asked makes a ballot invalid', () => {
  const conditional = surveyOfDefinition('conditional', {
    audience: 'external',
    title,
    questions: [
      { type: 'yesno', id: 'found', title },
      { type: 'yesno', id: 'clear', title, when: [{ asked: 'found', is: 'any', values: ['yes'] }] },
      { type: 'yesno', id: 'deep', title, when: [{ asked: 'clear', is: 'none', values: ['no'] }] },
    ],
  });
  const opened = [
    { found: 'no', clear: 'yes' },
    { clear: 'yes' },
    { found: 'yes', clear: 'no', deep: 'yes' },
    ...times(10, { found: 'yes', clear: 'yes', deep: 'no' }),
    ...times(10, { found: 'no', deep: 'no' }),
  ];
  const { counted, invalid, tallies } = countBallots(conditional, opened);
  assert.deepEqual([counted, invalid], [exactly(20), exactly(3)]);
  assert.deepEqual(
    tallies.map(({ answered }) => answered),
    [20, 10, 20],
  );
});

test('each order of a shuffle is as likely as another', () => {
  const seen: Record<string, number> = {};
  for (let round = 0; round < 6000; round++) {
    const order = shuffle(['a', 'b', 'c'], secureRandom).join('');
    seen[order] = (seen[order] ?? 0) + 1;
  }
  assert.equal(Object.keys(seen).length, 6);
  // 1000 each; seven standard deviations (29) aside.
  for (const count of Object.values(seen)) assert.ok(Math.abs(count - 1000) < 203, JSON.stringify(seen));
});
