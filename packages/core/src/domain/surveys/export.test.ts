import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CrossTally, Manifest, Release, Tally } from '../../contract/surveys.ts';
import { parseCsv } from '../csv.ts';
import { releasesCsv } from './export.ts';
import { surveyOfDefinition } from './of-definition.ts';

const t = (ru: string) => ({ ru });
const options = [
  { id: 'a', title: t('=HYPERLINK("https://evil.example")') },
  { id: 'b', title: t('Почта; и телефон') },
];
const manifest: Manifest = surveyOfDefinition('access', {
  audience: 'external',
  title: t('Опрос'),
  questions: [
    { id: 'ease', type: 'rating', title: t('Легко?'), labels: ['раз', 'два', 'три', 'четыре', 'пять'].map(t) },
    { id: 'again', type: 'score', title: t('Посоветуете?'), labels: [t('нет'), t('да')] },
    { id: 'found', type: 'yesno', title: t('Нашли?') },
    { id: 'way', type: 'single', title: t('+Как?'), options },
    { id: 'grid', type: 'matrix', title: t('Сетка'), rows: [{ id: 'r', title: t('Сайт') }], options },
    { id: 'more', type: 'text', title: t('Ещё?'), maxLength: 100 },
  ],
  crossTabs: [{ rows: 'found', columns: 'way' }],
});
const span = (from: number, to = from) => ({ from, to });
const tally = (question: string, counts: [string, number | null][], changes: Partial<Tally> = {}): Tally => ({
  ...{ question, row: null, answered: 30, withheld: null, banded: false },
  counts: counts.map(([option, count]) => ({ option, count, majority: null })),
  ...changes,
});
const release = (changes: Partial<Release> = {}): Release => ({
  ...{ id: 'access-1', version: 1, releasedOn: '2026-11-24', issued: null },
  ...{ accepted: span(31), counted: span(30), invalid: span(1), lost: span(0) },
  ...{ tallies: [], crossTallies: [], ...changes },
});

function read(releases: Release[]): Record<string, string>[] {
  const text = releasesCsv(releases, new Map([[1, manifest]]));
  assert.equal(text[0], '\ufeff');
  const parsed = parseCsv(text.slice(1), ',');
  assert.ok('rows' in parsed);
  const [head = [], ...rows] = parsed.rows;
  return rows.map((row) => {
    assert.equal(row.length, head.length);
    return Object.fromEntries(head.map((name, at) => [name, row[at] ?? '']));
  });
}
const only = (rows: Record<string, string>[], table: string, ...names: string[]) =>
  rows.filter((row) => row.table === table).map((row) => names.map((name) => row[name]).join('|'));

test('every figure that is published stands there once, with its words and how many answered', () => {
  const rows = read([
    release({
      tallies: [
        tally('ease', [
          ['1', 0],
          ['4', 25],
          ['unsure', 5],
        ]),
        tally('again', [
          ['0', 6],
          ['5', 9],
          ['10', 15],
        ]),
        tally('found', [
          ['yes', 20],
          ['partly', 10],
        ]),
        tally('grid', [['a', 30]], { row: 'r' }),
      ],
    }),
  ]);
  assert.deepEqual(only(rows, 'question', 'question', 'row_title', 'option', 'option_title', 'count', 'answered'), [
    'ease||1|1, раз|0|30',
    'ease||4|4, четыре|25|30',
    'ease||unsure|Затрудняюсь ответить|5|30',
    'again||0|0, нет|6|30',
    'again||5|5|9|30',
    'again||10|10, да|15|30',
    'found||yes|Да|20|30',
    'found||partly|Частично|10|30',
    `grid|Сайт|a|'=HYPERLINK("https://evil.example")|30|30`,
  ]);
  assert.ok(rows.every((row) => row.release === 'access-1' && row.released_on === '2026-11-24' && row.version === '1'));
});

test('what is hidden is empty, and says why; bands say of which marks', () => {
  const rows = read([
    release({
      tallies: [
        tally(
          'ease',
          [
            ['low', null],
            ['middle', 6],
            ['high', 9],
          ],
          { banded: true, answered: 15 },
        ),
        tally('found', [], { withheld: 'few', answered: null }),
        tally(
          'way',
          [
            ['a', null],
            ['b', null],
          ],
          { withheld: 'audit' },
        ),
        {
          ...tally('again', []),
          counts: [
            { option: '10', count: null, majority: 'chosen' },
            { option: '0', count: null, majority: 'not_chosen' },
          ],
        },
      ],
    }),
  ]);
  assert.deepEqual(only(rows, 'question', 'question', 'option', 'option_title', 'count', 'hidden'), [
    'ease|low|1–2||cell',
    'ease|middle|3|6|',
    'ease|high|4–5|9|',
    'found||||few',
    `way|a|'=HYPERLINK("https://evil.example")||audit`,
    'way|b|Почта; и телефон||audit',
    'again|10|10, да||majority_chosen',
    'again|0|0, нет||majority_not_chosen',
  ]);
  for (const row of rows) assert.equal(row.hidden === '', row.hidden_title === '');
});

test('numbers of ballots are told as far as they are published', () => {
  const rows = read([release({ accepted: span(10, 19), invalid: span(0, 9), counted: span(10, 19) })]);
  assert.deepEqual(only(rows, 'ballots', 'option', 'count', 'from', 'to'), [
    'accepted||10|19',
    'counted||10|19',
    'invalid||0|9',
    'lost|0|0|0',
  ]);
});

test('a cross-tab has a line for each cell, or one that says why it has none', () => {
  const table: CrossTally = {
    ...{ rows: 'found', columns: 'way', withheld: null, answered: 32 },
    ...{
      rowOptions: ['yes', 'no'],
      columnOptions: ['a', 'b'],
      cells: [
        [12, null],
        [8, 10],
      ],
    },
    ...{ rowTotals: [14, 18], columnTotals: [20, null] },
  };
  const none = { rowOptions: [], columnOptions: [], cells: [], rowTotals: [], columnTotals: [], answered: null };
  const rows = read([
    release({ crossTallies: [table] }),
    release({ id: 'access-0', crossTallies: [{ ...table, ...none, withheld: 'few' }] }),
  ]);
  assert.deepEqual(only(rows, 'cross_tab', 'release', 'option_title', 'by_option', 'count', 'hidden', 'answered'), [
    'access-1|Да|a|12||32',
    'access-1|Да|b||cell|32',
    'access-1|Нет|a|8||32',
    'access-1|Нет|b|10||32',
    'access-1|Да||14||32',
    'access-1|Нет||18||32',
    'access-1||a|20||32',
    'access-1||b||cell|32',
    'access-0||||few|',
  ]);
});

test('releases whose questions aren’t known are told by their codes', () => {
  const rows = read([release({ version: 7, tallies: [tally('old', [['x', 12]])] })]);
  assert.deepEqual(only(rows, 'question', 'question', 'question_title', 'option_title', 'count'), ['old||x|12']);
});
