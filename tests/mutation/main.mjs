// How much of what is changed by chance the tests notice: `npm run mutate`, or one part, as in `npm run mutate -- crypto`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parts } from './parts.mjs';

const stryker = fileURLToPath(new URL('node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. The parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [stryker, 'run', 'tests/mutation/stryker.config.mjs'], {
    stdio: 'inherit',
    env: { ...process.env, MUTATED: name },
  });
  if (status !== 0) process.exitCode = 1;
}
