// Builds what is stale: the widgets' files in packages/widgets/dist/v1, and the same beside it under
// their version. Core, server and the demonstration run as they are.
//   node scripts/build.mjs [--force]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesIn } from './build/files.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/otklik-build.json');
const target = join(root, 'packages/widgets/dist/v1');
const { version } = JSON.parse(readFileSync(join(root, 'packages/widgets/package.json'), 'utf8'));
const versioned = join(root, `packages/widgets/dist/v${version}`);
const inputs = [
  'package-lock.json',
  'tsconfig.base.json',
  'scripts/build.mjs',
  'scripts/build',
  'packages/core/package.json',
  'packages/core/src',
  'packages/widgets/package.json',
  'packages/widgets/src',
];

/** What the result follows from. */
function hashOfInputs() {
  const hash = createHash('sha256').update(process.versions.node);
  for (const input of inputs) {
    for (const file of filesIn(join(root, input))) {
      if (/\.test\.ts$|^testing\//.test(file)) continue;
      hash.update(`${input} ${file}\n`).update(readFileSync(join(root, input, file)));
    }
  }
  return hash.digest('hex');
}

/** @returns {string} */
function known() {
  try {
    return JSON.parse(readFileSync(cache, 'utf8')).widgets;
  } catch {
    return '';
  }
}

/** @param {{ force?: boolean }} [options] */
export async function buildStale({ force = false } = {}) {
  const hash = hashOfInputs();
  if (!force && known() === hash && [target, versioned].every((one) => existsSync(join(one, 'integrity.json')))) return;
  const start = performance.now();
  const { buildWidgets } = await import('./build/widgets.mjs');
  await buildWidgets({ root, source: join(root, 'packages/widgets/src'), target, versioned });
  mkdirSync(dirname(cache), { recursive: true });
  writeFileSync(cache, JSON.stringify({ widgets: hash }));
  console.log(`Built the widgets in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildStale({ force: process.argv.includes('--force') });
}
