import { readFile } from 'node:fs/promises';
import postgres from 'postgres';
import { migrate } from '#server/platform/database/migrate';
import { bareDatabase } from './database.ts';
import { migrationsFolder } from './migrations.ts';

type Journal = { entries: { tag: string; when: number }[] };

/** A database migrated up to this migration only. `put` inserts one row; `drop` removes the database. */
export async function databaseAsOf(last: string) {
  const { url, drop } = await bareDatabase();
  const { entries } = JSON.parse(await readFile('drizzle/migrations/meta/_journal.json', 'utf8')) as Journal;
  const upTo = entries.slice(0, entries.findIndex(({ tag }) => tag === last) + 1);
  const withText = upTo.map(async ({ tag, when }) => ({
    tag,
    when,
    sql: await readFile(`drizzle/migrations/${tag}.sql`, 'utf8'),
  }));
  const folder = await migrationsFolder(await Promise.all(withText));
  await migrate(url, folder.path);
  await folder.remove();
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return {
    url,
    sql,
    put: async (table: string, row: Record<string, unknown>) =>
      void (await sql`insert into ${sql(table)} ${sql(row)}`),
    async drop() {
      await sql.end();
      await drop();
    },
  };
}
