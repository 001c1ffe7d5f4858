import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, manifestHash, sha256 } from './canonical.ts';

test('one form, whatever the order of keys', () => {
  assert.equal(
    canonicalJson({ b: [1, { d: null, c: 'я"\n' }], a: true }),
    '{"a":true,"b":[1,{"c":"я\\"\\n","d":null}]}',
  );
  assert.equal(canonicalJson({ a: 1, b: undefined }), '{"a":1}');
  // RFC 8785, 3.2.3: by UTF-16 units, so that € (20AC) comes before 😀 (D83D) and דּ (FB33) last.
  const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
  const sorted = Object.keys(JSON.parse(canonicalJson(Object.fromEntries(names.map((name) => [name, 0])))) as object);
  assert.deepEqual(sorted, ['1', '\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']);
});

test('SHA-256 in hexadecimal', async () => {
  // FIPS 180-4, example "abc".
  assert.equal(await sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('a manifest’s hash changes with any word of it', async () => {
  const before = await manifestHash({ survey: 'a', questions: [{ id: 'q', title: { ru: 'Да?' } }] });
  assert.equal(before, await manifestHash({ questions: [{ title: { ru: 'Да?' }, id: 'q' }], survey: 'a' }));
  assert.notEqual(before, await manifestHash({ survey: 'a', questions: [{ id: 'q', title: { ru: 'Да!' } }] }));
});
