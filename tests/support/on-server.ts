import postgres from 'postgres';

/** Runs one statement on the PostgreSQL at this address, on a connection of its own. */
export async function onServer(url: string, order: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await order(sql);
  await sql.end();
}

/** The address of another database on the same PostgreSQL. */
export function databaseNamed(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
