// Every example of feed and channels, and of form and case those that page.ts picks, beside its kept picture:
//   npm run test:visual [-- [--keep] [feed channels/chosen …]]
// Words narrow it to pictures whose name contains one of them. `--keep` renews the kept ones, and
// removes those whose example is gone. What differs is written to tests/shots: the picture as it is
// now, and beside it the differences in red.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { filesIn } from '../../scripts/build/files.mjs';
import { compare } from './compare.ts';
import { packed } from './packed.ts';
import { openStudio, type Scene } from './studio.ts';

const { values, positionals } = parseArgs({ options: { keep: { type: 'boolean' } }, allowPositionals: true });
const keep = !!values.keep;
const kept = fileURLToPath(new URL('kept', import.meta.url));
const shots = fileURLToPath(new URL('../shots', import.meta.url));
const browserNote = join(kept, 'browser.txt');

/** Where a scene's picture is, below a folder. */
const fileOf = ({ widget, name, width, theme }: Scene): string =>
  `${widget}/${name.replace(/[^\p{L}\d]+/gu, '-')}-${width}-${theme}.png`;
const wanted = (file: string): boolean => !positionals.length || positionals.some((part) => file.includes(part));
const here = (path: string): string => relative(process.cwd(), path);

function write(file: string, content: Buffer | string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const begun = performance.now();
const sum = { passed: 0, failed: 0 };
const fail = (file: string, why: string): void => {
  sum.failed++;
  console.log(`${file}: ${why}`);
};

/** Compares, or keeps. */
function judge(file: string, picture: Buffer): void {
  const path = join(kept, file);
  const known = existsSync(path) ? readFileSync(path) : null;
  const difference = known && compare(known, picture);
  if (difference && !difference.problem) return void sum.passed++;
  if (keep) {
    write(path, packed(picture));
    console.log(`${file}: ${known ? 'renewed' : 'kept'}`);
    return void sum.passed++;
  }
  const shot = join(shots, file);
  write(shot, picture);
  if (difference?.picture) write(shot.replace(/png$/, 'differences.png'), difference.picture);
  fail(file, `${difference?.problem ?? 'not kept yet'} (${here(shot)})`);
}

rmSync(shots, { recursive: true, force: true });
const studio = await openStudio();
try {
  const files = new Set(studio.examples.flat().map(fileOf));
  if (files.size !== studio.examples.flat().length) throw new Error('two examples of a widget have the same file name');
  for (const example of studio.examples) {
    const scenes = example.filter((scene) => wanted(fileOf(scene)));
    if (!scenes[0]) continue;
    try {
      const pictures = await studio.pictures(scenes);
      for (const [scene, picture] of pictures) judge(fileOf(scene), picture);
    } catch (error) {
      for (const scene of scenes) fail(fileOf(scene), error instanceof Error ? error.message : String(error));
    }
  }
  const known = existsSync(kept) ? filesIn(kept).filter((file) => file.endsWith('.png')) : [];
  for (const file of known.filter((one) => wanted(one) && !files.has(one))) {
    if (keep) {
      rmSync(join(kept, file));
      console.log(`${file}: removed, no example has it`);
    } else fail(file, 'kept, but no example has it');
  }
  const before = existsSync(browserNote) ? readFileSync(browserNote, 'utf8').trim() : studio.version;
  if (keep) write(browserNote, `${studio.version}\n`);
  else if (sum.failed && before !== studio.version)
    console.log(`The kept pictures are of Chromium ${before}, these of ${studio.version}: letters may differ.`);
} finally {
  await studio.close();
}
console.log(`${Math.round((performance.now() - begun) / 1000)} s`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed ? 1 : 0;
