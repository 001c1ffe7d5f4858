import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { momentOf } from './moments.ts';

/** As written; then as it is meant, without a zone: in the reader's. */
const cases: [string, string | null][] = [
  ['Fri, 20 Nov 2026 10:30:00 +0400', '2026-11-20T06:30:00Z'],
  ['20 Nov 26 10:30 GMT', '2026-11-20T10:30:00Z'],
  ['Mon, 20 Nov 2026 10:30:00 EST', '2026-11-20T15:30:00Z'],
  ['Fri, 20 Nov 2026 10:30:00 MSK', '2026-11-20T07:30:00Z'],
  ['Fri, 20 Nov 2026 10:30:00 GMT+3', '2026-11-20T07:30:00Z'],
  ['Fri, 20 Nov 2026 10:30:00', '2026-11-20T10:30:00'],
  ['Пт, 20 ноя 2026 10:30:00 +0300', '2026-11-20T07:30:00Z'],
  ['20 ноября 2026 г. в 10:30', '2026-11-20T10:30:00'],
  ['5 мая 2026', '2026-05-05T12:00:00'],
  ['20.11.2026 9:05', '2026-11-20T09:05:00'],
  ['20.11.2026', '2026-11-20T12:00:00'],
  ['2026-11-20T10:30:00.123+04:00', '2026-11-20T06:30:00Z'],
  ['2026-11-20T10:30:00+0400', '2026-11-20T06:30:00Z'],
  ['2026-11-20T10:30Z', '2026-11-20T10:30:00Z'],
  ['2026-11-20 10:30:00', '2026-11-20T10:30:00'],
  ['2026-11-20', '2026-11-20T12:00:00'],
  ['2026-11', '2026-11-01T12:00:00'],
  ['November 20, 2026 10:30 pm', '2026-11-20T22:30:00'],
  ['11/20/2026', null],
  ['31.11.2026', null],
  ['2026-13-01', null],
  ['2026-11-20T25:00:00Z', null],
  ['0000-00-00 00:00:00', null],
  ['Wed, 30 Nov -0001 00:00:00 +0000', null],
  ['Mon, 01 Jan 0001 00:00:00 +0000', null],
  ['Thu, 01 Jan 1970 00:00:00 GMT', null],
  ['1.1.9999', null],
  ['Приказ 5', null],
  ['вчера', null],
  ['1795161600', null],
  ['', null],
];

describe('dates of feeds', () => {
  for (const [written, meant] of cases) {
    it(`${written || 'nothing'}: ${meant ?? 'no date'}`, () => {
      assert.equal(momentOf(written), meant && new Date(meant).toISOString());
    });
  }

  it('is never slow', () => {
    const from = performance.now();
    for (const text of [' ', 'a', '1', '1 ', 'a ', '+', '20 ', 'Nov ']) momentOf(text.repeat(1_000_000));
    assert.ok(performance.now() - from < 500);
  });
});
