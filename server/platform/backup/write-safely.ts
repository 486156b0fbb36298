import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { flushFolder } from '../flush-folder.ts';
import { BackupProblem } from './problem.ts';

/** `force`: an existing file is replaced; null where the command has no such switch. `keep`: false removes what was written. */
type How = { what?: string; force?: boolean | null; keep?: boolean };

/**
 * Writes to a temporary file and renames it to `file` once it is complete and on disk. Only the owner may read it. An existing
 * file is left unchanged, unless `force`.
 */
export async function writeSafely<Result>(
  file: string,
  { what = 'backup', force = false, keep = true }: How,
  write: (append: (bytes: Buffer) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const part = `${file}.part`;
  if (force) await rm(part, { force: true });
  else await refuseExisting(file, force);
  const handle = await openNew(part, what, force);
  try {
    const result = await write((bytes) => handle.appendFile(bytes));
    await handle.sync();
    if (!keep) {
      await rm(part);
      return result;
    }
    if (!force) await refuseExisting(file, force);
    await rename(part, file);
    await flushFolder(dirname(file));
    return result;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

async function refuseExisting(file: string, force: How['force']): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  const orForce = force === null ? '' : ', or add --force to replace it';
  if (isThere) throw new BackupProblem(`${file} is there already. Choose another name${orForce}.`);
}

async function openNew(part: string, what: string, force: How['force']) {
  try {
    return await open(part, 'wx', 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new BackupProblem(
        `${part} is there already: another ${what} is being written, or one was interrupted. If none is being written, ${force === null ? 'delete it' : 'add --force'}.`,
      );
    throw new BackupProblem(`${part} cannot be written (${code}).`);
  }
}
