import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import { checkIns } from '#drizzle/schema/check-ins';
import type { CheckIn } from '#shared/check-ins';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { checkInIn, sealedCheckIns } from './queries.ts';

const isDue = (now: Date) =>
  and(isNotNull(checkIns.askAgainAt), isNull(checkIns.askedAgainAt), lte(checkIns.askAgainAt, now));

export const helplinesToAskAgain = (db: Db, now: Date): Promise<string[]> =>
  helplinesWhere(db, checkIns, isDue(now));

/** Marks the check-ins whose time has come, each once, and returns them. */
export async function takeThoseToAskAgain(
  tx: Tx,
  helplineId: string,
  version: number,
  now: Date,
): Promise<CheckIn[]> {
  const rows = await tx
    .update(checkIns)
    .set({ version, askedAgainAt: now })
    .where(and(eq(checkIns.helplineId, helplineId), isDue(now)))
    .returning();
  return (await sealedCheckIns.openWhole(tx, rows)).map(checkInIn);
}
