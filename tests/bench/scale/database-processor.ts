import { readFile } from 'node:fs/promises';
import postgres from 'postgres';

/** Processor time in seconds: of every process of the database, and of those that carry messages between servers. */
export type DatabaseTime = { all: number; betweenServers: number };

/** Linux counts in hundredths of a second. */
const ticksInASecond = 100;

/** Null where there is no procfs. Processes that ended meanwhile are not in it; those of our servers last as long as they do. */
export async function databaseTime(databaseUrl: string): Promise<DatabaseTime | null> {
  if (process.platform !== 'linux') return null;
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const running = await sql<{ pid: number; isOurs: boolean }[]>`
      select pid, application_name = 'alongside cluster' as "isOurs" from pg_stat_activity where pid <> pg_backend_pid()`;
    const times = await Promise.all(
      running.map(async ({ pid, isOurs }) => ({ isOurs, seconds: await secondsOf(pid) })),
    );
    const sum = (some: typeof times) => some.reduce((total, { seconds }) => total + seconds, 0);
    return { all: sum(times), betweenServers: sum(times.filter(({ isOurs }) => isOurs)) };
  } finally {
    await sql.end();
  }
}

/** The fields after the name of the program, which may hold spaces; utime and stime are the 14th and 15th of all. */
async function secondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksInASecond;
}
