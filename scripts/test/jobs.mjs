// What there is to run.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./job.mjs').Job} Job */

const projects = [
  'packages/core/tsconfig.json',
  'packages/core/tsconfig.test.json',
  'packages/widgets/tsconfig.json',
  // Server, demo and tests as one program: each reads the server's sources.
  'tsconfig.node.json',
  'scripts/tsconfig.json',
];

/** @type {Record<string, string>} */
const names = {
  'packages/core/tsconfig.test.json': 'packages/core (tests)',
  'tsconfig.node.json': 'packages/server, demo, tests',
};

/** Type check of each part, ESLint, Prettier; the longest first. @returns {Job[]} */
export function checks() {
  const types = projects.map((project) => {
    const name = names[project] ?? project.replace(/\/tsconfig\.json$/, '');
    const known = `node_modules/.cache/tsc-${project.replace(/\W/g, '-')}.tsbuildinfo`;
    const args = ['node_modules/typescript/bin/tsc', '-p', project, '--incremental', '--tsBuildInfoFile', known];
    return { name: `types: ${name}`, args, minutes: 5 };
  });
  // In halves, since it is the longest of all and knows no second core.
  const half = ['packages/core', 'packages/widgets', 'scripts'];
  const eslint = [half, ['.', ...half.flatMap((folder) => ['--ignore-pattern', folder])]].map((what, at) => ({
    name: `lint: eslint, ${at ? 'the rest' : half.join(', ')}`,
    args: ['--max-old-space-size=4096', 'node_modules/eslint/bin/eslint.js', '--max-warnings=0', ...what],
    minutes: 8,
  }));
  const prettier = ['--check', '--log-level=warn', '--cache'];
  return [
    ...eslint,
    ...types,
    { name: 'lint: prettier', args: ['node_modules/prettier/bin/prettier.cjs', ...prettier, '.'], minutes: 3 },
  ];
}

/**
 * @param {string} name @param {string[]} files @param {string} scratch folder for totals
 * @param {Record<string, string>} [env]
 * @returns {Job}
 */
export function nodeTests(name, files, scratch, env = {}) {
  const totals = join(scratch, `${name.replace(/\W+/g, '-')}.json`);
  return {
    name,
    totals,
    env,
    minutes: 15,
    args: [
      '--conditions=source',
      '--disable-warning=ExperimentalWarning',
      '--test-reporter=./scripts/failures-reporter.mjs',
      '--test-reporter-destination=stdout',
      '--test-reporter=./scripts/totals-reporter.mjs',
      `--test-reporter-destination=${totals}`,
      'scripts/test/together.mjs',
      ...files,
    ],
  };
}

/** What opens a database, by itself or by one of the tests' own helpers. */
const opensDatabase = /\b(?:open\w*World|openDatabase|startServer|startProgram|setUp|program)\b/;

/** Random tests of many thousand runs: `npm run test:fuzz`. @param {string} file */
const isFuzz = (file) => file.endsWith('fuzz.test.ts');

/** @param {string} root @param {string[]} patterns @returns {string[]} */
export const testFiles = (root, ...patterns) =>
  globSync(patterns, { cwd: root })
    .filter((file) => !isFuzz(file))
    .sort();

/** @param {string} root @returns {string[]} those that run in Node */
export const fuzzFiles = (root) => globSync('{packages/server/src,tests}/**/*fuzz.test.ts', { cwd: root }).sort();

/**
 * Tests of the server: `all` that open a database, and `without`, which open none.
 * @param {string} root
 */
export function serverTests(root) {
  const all = testFiles(root, 'packages/server/src/**/*.test.ts');
  const needs = (/** @type {string} */ file) => opensDatabase.test(readFileSync(join(root, file), 'utf8'));
  const opening = all.filter(needs);
  return {
    all: opening,
    without: all.filter((file) => !needs(file)),
  };
}

/**
 * @param {string} scratch @param {string} [name] @param {string[]} [more] arguments
 * @param {string} [engine] of scripts/test/engines.mjs
 * @returns {Job}
 */
export function widgetTests(scratch, name = 'widgets', more = [], engine = 'chromium') {
  const totals = join(scratch, `${name.replace(/\W+/g, '-')}.json`);
  const args = ['node_modules/@web/test-runner/dist/bin.js', '--config', 'web-test-runner.config.mjs', ...more];
  return { name, totals, args, env: { OTKLIK_TOTALS: totals, OTKLIK_ENGINE: engine }, minutes: 15 };
}
