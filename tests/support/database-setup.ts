import type { TestProject } from 'vitest/node';
import { migrate } from '#server/platform/database/migrate';
import { databaseNamed, onDatabase } from './on-database.ts';
import { temporaryDatabase } from './temporary-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's PostgreSQL, which holds the migrated database `template_migrated`. */
    databaseServer: string;
  }
}

/** One PostgreSQL for the whole run, with a migrated database that every test file gets a copy of. */
export default async function startDatabase(project: TestProject) {
  const { url, remove } = await temporaryDatabase(mayLoseEverything);
  try {
    await makeTemplate(url);
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('databaseServer', url);
  return remove;
}

const mayLoseEverything = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

async function makeTemplate(url: string): Promise<void> {
  await onDatabase(url, (sql) => sql`create database template_migrated`);
  await migrate(databaseNamed(url, 'template_migrated'));
}
