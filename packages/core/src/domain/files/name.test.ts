import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameToSend } from './name.ts';

test('names as the API takes them: one form of each letter, no marks that turn or can’t be seen', () => {
  assert.equal(nameToSend('Кулик\u0438\u0306.pdf'), 'Кулик\u0439.pdf');
  assert.equal(nameToSend('\u202efdp.\u0000exe.txt '), 'fdp.exe.txt');
  assert.equal(nameToSend('😀 שלום.pdf'), '😀 שלום.pdf');
});
