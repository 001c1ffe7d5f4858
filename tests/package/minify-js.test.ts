import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quoted } from '../../scripts/build/minify-js.mjs';

const cases: [string, string, string][] = [
  ['text', 'f(`a`,`b c`)', 'f("a","b c")'],
  ['quotes, line breaks and backslashes', 'f(`say "a"\\n\\\\`)', String.raw`f("say \"a\"\n\\")`],
  ['a space that isn’t seen', 'f(`1\u00a0м`)', String.raw`f("1\xa0м")`],
  ['nothing that has a tag', 'html`<p class="a">${b}</p>`;css`a{}`', 'html`<p class="a">${b}</p>`;css`a{}`'],
  ['nothing with a value in it, but what stands in the value', 'f(`a${g(`b`)}`)', 'f(`a${g("b")}`)'],
];
for (const [what, code, expected] of cases) {
  test(`puts into double quotes: ${what}`, () => assert.equal(quoted(code), expected));
}
