import { join } from 'node:path';
import { runInView } from './run.mjs';

const vitest = (project) => [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', project];
const playwright = join('node_modules', '@playwright', 'test', 'cli.js');
export const withoutBrowser = ['server', 'client', 'chaos'];
const runs = {
  ...Object.fromEntries(withoutBrowser.map((name) => [name, vitest(name)])),
  e2e: [playwright, 'test', '--config', join('tests', 'e2e', 'playwright.config.ts')],
};

/** The suites named on the command line, or, where none is, those that need no browser. */
export const suitesIn = (words, offered = Object.keys(runs)) => {
  const named = words.filter((word) => offered.includes(word));
  return named.length > 0 ? named : withoutBrowser;
};

/** Runs the suites one after the other; returns what failed, such as `server, at 08:58`. */
export async function failuresOf(suites, what, environment = () => ({})) {
  const failed = [];
  for (const suite of suites) {
    console.log(`\n== ${suite}, ${what}`);
    if (!(await runInView(runs[suite], environment()))) failed.push(`${suite}, ${what}`);
  }
  return failed;
}

export function report(failed) {
  console.log(failed.length === 0 ? '\nAll passed.' : `\nFailed:\n  ${failed.join('\n  ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
