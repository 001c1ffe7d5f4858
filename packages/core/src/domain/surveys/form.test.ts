import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '../../contract/surveys.ts';
import { answersFromForm, checkForm } from './form.ts';
import { surveyOfDefinition } from './of-definition.ts';

const title = { ru: 'Вопрос' };
const manifest: Manifest = {
  ...surveyOfDefinition('information-access', {
    audience: 'external',
    title,
    questions: [
      {
        type: 'multiple',
        id: 'channels',
        title,
        options: [
          { id: 'site', title },
          { id: 'phone', title },
          { id: 'none', title, exclusive: true },
        ],
      },
      { type: 'yesno', id: 'found', title },
      {
        type: 'score',
        id: 'why',
        title,
        labels: [title, title],
        when: [{ asked: 'found', is: 'any', values: ['no'] }],
      },
      {
        type: 'matrix',
        id: 'parts',
        title,
        rows: [
          { id: 'a', title },
          { id: 'b', title },
        ],
        options: [
          { id: 'x', title },
          { id: 'y', title },
        ],
      },
      { type: 'text', id: 'improve', title, maxLength: 20 },
      { type: 'text', id: 'more', title, maxLength: 400 },
    ],
  }),
  ballotBytes: 512,
};

test('FormData and a posted body give the same answers, in the manifest’s order', () => {
  const form = new FormData();
  const body = new URLSearchParams();
  for (const data of [form, body]) {
    data.append('q.improve', '  Короче.\r\nПроще.\u0007 ');
    data.append('q.channels', 'phone');
    data.append('q.channels', 'site');
    data.append('q.channels', 'site');
    data.append('q.found', 'yes');
    data.append('q.more', ' \r\n');
    data.append('q.forged', 'x');
    data.append('other', 'x');
  }
  form.append('q.found', new Blob(['x']));
  for (const data of [form, body]) {
    const answers = answersFromForm(manifest, data as Iterable<[string, unknown]>);
    assert.deepEqual(answers, { channels: ['phone', 'site'], found: 'yes', improve: 'Короче.\nПроще.' });
    assert.deepEqual(Object.keys(answers), ['channels', 'found', 'improve']);
    assert.deepEqual(checkForm(manifest, answers), []);
  }
});

test('says what keeps answers from going', () => {
  const check = (entries: [string, string][]): unknown => checkForm(manifest, answersFromForm(manifest, entries));
  assert.deepEqual(check([]), [{ path: '', code: 'required', params: {} }]);
  assert.deepEqual(check([['q.improve', ' ']]), [{ path: '', code: 'required', params: {} }]);
  assert.deepEqual(check([['q.improve', 'x'.repeat(21)]]), [
    { path: 'improve', code: 'too_long', params: { max: 20 } },
  ]);
  assert.deepEqual(check([['q.found', 'forged']]), [{ path: 'found', code: 'choice_unknown', params: {} }]);
  // 400 letters are within the question's limit, but not within 512 bytes.
  assert.deepEqual(check([['q.more', 'я'.repeat(400)]]), [{ path: '', code: 'too_large', params: {} }]);
  assert.deepEqual(check([['q.more', 'x'.repeat(400)]]), []);
});

test('what isn’t asked of somebody who answers so is no answer', () => {
  const filled: [string, string][] = [
    ['q.found', 'yes'],
    ['q.why', '3'],
    ['q.parts.b', 'y'],
  ];
  assert.deepEqual(answersFromForm(manifest, filled), { found: 'yes', 'parts.b': 'y' });
  assert.deepEqual(answersFromForm(manifest, [['q.found', 'no'], ...filled.slice(1)]), {
    found: 'no',
    why: '3',
    'parts.b': 'y',
  });
  assert.deepEqual(checkForm(manifest, { found: 'yes', why: '3' }), [{ path: 'why', code: 'not_asked', params: {} }]);
  assert.deepEqual(checkForm(manifest, { why: '3' }), [{ path: 'why', code: 'not_asked', params: {} }]);
});

test('an option that goes with no other', () => {
  assert.deepEqual(checkForm(manifest, { channels: ['none'] }), []);
  assert.deepEqual(checkForm(manifest, { channels: ['site', 'none'] }), [
    { path: 'channels', code: 'choice_exclusive', params: {} },
  ]);
});
