import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';
import { runQuietly } from './run.mjs';

/** Whether node_modules holds what package-lock.json names: npm keeps its own note of what it put there. */
export function isInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  const isThere = ([path, entry]) =>
    present[path] ? present[path].version === entry.version : entry.optional === true;
  return Object.entries(wanted).every(([path, entry]) => path === '' || isThere([path, entry]));
}

/** Also where NODE_ENV is `production`: the build needs the development packages once. */
export async function install() {
  console.log('Fetching the packages Alongside is made of. This happens once and takes about a minute.');
  const { ok, said } = await runQuietly([npm(), 'ci', '--include=dev', '--no-audit', '--no-fund']);
  if (ok && isInstalled()) return;
  throw new Error(
    `${said.trim()}\n\nThe packages could not be fetched. Check that this computer is online, then start again; ` +
      'if it goes on failing, delete the folder node_modules first.',
  );
}

function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/** npm names itself to what it runs; run without npm, it lies beside Node. */
export function npm() {
  const beside = [
    '../lib/node_modules/npm/bin/npm-cli.js',
    'node_modules/npm/bin/npm-cli.js',
    '../share/nodejs/npm/bin/npm-cli.js',
  ];
  const paths = [
    process.env.npm_execpath ?? '',
    ...beside.map((path) => join(dirname(process.execPath), path)),
  ];
  const found = paths.find((path) => path.endsWith('npm-cli.js') && existsSync(path));
  if (found) return found;
  throw new Error('npm was not found beside Node: run "npm ci --include=dev", then start again.');
}
