import { open } from 'node:fs/promises';

/** Puts on the disk which files a folder holds; Windows does so by itself. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  await folder.sync();
  await folder.close();
}
