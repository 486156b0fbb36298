import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEmbedded } from '#server/platform/database/embedded/start';
import { freePort } from './free-port.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * A free port and a folder for what a server keeps, empty or with a copy of what `trialData` left in E2E_TRIAL_DATA: a first start
 * takes seconds that are the same each time. `remove` leaves nothing behind; with `keep` the data stays, moved there.
 */
export async function openHome({ startsFromTrial }: { startsFromTrial: boolean }) {
  const folder = await temporaryFolder();
  const dataDir = join(folder.path, 'data');
  const from = process.env.E2E_TRIAL_DATA;
  if (from && startsFromTrial) await copyData(from, dataDir);
  const port = await freePort();
  const environment: Record<string, string> = {
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    KEY_FILE: '',
    ENCRYPTION_KEYS: '',
    ORIGIN: '',
    TRUST_PROXY: '0',
  };

  async function remove({ keep }: { keep?: string } = {}): Promise<void> {
    const leftRunning = existsSync(join(dataDir, 'postgres', 'postmaster.pid'));
    if (leftRunning) await (await startEmbedded({ dir: dataDir })).stop();
    if (keep && !leftRunning) {
      await rename(dataDir, keep);
      await rename(keyOf(dataDir), keyOf(keep));
    }
    await folder.remove();
    if (leftRunning) throw new Error('The server ended and left its database running.');
  }

  return { address: `http://127.0.0.1:${port}`, dataDir, environment, remove };
}

/** The key is beside the folder. */
const keyOf = (dataDir: string) => `${dataDir}.key`;

/** With owners and rights, which PostgreSQL insists on. */
async function copyData(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to]);
  await promisify(execFile)('cp', ['-a', keyOf(from), keyOf(to)]);
}
