import postgres from 'postgres';

/** The least that could be called saved: one row, one INSERT, no transaction of its own. */
export async function openBareTable(databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 16, onnotice: () => {} });
  await sql`create table if not exists bare (id uuid primary key, body text not null, at timestamptz not null default now())`;
  return {
    insert: (id: string, body: string) => sql`insert into bare (id, body) values (${id}, ${body})`,
    close: () => sql.end(),
  };
}
