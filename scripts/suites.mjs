import { join } from 'node:path';
import { runInView } from './run.mjs';

const all = ['server', 'client', 'chaos'];
const vitest = join('node_modules', 'vitest', 'vitest.mjs');

/** The suites named on the command line, or all that depend on time. */
export const suitesIn = (words) => {
  const named = words.filter((word) => all.includes(word));
  return named.length > 0 ? named : all;
};

/** Runs the suites one after the other; returns what failed, such as `server, at 08:58`. */
export async function failuresOf(suites, what, environment = () => ({})) {
  const failed = [];
  for (const suite of suites) {
    console.log(`\n== ${suite}, ${what}`);
    if (!(await runInView([vitest, 'run', '--project', suite], environment())))
      failed.push(`${suite}, ${what}`);
  }
  return failed;
}

export function report(failed) {
  console.log(failed.length === 0 ? '\nAll passed.' : `\nFailed:\n  ${failed.join('\n  ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
