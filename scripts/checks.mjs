import { join } from 'node:path';
import { root } from './root.mjs';
import { fingerprintOf, isStamped, writeStamp } from './fingerprint.mjs';

const nodeModule = (path) => join('node_modules', path);
/** Files that affect the result of every check. */
const tools = ['package.json', 'package-lock.json', 'scripts', 'tsconfig.json', 'tsconfig.build.json'];
const typed = ['server', 'shared', 'drizzle', 'tests', 'words', 'vite.config.ts', 'vitest.config.ts'];
const everything = ['.'];

const tsc = nodeModule('typescript/bin/tsc');
const svelteCheck = nodeModule('svelte-check/bin/svelte-check');
const eslint = nodeModule('eslint/bin/eslint.js');
const prettier = nodeModule('prettier/bin/prettier.cjs');

/** Checks of the sources, each with the files that decide whether it passes. */
export const checks = [
  check('types', typed, tsc, '-p', 'tsconfig.json'),
  check('types in the chaos', [...typed, 'client'], tsc, '-p', 'tests/chaos/tsconfig.json'),
  check(
    'types in the client',
    [...typed, 'client'],
    svelteCheck,
    ...['--tsconfig', 'client/tsconfig.json', '--fail-on-warnings'],
  ),
  check('promises and any', [...typed, 'client', '.oxlintrc.json'], join('scripts', 'lint-types.mjs')),
  check('lint', everything, eslint, '.', '--max-warnings', '0', ...cached('eslint/')),
  check('format', everything, prettier, '--check', '.', ...cached('prettier')),
];

export const build = plain('build', join('scripts', 'prepare.mjs'), '--build');
export const firstLoad = plain('first load', join('scripts', 'budget.mjs'));

/** Whether it passed before on the same files. */
export function isUnchanged({ name, inputs, words }) {
  return inputs !== undefined && isStamped(stampOf(name), fingerprint(inputs, words));
}

/** Runs a check and stores the fingerprint of its files if it passed; `run` resolves to whether it did. */
export async function passing({ name, inputs, words }, run) {
  const before = inputs && fingerprint(inputs, words);
  const ok = await run();
  if (ok && before) writeStamp(stampOf(name), before);
  return ok;
}

const stampOf = (name) => join(root, '.cache', 'passed', name.replaceAll(' ', '-'));
const fingerprint = (inputs, words) =>
  `${process.version} ${words.join(' ')} ${fingerprintOf([...inputs, ...tools])}`;

/** Files that have not changed since they last passed are not looked at again. */
function cached(name) {
  return ['--cache', '--cache-strategy', 'content', '--cache-location', join('.cache', name)];
}

function check(name, inputs, ...words) {
  return { ...plain(name, ...words), inputs };
}

function plain(name, ...words) {
  return { name, words, count: (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 }) };
}
