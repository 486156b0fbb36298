import { parts } from './parts.mjs';

/** A sentence more or less is not what is asked; that a rule is another is. */
export default {
  mutate: parts[process.env.MUTATED].mutate,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tests/mutation/vitest.config.mjs', related: false },
  mutator: { excludedMutations: ['StringLiteral'] },
  ignorePatterns: [
    '/dist',
    '/data',
    '/data.*',
    '/docs',
    '/test-results',
    '/.cache',
    '/tests/mutation/node_modules',
  ],
  tempDirName: '.cache/mutation',
  incremental: false,
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 10_000,
  dryRunTimeoutMinutes: 30,
  thresholds: { high: 90, low: 80, break: 80 },
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { logTests: false, allowColor: false },
  allowConsoleColors: false,
};
