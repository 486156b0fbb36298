import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runQuietly } from './run.mjs';

const sources = [
  'server',
  'shared',
  'drizzle',
  'client',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.ts',
];
const stamp = join(root, 'dist', '.built-from');

/** Whether `dist` was built from the sources as they are now. */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

export async function build() {
  console.log('Building Alongside.');
  const from = fingerprint();
  for (const part of ['server', 'shared', 'drizzle', '.built-from'])
    rmSync(join(root, 'dist', part), { recursive: true, force: true });

  const outcomes = await Promise.all([
    runQuietly(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']),
    runQuietly(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']),
  ]);
  const failed = outcomes.filter(({ ok }) => !ok);
  if (failed.length > 0)
    throw new Error(`${failed.map(({ said }) => said.trim()).join('\n\n')}\n\nAlongside could not be built.`);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, from);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesIn).sort())
    hash
      .update(file)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function filesIn(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full).flatMap((name) => filesIn(join(path, name)));
}
