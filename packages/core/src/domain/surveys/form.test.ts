import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '../../contract/surveys.ts';
import { answersFromForm, checkForm } from './form.ts';

const title = { ru: 'Вопрос' };
const manifest: Manifest = {
  survey: 'information-access',
  version: 1,
  audience: 'external',
  level: 'open',
  title,
  intro: title,
  questions: [
    {
      type: 'multiple',
      id: 'channels',
      title,
      hint: null,
      options: [
        { id: 'site', title },
        { id: 'phone', title },
      ],
    },
    { type: 'single', id: 'found', title, hint: null, options: [{ id: 'yes', title }] },
    { type: 'text', id: 'improve', title, hint: null, maxLength: 20 },
    { type: 'text', id: 'more', title, hint: null, maxLength: 400 },
  ],
  release: { ballots: 20, days: 7 },
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
