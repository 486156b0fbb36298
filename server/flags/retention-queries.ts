import { and, eq, lt } from 'drizzle-orm';
import { flags } from '#drizzle/schema/flags';
import { retentionDays } from '#shared/retention';
import type { Db } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Deletes withdrawn flags and their keys, once every client can have learned of it. */
export async function eraseWithdrawnFlags(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - retentionDays.withdrawnFlags * 86_400_000);
  const old = and(eq(flags.state, 'withdrawn'), lt(flags.raisedAt, before));
  await db.transaction(async (tx) => {
    const gone = await tx.delete(flags).where(old).returning({ id: flags.id });
    await destroyKeysOf(tx, 'flag', gone);
  });
}
