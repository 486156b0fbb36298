import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isUnchanged, passing } from './checks.mjs';
import { root } from './root.mjs';
import { runQuietly } from './run.mjs';

const reports = join(root, '.cache', 'test-reports');

/**
 * Runs the suites of each lane one at a time and the lanes in parallel, and once they have ended those of `afterwards`, one at a time. Prints
 * a suite's output once it has ended, so that outputs do not mix. At the end prints each failure again, then what passed and failed, and sets
 * the exit code.
 */
export async function runLanes(lanes, afterwards = []) {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const began = Date.now();
  const inLanes = await Promise.all(lanes.map(runLane));
  const outcomes = [...inLanes.flat(), ...(await runLane(afterwards))];
  const sum = (what) => outcomes.reduce((total, outcome) => total + outcome[what], 0);
  for (const { name, failures = [] } of outcomes)
    for (const failure of failures) console.log(`\nFailed in ${name}: ${failure}`);
  console.log(`\n${table(outcomes)}`);
  console.log(`\nTook ${seconds(Date.now() - began)}.\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

async function runLane(suites) {
  const outcomes = [];
  for (const suite of suites) outcomes.push(await runSuite(suite));
  return outcomes;
}

async function runSuite(suite) {
  const began = Date.now();
  if (isUnchanged(suite))
    return { name: suite.name, passed: 1, failed: 0, took: 'unchanged since it passed' };
  console.log(`   ${suite.name} begins`);
  let said = '';
  const ok = await passing(suite, async () => {
    const outcome = await runQuietly(suite.words, suite.environment);
    said = outcome.said;
    return outcome.ok;
  });
  const took = seconds(Date.now() - began);
  console.log(`\n== ${suite.name}, ${took}\n${said.trimEnd()}`);
  return { name: suite.name, ...judged(suite, ok), took };
}

/** What passed and failed. A suite without tests, or with an error outside its tests, has one failure. */
function judged({ name, count }, ok) {
  const { passed, failed, failures } = count(ok);
  if (failed > 0) return { passed, failed, failures };
  if (passed === 0) console.log(`${name}: no test ran, which counts as one failure.`);
  else if (!ok) console.log(`${name}: ended with an error outside its tests, which counts as one failure.`);
  return { passed, failed: passed > 0 && ok ? 0 : 1 };
}

function table(outcomes) {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  return outcomes
    .map(
      ({ name, passed, failed, took }) =>
        `${name.padEnd(width)}  ${passed} passed, ${failed} failed  ${took}`,
    )
    .join('\n');
}

const seconds = (milliseconds) => `${Math.round(milliseconds / 1_000)} s`;
