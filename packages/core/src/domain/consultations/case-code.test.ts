import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseCode, readCaseCode } from './case-code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = Array.from({ length: 50 }, (_, seed) =>
  caseCode(Uint8Array.from({ length: 32 }, (__, at) => (seed * 31 + at * 17) % 256)),
);

test('a code is three groups of four and reads as itself', () => {
  for (const code of codes) {
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    assert.deepEqual(readCaseCode(code), { code });
  }
});

test('all 55 bits count', () => {
  const bits = new Uint8Array(7);
  const plain = caseCode(bits);
  for (let bit = 0; bit < 55; bit++) {
    const flipped = new Uint8Array(7);
    flipped[bit >> 3] = 128 >> (bit & 7);
    assert.notEqual(caseCode(flipped), plain, `bit ${bit}`);
  }
});

test('every single wrong symbol is noticed', () => {
  for (const code of codes.slice(0, 5)) {
    const plain = code.replace(/-/g, '');
    for (let at = 0; at < plain.length; at++) {
      for (const symbol of alphabet) {
        if (symbol === plain[at]) continue;
        const typed = plain.slice(0, at) + symbol + plain.slice(at + 1);
        assert.deepEqual(readCaseCode(typed), { wrong: 'check' }, typed);
      }
    }
  }
});

test('every swap of neighbours is noticed, but that of 0 and Z', () => {
  for (const code of codes) {
    const plain = [...code.replace(/-/g, '')];
    for (let at = 0; at + 1 < plain.length; at++) {
      const [a, b] = [plain[at] ?? '', plain[at + 1] ?? ''];
      if (a === b || (a + b).match(/^(0Z|Z0)$/)) continue;
      const typed = [...plain];
      [typed[at], typed[at + 1]] = [b, a];
      assert.deepEqual(readCaseCode(typed.join('')), { wrong: 'check' });
    }
  }
});

test('people may type it in lower case, with spaces, long dashes, Cyrillic look-alikes, O for 0 and I for 1', () => {
  const code = codes.find((one) => /[ABCEHKMPTXY]/.test(one) && one.includes('0')) ?? '';
  const cyrillic: Record<string, string> = {
    A: 'А',
    B: 'В',
    C: 'С',
    E: 'Е',
    H: 'Н',
    K: 'К',
    M: 'М',
    P: 'Р',
    T: 'Т',
    X: 'Х',
    Y: 'У',
  };
  const typed = [...code.replace(/-/g, ' – ').replace(/0/g, 'o')].map((symbol) => cyrillic[symbol] ?? symbol).join('');
  assert.deepEqual(readCaseCode(` ${typed.toLowerCase()} `), { code });
});

test('what is wrong is told: length, a foreign symbol', () => {
  assert.deepEqual(readCaseCode(''), { wrong: 'length' });
  assert.deepEqual(readCaseCode('7KQ4-M2XD-91T'), { wrong: 'length' });
  assert.deepEqual(readCaseCode('7KQ4-M2XD-91TЖ'), { wrong: 'symbol' });
  assert.deepEqual(readCaseCode('И-1043/26'), { wrong: 'symbol' });
});
