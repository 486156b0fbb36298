import postgres from 'postgres';
import { migrate } from '#server/platform/database/migrate';

const template = 'bench_template';

/**
 * Makes migrated databases on one PostgreSQL. Each contender has its own: on a common one the servers of two contenders
 * would take each other for servers of one installation, and tell each other everything.
 */
export async function openDatabases(url: string): Promise<() => Promise<string>> {
  await onServer(url, (sql) => sql`create database ${sql(template)}`);
  await migrate(named(url, template));
  let made = 0;
  return async () => {
    const name = `bench_${(made += 1)}`;
    await onServer(url, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
    return named(url, name);
  };
}

async function onServer(url: string, order: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await order(sql);
  await sql.end();
}

function named(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
