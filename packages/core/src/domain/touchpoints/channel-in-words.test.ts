import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelInWords } from './channel-in-words.ts';

test('languages are named as people name them, a sign language too, and what is no tag as it stands', () => {
  const said = channelInWords({ languages: ['ru', 'kk', 'rsl', '?'], accessibility: null });
  assert.deepEqual(said.languages, {
    ru: 'русский, казахский, русский жестовый, ?',
    en: 'Russian, Kazakh, Russian Sign Language, ?',
  });
  assert.equal(said.access, null);
});

test('access: features first, then what else is said, in Russian where it has no other', () => {
  const { access, languages } = channelInWords({
    accessFeatures: ['step-free', 'induction-loop'],
    accessibility: { ru: 'лифт' },
  });
  assert.deepEqual(access, {
    ru: 'вход без ступеней, индукционная петля, лифт',
    en: 'step-free entrance, induction loop, лифт',
  });
  assert.equal(languages, null);
});
