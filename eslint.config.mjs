import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { configs as lit } from 'eslint-plugin-lit';
import a11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import ts from 'typescript-eslint';

/** What Node's type stripping can't run, and what the content security policy blocks. */
const syntax = [
  { selector: 'TSEnumDeclaration', message: 'No enums: a list of literals as const.' },
  { selector: 'TSModuleDeclaration[kind!="global"][id.type!="Literal"]', message: 'No namespaces: modules.' },
  { selector: 'TSParameterProperty', message: 'No parameter properties: declare the field.' },
  { selector: 'Decorator', message: 'No decorators: static properties.' },
  {
    selector: 'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle\\s*=/i]',
    message: 'The policy blocks style attributes: a class, an attribute of SVG, or a token.',
  },
];

/**
 * Arrows point one way: what a part may not import.
 * @param {[message: string, ...group: string[]][]} groups
 * @returns {['error', unknown]}
 */
const no = (...groups) => ['error', { patterns: groups.map(([message, ...group]) => ({ group, message })) }];
/** @type {[string, ...string[]]} */
const server = [
  'Nothing reaches for the server but the server.',
  '@otklik/server',
  '@otklik/server/*',
  '**/packages/server/**',
];
/** @type {[string, ...string[]]} */
const node = ['This runs in browsers too.', 'node:*'];

export default defineConfig(
  // The journey is written against a client that a test generates, and checked there.
  globalIgnores([
    '**/dist/',
    '**/node_modules/',
    'coverage/',
    'data/',
    'keys/',
    'versions/',
    'tests/client/journey.ts',
  ]),
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      // Refusing control characters is what those expressions are for.
      'no-control-regex': 'off',
      'no-restricted-syntax': ['error', ...syntax],
      'object-shorthand': 'error',
      'prefer-template': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        // node:test waits for its tests by itself.
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
      // Event listeners may be async; their errors are caught inside.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A function that implements a promising interface may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Fires on every `@click=${this.onClick}`, which Lit binds.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['packages/core/src/**/*.test.ts', 'packages/core/src/testing/**'],
    languageOptions: { parserOptions: { projectService: false, project: 'packages/core/tsconfig.test.json' } },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: ['**/*.test.ts', 'packages/core/src/testing/**'],
    rules: {
      'no-restricted-imports': no(server, node, [
        'Core knows no elements.',
        '@otklik/widgets',
        '@otklik/widgets/*',
        'lit',
        'lit/*',
      ]),
      'no-restricted-globals': ['error', 'document', 'window', 'HTMLElement', 'localStorage', 'process', 'Buffer'],
    },
  },
  {
    files: ['packages/widgets/src/**/*.ts', 'demo/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/recommended'], a11y.configs.recommended],
    settings: { wc: { elementBaseClasses: ['LitElement'] } },
    rules: {
      'lit/no-template-map': 'off',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/prefer-nothing': 'error',
    },
  },
  {
    files: ['packages/widgets/src/**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        // Typed as if it promised by @open-wc/testing, which compares markup with it too.
        { allowForKnownSafeCalls: [{ from: 'package', name: 'Equal', package: 'chai' }] },
      ],
      // What chai asserts by a mere property.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['packages/widgets/src/**/*.ts'],
    rules: {
      'no-restricted-imports': no(server, node, [
        'Schemas and sealing come through @otklik/core, on demand.',
        'valibot',
        '@hpke/*',
      ]),
    },
  },
  {
    files: ['**/*.mjs'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        performance: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        fetch: 'readonly',
      },
    },
  },
);
