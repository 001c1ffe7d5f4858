import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imported, of } from '../../testing/surveyjs.ts';

const [yes, no] = [
  { id: 'yes', title: { ru: 'Yes', en: 'Yes' } },
  { id: 'no', title: { ru: 'No', en: 'No' } },
];

describe('SurveyJS: what an element becomes', () => {
  it('radiogroup, dropdown and buttongroup: one of its choices, however they are written', () => {
    for (const type of ['radiogroup', 'dropdown', 'buttongroup']) {
      const { questions, told } = of({ type, name: 'q', choices: ['Yes', 'no|No', { value: 3, text: 'So' }, 4] });
      assert.deepEqual(questions, [
        {
          type: 'single',
          id: 'q',
          title: { ru: 'q', en: 'q' },
          hint: null,
          when: [],
          options: [yes, no, { id: '3', title: { ru: 'So', en: 'So' } }, { id: '4', title: { ru: '4', en: '4' } }],
        },
      ]);
      assert.deepEqual(told, []);
    }
  });

  it('checkbox and tagbox: several; «none» and its like exclude the others, «other» doesn’t', () => {
    for (const type of ['checkbox', 'tagbox']) {
      const { questions, told } = of({
        type,
        name: 'q',
        choices: ['a', 'b'],
        showNoneItem: true,
        hasOther: true,
        showDontKnowItem: 'true',
        noneText: 'Nothing',
        showSelectAllItem: true,
      });
      const [question] = questions;
      assert.equal(question?.type, 'multiple');
      assert.deepEqual(
        question.options.map(({ id, exclusive, title }) => [id, exclusive, title.ru]),
        [
          ['a', false, 'a'],
          ['b', false, 'b'],
          ['none', true, 'Nothing'],
          ['dontknow', true, 'Не знаю'],
          ['other', false, 'Другое'],
        ],
      );
      assert.deepEqual(told, ['elements.0 property showSelectAllItem', 'elements.0.hasOther other_text']);
    }
  });

  it('boolean: yes or no, without «partly»', () => {
    const { questions } = of({ type: 'boolean', name: 'q' }, { type: 'boolean', name: 'r', labelTrue: 'Agreed' });
    assert.deepEqual(
      questions.map((one) => one.type === 'single' && one.options.map(({ title }) => title.ru)),
      [
        ['Да', 'Нет'],
        ['Agreed', 'Нет'],
      ],
    );
  });

  it('rating: 1 to 5 a rating, 0 or 1 to 10 a score, anything else one of its marks', () => {
    const { questions, told } = of(
      { type: 'rating', name: 'a', minRateDescription: 'Bad', maxRateDescription: 'Good' },
      { type: 'rating', name: 'b', rateMin: 0, rateMax: 10, mininumRateDescription: 'L', maximumRateDescription: 'H' },
      { type: 'rating', name: 'c', rateCount: 10, rateMax: 10, minRateDescription: 'L', maxRateDescription: 'H' },
      { type: 'rating', name: 'd', rateMax: 3, minRateDescription: 'Low' },
      {
        type: 'rating',
        name: 'e',
        rateValues: [1, 2, 3, 4, 5].map((value) => ({ value, text: `mark ${String(value)}` })),
      },
    );
    assert.deepEqual(
      questions.map((one) => [
        one.type,
        'labels' in one ? one.labels.map(({ ru }) => ru) : 'options' in one && one.options.map(({ title }) => title.ru),
      ]),
      [
        ['rating', ['Bad', '2', '3', '4', 'Good']],
        ['score', ['L', 'H']],
        ['score', ['L', 'H']],
        ['single', ['1 – Low', '2', '3']],
        ['rating', ['mark 1', 'mark 2', 'mark 3', 'mark 4', 'mark 5']],
      ],
    );
    assert.deepEqual(told, ['elements.0 labels_missing', 'elements.2 scale_changed 1 10']);
  });

  it('matrix: rows with the same options; without rows, one question', () => {
    const { questions } = of(
      { type: 'matrix', name: 'q', columns: ['a', 'b'], rows: ['x', { value: 'y', text: 'Y' }] },
      { type: 'matrix', name: 'r', columns: ['a', 'b'] },
    );
    const [matrix, single] = questions;
    assert.equal(matrix?.type, 'matrix');
    assert.deepEqual(
      matrix.rows.map(({ id }) => id),
      ['x', 'y'],
    );
    assert.deepEqual(
      matrix.options.map(({ id }) => id),
      ['a', 'b'],
    );
    assert.equal(single?.type, 'single');
  });

  it('text and comment: a text; what was to be checked is told', () => {
    const { questions, told } = of(
      { type: 'text', name: 'a', inputType: 'email', validators: [{ type: 'email' }] },
      { type: 'comment', name: 'b', maxLength: 300 },
      { type: 'comment', name: 'c', maxLength: 9000 },
    );
    assert.deepEqual(
      questions.map((one) => one.type === 'text' && one.maxLength),
      [200, 300, 4000],
    );
    assert.deepEqual(told, [
      'elements.0 property validators',
      'elements.0.inputType input_type email',
      'elements.2 text_shortened 4000',
    ]);
  });

  it('imagepicker: its choices without the pictures', () => {
    const choices = [{ value: 'a', imageLink: 'https://example.org/a.png' }, 'b'];
    const { questions, told } = of({ type: 'imagepicker', name: 'q', choices, multiSelect: true });
    assert.equal(questions[0]?.type, 'multiple');
    assert.deepEqual(told, ['elements.0.choices.0 property imageLink']);
  });

  it('panel: what is in it, waiting for what it waits for; pages: steps', () => {
    const a = { type: 'boolean', name: 'a' };
    const b = { type: 'text', name: 'b', visibleIf: '{a} = false' };
    const { definition, told } = imported({
      title: 'T',
      description: 'About',
      pages: [
        {
          name: 'one',
          title: 'First',
          elements: [a, { type: 'panel', title: 'P', visibleIf: '{a} = true', elements: [{ ...b, visibleIf: '' }] }],
        },
        {
          name: 'two',
          visibleIf: '{a}',
          elements: [
            { ...b, name: 'c' },
            { type: 'html', html: '<p>x</p>' },
          ],
        },
        { name: 'empty', elements: [] },
      ],
    });
    assert.deepEqual(definition.intro, { ru: 'About', en: 'About' });
    assert.deepEqual(definition.steps, [
      { title: { ru: 'First', en: 'First' }, questions: ['a', 'b'] },
      { title: { ru: 'Шаг 2', en: 'Step 2' }, questions: ['c'] },
    ]);
    assert.deepEqual(definition.questions[1]?.when, [{ asked: 'a', is: 'any', values: ['yes'] }]);
    // Yes and no at once: that page would never be shown, so its condition isn't kept.
    assert.deepEqual(told, [
      'pages.0.elements.1 property title',
      'pages.1.elements.0 condition value_unknown',
      'pages.1.elements.1 element_type html',
    ]);
  });
});
