import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../contract/check.ts';
import { manifestSchema } from '../../contract/surveys.ts';
import { checkAnswers } from './answers.ts';
import { longestAnswers } from './ballot-size.ts';
import { padAnswers } from './ballot.ts';
import { checkDefinition } from './definition-checks.ts';
import { definitionSchema, manifestOf, type Definition, type DefinitionInput } from './definition.ts';

const title = { ru: 'Вопрос' };
const options = [
  { id: 'a', title },
  { id: 'b', title },
];
const questions: DefinitionInput['questions'] = [
  { type: 'yesno', id: 'found', title },
  { type: 'rating', id: 'ease', title, labels: [title, title, title, title, title], importance: 3 },
  { type: 'score', id: 'again', title, labels: [title, title] },
  { type: 'multiple', id: 'ways', title, options: [...options, { id: 'none', title, exclusive: true }] },
  {
    type: 'matrix',
    id: 'parts',
    title,
    rows: options,
    options,
    when: [{ asked: 'ease', is: 'any', values: ['1', '2'] }],
  },
  { type: 'text', id: 'why', title, maxLength: 100, when: [{ asked: 'parts.a', is: 'none', values: ['b'] }] },
];
const base: DefinitionInput = { audience: 'external', title, questions };
const defined = (changes: object = {}): Definition => {
  const checked = check(definitionSchema, { ...base, ...changes });
  assert.ok(checked.ok, JSON.stringify(checked));
  return checked.value;
};
const wrong = (changes: object): string[] =>
  checkDefinition(defined(changes)).map(({ path, code }) => `${path} ${code}`);
const unlike = (changes: object): string[] => {
  const checked = check(definitionSchema, { ...base, ...changes });
  return checked.ok ? [] : checked.fields.map(({ path, code }) => `${path} ${code}`);
};

test('what is left out has the defaults of the law and of the plan', () => {
  const { thresholds, release, level, closesOn, steps, crossTabs, intro } = defined();
  assert.deepEqual(thresholds, { answers: 10, subgroup: 20, cell: 5, width: 5, majority: 90 });
  assert.deepEqual(
    [release, level, closesOn, steps, crossTabs, intro.ru],
    [{ ballots: 20, days: 7 }, 'open', null, [], [], ''],
  );
  assert.deepEqual(wrong({}), []);
});

test('its manifest is one of the contract, and holds the longest lawful answers', () => {
  const manifest = manifestOf('survey', 3, defined());
  assert.ok(check(manifestSchema, manifest).ok);
  assert.equal(manifest.ballotBytes % 1024, 0);
  assert.ok(padAnswers(longestAnswers(manifest.questions), manifest.ballotBytes));
});

test('any text that may be sent fits', () => {
  const manifest = manifestOf(
    'survey',
    1,
    defined({ questions: [{ type: 'text', id: 'why', title, maxLength: 4000 }] }),
  );
  for (const character of ['"', '\\', '\n', '\t', 'я', '\u20bd', '\u2028', '🙂', '\uffff', '\u00a0']) {
    const why = character.repeat(4000 / character.length);
    assert.deepEqual(checkAnswers(manifest, { why }), [], JSON.stringify(character));
    assert.ok(padAnswers({ why }, manifest.ballotBytes), JSON.stringify(character));
  }
});

test('thresholds may be stricter, never laxer than the floor', () => {
  assert.deepEqual(unlike({ thresholds: { answers: 30, subgroup: 50, cell: 10, width: 10, majority: 80 } }), []);
  assert.deepEqual(unlike({ thresholds: { answers: 4, subgroup: 9, cell: 2, width: 2, majority: 96 } }), [
    'thresholds.answers too_small',
    'thresholds.subgroup too_small',
    'thresholds.cell too_small',
    'thresholds.width too_small',
    'thresholds.majority too_large',
  ]);
  assert.deepEqual(wrong({ thresholds: { answers: 20 } }), []);
  const [field] = checkDefinition(defined({ thresholds: { answers: 100 } }));
  // 10 of a small group would be told as up to 99, and as less than the 20 from which they are told exactly.
  assert.deepEqual(field, { path: 'thresholds.subgroup', code: 'too_small', params: { min: 100 } });
  assert.deepEqual(unlike({ release: { ballots: 19, days: 6 } }), [
    'release.ballots too_small',
    'release.days too_small',
  ]);
});

test('conditions look back, at answers that exist', () => {
  const when = (at: number, condition: object): DefinitionInput['questions'] =>
    questions.map((question, index) =>
      index === at ? ({ ...question, when: [condition] } as typeof question) : question,
    );
  assert.deepEqual(wrong({ questions: when(1, { asked: 'why', is: 'any', values: ['x'] }) }), [
    'questions.1.when.0.asked not_before',
  ]);
  assert.deepEqual(wrong({ questions: when(1, { asked: 'ease', is: 'any', values: ['1'] }) }), [
    'questions.1.when.0.asked not_before',
  ]);
  assert.deepEqual(wrong({ questions: when(1, { asked: 'nowhere', is: 'any', values: ['1'] }) }), [
    'questions.1.when.0.asked question_unknown',
  ]);
  assert.deepEqual(wrong({ questions: when(5, { asked: 'parts', is: 'any', values: ['a'] }) }), [
    'questions.5.when.0.asked question_unknown',
  ]);
  assert.deepEqual(wrong({ questions: when(5, { asked: 'ease', is: 'none', values: ['unsure', '6'] }) }), [
    'questions.5.when.0.values.1 choice_unknown',
  ]);
  const later = [
    ...(questions as object[]),
    { type: 'yesno', id: 'last', title, when: [{ asked: 'why', is: 'any', values: ['x'] }] },
  ];
  assert.deepEqual(wrong({ questions: later }), ['questions.6.when.0.asked text_question']);
});

test('ids, steps and cross-tabs hold together', () => {
  assert.deepEqual(wrong({ questions: [...questions, questions[0]] }), ['questions.6.id taken']);
  assert.deepEqual(wrong({ questions: [{ type: 'single', id: 'one', title, options: [...options, options[0]] }] }), [
    'questions.0.options.2.id taken',
  ]);
  const step = (...ids: string[]) => ({ title, questions: ids });
  const all = ['found', 'ease', 'again', 'ways', 'parts', 'why'];
  assert.deepEqual(wrong({ steps: [step(...all.slice(0, 3)), step(...all.slice(3))] }), []);
  for (const steps of [[step('found')], [step('ease', 'found', ...all.slice(2))], [step(...all), step('found')]])
    assert.deepEqual(wrong({ steps }), ['steps steps_differ']);
  assert.deepEqual(wrong({ crossTabs: [{ rows: 'found', columns: 'ease' }] }), []);
  assert.deepEqual(
    wrong({
      crossTabs: [
        { rows: 'found', columns: 'ease' },
        { rows: 'ease', columns: 'found' },
        { rows: 'again', columns: 'again' },
        { rows: 'ways', columns: 'why' },
        { rows: 'nowhere', columns: 'found' },
      ],
    }),
    [
      'crossTabs.1 taken',
      'crossTabs.2.columns same',
      'crossTabs.3.rows not_single',
      'crossTabs.3.columns not_single',
      'crossTabs.4.rows question_unknown',
    ],
  );
});

const single = (id: string, length = 2, when: object[] = []) => ({
  type: 'single',
  id,
  title,
  options: Array.from({ length }, (_, at) => ({ id: `o${at}`, title })),
  when,
});
const tabs = (...pairs: string[]) =>
  pairs.map((pair) => ({ rows: pair.split(' ')[0] ?? '', columns: pair.split(' ')[1] ?? '' }));

test('a cross-tab is as large as can be kept from being solved in time', () => {
  const sized = (rows: number, columns: number) =>
    checkDefinition(defined({ questions: [single('a', rows), single('b', columns)], crossTabs: tabs('a b') }));
  assert.deepEqual(sized(15, 20), []);
  assert.deepEqual(sized(43, 7), [{ path: 'crossTabs.0', code: 'too_large', params: { cells: 301, max: 300 } }]);
});

test('nothing but cross-tabs binds the questions that they join', () => {
  const four = ['a', 'b', 'c', 'd'].map((id) => single(id));
  assert.deepEqual(wrong({ questions: four, crossTabs: tabs('a b', 'a c', 'c d') }), []);
  assert.deepEqual(wrong({ questions: four, crossTabs: tabs('a b', 'c b', 'a c') }), ['crossTabs.2 circle']);
  const asks = (asked: string) => ({ asked, is: 'none', values: ['o0'] });
  const chain = [single('a'), single('b', 2, [asks('a')]), single('c', 2, [asks('b')]), single('d')];
  assert.deepEqual(wrong({ questions: chain, crossTabs: tabs('a b') }), ['crossTabs.0 dependent']);
  assert.deepEqual(wrong({ questions: chain, crossTabs: tabs('a c') }), ['crossTabs.0 dependent']);
  assert.deepEqual(wrong({ questions: chain, crossTabs: tabs('a d', 'd c') }), ['crossTabs.1 dependent']);
  assert.deepEqual(wrong({ questions: chain, crossTabs: tabs('a d') }), []);
  const both = [single('a'), single('b'), single('c', 2, [asks('a'), asks('b')])];
  assert.deepEqual(
    wrong({ questions: both, crossTabs: tabs('a b') }),
    ['crossTabs.0 dependent'],
    'c counts a cell of it',
  );
  const rows = { type: 'matrix', id: 'm', title, rows: options, options, when: [asks('a')] };
  const through = [single('a'), rows, single('b', 2, [{ asked: 'm.b', is: 'any', values: ['a'] }])];
  assert.deepEqual(wrong({ questions: through, crossTabs: tabs('a b') }), ['crossTabs.0 dependent']);
});

test('a survey whose answers no ballot could hold is refused', () => {
  const texts = Array.from({ length: 4 }, (_, at) => ({ type: 'text', id: `t${at}`, title, maxLength: 4000 }));
  const [field] = checkDefinition(defined({ questions: texts }));
  assert.deepEqual([field?.path, field?.code, field?.params['max']], ['questions', 'too_large', 32_768]);
});

test('what isn’t a definition is said field by field', () => {
  assert.deepEqual(unlike({ questions: [] }), ['questions required']);
  assert.deepEqual(unlike({ questions: 'x', audience: 'all', more: 1 }), [
    'audience choice_unknown',
    'questions type',
    'more unknown_field',
  ]);
  assert.deepEqual(unlike({ questions: [{ type: 'rating', id: 'Ы', title, labels: [title] }] }), [
    'questions.0.id format',
    'questions.0.labels format',
  ]);
});
