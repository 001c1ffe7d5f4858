import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { filesIn } from '../../scripts/build/files.mjs';
import { packAll } from '../../scripts/pack.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'otklik-packed-'));
const project = join(home, 'project');
const installed = (name: string): string => join(project, 'node_modules', name);

interface PackageFile {
  dependencies?: Record<string, string>;
  exports: Record<string, string | Record<string, string>>;
}
const packageFile = (folder: string): PackageFile =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;

/** Libraries that these need, and those that they need, as they lie here: nothing is fetched. */
function needed(folder: string, found: Record<string, string> = {}): Record<string, string> {
  for (const name of Object.keys(packageFile(folder).dependencies ?? {})) {
    const own = [join(folder, 'node_modules', name), join(root, 'node_modules', name)].find((one) => existsSync(one));
    if (!own) throw new Error(`${name} isn't here`);
    if (name.startsWith('@otklik/') || found[name]) continue;
    found[name] = `file:${own}`;
    needed(own, found);
  }
  return found;
}

before(async () => {
  const [core = '', widgets = ''] = await packAll(join(home, 'packed'));
  const libraries = ['core', 'widgets'].reduce((found, name) => needed(join(root, 'packages', name), found), {});
  execFileSync('mkdir', [project]);
  const dependencies = { '@otklik/core': `file:${core}`, '@otklik/widgets': `file:${widgets}`, ...libraries };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  const quiet = ['--offline', '--install-links', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...quiet], { cwd: project, stdio: 'pipe' });
});
after(() => rmSync(home, { recursive: true, force: true }));

/** A file of the project, run there by Node as an application would. */
function run(name: string, text: string): string {
  writeFileSync(join(project, name), text);
  return execFileSync(process.execPath, [name], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

test('what is packed is JavaScript with its declarations, no sources and nothing that leads to them', () => {
  for (const name of ['@otklik/core', '@otklik/widgets']) {
    const folder = installed(name);
    const files = filesIn(folder);
    assert.deepEqual(
      files.filter((file) => /(?<!\.d)\.ts$|\.test\.|^src\/|\/testing\//.test(file)),
      [],
    );
    assert.ok(files.includes('LICENSE'));
    for (const file of files.filter((one) => /^dist\/(?!v\d).*\.js$/.test(one))) {
      assert.ok(files.includes(file.replace(/js$/, 'd.ts')), `${file} has no declarations`);
      assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /(from|import\() *['"][^'"]+\.ts['"]/, file);
    }
    for (const [path, target] of Object.entries(packageFile(folder).exports))
      for (const [condition, file] of Object.entries(typeof target === 'string' ? { default: target } : target)) {
        assert.match(condition, /^(types|default)$/, path);
        if (!file.includes('*')) assert.ok(existsSync(join(folder, file)), `${path}: ${file}`);
      }
  }
});

test('the files for a plain folder are among it', () => {
  const files = filesIn(installed('@otklik/widgets'));
  for (const file of ['otklik.js', 'feed.js', 'integrity.json', 'later.json', 'licences.txt'])
    assert.ok(files.includes(`dist/v1/${file}`), file);
});

test('Node imports what has no DOM', () => {
  const told = run(
    'node.js',
    `import { memoryBackend } from '@otklik/core/backend/memory/memory.js';
import * as core from '@otklik/core';
import { snippet } from '@otklik/widgets/snippet.js';
console.log(typeof memoryBackend, Object.keys(core).length > 0, snippet({ backend: 'https://otklik.example.gov', agency: 'housing', widgets: [{ name: 'feed', text: 'x' }] }).head);`,
  );
  assert.equal(
    told.trim(),
    'function true <script type="module" src="https://otklik.example.gov/v1/feed.js"></script>',
  );
});

test('TypeScript finds the types, and refuses what is none', () => {
  writeFileSync(
    join(project, 'typed.ts'),
    `import { OtklikFeed } from '@otklik/widgets/feed.js';
import type { Publication } from '@otklik/core/contract/publications.js';
import '@otklik/widgets/otklik.js';
export const kind = (one: Publication): string => one.kind;
export const limit = (feed: OtklikFeed): number | null => feed.limit;
// @ts-expect-error -- a number it isn't
export const wrong = (feed: OtklikFeed): number => feed.src;
`,
  );
  for (const [module, moduleResolution] of [
    ['esnext', 'bundler'],
    ['nodenext', 'nodenext'],
  ]) {
    const lib = ['es2023', 'dom', 'dom.iterable'];
    const compilerOptions = { strict: true, noEmit: true, target: 'es2022', types: [], lib, module, moduleResolution };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
    try {
      execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], { cwd: project, stdio: 'pipe' });
    } catch (error) {
      assert.fail(`${module}: ${String((error as { stdout: Buffer }).stdout).slice(0, 3000)}`);
    }
  }
});

test('a bundler takes a tag, and nothing for a class that isn’t used', async () => {
  const bundled = async (text: string): Promise<string> => {
    writeFileSync(join(project, 'entry.js'), text);
    const built = await build({
      configFile: false,
      root: project,
      logLevel: 'error',
      build: { write: false, lib: { entry: join(project, 'entry.js'), formats: ['es'], fileName: 'entry' } },
    });
    const outputs = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
    const entry = outputs.find((one) => one.type === 'chunk' && one.isEntry);
    return entry?.type === 'chunk' ? entry.code : '';
  };
  assert.match(await bundled("import '@otklik/widgets/feed.define.js';"), /otklik-feed/);
  assert.equal((await bundled("import '@otklik/widgets/feed.js';")).trim(), '');
});
