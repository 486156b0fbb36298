import { migrate } from '#server/platform/database/migrate';
import { databaseNamed, onDatabase } from '../support/on-database.ts';

const template = 'bench_template';

/**
 * Makes migrated databases on one PostgreSQL. Each contender has its own: on a common one the servers of two contenders
 * would take each other for servers of one installation, and tell each other everything.
 */
export async function openDatabases(url: string): Promise<() => Promise<string>> {
  await onDatabase(url, (sql) => sql`create database ${sql(template)}`);
  await migrate(databaseNamed(url, template));
  let made = 0;
  return async () => {
    const name = `bench_${(made += 1)}`;
    await onDatabase(url, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
    return databaseNamed(url, name);
  };
}
