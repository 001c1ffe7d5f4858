import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minifyCss, minifyCssParts } from '../../scripts/build/minify-css.mjs';

const cases: [string, string][] = [
  ['  a { color : red ; }\n\n b { } ', 'a{color :red}b{}'],
  ['/* why */ :host([open]) > .b , .c:hover{margin: 0 auto;}', ':host([open])>.b,.c:hover{margin:0 auto}'],
  ['a { width: calc(1em + (2px - 3%)) !important; }', 'a{width:calc(1em + (2px - 3%))!important}'],
  ['@media (min-width: 30em) and ( hover ) { a { b: c } }', '@media (min-width:30em) and (hover){a{b:c}}'],
  ['a::before { content: "x  /* y */ ; } z"; }', 'a::before{content:"x  /* y */ ; } z"}'],
  [`a::after { content: 'it''s \\' ; }'; }`, `a::after{content:'it''s \\' ; }'}`],
  ['a :hover { } a:not( .b ) ~ c + d { }', 'a :hover{}a:not(.b) ~ c + d{}'],
  ['a { background: url("x y.svg") , none }', 'a{background:url("x y.svg"),none}'],
  ['a { --empty: ; --list: 1px , 2px; }', 'a{--empty:;--list:1px,2px}'],
];
for (const [css, minified] of cases) {
  test(`minifies ${css.trim()}`, () => assert.equal(minifyCss(css), minified));
}

test('keeps expressions where they stood', () => {
  assert.deepEqual(minifyCssParts(['a { margin: ', ' 0 ', '; }\n', ' b { }']), ['a{margin:', ' 0 ', '}', ' b{}']);
});

test('refuses an expression in a comment, which would vanish', () => {
  assert.throws(() => minifyCssParts(['/* ', ' */ a { }']), /inside a CSS comment/);
});
