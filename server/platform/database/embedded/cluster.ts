import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flushFolder } from '../../flush-folder.ts';
import type { Home } from './home.ts';
import { program, type Native } from './native.ts';
import { run } from './run.ts';

/** The database role that Alongside signs in as. */
export const role = 'app';

/** Creates the database's files once, under a temporary name until they are complete, so that a partial cluster is never used. */
export async function createCluster(home: Home, native: Native): Promise<void> {
  if (existsSync(home.cluster)) return refuseOtherMajor(home, native);

  const half = `${home.cluster}.init`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await handOver(half, home);
  await savePassword(home);
  await run(program(native, 'initdb'), initdbWords(half, home.password), { ...home.as, cwd: native.path });
  await rename(half, home.cluster);
  await flushFolder(home.path);
}

export async function passwordOf(home: Home): Promise<string> {
  return (await readFile(home.password, 'utf8').catch(() => '')).trim();
}

/** Gives the role the password in the file, or a new one where the file is lost; the server must be stopped. */
export async function resetPassword(home: Home, native: Native): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(await passwordOf(home))) await savePassword(home);
  await run(
    program(native, 'postgres'),
    ['--single', '-D', home.cluster, 'postgres'],
    { ...home.as, cwd: native.path },
    `ALTER ROLE ${role} PASSWORD '${await passwordOf(home)}';\n`,
  );
}

/** The builtin C.UTF-8 locale sorts and lower-cases the same on every system. */
function initdbWords(folder: string, passwordFile: string): string[] {
  return [
    ...['-D', folder, '-U', role, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '-E', 'UTF8'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'],
  ];
}

async function refuseOtherMajor(home: Home, native: Native): Promise<void> {
  const found = (await readFile(join(home.cluster, 'PG_VERSION'), 'utf8')).trim();
  if (found === native.major) return;
  throw new Error(
    `The database in ${home.cluster} was made by PostgreSQL ${found} and this Alongside brings PostgreSQL ${native.major}: ` +
      'export it with the Alongside that made it, then restore it here.',
  );
}

/** Syncs the password to disk first: after a power cut, a complete database must not have a password that was never written. */
async function savePassword(home: Home): Promise<void> {
  const fresh = `${home.password}.new`;
  await rm(fresh, { force: true });
  await writeFile(fresh, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
  await handOver(fresh, home);
  await rename(fresh, home.password);
  await flushFolder(dirname(home.password));
}

async function handOver(path: string, home: Home): Promise<void> {
  if (home.as.uid !== undefined) await chown(path, home.account.uid, home.account.gid);
}
