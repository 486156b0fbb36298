import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { startEmbedded } from '#server/platform/database/embedded/start';
import { migrate } from '#server/platform/database/migrate';
import { testKey } from '../support/keys.ts';

export type Database = {
  /** The environment variables that a server gets for it. */
  environment: Record<string, string>;
  url: () => Promise<string>;
  /** What `pg_ctl stop -m immediate` does: no clean shutdown, and recovery at the next start. */
  stopAtOnce: () => Promise<void>;
  /** Resolves once a new connection is answered. */
  isBack: () => Promise<void>;
  /** Ends a share of the servers' connections, chosen by the order in which they were opened. */
  endConnections: (share: number) => Promise<void>;
  close: () => Promise<void>;
};

/** The servers start it, share it, and bring it back when it dies, as `npm start` does. */
export function ownedByTheServers(dir: string): Database {
  return databaseIn(dir, { DATA_DIR: dir, DATABASE_URL: '' }, async () => {});
}

/** The servers are given an address, as with a database of one's own; here the harness brings it back. */
export async function ownedByTheHarness(dir: string): Promise<Database> {
  const embedded = await startEmbedded({ dir });
  await migrate(embedded.url);
  return databaseIn(dir, { DATABASE_URL: embedded.url }, embedded.stop);
}

function databaseIn(dir: string, environment: Record<string, string>, close: () => Promise<void>): Database {
  const note = async () => (await readFile(join(dir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const url = async () => {
    const password = (await readFile(join(dir, 'postgres.password'), 'utf8')).trim();
    return `postgres://app:${password}@127.0.0.1:${(await note())[3]}/postgres`;
  };

  return {
    environment: { ...environment, ENCRYPTION_KEYS: testKey },
    url,
    stopAtOnce: async () => void process.kill(Number((await note())[0]), 'SIGQUIT'),
    async isBack() {
      while (!(await answers(url))) await pause(20);
    },
    async endConnections(share) {
      await once(url, async (sql) => {
        const open = await sql<{ pid: number }[]>`
          select pid from pg_stat_activity where application_name like 'alongside%' order by backend_start`;
        const chosen = open.filter((_, index) => ((index + 1) * share * 7.3) % 1 < 0.5).map(({ pid }) => pid);
        await sql`select pg_terminate_backend(pid) from unnest(${chosen}::int[]) as pid`;
      }).catch(() => {});
    },
    close,
  };
}

async function answers(url: () => Promise<string>): Promise<boolean> {
  return once(url, (sql) => sql`select 1`).then(
    () => true,
    () => false,
  );
}

async function once(url: () => Promise<string>, work: (sql: postgres.Sql) => Promise<unknown>) {
  const sql = postgres(await url(), { max: 1, onnotice: () => {}, connect_timeout: 2, backoff: () => 0.02 });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 0 });
  }
}
