import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import type { Home } from '#server/embedded/home';
import { reachable } from '#server/embedded/account';

/** The folder with PostgreSQL's own `bin`, `lib` and `share`, where `home`'s account can run it. */
export async function nativeFor(home: Home): Promise<string> {
  const installed = installedNative();
  if (reachable(join(installed, 'bin', 'postgres'), home.account) && (await linkLibraries(installed))) return installed;

  const copy = join(home.path, `native-${versionOf(installed)}`);
  if (!existsSync(copy)) await copyNative(installed, copy);
  return copy;
}

/** The major version of the PostgreSQL in `native`, which the files of a cluster belong to. */
export async function majorOf(native: string): Promise<string> {
  const text = await readFile(join(native, 'share', 'postgresql', 'postgresql.conf.sample'), 'utf8').catch(() => '');
  return text;
}
