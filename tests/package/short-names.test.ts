import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAst, parseSync } from 'vite';
import { visit, type Node } from '../../scripts/build/edits.mjs';
import { filesIn } from '../../scripts/build/files.mjs';
import { properties, shortNames } from '../../scripts/build/short-names.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Sources below a folder, or one file, without tests. */
const sources = (path: string, only = /\.ts$/): string[] =>
  filesIn(join(root, path))
    .filter((file) => only.test(file || path) && !/\.test\.ts$/.test(file))
    .map((file) => join(root, path, file));

function each(files: readonly string[], see: (node: Node) => void): void {
  for (const file of files) visit(parseSync(file, readFileSync(file, 'utf8')).program, see);
}

const declared = /^(TS(Property|Method)Signature|Property|PropertyDefinition|MethodDefinition)$/;
/** Names of properties that are declared or given in the files, or, with `read`, only read there. */
function keysIn(files: readonly string[], read = false): Set<string> {
  const keys = new Set<string>();
  each(files, ({ type, computed, key, property }) => {
    const name = declared.test(type) ? key : read && type === 'MemberExpression' && !computed ? property : undefined;
    if (name) keys.add(name.name ?? String(name.value));
  });
  return keys;
}

const among = (names: ReadonlySet<string>): string[] => properties.filter((name) => names.has(name));

test('no property with a short name is one of the browser’s or the language’s', () => {
  const folder = join(root, 'node_modules/typescript/lib');
  const declarations = readdirSync(folder).filter((file) => /^lib\.(dom|es\d|esnext).*\.d\.ts$/.test(file));
  const keys = keysIn(declarations.map((file) => join(folder, file)));
  assert.ok(keys.has('addEventListener') && keys.has('toLocaleString'), 'nothing was read');
  assert.deepEqual(among(keys), []);
});

test('none is one of a library that comes along', () => {
  const names = ['lit-html', 'valibot', 'dompurify', 'uqr', '@hpke/core', '@lit-labs/ssr-client'];
  const keys = keysIn(
    names.map((name) => fileURLToPath(import.meta.resolve(name))),
    true,
  );
  assert.ok(keys.has('renderBefore'), 'nothing was read');
  assert.deepEqual(among(keys), []);
});

test('none is a key of what comes from a back end, or goes there, or of a sentence', () => {
  // Of what staff see no widget knows.
  const contract = sources('packages/core/src/contract').filter((file) => !/[\\/]staff[\\/]/.test(file));
  const sentences = sources('packages/widgets/src', /\.messages(\.en)?\.ts$/);
  const keys = keysIn([...contract, ...sources('packages/core/src/backend/port.ts'), ...sentences]);
  for (const file of sentences)
    for (const [, parameter = ''] of readFileSync(file, 'utf8').matchAll(/\{(\w+)\}/g)) keys.add(parameter);
  assert.ok(
    keys.has('appealPortals') && keys.has('listPublications') && keys.has('failed_network'),
    'nothing was read',
  );
  assert.deepEqual(among(keys), []);
});

/** Modules that the widgets import late. */
function importedLate(): string[] {
  const found = new Set<string>();
  for (const file of [...sources('packages/widgets/src'), ...sources('packages/core/src/backend')]) {
    each([file], ({ type, source }) => {
      if (type !== 'ImportExpression') return;
      const path = String(source?.value);
      if (path.startsWith('.')) found.add(join(file, '..', path));
      if (path.startsWith('@otklik/')) found.add(fileURLToPath(import.meta.resolve(path)));
    });
  }
  return [...found];
}

test('none is exported by what is imported late, whose exports are read as properties', () => {
  const exported = new Set<string>();
  each(importedLate(), ({ type, declaration }) => {
    if (type !== 'ExportNamedDeclaration' || !declaration) return;
    const { id, declarations = [] } = declaration;
    for (const one of [id, ...declarations.map((part) => part.id)]) if (one?.name) exported.add(one.name);
  });
  assert.ok(exported.has('laterBackend') && exported.has('ConsultationLate'), 'nothing was read');
  assert.deepEqual(among(exported), []);
});

test('each is a property of ours', () => {
  const used = new Set<string>();
  each(sources('packages/widgets/src'), ({ type, property }) => {
    if (type === 'MemberExpression' && property?.name) used.add(property.name);
  });
  assert.deepEqual(
    properties.filter((name) => !used.has(name)),
    [],
  );
});

const folder = mkdtempSync(join(tmpdir(), 'otklik-short-'));
after(() => rmSync(folder, { recursive: true }));

/** What the build makes of a module that is the widgets' only one. */
function built(code: string): string {
  writeFileSync(join(folder, 'one.ts'), code);
  const { transform } = shortNames(folder);
  assert.ok(typeof transform === 'function');
  const result = transform.call({ parse: parseAst } as never, code, '/one.ts') as { code: string };
  return result.code;
}

test('properties get short names wherever they are named', () => {
  const letter = /this\.(\w+)\(/.exec(built('this.requestUpdate()'))?.[1] ?? '';
  assert.match(letter, /^[a-z]$/);
  const cases: [string, string][] = [
    ['class A { requestUpdate() {} }', `class A { ${letter}() {} }`],
    ['const { requestUpdate } = a', `const { ${letter}:requestUpdate } = a`],
    ['const { requestUpdate: b } = { requestUpdate: 1 }', `const { ${letter}: b } = { ${letter}: 1 }`],
    ['requestUpdate(a[requestUpdate])', 'requestUpdate(a[requestUpdate])'],
  ];
  for (const [code, expected] of cases) assert.equal(built(code), expected);
});

test('private custom properties get short names, public ones don’t', () => {
  assert.equal(
    built('css`.o{--_long:var(--otklik-long);color:var(--_long)}`'),
    'css`.o{--_a:var(--otklik-long);color:var(--_a)}`',
  );
});

test('classes get short names in styles and in templates', () => {
  assert.equal(
    built('css`.long>.other:not(.long){top:.5em}`;html`<p class="long ${b} other" id="long">long</p>`'),
    'css`.a>.b:not(.a){top:.5em}`;html`<p class="a ${b} b" id="long">long</p>`',
  );
});

test('classes keep their names where code may put them together', () => {
  for (const text of ["'long'", "'.long'", '`is long ${b}`']) {
    const code = `css\`.long{}\`;html\`<p class="long"></p>\`;f(${text})`;
    assert.equal(built(code), code);
  }
  const code = 'css`.long{}`;html`<p class=${b}></p>`';
  assert.equal(built(code), code);
});

test('what can’t be shortened safely is refused', () => {
  assert.throws(() => built("a['requestUpdate']"), /is a text too/);
  assert.throws(() => built('html`<p class="long${b}"></p>`'), /put together of pieces/);
  assert.throws(() => built('css`.a{}`'), /is what another's name is shortened to/);
  assert.throws(() => built('b.a = 1'), /is what another's name is shortened to/);
});
