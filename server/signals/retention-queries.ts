import { lte } from 'drizzle-orm';
import { signals } from '#drizzle/schema/signals';
import { retentionDays } from '#shared/retention';
import type { Db } from '../platform/database/db.ts';

export async function eraseOldSignals(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - retentionDays.signals * 86_400_000);
  await db.delete(signals).where(lte(signals.raisedAt, before));
}
