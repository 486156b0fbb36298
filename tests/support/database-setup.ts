import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '#server/platform/database/embedded/start';
import { migrate } from '#server/platform/database/migrate';
import { databaseNamed, onServer } from './on-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's PostgreSQL, which holds the migrated database `template_migrated`. */
    databaseServer: string;
  }
}

/** One PostgreSQL for the whole run, with a migrated database that every test file gets a copy of. */
export default async function startDatabase(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-server-'));
  await chmod(folder, 0o755);
  const embedded = await startEmbedded({ dir: join(folder, 'data'), options: mayLoseEverything });
  const stop = async () => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await makeTemplate(embedded.url);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('databaseServer', embedded.url);
  return stop;
}

const mayLoseEverything = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

async function makeTemplate(url: string): Promise<void> {
  await onServer(url, (sql) => sql`create database template_migrated`);
  await migrate(databaseNamed(url, 'template_migrated'));
}
