import { and, eq, gt, sql } from 'drizzle-orm';
import { places, shifts } from '#drizzle/schema/shifts';
import type { Shift } from '#shared/shifts';
import type { Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { prepared } from '../platform/database/prepared.ts';
import { selectShifts, toShift } from './queries.ts';

const recentBefore = (now: Date) => new Date(now.getTime() - 48 * 3_600_000);

export const latestShift = latestOfHelpline(shifts);

/** Shifts that ended less than two days ago, or are still to come. */
export async function shiftsChangedSince(tx: Tx, viewer: Viewer, since: number, now: Date): Promise<Shift[]> {
  const rows = await findChanged(tx, {
    helplineId: viewer.helplineId,
    after: recentBefore(now).toISOString(),
    since,
  });
  return rows.map(toShift);
}

const findChanged = prepared((db) =>
  selectShifts(
    db,
    and(
      eq(shifts.helplineId, sql.placeholder('helplineId')),
      gt(shifts.endsAt, sql.placeholder('after')),
      gt(shifts.version, sql.placeholder('since')),
    ),
  ),
);

/** The shifts of this person that a first welcome brings. */
export async function currentShiftIdsOf(tx: Tx, personId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: shifts.id })
    .from(places)
    .innerJoin(shifts, eq(shifts.id, places.shiftId))
    .where(and(eq(places.personId, personId), gt(shifts.endsAt, recentBefore(now))));
  return rows.map((row) => row.id);
}
