import { and, isNotNull, lte } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { retentionDays } from '#shared/retention';
import type { Db } from '../platform/database/db.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Deletes old grants with the keys of their reasons. The audit log keeps its line. */
export async function eraseOldGrants(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - retentionDays.grants * 86_400_000);
  const old = and(isNotNull(grants.endedAt), lte(grants.endedAt, before));
  await db.transaction(async (tx) => {
    const gone = await tx.delete(grants).where(old).returning({ id: grants.id });
    await destroyKeysOf(tx, 'grant', gone);
  });
}
