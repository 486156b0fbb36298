import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import type { Db, Tx } from '#server/platform/database/db';
import { eventually } from './eventually.ts';
import type { TestServer } from './test-server.ts';

/** Resolves to the backend id of a statement in this database that waits for a lock, once one does; with `about`, of one that names that table. */
export const somebodyWaits = (db: Db, about = ''): Promise<number> =>
  eventually(async () => {
    const [row] = await db.execute<{ pid: number }>(sql`
      select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like ${`%${about}%`}`);
    expect(row).toBeDefined();
    return row!.pid;
  });

/** Holds the lock on a helpline’s row while `work` runs, so that its commands wait. `waiting` resolves to the backend id of one that waits; `tx` is the transaction that holds it. */
export async function withHelplineLocked<Result>(
  testServer: TestServer,
  helplineId: string,
  work: (waiting: () => Promise<number>, tx: Tx) => Promise<Result>,
): Promise<Result> {
  return testServer.db.transaction(async (tx) => {
    await tx.select().from(helplines).where(eq(helplines.id, helplineId)).for('update');
    return work(() => somebodyWaits(testServer.db, 'helplines'), tx);
  });
}
