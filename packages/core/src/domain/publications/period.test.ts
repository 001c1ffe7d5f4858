import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodsAt, rangeOf } from './period.ts';

const today = '2026-11-22';

test('the periods that are offered cover all of the past, and don’t overlap but for the month', () => {
  assert.deepEqual(periodsAt(today), ['month', '2026', '2025', '2024', 'before-2024']);
  assert.deepEqual(
    periodsAt(today).map((period) => rangeOf(period, today)),
    [
      { from: '2026-10-23' },
      { from: '2026-01-01', to: '2026-12-31' },
      { from: '2025-01-01', to: '2025-12-31' },
      { from: '2024-01-01', to: '2024-12-31' },
      { to: '2023-12-31' },
    ],
  );
});

test('what is no period narrows nothing', () => {
  for (const other of ['', 'year', '26', 'before-', '2026-11', '<2026>']) assert.deepEqual(rangeOf(other, today), {});
});
