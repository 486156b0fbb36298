// The suites on every line of Node that package.json allows, one after the other: `npm run nodes`, or some of them: `npm run nodes -- 22`.
// With files, only these tests of the server: `npm run nodes -- 24 tests/server/calls.test.ts`. Each Node is fetched from npm.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { root } from './root.mjs';
import { npm } from './install.mjs';
import { runQuietly } from './run.mjs';
import { report } from './suites.mjs';

const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lines = engines.node.match(/\d+(?=\.)/g);
const words = process.argv.slice(2);
const asked = words.filter((word) => lines.includes(word));
const files = words.filter((word) => word.endsWith('.test.ts'));

const vitest = join('node_modules', 'vitest', 'vitest.mjs');
const suites = [
  [
    'types',
    join('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'tsconfig.json',
    '--incremental',
    'false',
  ],
  [
    'architecture, shared, client',
    vitest,
    'run',
    ...['architecture', 'shared', 'client'].flatMap((name) => ['--project', name]),
  ],
  ['server', vitest, 'run', '--project', 'server', ...files],
];

const failed = [];
for (const line of asked.length > 0 ? asked : lines) {
  const node = await fetched(line);
  for (const [name, ...program] of suites) {
    console.log(`\n== ${name}, on Node ${line}`);
    if (!(await run(node, program))) failed.push(`${name}, on Node ${line}`);
  }
}
report(failed);

/** The newest Node of a line, in the cache of this project. npm has the programs as packages, one for each kind of machine. */
async function fetched(line) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = join(root, '.cache', 'nodes', line);
  mkdirSync(folder, { recursive: true });
  const { ok, said } = await runQuietly([
    npm(),
    'install',
    '--prefix',
    folder,
    '--no-save',
    `${name}@${line}`,
  ]);
  const program = join(folder, 'node_modules', name, 'bin', system === 'win' ? 'node.exe' : 'node');
  if (!ok || !existsSync(program)) throw new Error(`Node ${line} could not be fetched.\n${said}`);
  return program;
}

/** With this Node before all others, also for what the suites start. */
function run(node, program) {
  const path = `${join(node, '..')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
  const child = spawn(node, program, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: path },
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code === 0)));
}
