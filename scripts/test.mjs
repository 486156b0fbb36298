import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runInView } from './run.mjs';

const reports = join(root, '.cache', 'test-reports');
const nodeModule = (path) => join('node_modules', path);

const suites = [
  check('build', join('scripts', 'prepare.mjs'), '--build'),
  check('first load', join('scripts', 'budget.mjs')),
  check('types', nodeModule('typescript/bin/tsc'), '-p', 'tsconfig.json'),
  check('types in the chaos', nodeModule('typescript/bin/tsc'), '-p', 'tests/chaos/tsconfig.json'),
  check(
    'types in the client',
    nodeModule('svelte-check/bin/svelte-check'),
    '--tsconfig',
    'client/tsconfig.json',
    '--fail-on-warnings',
  ),
  check('lint', nodeModule('eslint/bin/eslint.js'), '.', '--max-warnings', '0', ...cached('eslint/')),
  check('format', nodeModule('prettier/bin/prettier.cjs'), '--check', '.', ...cached('prettier')),
  ...['architecture', 'shared', 'server', 'client', 'chaos'].map(vitest),
  playwright('e2e'),
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const total = { passed: 0, failed: 0 };
for (const suite of suites) {
  console.log(`\n== ${suite.name}`);
  const { passed, failed } = judged(suite, await runInView(suite.words, suite.environment));
  total.passed += passed;
  total.failed += failed;
}
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

/** What passed and failed; a test that was skipped or needed a second try did not pass, nor did a suite without tests. */
function judged({ name, count }, ok) {
  const { passed, failed } = count(ok);
  if (failed === 0 && passed === 0) {
    console.log(`${name}: no test ran, which counts as one failure.`);
    return { passed, failed: 1 };
  }
  if (failed === 0 && !ok) {
    console.log(`${name}: ended with an error outside its tests, which counts as one failure.`);
    return { passed, failed: 1 };
  }
  if (failed > 0)
    console.log(
      `${name}: ${failed} failed. A test that was skipped or needed a second try counts as failed.`,
    );
  return { passed, failed };
}

/** Files that have not changed since they last passed are not looked at again. */
function cached(name) {
  return ['--cache', '--cache-strategy', 'content', '--cache-location', join('.cache', name)];
}

function check(name, ...words) {
  return { name, words, count: (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 }) };
}

function vitest(name) {
  const report = join(reports, `${name}.json`);
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const count = () => {
    const { numTotalTests, numPassedTests, testResults } = readReport(report, {
      numTotalTests: 0,
      numPassedTests: 0,
      testResults: [],
    });
    const brokenFiles = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return { passed: numPassedTests, failed: numTotalTests - numPassedTests + brokenFiles.length };
  };
  return { name, words: [nodeModule('vitest/vitest.mjs'), 'run', '--project', name, ...options], count };
}

function playwright(name) {
  const report = join(reports, `${name}.json`);
  const count = () => {
    const { stats } = readReport(report, { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } });
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
  };
  return {
    name,
    words: [
      nodeModule('@playwright/test/cli.js'),
      'test',
      '--config',
      'tests/e2e/playwright.config.ts',
      '--reporter',
      'list,json',
    ],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    count,
  };
}

function readReport(file, missing) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return missing;
  }
}
