import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserFailures, unitFailures } from './failures.mjs';
import { root } from './root.mjs';

const reports = join(root, '.cache', 'test-reports');
/** What the long runs repeat many times is repeated a few times here: tests/support/repetitions.ts. */
const fewRepetitions = { TEST_REPETITIONS: 'few' };

/** Vitest projects; with files, only those. A test that was skipped did not pass, nor did a file without tests. */
export function vitest(name, { projects = [name], files = [] } = {}) {
  const report = join(reports, `${name}.json`);
  const none = { numTotalTests: 0, numPassedTests: 0, testResults: [] };
  const count = () => {
    const { numTotalTests, numPassedTests, testResults } = readReport(report, none);
    const brokenFiles = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    const failed = numTotalTests - numPassedTests + brokenFiles.length;
    return { passed: numPassedTests, failed, failures: unitFailures(testResults) };
  };
  const words = [
    ...[join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...files],
    ...projects.flatMap((project) => ['--project', project]),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ];
  return { name, words, environment: fewRepetitions, count };
}

/** The browser specs of one Playwright project. What is skipped, or needs a second try, did not pass. */
export function playwright(name, project) {
  const report = join(reports, `${name}.json`);
  const count = () => {
    const none = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, suites: [] };
    const { stats, suites } = readReport(report, none);
    const failed = stats.unexpected + stats.flaky + stats.skipped;
    return { passed: stats.expected, failed, failures: browserFailures(suites) };
  };
  const cli = join('node_modules', '@playwright', 'test', 'cli.js');
  const options = [
    ...['--config', 'tests/e2e/playwright.config.ts', '--project', project, '--no-deps'],
    ...['--reporter', 'list,json'],
  ];
  return {
    name,
    words: [cli, 'test', ...options],
    environment: { ...fewRepetitions, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
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
