import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { importSurveyJs } from './surveyjs.ts';

const earlier = [
  { type: 'radiogroup', name: 'one', choices: ['a', 'b', 'c'] },
  { type: 'checkbox', name: 'many', choices: ['a', 'b', 'c'] },
  { type: 'rating', name: 'mark' },
  { type: 'boolean', name: 'flag', valueTrue: 'y' },
  { type: 'matrix', name: 'grid', columns: [1, 2, 3], rows: ['first row', 'second'] },
  { type: 'text', name: 'words' },
  { type: 'file', name: 'gone' },
  { type: 'text', name: 'twice' },
  { type: 'text', name: 'twice' },
];

/** What a question with this visibleIf waits for, as `question any|none values`; or why it can't. */
function read(visibleIf: unknown): string {
  const asked = { type: 'text', name: 'asked', visibleIf };
  const { definition, leftOut } = importSurveyJs({ elements: [...earlier, asked, { type: 'boolean', name: 'later' }] });
  const when = definition.questions.find(({ id }) => id === 'asked')?.when ?? [];
  const told = leftOut.filter(({ path }) => path.startsWith('elements.9'));
  assert.equal(when.length === 0, told.length > 0, 'kept or told of');
  if (told.length) return told.map(({ code, params }) => [code, params.why].join(' ')).join('; ');
  return when.map(({ asked: name, is, values }) => `${name} ${is} ${values.join(',')}`).join('; ');
}

describe('SurveyJS conditions that have a counterpart', () => {
  const kept: [string, string][] = [
    ["{one} = 'a'", 'one any a'],
    ['{one}=="A "', 'one any a'],
    ['{one} equal a', 'one any a'],
    ["'a' = {one}", 'one any a'],
    ["{one} <> 'a'", 'one none a'],
    ["{one} != 'a'", 'one none a'],
    ["!({one} = 'a')", 'one none a'],
    ["{one} anyof ['a', 'b']", 'one any a,b'],
    ["{one} = 'a' or {one} = 'b'", 'one any a,b'],
    ["{one} = 'a' || {one} <> 'b'", 'one none b'],
    ["{one} <> 'a' and {one} <> 'b'", 'one none a,b'],
    ["!({one} = 'a' or {one} = 'b')", 'one none a,b'],
    ['{one} notempty', 'one any a,b,c'],
    ['{one} empty', 'one none a,b,c'],
    ["{many} contains 'a'", 'many any a'],
    ["{many} contains ['a', 'b']", 'many any a; many any b'],
    ["{many} allof ['a', 'b']", 'many any a; many any b'],
    ["{many} notcontains 'a'", 'many none a'],
    ["{many} = ['a']", 'many any a; many none b,c'],
    ['{mark} > 3', 'mark any 4,5'],
    ['{mark} >= 3', 'mark any 3,4,5'],
    ['{mark} < 3', 'mark any 1,2'],
    ['{mark} <= 1', 'mark any 1'],
    ['3 < {mark}', 'mark any 4,5'],
    ['{mark} > 1 and {mark} < 4', 'mark any 2,3'],
    ['{mark} notempty', 'mark any 1,2,3,4,5,unsure'],
    ['{flag} = true', 'flag any yes'],
    ["{flag} = 'y'", 'flag any yes'],
    ['{flag} <> true', 'flag none yes'],
    ['{flag}', 'flag any yes'],
    ['!{flag}', 'flag none yes'],
    ['{grid.first row} = 2', 'grid.first-row any 2'],
    ['{grid.second} >= 2', 'grid.second any 2,3'],
    ["({one} = 'a') and ({many} contains 'b' and {flag} = false)", 'one any a; many any b; flag any no'],
  ];
  for (const [visibleIf, expected] of kept) it(visibleIf, () => assert.equal(read(visibleIf), expected));
});

describe('SurveyJS conditions that have none: asked of everybody, and told', () => {
  const left: [unknown, string][] = [
    ['{one} =', 'condition syntax'],
    ['{one', 'condition syntax'],
    ["({one} = 'a'", 'condition syntax'],
    ["{one} = 'a' {flag}", 'condition syntax'],
    ['{mark} + 1 > 3', 'condition syntax'],
    [`${'!'.repeat(60)}{flag}`, 'condition syntax'],
    ['{one} = '.padEnd(3000, "'a'"), 'condition syntax'],
    ["{one} = iif({flag}, 'a', 'b')", 'condition function'],
    ['{one} = {many}', 'condition two_questions'],
    ["{one} = 'a' or {flag} = true", 'condition either_or'],
    ["{many} notcontains 'a' or {many} notcontains 'b'", 'condition either_or'],
    ["{many} <> ['a']", 'condition operator'],
    ["{many} = 'a'", 'condition operator'],
    ["{one} allof ['a', 'b']", 'condition operator'],
    ["{mark} > 'x'", 'condition operator'],
    ['{grid} notempty', 'condition operator'],
    ['{grid.third} = 1', 'condition operator'],
    ["{one} = 'z'", 'condition value_unknown'],
    ['{mark} > 5', 'condition value_unknown'],
    ["{one} = 'a' and {one} = 'b'", 'condition value_unknown'],
    ['{words} notempty', 'condition text_question'],
    ['{gone} notempty', 'condition question_left_out'],
    ['{twice} notempty', 'condition question_ambiguous'],
    ['{later} = true', 'condition not_before'],
    ['{asked} notempty', 'condition not_before'],
    ['{outside} = 1', 'condition question_unknown'],
    ['{ones} = 1', 'condition question_unknown'],
    ['{toString} = 1', 'condition question_unknown'],
    [7, 'shape '],
  ];
  for (const [visibleIf, expected] of left)
    it(String(visibleIf).slice(0, 60), () => assert.equal(read(visibleIf), expected));
});
