import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { parseAst } from 'vite';
import { visit } from '../../scripts/build/minify-css.mjs';
import { builtWidgets } from '../support/server.ts';

const sources = fileURLToPath(new URL('../../packages/widgets/src', import.meta.url));

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
const name = (file: string): string => file.slice(builtWidgets.length + 1);

/** Texts of a module's tagged templates, between their expressions. */
function templates(code: string, tags?: readonly string[]): string[] {
  const found: string[] = [];
  visit(parseAst(code), (node) => {
    if (node.type !== 'TaggedTemplateExpression' || (tags && !tags.includes(node.tag.name ?? ''))) return;
    found.push(node.quasi.quasis.map(({ value }) => value.raw).join('${}'));
  });
  return found;
}

let scripts: string[] = [];
before(() => {
  scripts = filesIn(builtWidgets, '.js');
  assert.ok(scripts.length > 0, 'nothing is built: npm run build');
});

test('templates come through the build unchanged, for hydration compares them with the server’s', () => {
  const written = new Set(
    filesIn(sources, '.ts').flatMap((file) =>
      templates(stripTypeScriptTypes(readFileSync(file, 'utf8')), ['html', 'svg']),
    ),
  );
  let compared = 0;
  for (const file of scripts) {
    for (const template of templates(readFileSync(file, 'utf8'))) {
      // Style sheets are minified; everything else that is markup must be as it was written.
      if (!/^\s*<|<\w/.test(template)) continue;
      assert.ok(written.has(template), `${name(file)}: ${template.slice(0, 120)}`);
      compared++;
    }
  }
  assert.ok(compared > 20, `only ${compared} templates found`);
});

test('an embedded widget’s first screen is one file', () => {
  for (const file of scripts.filter((one) => !name(one).includes('/') && name(one) !== 'hosted.js')) {
    visit(parseAst(readFileSync(file, 'utf8')), ({ type }) => assert.notEqual(type, 'ImportDeclaration', name(file)));
  }
});

test('nothing in it names another site', () => {
  for (const file of scripts) {
    const addresses = readFileSync(file, 'utf8').match(/\b(https?|wss?):\/\/[\w.-]+/g) ?? [];
    const foreign = addresses.filter((address) => !/:\/\/(www\.w3\.org|purl\.org|github\.com)$/.test(address));
    assert.deepEqual(foreign, [], name(file));
  }
});

test('compressed siblings hold the same', () => {
  for (const file of [...scripts, ...filesIn(builtWidgets, '.css')]) {
    const plain = readFileSync(file);
    assert.ok(plain.equals(brotliDecompressSync(readFileSync(`${file}.br`))), `${name(file)}.br`);
    assert.ok(plain.equals(gunzipSync(readFileSync(`${file}.gz`))), `${name(file)}.gz`);
  }
});

test('integrity.json names every file by its hash', () => {
  const listed = JSON.parse(readFileSync(join(builtWidgets, 'integrity.json'), 'utf8')) as Record<string, string>;
  const served = [...scripts, ...filesIn(builtWidgets, '.css')].map(name);
  for (const file of served) {
    const hash = createHash('sha384')
      .update(readFileSync(join(builtWidgets, file)))
      .digest('base64');
    assert.equal(listed[file], `sha384-${hash}`, file);
  }
});

test('each widget has a style sheet for what the server renders', () => {
  const missing = filesIn(sources, '.define.ts')
    .map((file) => /([a-z]+)\.define\.ts$/.exec(file)?.[1] ?? '')
    .filter((widget) => widget !== 'settings' && !readdirSync(builtWidgets).includes(`${widget}.css`));
  assert.deepEqual(missing, []);
});
