import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imported, of } from '../../testing/surveyjs.ts';
import { RuleBroken } from '../rule-broken.ts';
import { definitionLimits } from './definition.ts';
import { importSurveyJs, NothingImported } from './surveyjs.ts';

describe('SurveyJS: what is left out is told', () => {
  it('kinds that have no counterpart, at their place', () => {
    const kinds = [
      'html',
      'file',
      'signaturepad',
      'expression',
      'matrixdropdown',
      'matrixdynamic',
      'paneldynamic',
      'multipletext',
      'ranking',
      'yesno',
      'toString',
      '',
    ];
    const { told } = of({ type: 'text', name: 'a' }, ...kinds.map((type) => ({ type, name: type })));
    assert.deepEqual(
      told,
      kinds.map((type, at) => `elements.${String(at + 1)} element_type ${type}`),
    );
  });

  it('what requires an answer, defaults, right answers, choices from elsewhere', () => {
    const { told } = of({
      type: 'radiogroup',
      name: 'q',
      choices: ['a', { value: 'b', visibleIf: '{x} = 1' }],
      isRequired: true,
      requiredIf: '{x} = 1',
      defaultValue: 'a',
      correctAnswer: 'b',
      choicesByUrl: { url: 'https://example.org' },
      colCount: 2,
      readOnly: false,
    });
    assert.deepEqual(told, [
      'elements.0 property defaultValue',
      'elements.0 property correctAnswer',
      'elements.0 property choicesByUrl',
      'elements.0.choices.1 property visibleIf',
      'elements.0.isRequired required',
      'elements.0.requiredIf required',
    ]);
  });

  it('what the whole survey would do', () => {
    const { leftOut } = imported({
      elements: [{ type: 'text', name: 'a' }],
      triggers: [{}],
      calculatedValues: [{}],
      showProgressBar: 'top',
    });
    assert.deepEqual(
      leftOut.map(({ path, code, params }) => [path, code, ...Object.values(params)]),
      [
        ['', 'property', 'triggers'],
        ['', 'property', 'calculatedValues'],
        ['', 'russian_missing', 'en', 1],
        ['title', 'title_missing'],
      ],
    );
  });

  it('a question with less than two answers, one that nothing shows, names and answers that stand twice', () => {
    const { questions, told } = of(
      { type: 'checkbox', name: 'a', choices: ['I agree'] },
      { type: 'text', name: 'b', visible: 'false' },
      { type: 'panel', visible: false, elements: [{ type: 'text', name: 'c' }] },
      { type: 'radiogroup', name: 'd', choices: ['x', 'X ', 'y'] },
      { type: 'text', name: 'd' },
      7,
    );
    assert.deepEqual(
      questions.map(({ id }) => id),
      ['d', 'd-2'],
    );
    assert.deepEqual(told, [
      'elements.0 options_few 1',
      'elements.1 hidden',
      'elements.2 hidden',
      'elements.3.choices.1 option_taken',
      'elements.4 name_taken',
      'elements.5 shape',
    ]);
  });

  it('words: markup, answers within them, too many', () => {
    const { questions, told } = of({
      type: 'text',
      name: 'a',
      title: `<b>Dear</b>\u0007 {name}\ud800,&nbsp;say:\n<br/>${'word '.repeat(200)}`,
    });
    const title = questions[0]?.title.ru ?? '';
    assert.match(title, /^Dear \{name\}, say: word .* word…$/);
    assert.ok(title.length <= 500);
    assert.deepEqual(told, ['elements.0.title markup', 'elements.0.title insertion', 'elements.0.title too_long 500']);
  });
});

describe('SurveyJS: languages', () => {
  const titleOf = (title: unknown, more: object = {}): unknown[] => {
    const { definition, leftOut } = imported({ ...more, elements: [{ type: 'text', name: 'a', title }] });
    const told = leftOut.filter(({ code }) => code === 'language' || code === 'russian_missing');
    return [
      definition.questions[0]?.title,
      ...told.map(({ code, params }) => [code, ...Object.values(params)].join(' ')),
    ];
  };

  it('takes Russian and English, and tells of others', () => {
    assert.deepEqual(titleOf({ default: 'Hello', ru: 'Здравствуйте', de: 'Hallo' }), [
      { ru: 'Здравствуйте', en: 'Hello' },
      'language de 1',
    ]);
    assert.deepEqual(titleOf({ default: 'Здравствуйте', en: 'Hello' }), [{ ru: 'Здравствуйте', en: 'Hello' }]);
  });
  it('knows the language of words that name none by locale, else by their letters', () => {
    assert.deepEqual(titleOf('Спасибо'), [{ ru: 'Спасибо' }]);
    assert.deepEqual(titleOf('Ok', { locale: 'ru' }), [{ ru: 'Ok' }]);
    assert.deepEqual(titleOf('Danke', { locale: 'de' }), [{ ru: 'Danke' }, 'russian_missing de 1']);
    assert.deepEqual(titleOf({ default: 'Thanks', de: 'Danke' }, { locale: 'de' }), [
      { ru: 'Thanks', en: 'Thanks' },
      'language de 1',
      'russian_missing en 1',
    ]);
  });
  it('says that English stands for Russian, and doesn’t of figures', () => {
    assert.deepEqual(titleOf('Thanks'), [{ ru: 'Thanks', en: 'Thanks' }, 'russian_missing en 1']);
    assert.deepEqual(titleOf('1 – 2'), [{ ru: '1 – 2', en: '1 – 2' }]);
  });
});

describe('SurveyJS: ids', () => {
  it('are readable, safe and each once, and conditions follow them', () => {
    const { questions } = of(
      { type: 'radiogroup', name: 'Ваш опыт?', choices: ['Да!', 'Нет', '+', '-'] },
      { type: 'text', name: 'recommendFriends', visibleIf: "{Ваш опыт?} = '+'" },
      { type: 'text', name: '__proto__' },
      { type: 'text', name: 'constructor' },
      { type: 'text', name: '?' },
      { type: 'text', name: 'x'.repeat(500) },
    );
    assert.deepEqual(
      questions.map(({ id }) => id),
      ['vash-opyt', 'recommend-friends', 'proto', 'constructor', 'q', 'x'.repeat(40)],
    );
    const [first, second] = questions;
    assert.deepEqual(first?.type === 'single' && first.options.map(({ id }) => id), ['da', 'net', 'o', 'o-2']);
    assert.deepEqual(second?.when, [{ asked: 'vash-opyt', is: 'any', values: ['o'] }]);
  });
});

describe('SurveyJS: names', () => {
  it('may be whole sentences, with dots', () => {
    const long = 'Were you able to get tests and treatment scheduled within a reasonable time, e.g. a week,';
    const { questions } = of(
      { type: 'boolean', name: `${long} this year?` },
      { type: 'matrix', name: `${long} last year?`, columns: [1, 2], rows: ['vs.net'] },
      { type: 'text', name: 'a', visibleIf: `{${long} this year?} = true` },
      { type: 'text', name: 'b', visibleIf: `{${long} last year?.vs.net} = 2` },
    );
    const [, , a, b] = questions;
    assert.deepEqual(a?.when, [{ asked: questions[0]?.id, is: 'any', values: ['yes'] }]);
    assert.deepEqual(b?.when, [{ asked: `${questions[1]?.id ?? ''}.vs-net`, is: 'any', values: ['2'] }]);
  });
});

describe('SurveyJS: bad input', () => {
  const refused = (json: unknown): string => {
    try {
      importSurveyJs(json);
    } catch (error) {
      if (error instanceof RuleBroken) return error.code;
      throw error;
    }
    return 'taken';
  };

  it('that is no definition is refused by a code', () => {
    for (const json of [null, 7, 'x', [], {}, { pages: {} }, { elements: 'x' }, undefined])
      assert.equal(refused(json), 'surveyjs_unknown');
    for (const json of [{ pages: [] }, { elements: [null, 7, []] }, { pages: [null, 'x', { elements: {} }] }])
      assert.equal(refused(json), 'surveyjs_empty');
  });

  it('whose elements all have no counterpart says so', () => {
    assert.throws(
      () => importSurveyJs({ title: 'T', elements: [{ type: 'file', name: 'a' }] }),
      (error) => error instanceof NothingImported && error.leftOut.some(({ code }) => code === 'element_type'),
    );
  });

  it('reaches no prototype', () => {
    const json: unknown = JSON.parse(
      '{"__proto__":{"pages":[]},"elements":[{"type":"text","name":"__proto__","title":{"__proto__":"x","default":"T"},"visibleIf":"{__proto__} = 1","__proto__":{"a":1}},{"type":"__proto__"},{"type":"constructor"}]}',
    );
    const { questions } = imported(json);
    assert.equal(questions.length, 1);
    assert.equal(({} as Record<string, unknown>).a, undefined);
  });

  it('of any size is cut to what a survey holds, told of, and soon done', () => {
    const element = (at: number): object => ({
      type: at % 2 ? 'comment' : 'checkbox',
      name: `q${String(at)}`,
      maxLength: 4000,
      choices: Array.from({ length: 500 }, (_, n) => `a rather long choice ${String(n)}`),
    });
    const elements = Array.from({ length: 2000 }, (_, at) => element(at));
    const json = {
      elements: [...elements, ...Array.from({ length: 98_000 }, (_, at) => ({ type: 'text', name: `t${String(at)}` }))],
    };
    assert.ok(JSON.stringify(json).length > 5_000_000);
    const from = performance.now();
    const { questions, leftOut } = imported(json);
    const took = performance.now() - from;
    assert.ok(questions.length > 10 && questions.length <= definitionLimits.questions, String(questions.length));
    assert.ok(questions.every((one) => one.type !== 'multiple' || one.options.length <= definitionLimits.options));
    const codes = new Set(leftOut.map(({ code }) => code));
    for (const code of ['too_many', 'too_large', 'text_shortened'] as const) assert.ok(codes.has(code), code);
    assert.ok(took < 3000, `${took.toFixed(0)} ms`);
  });

  it('of which too much is left out has a list that ends, and says how much more there is', () => {
    const properties = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`custom${String(n)}`, 1]));
    const elements = Array.from({ length: 30 }, (_, n) => ({ type: 'text', name: `q${String(n)}`, ...properties }));
    const { leftOut } = imported({ title: 'T', elements });
    assert.equal(leftOut.length, 1001);
    // Beside the properties, that Russian is missing.
    assert.deepEqual(leftOut.at(-1), { path: '', code: 'more', params: { count: 501 } });
  });

  it('nested ever deeper is cut', () => {
    let inner: object = { type: 'text', name: 'deep' };
    for (let depth = 0; depth < 3000; depth++) inner = { type: 'panel', elements: [inner] };
    const { told } = of({ type: 'text', name: 'a' }, inner);
    assert.ok(told.some((one) => one.endsWith('too_deep 20')));
  });
});
