import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers, Span, Tally } from '../../contract/surveys.ts';
import { surveyOfDefinition } from './of-definition.ts';
import { countBallots, secureRandom, shuffle, tallying } from './tally.ts';

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
    ...times(32, { ease: '5', found: 'yes', channels: ['site', 'phone'] }),
    ...times(18, { ease: 'unsure', found: 'no', channels: ['phone'] }),
    ...times(5, {}),
  ];
  const { accepted, counted, invalid, tallies } = countBallots(manifest, opened);
  assert.deepEqual([accepted, counted, invalid], [exactly(55), exactly(55), exactly(0)]);
  assert.deepEqual(tallies, [
    {
      ...whole,
      question: 'ease',
      answered: 50,
      counts: [...['1', '2', '3', '4'].map((option) => shown(option, 0)), shown('5', 32), shown('unsure', 18)],
    },
    { ...whole, question: 'found', answered: 50, counts: [shown('yes', 32), shown('no', 18)] },
    { ...whole, question: 'channels', answered: 50, counts: [shown('site', 32), shown('phone', 50)] },
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
  assert.deepEqual(
    countBallots(manifest, [...times(7, {}), { improve: '  \n ' }, { improve: '' }, { improve: ' да ' }]).texts,
    [{ question: 'improve', text: 'да' }],
  );
});

test('texts of fewer than results are shown of are not kept, whatever else is in the box', () => {
  const junk = times(30, { found: 'perhaps' });
  const nine = times(9, { improve: 'да' });
  assert.deepEqual(countBallots(manifest, [...junk, ...nine]).texts, []);
  assert.equal(countBallots(manifest, [...junk, ...nine, {}]).texts.length, 9);
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
  const { counted, invalid, tallies } = countBallots(manifest, [...nonsense, ...times(20, { found: 'yes' })]);
  assert.deepEqual([counted, invalid], [exactly(20), exactly(nonsense.length)]);
  assert.equal(tallies.find(({ question }) => question === 'found')?.answered, 20);
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
  const { counted, tallies, texts } = countBallots(odd, [{}, { why: 'x' }, ...times(22, { constructor: 'no' })]);
  assert.deepEqual([counted, texts.length], [exactly(24), 1]);
  assert.equal(tallies[0]?.answered, 22);
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

test('of a small group bands are told, which reconcile', () => {
  const of = (valid: number, junk: number) => {
    const { accepted, counted, invalid } = countBallots(manifest, [...times(valid, {}), ...times(junk, { x: 'y' })]);
    return [accepted, counted, invalid];
  };
  assert.deepEqual(of(20, 1), [exactly(21), exactly(20), exactly(1)]);
  assert.deepEqual(of(3, 17), [exactly(20), { from: 0, to: 9 }, { from: 11, to: 20 }]);
  assert.deepEqual(of(12, 0), [
    { from: 10, to: 19 },
    { from: 10, to: 19 },
    { from: 0, to: 9 },
  ]);
  assert.deepEqual(of(1, 0), [
    { from: 0, to: 9 },
    { from: 0, to: 9 },
    { from: 0, to: 9 },
  ]);
});

test('scales of a small group are told in bands, and nearly all as a majority', () => {
  const opened = [...times(2, { ease: '1' }), ...times(9, { ease: '4' }), ...times(7, { ease: '5' })];
  const ease = tallyOf([...opened, ...times(4, {})], 'ease');
  assert.equal(ease?.banded, true);
  assert.deepEqual(
    ease?.counts.map(({ option }) => option),
    ['low', 'middle', 'high', 'unsure'],
  );
  const channels = tallyOf(times(15, { channels: ['site'] }), 'channels');
  assert.deepEqual(channels?.counts, [
    { option: 'site', count: null, majority: 'chosen' },
    { option: 'phone', count: null, majority: 'not_chosen' },
  ]);
});

const conditional = (when: 'any' | 'none') =>
  surveyOfDefinition('conditional', {
    audience: 'external',
    title,
    questions: [
      { type: 'yesno', id: 'found', title },
      { type: 'yesno', id: 'more', title, when: [{ asked: 'found', is: when, values: ['no'] }] },
    ],
  });

test('a conditional question doesn’t tell what is hidden in the one that it depends on', () => {
  const opened = [
    ...times(300, { found: 'yes' }),
    ...times(3, { found: 'partly' }),
    ...times(12, { found: 'no', more: 'yes' }),
  ];
  const { tallies } = countBallots(conditional('any'), opened);
  assert.deepEqual(
    tallies[0]?.counts.map(({ count }) => count),
    [300, null, null],
  );
  // 12 answers to “more” would say that of the 15 hidden ones 12 at least are “no”.
  assert.deepEqual([tallies[1]?.answered, tallies[1]?.withheld], [null, 'audit']);
  const large = [
    ...times(300, { found: 'yes' }),
    ...times(40, { found: 'partly' }),
    ...times(30, { found: 'no', more: 'yes' }),
  ];
  assert.equal(countBallots(conditional('any'), large).tallies[1]?.answered, 30);
});

test('nor does one that is asked of all others', () => {
  const opened = [
    ...times(300, { found: 'yes', more: 'yes' }),
    ...times(12, { found: 'partly', more: 'no' }),
    ...times(3, { found: 'no' }),
  ];
  const { tallies } = countBallots(conditional('none'), opened);
  assert.deepEqual([tallies[1]?.answered, tallies[1]?.withheld], [null, 'audit']);
});

test('declared cross-tabs are counted over those who answered both', () => {
  const crossed = surveyOfDefinition('crossed', {
    audience: 'external',
    title,
    questions: [
      { type: 'yesno', id: 'found', title },
      { type: 'rating', id: 'ease', title, labels: [title, title, title, title, title] },
    ],
    crossTabs: [{ rows: 'found', columns: 'ease' }],
  });
  const opened = [
    ...times(30, { found: 'yes', ease: '5' }),
    ...times(20, { found: 'yes', ease: '4' }),
    ...times(25, { found: 'no', ease: '5' }),
    ...times(10, { found: 'no' }),
  ];
  const [tab] = countBallots(crossed, opened).crossTallies;
  assert.deepEqual([tab?.withheld, tab?.answered, tab?.rowTotals], [null, 75, [50, 0, 25]]);
  assert.deepEqual(tab?.rowOptions, ['yes', 'partly', 'no']);
  assert.deepEqual(tab?.cells, [
    [0, 0, 0, 20, 30, 0],
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 25, 0],
  ]);
  const [few] = countBallots(crossed, opened.slice(0, 15)).crossTallies;
  assert.deepEqual([few?.withheld, few?.answered, few?.cells], ['few', null, []]);
});

test('others have their turn between cross-tabs', async () => {
  const pairs = ['ease', 'again', 'clear'].map((columns) => ({ rows: 'found', columns }));
  const many = surveyOfDefinition('many', {
    audience: 'external',
    title,
    questions: ['found', ...pairs.map(({ columns }) => columns)].map((id) => ({ type: 'yesno', id, title })),
    crossTabs: pairs,
  });
  const opened = times(30, { found: 'yes', ease: 'no', again: 'yes', clear: 'partly' });
  const tally = tallying(many, (text) => text);
  for (const ballot of opened) tally.add(ballot);
  let turns = 0;
  const other = setInterval(() => turns++);
  const counted = await tally.finish();
  clearInterval(other);
  assert.deepEqual(counted, countBallots(many, opened));
  assert.ok(turns >= 2, `${turns}`);
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
