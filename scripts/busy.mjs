// The suites that depend on time, so many times in a row, on a machine that has much else to do: `npm run test:busy -- 3 server`,
// or `e2e`, `client`, `chaos`. All that `npm test` runs, with the browser: `npm run test:busy -- 3 everything`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runInView } from './run.mjs';
import { failuresOf, report, suitesIn } from './suites.mjs';

const busyLoops = 4;
const words = process.argv.slice(2);
const rounds = Number(words.find((word) => /^\d+$/.test(word)) ?? 1);

// A loop ends with this process, even if that is killed, because its input is closed.
const loop = `process.stdin.on('end', () => process.exit()).resume();
  setInterval(() => { for (const until = Date.now() + 200; Date.now() < until;); }, 0);`;
const loops = Array.from({ length: busyLoops }, () =>
  spawn(process.execPath, ['-e', loop], { stdio: ['pipe', 'ignore', 'ignore'] }),
);
const failed = [];
try {
  for (let round = 1; round <= rounds; round += 1)
    failed.push(...(await failuresIn(`round ${round}, beside ${busyLoops} busy loops`)));
} finally {
  for (const one of loops) one.kill();
}
report(failed);

async function failuresIn(what) {
  if (!words.includes('everything')) return failuresOf(suitesIn(words), what);
  console.log(`\n== everything, ${what}`);
  return (await runInView([join('scripts', 'test.mjs')])) ? [] : [`everything, ${what}`];
}
