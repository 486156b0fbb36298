import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackupProblem } from './problem.ts';

/**
 * Writes to a temporary file and renames it to `file` once it is complete and on disk. Only the owner may read it. An existing
 * file is left unchanged, unless `force`.
 */
export async function writeSafely<Result>(
  file: string,
  { force = false }: { force?: boolean },
  write: (append: (bytes: Buffer) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const part = `${file}.part`;
  if (force) await rm(part, { force: true });
  else await refuseExisting(file);
  const handle = await openNew(part);
  try {
    const result = await write((bytes) => handle.appendFile(bytes));
    await handle.sync();
    if (!force) await refuseExisting(file);
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

async function refuseExisting(file: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere)
    throw new BackupProblem(`${file} is there already. Choose another name, or add --force to replace it.`);
}

async function openNew(part: string) {
  try {
    return await open(part, 'wx', 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new BackupProblem(
        `${part} is there already: another backup is being written, or one was interrupted. If none is being written, add --force.`,
      );
    throw new BackupProblem(`${part} cannot be written (${code}).`);
  }
}

async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  await folder.sync();
  await folder.close();
}
