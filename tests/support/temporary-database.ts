import { join } from 'node:path';
import { startEmbedded } from '#server/platform/database/embedded/start';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * A PostgreSQL without any table, in `data` of a folder of its own. `remove` stops it and leaves nothing behind.
 * `options` are settings of PostgreSQL beyond the usual ones.
 */
export async function temporaryDatabase(options: Record<string, string> = {}) {
  const folder = await temporaryFolder();
  try {
    const { url, stop } = await startEmbedded({ dir: join(folder.path, 'data'), options });
    const remove = () => stop().then(folder.remove);
    return { url, folder: folder.path, remove };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
