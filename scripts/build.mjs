// Builds what is stale: the widgets' files in packages/widgets/dist/v1, the demo site in demo/dist.
//   node scripts/build.mjs [--force]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/otklik-build.json');

/** @typedef {{ inputs: string[], result: string, build: () => Promise<unknown> }} Target */

/** @type {Record<string, Target>} */
const targets = {
  widgets: {
    inputs: [
      'packages/core/package.json',
      'packages/core/src',
      'packages/widgets/package.json',
      'packages/widgets/src',
    ],
    result: 'packages/widgets/dist/v1/integrity.json',
    build: async () => {
      const { buildWidgets } = await import('./build/widgets.mjs');
      const widgets = join(root, 'packages/widgets');
      await buildWidgets({ root, source: join(widgets, 'src'), target: join(widgets, 'dist/v1') });
    },
  },
  demo: {
    inputs: ['packages/core/src', 'packages/widgets/src', 'demo'],
    result: 'demo/dist/index.html',
    build: async () => {
      const { build } = await import('vite');
      await build({ configFile: join(root, 'demo/vite.config.mjs'), logLevel: 'warn' });
    },
  },
};

/** @param {Target} target */
async function hashOf({ inputs }) {
  const { filesIn } = await import('./build/files.mjs');
  const hash = createHash('sha256').update(process.versions.node);
  for (const input of ['package-lock.json', 'scripts/build.mjs', 'scripts/build', ...inputs]) {
    const path = join(root, input);
    for (const file of filesIn(path)) {
      if (/(^|\/)(dist|node_modules)\/|\.test\.ts$/.test(file)) continue;
      hash.update(`${input} ${file}\n`).update(readFileSync(join(path, file)));
    }
  }
  return hash.digest('hex');
}

/** @returns {Record<string, string>} */
function known() {
  try {
    return JSON.parse(readFileSync(cache, 'utf8'));
  } catch {
    return {};
  }
}

/** Builds every target whose inputs changed. @param {{ force?: boolean }} [options] */
export async function buildStale({ force = false } = {}) {
  for (const [name, target] of Object.entries(targets)) {
    if (name === 'demo' && !existsSync(join(root, 'demo/vite.config.mjs'))) continue;
    const hash = await hashOf(target);
    if (!force && known()[name] === hash && existsSync(join(root, target.result))) continue;
    const start = performance.now();
    await target.build();
    mkdirSync(dirname(cache), { recursive: true });
    writeFileSync(cache, JSON.stringify({ ...known(), [name]: hash }, null, 2));
    console.log(`Built ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildStale({ force: process.argv.includes('--force') });
}
