import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, isStamped, writeStamp } from './fingerprint.mjs';
import { root } from './root.mjs';
import { compressFiles } from './compress.mjs';
import { runQuietly } from './run.mjs';

const sources = [
  'server',
  'shared',
  'drizzle',
  'client',
  'words',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.ts',
  join('scripts', 'chunks.ts'),
];
const stamp = join(root, 'dist', '.built-from');

/** Whether `dist` was built from the sources as they are now. */
export function isBuilt() {
  return isStamped(stamp, fingerprintOf(sources));
}

export async function build() {
  console.log('Building Alongside.');
  const from = fingerprintOf(sources);
  for (const part of ['server', 'shared', 'drizzle', '.built-from'])
    rmSync(join(root, 'dist', part), { recursive: true, force: true });

  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
  const outcomes = await Promise.all([
    runQuietly(vite),
    runQuietly([...vite, '--mode', 'cy']),
    runQuietly(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']),
  ]);
  const failed = outcomes.filter(({ ok }) => !ok);
  if (failed.length > 0)
    throw new Error(`${failed.map(({ said }) => said.trim()).join('\n\n')}\n\nAlongside could not be built.`);
  await Promise.all(['client', 'client-cy'].map((pages) => compressFiles(join(root, 'dist', pages))));
  writeStamp(stamp, from);
}
