// Tests of the widgets, in Chromium or the engine that OTKLIK_ENGINE names, under the policy that the
// product promises to live with.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { badLines } from './scripts/test/bad-lines.mjs';
import { engineAsked } from './scripts/test/engines.mjs';
import { freePort } from './scripts/test/free-port.mjs';
import { policedPages, watchedTests } from './scripts/test/policed-pages.mjs';
import { totalsOfWidgets } from './scripts/test/widget-totals.mjs';

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  rootDir: '.',
  // Two runners that start together, an engine each, would both find their usual one free.
  port: await freePort(),
  // Random tests of many thousand runs have a command of their own, which names them: npm run test:fuzz.
  files: [
    'packages/widgets/src/**/*.test.ts',
    '!packages/widgets/src/**/*fuzz.test.ts',
    'tests/bodies/bodies.browser.ts',
  ],
  // Only the page in front has focus and animation frames.
  concurrency: 1,
  // Of Lit the production build, as it is served: its development build only adds warnings.
  nodeResolve: { exportConditions: ['source', 'production', 'browser'] },
  plugins: [
    // @hpke/core asks for Node's own crypto where a browser has none; here there is one.
    {
      name: 'without-node-crypto',
      resolveImport: ({ source }) => (source === 'crypto' ? '/__no-node-crypto.js' : undefined),
      serve: ({ path }) => (path === '/__no-node-crypto.js' ? { body: 'export {};', type: 'js' } : undefined),
    },
    // The solver of disclosure control stands on a CommonJS module, which a bundler takes and a browser doesn't.
    {
      name: 'heap-as-module',
      resolveImport: ({ source }) => (source === 'heap' ? '/__heap.js' : undefined),
      serve: async ({ path }) => {
        if (path !== '/__heap.js') return undefined;
        const code = await readFile(new URL('node_modules/heap/lib/heap.js', import.meta.url), 'utf8');
        return {
          body: `const module = { exports: {} }, { exports } = module;\n${code}\nexport default module.exports;`,
          type: 'js',
        };
      },
    },
    watchedTests(),
    esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('./tsconfig.base.json', import.meta.url)) }),
  ],
  middleware: [
    policedPages,
    // Bytes as they are: the runner takes every text for UTF-8, and these feeds are in what their makers write.
    async (context, next) => {
      if (!context.path.startsWith('/tests/feeds/corpus/')) return next();
      context.body = await readFile(new URL(`.${context.path}`, import.meta.url));
    },
    badLines,
    (context, next) => {
      if (context.path === '/mockServiceWorker.js') context.url = '/node_modules/msw/lib/mockServiceWorker.js';
      return next();
    },
  ],
  // Browsers of other engines, on a machine that has other things to do.
  browserStartTimeout: 120_000,
  testFramework: { config: { timeout: 10_000 } },
  browsers: [engineAsked()],
  // Random tests of a thousand back ends take minutes where the machine has other things to do; each has its own limit.
  testsFinishTimeout: 300_000,
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), totalsOfWidgets()],
};
