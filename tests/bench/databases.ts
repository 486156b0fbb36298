import { migrate } from '#server/platform/database/migrate';
import { databaseNamed, onServer } from '../support/on-server.ts';

const template = 'bench_template';

/**
 * Makes migrated databases on one PostgreSQL. Each contender has its own: on a common one the servers of two contenders
 * would take each other for servers of one installation, and tell each other everything.
 */
export async function openDatabases(url: string): Promise<() => Promise<string>> {
  await onServer(url, (sql) => sql`create database ${sql(template)}`);
  await migrate(databaseNamed(url, template));
  let made = 0;
  return async () => {
    const name = `bench_${(made += 1)}`;
    await onServer(url, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
    return databaseNamed(url, name);
  };
}
