// What is published on npm: core and widgets as plain JavaScript with declarations, as tarballs.
//   node scripts/pack.mjs [folder]
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build.mjs';
import { filesIn } from './build/files.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stage = join(root, 'node_modules/.cache/otklik-pack');
const tsc = join(root, 'node_modules/typescript/bin/tsc');

/** JavaScript and declarations of a package's sources, without tests and what only they use. @param {string} name */
function compile(name) {
  const folder = join(root, 'packages', name);
  const config = join(stage, `${name}.json`);
  const options = {
    noEmit: false,
    declaration: true,
    rewriteRelativeImportExtensions: true,
    // Of other packages what is published counts, not their sources.
    customConditions: [],
    rootDir: join(folder, 'src'),
    outDir: join(folder, 'dist'),
    types: [],
  };
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(folder, 'tsconfig.json'),
      compilerOptions: options,
      include: [join(folder, 'src')],
      exclude: ['test', 'testing', 'examples']
        .map((kind) => join(folder, `src/**/*.${kind}.ts`))
        .concat(join(folder, 'src/testing')),
    }),
  );
  execFileSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' });
  // TypeScript leaves the names in `import('./one.ts')` alone.
  for (const one of filesIn(options.outDir).filter((file) => !/^v\d/.test(file) && file.endsWith('.js'))) {
    const file = join(options.outDir, one);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/\bimport\((['"]\.[^'"\n]+)\.ts(['"])\)/g, 'import($1.js$2)'));
  }
}

/** Without what leads to sources: those stay here. @param {unknown} value @returns {unknown} */
function published(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'source')
      .map(([key, part]) => [key, published(part)]),
  );
}

/** @param {string} name @param {string} target @returns {string} the tarball */
function pack(name, target) {
  const folder = join(root, 'packages', name);
  const draft = join(stage, name);
  const file = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  cpSync(join(folder, 'dist'), join(draft, 'dist'), { recursive: true });
  rmSync(join(draft, 'dist', `v${file.version}`), { recursive: true, force: true });
  for (const one of ['tokens.css', 'custom-elements.json'])
    if (existsSync(join(folder, one))) cpSync(join(folder, one), join(draft, one));
  cpSync(join(root, 'LICENSE'), join(draft, 'LICENSE'));
  writeFileSync(join(draft, 'package.json'), JSON.stringify(published(file), null, 2));
  const told = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', target], {
    cwd: draft,
    encoding: 'utf8',
  });
  return join(target, JSON.parse(told)[0].filename);
}

/** @param {string} target folder for the tarballs @returns {Promise<string[]>} their paths */
export async function packAll(target) {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  mkdirSync(target, { recursive: true });
  await buildStale();
  for (const name of ['core', 'widgets']) {
    const dist = join(root, 'packages', name, 'dist');
    // What an earlier source left behind isn't published; the served files have a builder of their own.
    for (const file of existsSync(dist) ? filesIn(dist) : []) if (!/^v\d/.test(file)) rmSync(join(dist, file));
    compile(name);
  }
  return ['core', 'widgets'].map((name) => pack(name, target));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const tarball of await packAll(resolve(process.argv[2] ?? 'dist'))) console.log(tarball);
