import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import widgetsFile from '@otklik/widgets/package.json' with { type: 'json' };
import { parseAst } from 'vite';
import { visit } from '../../scripts/build/edits.mjs';
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

const isHosted = (one: string): boolean => one.startsWith('hosted');

let scripts: string[] = [];
before(() => {
  scripts = filesIn(builtWidgets, '.js');
  assert.ok(scripts.length > 0, 'nothing is built: npm run build');
});

/** Files that a script of ours may load, itself among them. */
function loadedBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [path] of readFileSync(file, 'utf8').matchAll(/(?<=")\.\.?\/[\w./-]+\.js(?=")/g))
    loadedBy(join(file, '..', path), found);
  return found;
}

/** A template whose classes have other names, but as many. */
const anyClasses = (template: string): string =>
  template.replace(/(?<=\sclass=")[^"]*/g, (words) => words.replace(/[\w-]+/g, '*'));

test('templates come through the build: for hydration unchanged, else with short names for classes alone', () => {
  const written = filesIn(sources, '.ts').flatMap((file) =>
    templates(stripTypeScriptTypes(readFileSync(file, 'utf8')), ['html', 'svg']),
  );
  const [same, alike] = [new Set(written), new Set(written.map(anyClasses))];
  const hosted = new Set<string>();
  for (const file of scripts.filter((one) => isHosted(name(one)))) loadedBy(file, hosted);
  assert.ok(hosted.size > 5, `hosted pages load only ${hosted.size} files`);
  const compared = { hosted: 0, embedded: 0 };
  for (const file of scripts) {
    for (const template of templates(readFileSync(file, 'utf8'))) {
      // Style sheets are minified; everything else that is markup must be as it was written.
      if (!/^\s*<|<\w/.test(template)) continue;
      const known = hosted.has(file) ? same.has(template) : alike.has(anyClasses(template));
      assert.ok(known, `${name(file)}: ${template.slice(0, 120)}`);
      compared[hosted.has(file) ? 'hosted' : 'embedded']++;
    }
  }
  assert.ok(compared.hosted > 20 && compared.embedded > 20, `only ${JSON.stringify(compared)} templates found`);
});

test('an embedded widget’s first screen is one file', () => {
  for (const file of scripts.filter((one) => !name(one).includes('/') && !isHosted(name(one)))) {
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
  for (const file of scripts) {
    const plain = readFileSync(file);
    assert.ok(plain.equals(brotliDecompressSync(readFileSync(`${file}.br`))), `${name(file)}.br`);
    assert.ok(plain.equals(gunzipSync(readFileSync(`${file}.gz`))), `${name(file)}.gz`);
  }
});

test('integrity.json names every file by its hash', () => {
  const listed = JSON.parse(readFileSync(join(builtWidgets, 'integrity.json'), 'utf8')) as Record<string, string>;
  for (const file of scripts.map(name)) {
    const hash = createHash('sha384')
      .update(readFileSync(join(builtWidgets, file)))
      .digest('base64');
    assert.equal(listed[file], `sha384-${hash}`, file);
  }
});

test('the same files stand under their version', () => {
  const versioned = join(builtWidgets, '..', `v${widgetsFile.version}`);
  const list = (folder: string): string[] =>
    filesIn(folder, '')
      .map((file) => file.slice(folder.length))
      .sort();
  assert.deepEqual(list(versioned), list(builtWidgets));
  for (const file of list(builtWidgets))
    assert.ok(readFileSync(join(versioned, file)).equals(readFileSync(join(builtWidgets, file))), file);
});
