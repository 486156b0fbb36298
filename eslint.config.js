import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const syntaxNobodyUses = [
  { selector: 'TSEnumDeclaration', message: 'Use a list with `as const` in place of an enum.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use a module in place of a namespace.' },
  { selector: 'TSParameterProperty', message: 'Declare the field, then set it in the constructor.' },
];

const realTime =
  'A test does not read the time of the machine: move the clock, or take it from tests/support/real-time.ts.';
const readingRealTime = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: realTime },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: realTime },
  {
    selector: "CallExpression[callee.object.name='performance'][callee.property.name='now']",
    message: realTime,
  },
];

/** Rules that need no types; those that do are in .oxlintrc.json. */
export default defineConfig(
  globalIgnores(['dist/', 'data/', 'data.*/', '.cache/', 'test-results/', 'playwright-report/']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [ts.configs.recommended],
    rules: {
      'no-restricted-syntax': ['error', ...syntaxNobodyUses],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser },
      globals: globals.browser,
    },
    // A Map that is deliberately not reactive is common here, and the rule cannot tell it from a mistake.
    rules: { 'svelte/no-at-html-tags': 'error', 'svelte/prefer-svelte-reactivity': 'off' },
  },
  { files: ['**/*.svelte'], rules: { 'prefer-const': 'off', 'svelte/prefer-const': 'error' } },
  { files: ['client/**'], languageOptions: { globals: globals.browser } },
  { files: ['client/worker/messages.js'], languageOptions: { globals: globals.serviceworker } },
  {
    files: [
      'server/**',
      'shared/**',
      'drizzle/**',
      'tests/**',
      'scripts/**',
      'words/**',
      'docs/**',
      '*.config.*',
    ],
    languageOptions: { globals: globals.nodeBuiltin },
  },
  {
    files: ['tests/**/*.ts'],
    ignores: ['tests/support/real-time.ts', 'tests/chaos/page/device-clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...syntaxNobodyUses, ...readingRealTime] },
  },
  prettier,
  ...svelte.configs.prettier,
);
