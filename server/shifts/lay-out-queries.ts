import { and, eq, gt, lt } from 'drizzle-orm';
import { shifts } from '#drizzle/schema/shifts';
import type { Db, Tx } from '../platform/database/db.ts';

/** Shifts already laid out are left as they are. Returns the ids of those that are new. */
export async function insertShifts(tx: Tx, rows: (typeof shifts.$inferInsert)[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const added = await tx.insert(shifts).values(rows).onConflictDoNothing().returning({ id: shifts.id });
  return added.map((row) => row.id);
}

/** Times of the shifts that are not over and begin before `until`, of one helpline or of all. */
export async function shiftTimesUntil(
  db: Db | Tx,
  { now, until }: { now: Date; until: Date },
  helplineId?: string,
): Promise<{ helplineId: string; startsAt: Date; endsAt: Date }[]> {
  const { helplineId: whose, startsAt, endsAt } = shifts;
  const ofHelpline = helplineId === undefined ? undefined : eq(whose, helplineId);
  return db
    .select({ helplineId: whose, startsAt, endsAt })
    .from(shifts)
    .where(and(gt(endsAt, now), lt(startsAt, until), ofHelpline));
}
