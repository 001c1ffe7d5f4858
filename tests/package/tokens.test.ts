import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { renamed } from '../../packages/widgets/src/base/renamed.ts';
import { filesIn } from '../../scripts/build/files.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(root + file, 'utf8');

interface Token {
  value: string;
  words: string;
}
/** Of one rule, by name without `--otklik-`. */
type Tokens = Map<string, Token>;

const css = read('packages/widgets/tokens.css');
function block(selector: string): Tokens {
  const [, body = ''] = new RegExp(`\\n${selector.replace(/[[\]]/g, '\\$&')} \\{\\n([^}]*)\\n\\}`).exec(css) ?? [];
  const lines = body.matchAll(/^ {2}--otklik-([\w-]+): ([^;]+);(?: \/\* (.+) \*\/)?$/gm);
  return new Map([...lines].map(([, name = '', value = '', words = '']) => [name, { value, words }]));
}
const scheme = (name: string): string => `[data-otklik-theme='${name}']`;
const plain = block(':root');
const schemes = {
  light: block(`:root,\n${scheme('light')}`),
  dark: block(scheme('dark')),
  contrast: block(scheme('contrast')),
};
const all: Tokens = new Map([...plain, ...schemes.light]);
/** Told by the rule that names the scheme too, and no colour of ours. */
const ofBrowser = 'scheme';

const sources = filesIn(`${root}packages/widgets/src`)
  .filter((file) => file.endsWith('.ts') && !/\.(test|examples|messages)\./.test(file))
  .map((file) => [file, read(`packages/widgets/src/${file}`)] as const);

test('every token has a meaning, and each scheme has all that differ by scheme', () => {
  assert.ok(plain.size > 20 && schemes.light.size > 20);
  for (const [name, { words }] of all) assert.ok(words.length > 3, name);
  for (const one of [schemes.dark, schemes.contrast]) assert.deepEqual([...one.keys()], [...schemes.light.keys()]);
});

for (const [file, columns] of [
  ['docs/themes.md', ['Token', 'For']],
  ['docs/themes.ru.md', ['Переменная', 'Для чего']],
] as const)
  test(`${file} lists every token with its values, and no other`, () => {
    const rows = read(file)
      .split('\n')
      .filter((line) => /^\| `--otklik-[\w-]+` \| [^`]/.test(line))
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim().replaceAll('`', ''))
          .slice(1, -1),
      );
    const values = (name: string): string[] =>
      plain.has(name)
        ? [plain.get(name)?.value ?? '']
        : Object.values(schemes).map((one) => one.get(name)?.value ?? '');
    assert.deepEqual(
      rows.map(([name, , ...cells]) => [name, ...cells]),
      [...all.keys()].map((name) => [`--otklik-${name}`, ...values(name)]),
    );
    for (const [name = '', words = ''] of rows) {
      if (columns[0] === 'Token') assert.equal(words, all.get(name.slice(9))?.words);
      assert.ok(words.length > 3, name);
    }
    assert.ok(read(file).includes(`| ${columns.join(' | ')} |`));
  });

test('earlier names are told of, are those that a page is asked for, and lead to names of now', () => {
  for (const file of ['docs/themes.md', 'docs/themes.ru.md'])
    assert.deepEqual(
      Object.fromEntries(
        [...read(file).matchAll(/^\| `(--otklik-[\w-]+)` \| `(--otklik-[\w-]+)` \|$/gm)].map(([, ...row]) => row),
      ),
      renamed,
    );
  const asked = read('packages/widgets/src/base/settings.ts').matchAll(/getPropertyValue\('(--otklik-[\w-]+)'\)/g);
  assert.deepEqual(
    [...asked].map(([, name]) => name),
    Object.keys(renamed),
  );
  for (const [earlier, name] of Object.entries(renamed)) {
    assert.ok(!all.has(earlier.slice(9)), earlier);
    assert.ok(all.has(name.slice(9)), name);
  }
});

test('the manifest tells them of every widget', () => {
  const { modules } = JSON.parse(read('packages/widgets/custom-elements.json')) as {
    modules: { declarations: { tagName: string; cssProperties: unknown[] }[] }[];
  };
  const wanted = [...all].map(([name, { value, words }]) => ({
    name: `--otklik-${name}`,
    default: value,
    description: words,
  }));
  for (const { tagName, cssProperties } of modules.flatMap(({ declarations }) => declarations))
    assert.deepEqual(cssProperties, tagName === 'otklik-settings' ? [] : wanted, tagName);
});

test('what style sheets use is documented and has its default; what is documented is used', () => {
  const used = new Set<string>();
  const pages = ['page.css', 'stored.css'].map((file) => [file, read(`packages/server/src/hosted/${file}`)] as const);
  for (const [file, text] of [...sources, ...pages])
    for (const [, name = '', value = ''] of text.matchAll(/var\(\s*--otklik-([\w-]+)(?:,\s*([^()]+?)\s*)?\)/g)) {
      assert.equal(value, all.get(name)?.value, `${file}: --otklik-${name}`);
      if (sources.some(([one]) => one === file)) used.add(name);
    }
  assert.deepEqual(
    [...all.keys()].filter((name) => !used.has(name)),
    [],
  );
});

test('a colour goes through the private one that schemes set, and these are those of the token file', () => {
  const colors = [...schemes.light.keys()].filter((name) => name !== ofBrowser);
  const named = (text: string): Map<string, string> =>
    new Map([...text.matchAll(/--_([\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
  const styles = read('packages/widgets/src/base/schemes.styles.ts');
  for (const name of ['dark', 'contrast'] as const) {
    const [, body = ''] = new RegExp(`\\.o\\[data-theme='${name}'\\] \\{([^}]*)\\}`).exec(styles) ?? [];
    assert.deepEqual(
      Object.fromEntries(named(body)),
      Object.fromEntries(colors.map((color) => [color, schemes[name].get(color)?.value])),
    );
  }
  const [, vision = ''] =
    /\.o\[data-colors\] \{([^}]*)\}/.exec(read('packages/widgets/src/base/vision.styles.ts')) ?? [];
  const ofText = named(vision);
  for (const color of colors) if (!/^(surface|text)$/.test(color)) assert.ok(ofText.has(color), color);
  for (const [file, text] of sources)
    for (const [, before = '', name = ''] of text.matchAll(/(\S+ ?)var\(--otklik-([\w-]+)/g))
      if (colors.includes(name))
        assert.match(before, new RegExp(`^(.*var\\(--_${name}, |--_${name}: )$`), `${file}: --otklik-${name}`);
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, of two `#rrggbb`. */
function contrast(one: string, other: string): number {
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(color.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test('the pairs that docs/themes.md promises stand out in every scheme', () => {
  const rows = [...read('docs/themes.md').matchAll(/^\| ([\w, -]+) on ([\w, -]+) \| ([\d.]+) \|$/gm)];
  assert.ok(rows.length > 5);
  assert.ok(rows.some(([, , , least]) => least === '3'));
  const covered = new Set<string>();
  for (const [, fronts = '', backs = '', least = ''] of rows)
    for (const front of fronts.split(', '))
      for (const back of backs.split(', '))
        for (const [name, tokens] of Object.entries(schemes)) {
          const ratio = contrast(tokens.get(front)?.value ?? '', tokens.get(back)?.value ?? '');
          assert.ok(ratio >= Number(least), `${name}: ${front} on ${back} is ${ratio.toFixed(2)}:1`);
          covered.add(front).add(back);
        }
  const decoration = [ofBrowser, 'panel-line', 'panel-line-width', 'line', 'chart-track'];
  assert.deepEqual(
    [...schemes.light.keys()].filter((name) => !covered.has(name)),
    decoration,
  );
  const russian = [...read('docs/themes.ru.md').matchAll(/^\| ([\w, -]+) на ([\w, -]+) \| ([\d,]+) \|$/gm)];
  assert.deepEqual(
    russian.map(([, ...cells]) => cells.map((cell) => cell.replace('4,5', '4.5'))),
    rows.map(([, ...cells]) => cells),
  );
});
