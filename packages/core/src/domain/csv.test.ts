import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { defused, formatCsv, fused, parseCsv, type Delimiter } from './csv.ts';

const rows = (text: string, delimiter: Delimiter = ';'): string[][] => {
  const parsed = parseCsv(text, delimiter);
  assert.ok('rows' in parsed, JSON.stringify(parsed));
  return parsed.rows;
};

describe('CSV is read as RFC 4180 has it', () => {
  const cases: [text: string, expected: string[][], why: string][] = [
    ['', [], 'no rows'],
    [
      'a;b\r\nc;d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      'rows end with CR LF',
    ],
    [
      'a;b\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      'or LF, and the last one by the end',
    ],
    ['a\rb\r', [['a'], ['b']], 'or CR, as of old'],
    ['a;;\n', [['a', '', '']], 'empty cells'],
    ['a;', [['a', '']], 'an empty cell at the end'],
    ['a\n\nb', [['a'], [''], ['b']], 'an empty row counts'],
    ['"a;b";"c\r\nd"', [['a;b', 'c\r\nd']], 'delimiters and line breaks within quotes'],
    ['"a ""b"" c";""', [['a "b" c', '']], 'doubled quotes'],
    ['5" труба;x', [['5" труба', 'x']], 'a quote inside a plain cell'],
    [' a ;b', [[' a ', 'b']], 'spaces belong to the cell'],
  ];
  for (const [text, expected, why] of cases) test(why, () => assert.deepEqual(rows(text), expected));

  test('with commas too', () =>
    assert.deepEqual(rows('a,"b,c"\nd;e,f', ','), [
      ['a', 'b,c'],
      ['d;e', 'f'],
    ]));
});

test('what can’t be read is told by its row', () => {
  assert.deepEqual(parseCsv('a\n"b\nc', ';'), { fault: { row: 2, code: 'quote_open' } });
  assert.deepEqual(parseCsv('a\n"b""c', ';'), { fault: { row: 2, code: 'quote_open' } });
  assert.deepEqual(parseCsv('"a\nb"\n"c"d\n', ';'), { fault: { row: 2, code: 'quote_inside' } });
});

test('formulas are defused, and fused again into just what they were', () => {
  for (const value of ['=1+1', '+7 000', '-5', '@a', '\t=1', "'=1", "''+1", '＝1'])
    assert.match(defused(value), /^'/, value);
  for (const value of ["'слово'", "'", 'a=1', '', '8 (000)']) assert.equal(defused(value), value);
  const nasty = fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\n', 'a', '＝', ';', '"'),
    maxLength: 6,
  });
  fc.assert(
    fc.property(nasty, (value) => {
      assert.equal(fused(defused(value)), value);
      assert.doesNotMatch(defused(value), /^[=+\-@\t\r\n＝＋－＠]/);
    }),
  );
});

test('whatever is written is read again', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('"', ';', ',', '\r', '\n', ' ', "'", '=', 'я') }),
  );
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 4 });
  fc.assert(
    fc.property(table, (given) => {
      const text = formatCsv(given);
      assert.ok(text.startsWith('\ufeff'));
      assert.deepEqual(
        rows(text.slice(1)).map((row) => row.map(fused)),
        given,
      );
    }),
    { numRuns: 500 },
  );
});
