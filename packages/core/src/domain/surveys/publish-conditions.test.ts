import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers, Manifest, Tally } from '../../contract/surveys.ts';
import { readySurveys } from '../../data/ready-surveys.ts';
import { allAsked, choices, isClosed } from './asked.ts';
import { manifestOf, type DefinitionInput } from './definition.ts';
import { surveyOfDefinition } from './of-definition.ts';
import { publishTallies, type PublishedCounter } from './publish.ts';
import { countBallots } from './tally.ts';

const title = { ru: 'Вопрос' };
const times = (n: number, answers: Answers): Answers[] => Array.from({ length: n }, () => answers);
const survey = (questions: DefinitionInput['questions']): Manifest =>
  surveyOfDefinition('conditional', { audience: 'external', title, questions });
const single = (id: string, ...options: string[]) => ({
  type: 'single' as const,
  id,
  title,
  options: options.map((option) => ({ id: option, title })),
});
const multiple = (id: string, ...options: string[]) => ({ ...single(id, ...options), type: 'multiple' as const });
const when = (asked: string, is: 'any' | 'none', ...values: string[]) => [{ asked, is, values }];
const told = (manifest: Manifest, opened: Answers[]): Record<string, Pick<Tally, 'answered' | 'withheld'>> => {
  const { invalid, tallies } = countBallots(manifest, opened);
  assert.equal(invalid.from, 0);
  return Object.fromEntries(tallies.map(({ question, answered, withheld }) => [question, { answered, withheld }]));
};
const nothing = { answered: null, withheld: 'audit' };

test('a question says nothing of one before it whose table is withheld', () => {
  const [ready] = readySurveys([]);
  assert.ok(ready);
  const access = told(manifestOf('ready', 1, ready.definition), [
    ...times(27, { found: 'yes', clarity: '4' }),
    ...times(3, { found: 'no' }),
  ]);
  assert.deepEqual(access['found'], { answered: 30, withheld: 'audit' });
  assert.deepEqual(access['clarity'], nothing, '27 of 30 would say that “no” are 3 at most');

  const few = survey([single('a', 'x', 'y'), { ...single('b', 'p', 'q'), when: when('a', 'none', 'x') }]);
  const opened = [...times(19, { b: 'p' }), ...times(19, { b: 'q' }), ...times(2, { a: 'x' })];
  assert.deepEqual(told(few, opened)['a'], { answered: null, withheld: 'few' });
  assert.deepEqual(told(few, opened)['b'], nothing, '38 of 40 would say that x are 2 at most');
  // Of 10 more who weren't asked nobody knows what they would have said.
  assert.equal(told(few, [...opened, ...times(10, {})])['b']?.answered, 38);
});

test('nor of an option among several that is hidden', () => {
  const ways = multiple('ways', 'web', 'phone', 'post');
  const none = survey([ways, { ...single('b', 'p', 'q'), when: when('ways', 'none', 'post') }]);
  const opened = [
    ...times(20, { ways: ['web', 'phone'], b: 'p' }),
    ...times(10, { ways: ['phone'], b: 'q' }),
    ...times(7, { ways: ['phone'] }),
    ...times(3, { ways: ['post', 'web'] }),
  ];
  const { ways: table, b } = told(none, opened);
  assert.deepEqual([table, b], [{ answered: 40, withheld: null }, nothing], '30 of 40: not all but a few chose “post”');
  const any = survey([ways, { ...single('b', 'p', 'q'), when: when('ways', 'any', 'web') }]);
  const shown = [
    ...times(20, { ways: ['web'], b: 'p' }),
    ...times(20, { ways: ['phone'] }),
    ...times(3, { ways: ['post', 'web'] }),
  ];
  assert.equal(told(any, shown)['b']?.answered, 20, 'the table itself says that 23 chose “web”');
});

test('nor through a question between them', () => {
  const chain = survey([
    single('a', 'x', 'y', 'z'),
    { ...single('b', 'p', 'q'), when: when('a', 'any', 'x', 'y') },
    { ...single('c', 'r', 's'), when: when('b', 'any', 'p') },
  ]);
  const opened = [
    ...times(13, { a: 'x', b: 'p', c: 'r' }),
    ...times(2, { a: 'z' }),
    ...times(200, { a: 'y' }),
    ...times(100, { a: 'y', b: 'q' }),
  ];
  assert.equal(told(chain, opened)['c']?.answered, 13, 'x and y together are known to be more');
  const narrow = survey([
    single('a', 'x', 'y', 'z'),
    { ...single('b', 'p', 'q'), when: when('a', 'any', 'x') },
    { ...single('c', 'r', 's'), when: when('b', 'any', 'p') },
  ]);
  const less = opened.map(({ b, ...answers }) => (answers['a'] === 'x' && b ? { ...answers, b } : answers));
  assert.deepEqual(told(narrow, less)['c'], nothing, '13 answers to c would say that x are so many at least');
});

test('that it isn’t published says nothing either', () => {
  const manifest = survey([single('a', 'x', 'y', 'z'), { ...single('b', 'p', 'q'), when: when('a', 'any', 'x') }]);
  const of = (asked: number) => [
    ...times(asked, { a: 'x', b: 'p' }),
    ...times(14 - asked, { a: 'x' }),
    ...times(3, { a: 'z' }),
    ...times(300, { a: 'y' }),
  ];
  assert.deepEqual(told(manifest, of(14))['b'], nothing);
  assert.deepEqual(told(manifest, of(3))['b'], nothing, '“few” here would make 10 at least of it there');
  assert.deepEqual(told(manifest, of(3).slice(0, 9))['b'], { answered: null, withheld: 'few' });
});

/** Every list of so many figures up to `most`. */
const lists = (length: number, most: number): number[][] =>
  length === 0
    ? [[]]
    : lists(length - 1, most).flatMap((list) => Array.from({ length: most + 1 }, (_, count) => [...list, count]));

test('all that is hidden of a question stays as open as its own table leaves it, whatever another tells', () => {
  const [options, alone] = [['x', 'y', 'z'], 'z'];
  let published = 0;
  for (const exclusive of [null, false, true]) {
    for (const is of ['any', 'none'] as const) {
      for (const values of [['x'], ['z'], ['x', 'y'], ['y', 'z']]) {
        const first =
          exclusive === null
            ? single('a', ...options)
            : {
                ...multiple('a', ...options),
                options: options.map((id) => ({ id, title, exclusive: exclusive && id === alone })),
              };
        const manifest = survey([first, { ...single('b', 'p', 'q'), when: when('a', is, ...values) }]);
        const [a, b] = allAsked(manifest).filter(isClosed);
        assert.ok(a && b);
        for (const [answered, others] of [
          [11, 0],
          [11, 12],
          [7, 9],
          [exclusive === null ? 28 : 20, 3],
        ] as const) {
          const counted = answered + others;
          const classes = new Map<string, Set<string>>();
          for (const figures of lists(3, answered)) {
            const sum = figures.reduce((total, count) => total + count, 0);
            const rest = exclusive ? answered - (figures[2] ?? 0) : answered;
            const shared = exclusive ? figures.slice(0, 2) : figures;
            const valid =
              exclusive === null
                ? sum === answered
                : shared.every((count) => count <= rest) && shared.reduce((total, count) => total + count, 0) >= rest;
            if (!valid) continue;
            const picked = figures.filter((_, at) => values.includes(options[at] ?? ''));
            const total = picked.reduce((all, count) => all + count, 0);
            const left = figures.filter((_, at) => !values.includes(options[at] ?? ''));
            const most =
              is === 'any'
                ? Math.min(total, answered - (exclusive && !values.includes(alone) ? (figures[2] ?? 0) : 0))
                : counted -
                  (exclusive === null
                    ? total
                    : Math.max(
                        answered - left.reduce((all, count) => all + count, 0),
                        ...(exclusive && values.includes(alone)
                          ? picked.map((count, at) => (at < picked.length - 1 ? count : 0) + (figures[2] ?? 0))
                          : picked),
                      ));
            for (const asked of [0, 9, 10, 13, 19, 22, 28].filter((asked) => asked <= most)) {
              const tables = publishTallies(manifest, counted, [
                { asked: a, answered, counts: new Map(options.map((id, at) => [id, figures[at] ?? 0])) },
                {
                  asked: b,
                  answered: asked,
                  counts: new Map(choices(b.question).map((id, at) => [id, at ? 0 : asked])),
                },
              ]).map(({ table }: PublishedCounter) => table);
              if (tables[1]?.answered != null) published++;
              const own = JSON.stringify(tables[0]);
              const both = JSON.stringify([tables[0], tables[1]?.answered, tables[1]?.withheld === 'few']);
              for (const key of [own, both]) classes.set(key, (classes.get(key) ?? new Set()).add(figures.join()));
            }
          }
          for (const [key, found] of classes) {
            if (!key.startsWith('[')) continue;
            const own = classes.get(JSON.stringify((JSON.parse(key) as unknown[])[0]));
            assert.equal(found.size, own?.size, `${exclusive} ${is} ${values.join()} ${answered}+${others}: ${key}`);
          }
        }
      }
    }
  }
  assert.ok(published > 1000, `${published}`);
});
