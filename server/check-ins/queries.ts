import { and, eq, gt, inArray, lte, or, type SQL } from 'drizzle-orm';
import { checkIns } from '#drizzle/schema/check-ins';
import type { CheckIn } from '#shared/check-ins';
import { isA, type Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';

type CheckInRow = typeof checkIns.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toCheckIn = ({ id, version, personId, shiftId, heaviness, sharedWith, at }: CheckInRow): CheckIn => ({
  id,
  version,
  personId,
  shiftId,
  heaviness,
  sharedWith,
  at: at.toISOString(),
});

/** How many days of them a first welcome brings. */
const recentDays = 14;

export async function checkInOf(tx: Tx, personId: string, shiftId: string): Promise<CheckIn | null> {
  const [row] = await tx
    .select()
    .from(checkIns)
    .where(and(eq(checkIns.personId, personId), eq(checkIns.shiftId, shiftId)));
  return row ? toCheckIn(row) : null;
}

/** One per person and shift: a later check-in replaces the content and keeps the first id. */
export async function keepCheckIn(tx: Tx, checkIn: typeof checkIns.$inferInsert): Promise<CheckIn> {
  const { version, heaviness, sharedWith, at } = checkIn;
  const [row] = await tx
    .insert(checkIns)
    .values(checkIn)
    .onConflictDoUpdate({
      target: [checkIns.personId, checkIns.shiftId],
      set: { version, heaviness, sharedWith, at },
    })
    .returning();
  return toCheckIn(row!);
}

export async function checkInsChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
  now: Date,
): Promise<CheckIn[]> {
  const shared = (audience: CheckIn['sharedWith'], where?: SQL) =>
    and(eq(checkIns.sharedWith, audience), where);
  const inSight = [eq(checkIns.personId, viewer.id)];
  if (isA(viewer, 'manager')) inSight.push(shared('managers')!);
  if (viewer.shiftIds.length > 0)
    inSight.push(shared('partner', inArray(checkIns.shiftId, viewer.shiftIds))!);
  const recent = gt(checkIns.at, new Date(now.getTime() - recentDays * 86_400_000));
  const rows = await tx
    .select()
    .from(checkIns)
    .where(
      and(
        eq(checkIns.helplineId, viewer.helplineId),
        gt(checkIns.version, since),
        or(...inSight),
        since === 0 ? recent : undefined,
      ),
    );
  return rows.map(toCheckIn);
}

/** Retention of a check-in in days. */
const keptDays = 90;

export async function eraseOldCheckIns(db: Db, now: Date): Promise<void> {
  await db.delete(checkIns).where(lte(checkIns.at, new Date(now.getTime() - keptDays * 86_400_000)));
}
