import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder that a PostgreSQL of another account may look into. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'alongside-test-'));
  await chmod(path, 0o755);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
